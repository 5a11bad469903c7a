"""Changes to the student's input that leave the label alone. The teacher never sees them."""

import torch
from torch import Tensor


def waves(wave: Tensor, movable: Tensor, generator: torch.Generator) -> Tensor:
    """Gain of -9 to +6 dB for every window, and a circular shift for three in ten of the `movable` [N]; [N, samples] in and out."""
    rows, samples = wave.shape
    gain = 10 ** ((uniform(rows, wave, generator) * 15 - 9) / 20)
    shift = (uniform(rows, wave, generator) * samples).long() * (uniform(rows, wave, generator) < 0.3) * movable
    index = (torch.arange(samples, device=wave.device)[None] - shift[:, None]) % samples
    return (wave.gather(1, index) * gain[:, None]).clamp(-1, 1)


def log_mels(logmel: Tensor, silence: Tensor, generator: torch.Generator) -> Tensor:
    """A random microphone for half of the windows, a codec's upper limit for one in eight, SpecAugment for six in ten;
    [N, 1, T, 224] in and out.

    `silence` [224] is what a masked cell becomes: the mean of the band, which the input norm maps to zero.
    """
    logmel = limited(coloured(logmel, generator), generator)
    masked = torch.zeros(logmel.shape, dtype=torch.bool, device=logmel.device)
    for _ in range(2):
        masked |= stripe(logmel, 3, 16, generator) | stripe(logmel, 2, int(0.06 * logmel.shape[2]), generator)
    masked &= (uniform(len(logmel), logmel, generator) < 0.6)[:, None, None, None]
    return torch.where(masked, silence, logmel)


def coloured(logmel: Tensor, generator: torch.Generator) -> Tensor:
    """Adds a smooth response over the bands, of about 2.5 dB; digital silence stays digital silence."""
    rows, bands = logmel.shape[0], logmel.shape[3]
    knots = torch.randn(rows, 1, 5, generator=generator, device=logmel.device) * 2.5
    knots = knots * (uniform(rows, logmel, generator) < 0.5)[:, None, None]
    curve = torch.nn.functional.interpolate(knots, bands, mode="linear", align_corners=True)
    return torch.where(logmel > -99, logmel + curve[:, :, None], logmel)


def limited(logmel: Tensor, generator: torch.Generator) -> Tensor:
    """Silences everything above a random frequency between about 3 and 13 kHz, as low bit rates and telephones do."""
    rows, bands = logmel.shape[0], logmel.shape[3]
    limit = 120 + uniform(rows, logmel, generator) * 96
    chosen = uniform(rows, logmel, generator) < 0.12
    cut = chosen[:, None] & (torch.arange(bands, device=logmel.device)[None] >= limit[:, None])
    return torch.where(cut[:, None, None], -100.0, logmel)


def stripe(logmel: Tensor, axis: int, widest: int, generator: torch.Generator) -> Tensor:
    """One band of up to `widest` cells along an axis, another for each window; bool, broadcasts to logmel."""
    rows, size = logmel.shape[0], logmel.shape[axis]
    width = uniform(rows, logmel, generator) * (widest + 1)
    start = uniform(rows, logmel, generator) * (size - width)
    shape = [1, 1, 1, 1]
    shape[axis] = size
    cell = torch.arange(size, device=logmel.device).view(shape)
    start, width = start.floor().view(-1, 1, 1, 1), width.floor().view(-1, 1, 1, 1)
    return (cell >= start) & (cell < start + width)


def uniform(rows: int, like: Tensor, generator: torch.Generator) -> Tensor:
    return torch.rand(rows, generator=generator, device=like.device)
