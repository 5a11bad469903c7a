"""The network and its front end in plain PyTorch, from a checkpoint in the published layout of keys."""

import json
import struct

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

RATE, FFT, HOP, BANDS, LOW_HZ, HIGH_HZ = 32000, 1024, 320, 224, 50.0, 14000.0
WINDOW = 10 * RATE


def mel_matrix():
    """[513, 224]: Slaney triangles of equal area, as the training data had them."""
    import librosa

    matrix = librosa.filters.mel(sr=RATE, n_fft=FFT, n_mels=BANDS, fmin=LOW_HZ, fmax=HIGH_HZ)
    return torch.from_numpy(matrix.T.astype(np.float32).copy())


class LogMel(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("window", torch.hann_window(FFT))
        self.register_buffer("mel", mel_matrix())

    def forward(self, pcm):
        """[N, samples] to [N, 1, T, 224], in dB."""
        spectrum = torch.stft(pcm, FFT, HOP, window=self.window, center=True, pad_mode="reflect", return_complex=True)
        power = spectrum.real.square() + spectrum.imag.square()
        return (10 * torch.log10(torch.clamp(power.transpose(1, 2) @ self.mel, min=1e-10)))[:, None]


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.dwconv = nn.Conv2d(width, width, 7, padding=3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.pwconv1 = nn.Linear(width, 4 * width)
        self.pwconv2 = nn.Linear(4 * width, width)
        self.gamma = nn.Parameter(torch.ones(width))

    def forward(self, x):
        y = self.norm(self.dwconv(x).permute(0, 2, 3, 1))
        y = self.gamma * self.pwconv2(F.gelu(self.pwconv1(y)))
        return x + y.permute(0, 3, 1, 2)


class ChannelNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class ConvNeXt(nn.Module):
    def __init__(self, depths, widths):
        super().__init__()
        self.bn0 = nn.BatchNorm2d(BANDS)
        stem = nn.Sequential(nn.Conv2d(1, widths[0], 4, 4, (4, 0)), ChannelNorm(widths[0], eps=1e-6))
        steps = [nn.Sequential(ChannelNorm(a, eps=1e-6), nn.Conv2d(a, b, 2, 2)) for a, b in zip(widths, widths[1:])]
        self.downsample_layers = nn.ModuleList([stem, *steps])
        self.stages = nn.ModuleList([nn.Sequential(*(Block(w) for _ in range(d))) for d, w in zip(depths, widths)])
        self.norm = nn.LayerNorm(widths[-1], eps=1e-6)
        self.head_audioset = nn.Linear(widths[-1], 527)

    def forward(self, logmel):
        """[N, 1, T, 224] to [N, 527] logits."""
        x = self.bn0(logmel.transpose(1, 3)).transpose(1, 3)
        for step, stage in zip(self.downsample_layers, self.stages):
            x = stage(step(x))
        rows = x.mean(3)
        return self.head_audioset(self.norm(rows.amax(2) + rows.mean(2)))


def load(checkpoint):
    """The network of a safetensors file, in channels-last memory, which is the faster one on CPUs."""
    tensors = {key: value.float() for key, value in load_file(checkpoint).items()}
    depths, widths = [], []
    for stage in range(4):
        widths.append(tensors[f"stages.{stage}.0.gamma"].numel())
        depths.append(sum(key.startswith(f"stages.{stage}.") and key.endswith(".gamma") for key in tensors))
    network = ConvNeXt(depths, widths)
    tensors.setdefault("bn0.num_batches_tracked", torch.tensor(0))
    network.load_state_dict({key: tensors[key] for key in network.state_dict()})
    return network.eval().to(memory_format=torch.channels_last)


def metadata(checkpoint):
    with open(checkpoint, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        return json.loads(file.read(length)).get("__metadata__", {})


def repeat_below(checkpoint):
    """Samples up to which the checkpoint wants a shorter recording repeated."""
    return json.loads(metadata(checkpoint).get("otolex.front_end", "{}")).get("repeat_below_samples", 0)


def windows(pcm, repeat_below):
    """[N, 320000]: side by side, the last moved back; a short recording is repeated where the model wants it, and padded."""
    if len(pcm) <= WINDOW:
        pcm = np.resize(pcm, max(len(pcm), repeat_below))
        return torch.from_numpy(np.pad(pcm, (0, WINDOW - len(pcm))))[None]
    starts = [*range(0, len(pcm) - WINDOW, WINDOW), len(pcm) - WINDOW]
    return torch.from_numpy(np.stack([pcm[start : start + WINDOW] for start in starts]))
