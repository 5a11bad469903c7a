"""Lossy codecs as augmentation: a window is encoded by a real encoder at a random quality, and decoded again.

What a low bit rate does to a sound (pre-echo, holes in the upper bands, noise that comes and goes) no filter imitates. The
student hears it, the label stays.
"""

import io

import numpy as np
import soundfile
import torch
from torch import Tensor

from corpus import SAMPLE_RATE_HZ

KINDS = (("OGG", "VORBIS"), ("MP3", "MPEG_LAYER_III"))
STRONGEST = 0.98  # MP3 at about 32 kbit/s, beyond which no encoder goes
WEAKEST = 0.5


def transcoded(wave: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Sends a share of the windows through a codec; [N, samples] in and out, at 32 kHz."""
    chosen, kind, strength = torch.rand(3, len(wave), generator=generator, device=wave.device).cpu().numpy()
    result = wave.clone()
    for row in np.flatnonzero(chosen < share):
        compression = WEAKEST + float(strength[row]) * (STRONGEST - WEAKEST)
        sound = round_trip(wave[row].cpu().numpy(), KINDS[int(kind[row] * len(KINDS))], compression)
        result[row] = torch.from_numpy(sound).to(wave.device)
    return result


def round_trip(sound: np.ndarray, kind: tuple[str, str], compression: float) -> np.ndarray:
    """The same number of samples; `compression` from 0 (the best that the codec can) to 1 (the smallest)."""
    container, codec = kind
    file = io.BytesIO()
    soundfile.write(file, sound, SAMPLE_RATE_HZ, codec, format=container, compression_level=compression)
    file.seek(0)
    decoded, _ = soundfile.read(file, dtype="float32", frames=len(sound), fill_value=0.0)
    return decoded
