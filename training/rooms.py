"""Rooms around a sound: random responses that teacher and student both hear.

Recordings of one project share their microphones and rooms, and a network that hears few projects learns those too. Where the
sound stands in a room the teacher has to be asked again: a long tail makes another sound of it.
"""

import torch
from torch import Tensor

from corpus import SAMPLE_RATE_HZ

SHORTEST_S, LONGEST_S = 0.08, 0.8
"""Time in which the tail loses 60 dB: from a cupboard to a large hall with curtains."""

NEAREST_DB, FARTHEST_DB = -13, 3
"""Energy of the tail against that of the direct sound."""

LATEST_S = 0.02
"""Before the first reflection comes."""

SMOOTHEST = 11
"""Samples over which walls may smooth the tail, which takes its treble."""


def with_rooms(wave: Tensor, rooms: Tensor, content: Tensor) -> Tensor:
    """Windows [N, samples] in and out, in [-1, 1]; `rooms` int64 [N] are seeds, and zero is no room at all.

    The silence behind `content` [N] stays digital silence, as in the window of a recording that ends within its tail.
    """
    result = wave.clone()
    for row in rooms.nonzero()[:, 0].tolist():
        end = int(content[row])
        result[row, :end] = reverberated(wave[row, :end], tail(int(rooms[row])).to(wave.device))
    return result


def tail(seed: int) -> Tensor:
    """What comes after the direct sound, float32 [samples]: noise that decays exponentially."""
    generator = torch.Generator().manual_seed(seed)
    length, smoothness, lateness, strength = torch.rand(4, generator=generator).tolist()
    seconds = SHORTEST_S * (LONGEST_S / SHORTEST_S) ** length
    time = torch.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    noise = torch.randn(len(time), generator=generator) * 10 ** (-3 * time / seconds)
    late = torch.zeros(int(lateness * LATEST_S * SAMPLE_RATE_HZ))
    sound = torch.cat([late, smoothed(noise, 1 + int(smoothness * SMOOTHEST))])
    decibels = NEAREST_DB + strength * (FARTHEST_DB - NEAREST_DB)
    return sound / sound.norm() * 10 ** (decibels / 20)


def smoothed(noise: Tensor, width: int) -> Tensor:
    return torch.nn.functional.avg_pool1d(noise[None, None], width, 1, width // 2)[0, 0, : len(noise)]


def reverberated(sound: Tensor, tail: Tensor) -> Tensor:
    """The sound and its tail as far as the sound goes, [samples]; made quieter where the sum is above full scale."""
    size = 1 << (len(sound) + len(tail) - 2).bit_length()
    echo = torch.fft.irfft(torch.fft.rfft(sound, size) * torch.fft.rfft(tail, size), size)[: len(sound)]
    both = sound + echo
    return both / both.abs().max().clamp_min(1)
