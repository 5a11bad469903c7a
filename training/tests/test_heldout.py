import csv

import numpy as np
import pytest

from conftest import Bands
from corpus import SAMPLE_RATE_HZ, read_table
from frontend import WINDOW
from heldout import HeldOut, held_out_clips, impression, windows
from maps import CHANNELS


@pytest.fixture
def rows(corpus_folder):
    return read_table(corpus_folder / "clips.tsv", delimiter="\t", quoting=csv.QUOTE_NONE)


def test_every_held_out_clip_resembles_itself_however_loud_and_one_of_another_kind_does_not(corpus_folder, rows):
    held_out = HeldOut.of(corpus_folder, Bands())
    ids = {row["id"] for row in rows if row["split"] == "val"}
    clips = list(held_out_clips(corpus_folder, ids))
    assert len(clips) == len(ids)
    for clip in clips:
        assert held_out.resembles(impression(Bands(), clip * 0.3)[1])
    whistle = np.sin(2 * np.pi * 12_000 / SAMPLE_RATE_HZ * np.arange(SAMPLE_RATE_HZ)).astype(np.float32)
    assert not held_out.resembles(impression(Bands(), whistle)[1])


def test_the_files_of_the_corpus_are_known_whichever_their_split(corpus_folder, rows):
    assert HeldOut.of(corpus_folder, Bands()).known == {row["id"] for row in rows}


def test_without_a_corpus_nothing_is_known_and_nothing_resembles_it():
    nothing = HeldOut()
    assert not nothing.known
    assert not nothing.resembles(np.full(CHANNELS, CHANNELS**-0.5, np.float32))


def test_a_long_clip_is_compared_by_each_of_its_windows_but_not_by_a_rest_of_less_than_a_second():
    lengths = {samples: [len(window) for window in windows(np.zeros(samples))] for samples in (9, WINDOW, WINDOW + 9, 2 * WINDOW)}
    assert lengths == {9: [9], WINDOW: [WINDOW], WINDOW + 9: [WINDOW], 2 * WINDOW: [WINDOW, WINDOW]}


def test_an_embedding_has_unit_length():
    assert np.linalg.norm(impression(Bands(), np.ones(9, np.float32))[1]) == pytest.approx(1)
