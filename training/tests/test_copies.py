import io

import numpy as np
import pytest
import soundfile

import corpus as corpora
from collect import Clip, Source, write
from conftest import CLASSES, Bands
from copies import (
    LEAST,
    NEAREST,
    correlation,
    energies,
    first_extra_against_the_rest,
    held_out_against_extra,
    matches,
    nearest,
    probe,
    products,
    told,
)
from corpus import SAMPLE_RATE_HZ

RNG = np.random.default_rng(1)
NOISE = RNG.standard_normal(3 * SAMPLE_RATE_HZ).astype(np.float32) * 0.1


def encoded(samples: np.ndarray) -> np.ndarray:
    """Through Vorbis and back."""
    file = io.BytesIO()
    soundfile.write(file, samples, SAMPLE_RATE_HZ, format="OGG", subtype="VORBIS")
    file.seek(0)
    return soundfile.read(file, dtype="float32")[0]


def test_a_part_that_was_made_quieter_turned_and_encoded_again_is_found():
    part = encoded(-0.3 * NOISE[5_000:60_000])
    assert correlation(part, NOISE) > LEAST
    assert correlation(NOISE, part) == correlation(part, NOISE)


def test_another_piece_of_the_same_kind_of_noise_is_not():
    assert correlation(RNG.standard_normal(32_000).astype(np.float32), NOISE) < 0.1


@pytest.mark.parametrize("silent", [np.zeros(16_000, np.float32), np.full(16_000, 0.1, np.float32)])
def test_silence_resembles_nothing(silent):
    assert correlation(silent, NOISE) < 0.1


def test_the_silence_in_a_recording_does_not_either():
    whole = np.concatenate([NOISE, RNG.standard_normal(64_000).astype(np.float32) * 1e-6])
    assert correlation(whole[-32_000:].copy(), NOISE) < 0.1
    assert correlation(RNG.standard_normal(16_000).astype(np.float32), whole) < 0.1


def test_products_and_energies_are_those_of_every_place_where_the_part_fits():
    whole, part = NOISE[:50], NOISE[60:80]
    places = [whole[at : at + 20] for at in range(31)]
    assert products(part, whole) == pytest.approx([np.dot(place, part) for place in places], abs=1e-6)
    assert energies(whole, 20) == pytest.approx([np.dot(place, place) for place in places], rel=1e-5)


def test_of_a_long_clip_two_seconds_from_a_little_into_it_are_compared():
    assert np.array_equal(probe(NOISE), NOISE[8_000:72_000])
    assert np.array_equal(probe(NOISE[:70_000]), NOISE[:64_000])


def test_the_nearest_come_first_whatever_all_have_in_common():
    extra = RNG.standard_normal((NEAREST + 8, 384)) + 50
    assert nearest(extra[[3, 7]] * 1.0001, extra)[:, 0].tolist() == [3, 7]
    assert nearest(extra[:2], extra).shape == (2, NEAREST)


def written(folder, prefix, sounds):
    made = [Clip(Source("more", "*", "CC0-1.0", "Somebody"), f"sound {i}", f"{prefix}{i}-0", each) for i, each in enumerate(sounds)]
    write([(clip, np.zeros(CLASSES)) for clip in made], [f"Class {i}" for i in range(CLASSES)], folder)
    return folder


def strange(samples=40_000):
    return RNG.uniform(-0.3, 0.3, samples).astype(np.float32)


def found(corpus, sides):
    return [match for match in matches(corpus, sides, Bands()) if match.correlation >= LEAST]


def test_the_one_copy_among_the_extra_clips_is_told(corpus_folder, corpus, tmp_path):
    held_out = [i for i in corpus.split("val") if i % 4 == 2][0]
    copy = encoded(0.5 * corpus.clip(held_out)[3_000:])
    both = corpora.load(corpus_folder, tmp_path / "cache", [written(tmp_path, "extra", [strange(), copy])])
    alike = found(both, held_out_against_extra(both))
    assert [(match.judge, match.trained) for match in alike] == [(held_out, both.own + 1)]
    assert told(both, alike[0]).endswith(f"{corpus.rows[held_out]['name']}  |  extra1-0 more sound 1")


def test_of_clips_that_judge_copies_are_looked_for_in_all_that_training_knows(corpus_folder, corpus, tmp_path):
    trained = [i for i in corpus.split("train") if i % 4 == 2][0]
    sound = strange()
    judges = written(tmp_path / "judges", "judge", [encoded(0.5 * corpus.clip(trained)[3_000:]), strange(), encoded(sound)])
    all_clips = corpora.load(corpus_folder, tmp_path / "cache", [judges, written(tmp_path / "extra", "extra", [sound])])
    alike = found(all_clips, first_extra_against_the_rest(all_clips, 3))
    own = all_clips.own
    assert [(match.judge, match.trained) for match in alike] == [(own, trained), (own + 2, own + 3)]


def test_held_out_clips_are_not_what_training_knows(corpus_folder, corpus, tmp_path):
    judges = written(tmp_path, "judge", [strange()])
    trained = first_extra_against_the_rest(corpora.load(corpus_folder, tmp_path / "cache", [judges]), 1).trained
    assert sorted(trained) == sorted(corpus.split("train"))
