"""Sounds through real codecs."""

import numpy as np
import pytest
import torch

from lossy import KINDS, STRONGEST, round_trip, transcoded

SECOND = 32_000


def rumble(seconds: float, seed: int = 1) -> np.ndarray:
    """Noise that falls off with frequency, as most sounds do, with some of it up to 16 kHz."""
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft(rng.standard_normal(int(seconds * SECOND)))
    sound = np.fft.irfft(spectrum / (1 + np.arange(len(spectrum)) / len(spectrum) * 40), int(seconds * SECOND))
    return (0.5 * sound / np.abs(sound).max()).astype(np.float32)


def energy_above(sound: np.ndarray, hertz: int) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return power[hertz * len(sound) // SECOND :].sum()


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_stays_in_its_place_and_loses_its_upper_bands(kind):
    sound = rumble(3)
    heard = round_trip(sound, kind, STRONGEST)
    assert heard.shape == sound.shape
    assert np.corrcoef(sound, heard)[0, 1] > 0.9  # a shift by a few samples would undo that
    assert energy_above(heard, 14_000) < 0.01 * energy_above(sound, 14_000)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("samples", [1, 700, 20_001])
def test_any_length_comes_back_and_silence_is_silence(kind, samples):
    assert round_trip(rumble(1)[:samples], kind, 0.7).shape == (samples,)
    assert np.abs(round_trip(np.zeros(samples, np.float32), kind, 0.7)).max() < 1e-4


def test_a_share_of_the_windows_is_changed_and_the_seed_says_which():
    waves = torch.from_numpy(np.stack([rumble(0.25, seed) for seed in range(60)]))
    once, again = (transcoded(waves, 0.25, torch.Generator().manual_seed(3)) for _ in range(2))
    changed = (once != waves).any(1)
    assert 5 < changed.sum() < 30
    assert torch.equal(once, again)
    assert torch.equal(transcoded(waves, 0, torch.Generator().manual_seed(3)), waves)
