import numpy as np
import pytest
import torch

import rooms
from corpus import SAMPLE_RATE_HZ
from rooms import reverberated, smoothed, tail, with_rooms

NOISE = torch.from_numpy(np.random.default_rng(1).uniform(-0.2, 0.2, (3, 2 * SAMPLE_RATE_HZ)).astype(np.float32))
WHOLE = torch.full((3,), NOISE.shape[1])


def test_a_room_is_the_sum_of_what_every_sample_echoes():
    sound, echo = NOISE[0, :3_000], tail(7)[:500]
    expected = sound.numpy() + np.convolve(sound.numpy(), echo.numpy())[:3_000]
    assert np.abs(reverberated(sound, echo).numpy() - expected).max() < 1e-5


def test_it_adds_nothing_before_the_sound():
    sound = NOISE[0].clone()
    sound[:20_000] = 0
    assert reverberated(sound, tail(3))[:20_000].abs().max() < 1e-5


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_tail_decays_by_sixty_decibels_and_keeps_its_measures(seed):
    sound = tail(seed)
    seconds = len(sound) / SAMPLE_RATE_HZ
    assert rooms.SHORTEST_S * 0.99 <= seconds <= rooms.LONGEST_S + rooms.LATEST_S
    assert rooms.NEAREST_DB <= 20 * sound.norm().log10() <= rooms.FARTHEST_DB
    begin = int((sound != 0).nonzero()[0])
    first, last = sound[begin:][: len(sound) // 20], sound[-len(sound) // 20 :]
    assert 20 * (first.norm() / last.norm()).log10() == pytest.approx(57, abs=6)


def test_the_same_seed_is_the_same_room_and_another_is_another():
    assert torch.equal(tail(5), tail(5))
    assert not torch.equal(tail(5)[:1_000], tail(6)[:1_000])


def test_walls_take_treble():
    rough, smooth = (torch.fft.rfft(smoothed(NOISE[0], width)).abs() for width in (1, 11))
    assert torch.allclose(rough, torch.fft.rfft(NOISE[0]).abs())
    half = len(smooth) // 2
    assert smooth[half:].norm() < 0.2 * rough[half:].norm() and smooth[: half // 20].norm() > 0.8 * rough[: half // 20].norm()


def test_windows_without_a_room_stay_as_they_are():
    heard = with_rooms(NOISE, torch.tensor([0, 4, 0]), WHOLE)
    assert torch.equal(heard[[0, 2]], NOISE[[0, 2]])
    assert (heard[1] - NOISE[1]).norm() > 0.1 * NOISE[1].norm()


def test_the_silence_behind_a_sound_stays_digital_silence():
    window = NOISE.clone()
    window[:, 30_000:] = 0
    assert not with_rooms(window, torch.tensor([1, 2, 3]), torch.full((3,), 30_000))[:, 30_000:].any()


def test_nothing_leaves_full_scale():
    assert with_rooms(NOISE * 5, torch.tensor([1, 2, 3]), WHOLE).abs().max() <= 1
