"""The student's front end: waveform to log-mel, exactly as the product computes it."""

import numpy as np
import torch
from torch import Tensor, nn

from corpus import SAMPLE_RATE_HZ
from teacher import SHORTEST, repeated

FFT_SIZE = 1024
HOP = 320
MEL_BANDS = 224
LOW_HZ, HIGH_HZ = 50.0, 14_000.0
FLOOR = 1e-10
WINDOW = 10 * SAMPLE_RATE_HZ
"""Samples that the product scores at a time."""

REPEAT_BELOW = SHORTEST
"""A clip shorter than this is repeated up to here before silence follows: so the teacher hears it for the stored labels, and
from the clip and silence it gives another first answer for one clip in five."""

SPEC = {
    "sample_rate_hz": SAMPLE_RATE_HZ, "fft_size": FFT_SIZE, "hop_samples": HOP, "bands": MEL_BANDS,
    "low_hz": LOW_HZ, "high_hz": HIGH_HZ, "window_samples": WINDOW, "repeat_below_samples": REPEAT_BELOW,
}  # fmt: skip
"""What the product compares with its own front end before it loads weights; the names are those of its LogMelSpec."""


class LogMel(nn.Module):
    """[N, samples] in [-1, 1] at 32 kHz to [N, 1, T, 224] in decibels, T = 1 + samples // 320."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("hann", torch.hann_window(FFT_SIZE, periodic=True), persistent=False)
        self.register_buffer("mel", torch.from_numpy(mel_filters()), persistent=False)

    def forward(self, wave: Tensor) -> Tensor:
        spectrum = torch.stft(wave, FFT_SIZE, HOP, window=self.hann, center=True, pad_mode="reflect", return_complex=True)
        power = spectrum.real.square() + spectrum.imag.square()
        return 10 * torch.log10((power.transpose(1, 2) @ self.mel).clamp_min(FLOOR))[:, None]


def mel_filters() -> np.ndarray:
    """[513, 224] float32: triangles on the Slaney scale, each divided by half its width in Hz."""
    edges = slaney_hz(np.linspace(slaney_mel(LOW_HZ), slaney_mel(HIGH_HZ), MEL_BANDS + 2))
    bins = np.arange(FFT_SIZE // 2 + 1)[:, None] * (SAMPLE_RATE_HZ / FFT_SIZE)
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    triangles = np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)).clip(min=0)
    # Two roundings, as in librosa, whose filters the published checkpoint was trained with.
    return (triangles.astype(np.float32) * (2 / (high - low))).astype(np.float32)


def slaney_mel(hz: float) -> float:
    return hz * 3 / 200 if hz < 1000 else 15 + 27 * np.log(hz / 1000) / np.log(6.4)


def slaney_hz(mel: np.ndarray) -> np.ndarray:
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))


def product_windows(clip: np.ndarray) -> np.ndarray:
    """Cuts one clip as the product does, [windows, 320000]: a short clip repeated and then zeros, the last window moved back."""
    if len(clip) <= WINDOW:
        clip = repeated(clip, REPEAT_BELOW)
        return np.pad(clip, (0, WINDOW - len(clip)))[None]
    starts = [*range(0, len(clip) - WINDOW, WINDOW), len(clip) - WINDOW]
    return np.stack([clip[start : start + WINDOW] for start in starts])
