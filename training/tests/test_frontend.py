import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch

from frontend import REPEAT_BELOW, WINDOW, LogMel, mel_filters, product_windows

GOLDEN = json.loads((Path(__file__).parent / "fixtures" / "logmel.json").read_text(encoding="utf-8"))


def sweep10() -> np.ndarray:
    time = np.arange(WINDOW) / 32_000
    ratio = math.log(15_000 / 20)
    return (0.5 * np.sin(2 * math.pi * 20 * 10 / ratio * (np.exp(time / 10 * ratio) - 1))).astype(np.float32)


def noise10() -> np.ndarray:
    """SplitMix64, so that any language can make the same numbers."""
    with np.errstate(over="ignore"):
        z = np.uint64(1) + np.arange(1, WINDOW + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return np.float32(0.1) * (2 * (z >> np.uint64(40)).astype(np.float64) / 2**24 - 1).astype(np.float32)


# The sweep's quiet cells are cancelled sines: there float32 loses up to 0.43 dB against float64, so a spot may be 0.02 off.
@pytest.mark.parametrize("signal, tolerance_db", [(sweep10, 0.02), (noise10, 0.001)])
def test_log_mel_agrees_with_the_reference(signal, tolerance_db):
    golden = GOLDEN[signal.__name__]
    logmel = LogMel()(torch.from_numpy(signal())[None])
    assert logmel.shape == (1, 1, 1001, 224)
    for place, expected in golden["spots"].items():
        frame, band = map(int, place.split(","))
        assert logmel[0, 0, frame, band].item() == pytest.approx(expected, abs=tolerance_db)
    assert logmel.max().item() == pytest.approx(golden["max"], abs=tolerance_db)
    assert logmel.double().sum().item() == pytest.approx(golden["sum"], rel=1e-4)


def test_mel_filters_are_the_published_ones():
    filters = mel_filters()
    assert filters.shape == (513, 224)
    assert np.count_nonzero(filters) == GOLDEN["mel_filters"]["non_zeros"]
    assert filters.sum(dtype=np.float64) == pytest.approx(GOLDEN["mel_filters"]["sum"], rel=1e-9)
    assert filters.max() == np.float32(GOLDEN["mel_filters"]["max"])


def test_digital_silence_is_the_floor():
    assert (LogMel()(torch.zeros(1, 32_000)) == -100).all()


@pytest.mark.parametrize("samples, starts", [(1, [0]), (WINDOW, [0]), (WINDOW + 5, [0, 5]), (2 * WINDOW, [0, WINDOW])])
def test_windows_repeat_and_pad_short_clips_and_move_the_last_one_back(samples, starts):
    clip = np.arange(1, samples + 1, dtype=np.float32)
    windows = product_windows(clip)
    assert windows.shape == (len(starts), WINDOW)
    assert windows[:, 0].tolist() == [start + 1 for start in starts]
    assert np.count_nonzero(windows[-1]) == min(max(samples, REPEAT_BELOW), WINDOW)


def test_a_short_clip_goes_in_as_the_teacher_heard_it():
    clip = np.arange(1, 70_001, dtype=np.float32)
    (window,) = product_windows(clip)
    assert np.array_equal(window[:160_000], np.concatenate([clip, clip, clip[:20_000]]))
    assert not window[160_000:].any()
