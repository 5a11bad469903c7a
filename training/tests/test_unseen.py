import shutil
from pathlib import Path

import pytest

import corpus as corpora
from collect import sources_of
from unseen import met, numbers

FIREWORKS = "bmlake https://freesound.org/people/bmlake/sounds/251617/"


@pytest.mark.parametrize("text", [FIREWORKS, "bmlake, freesound.org 251617", "freesound.org/s/251617", "a/251617__bang.ogg"])
def test_a_recording_of_the_unseen_set_is_known_by_its_number(text):
    assert met("bang.ogg", text) == {251617}


@pytest.mark.parametrize("text", ["137-en.wav", "freesound.org 2516170", "freesound.org 25161", "251617.ogg", "soundbible.com/1791"])
def test_other_numbers_are_none_of_it(text):
    assert not met(text)


def test_the_whole_set_is_listed():
    assert len(numbers()) == 1524


@pytest.mark.parametrize("table", ["sources.tsv", "unheard.tsv"])
def test_no_source_is_of_the_unseen_set(table):
    assert sources_of(Path(__file__).parents[1] / table)


def test_a_clip_of_the_unseen_set_is_neither_trained_on_nor_held_out(corpus_folder, tmp_path):
    folder = shutil.copytree(corpus_folder, tmp_path / "corpus")
    lines = (folder / "clips.tsv").read_text().splitlines()
    lines[3] = lines[3].replace("Author 2", FIREWORKS)
    (folder / "clips.tsv").write_text("\n".join(lines) + "\n")
    loaded = corpora.load(folder, tmp_path / "cache")
    assert sorted([*loaded.split("train"), *loaded.split("val")]) == [i for i in range(40) if i != 2]
