import numpy as np
import pytest

from collect import is_believed, made_by_rule
from synthesis import KINDS, RATE, coloured_noise, periodic, sound


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_audible_bounded_and_follows_from_its_seed(kind):
    one, again, other = sound(kind, 1), sound(kind, 1), sound(kind, 2)
    assert one.dtype == np.float32 and 2.5 * RATE <= len(one) <= 10 * RATE
    assert np.isfinite(one).all() and 0.04 < np.abs(one).max() <= 1
    assert np.array_equal(one, again)
    assert not np.array_equal(one[: RATE // 2], other[: RATE // 2])


def test_noise_keeps_to_its_band_and_tilt():
    power = np.abs(np.fft.rfft(coloured_noise(np.random.default_rng(1), 32 * RATE, -6, 500, 4000))) ** 2
    level = lambda hertz: 10 * np.log10(power[32 * hertz : 32 * hertz * 5 // 4].mean())
    assert level(1000) - level(2000) == pytest.approx(6, abs=0.7)
    assert level(1000) - level(60) > 30
    assert level(1000) - level(12_000) > 40


def test_steady_grains_come_at_their_rate():
    clicks = periodic(np.random.default_rng(1), 10 * RATE, 5, lambda: np.ones(10), jitter=0)
    assert np.sum(np.diff((clicks > 0).astype(int)) == 1) == pytest.approx(50, abs=1)


def test_all_kinds_are_made_under_names_of_their_own():
    made = list(made_by_rule(1))
    assert len(made) == len({clip.identity for clip in made}) == len(KINDS)


def test_only_what_passes_for_something_real_is_believed():
    siren, tone, silence = np.zeros(527), np.zeros(527), np.zeros(527)
    siren[396], siren[501] = 0.6, 0.3
    tone[396], tone[501] = 0.4, 0.9
    silence[500] = 0.9
    assert [is_believed(probs) for probs in (siren, tone, silence)] == [True, False, False]
