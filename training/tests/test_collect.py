import csv
import hashlib
import io
import re
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

import collect
from collect import LONGEST_ALONE_SECONDS, LONGEST_SECONDS, PIECE, Clip, Source, clips, is_kept, is_telling, sounds_of, sources_of, waveform
from corpus import read_table

LABELS = Path(__file__).parents[2] / "model/src/main/resources/io/otolex/model/labels/class_labels_indices.csv"
TABLES = ("sources.tsv", "unheard.tsv")
NOISE = np.random.default_rng(1).uniform(-0.5, 0.5, 32_000).astype(np.float32)
WHOLE = Source("here", "*.wav", "CC0-1.0", "Somebody", keeps="all")


def wav(samples: np.ndarray, rate: int = 32_000) -> bytes:
    data = io.BytesIO()
    soundfile.write(data, samples, rate, format="WAV", subtype="PCM_16")
    return data.getvalue()


def collected(folder: Path) -> list[str]:
    return [clip.name for clip in clips([Source("here", "*", "CC0-1.0", "Somebody")], folder)]


def test_a_sound_is_mono_at_32_khz_without_the_silence_around_it():
    silence = np.zeros(4_800, np.float32)
    stereo = np.stack([np.concatenate([silence, np.full(48_000, 0.5, np.float32), silence])] * 2, axis=1)
    assert len(waveform(wav(stereo, 48_000))) == pytest.approx(32_000, abs=2)


@pytest.mark.parametrize("content", [b"", b"not a sound", wav(np.zeros(32_000)), wav(np.zeros(0)), wav(np.tile(NOISE, 80))])
def test_what_is_no_sound_silent_or_endless_is_left_out(content):
    assert waveform(content) is None


def test_a_sound_is_cut_into_pieces_of_ten_seconds_and_its_copies_are_left_out(tmp_path):
    for name in ("rain.wav", "rain again.wav"):
        (tmp_path / name).write_bytes(wav(np.tile(NOISE, 25)))
    found = list(clips([Source("here", "*.wav", "CC0-1.0", "Somebody")], tmp_path))
    assert [len(clip.samples) for clip in found] == [PIECE, PIECE, PIECE // 2]
    assert len({clip.identity for clip in found}) == 3


def test_a_copy_of_a_held_out_clip_is_left_out(tmp_path, monkeypatch):
    (tmp_path / "rain.wav").write_bytes(wav(NOISE))
    monkeypatch.setattr(collect, "COPIES", {hashlib.sha1(wav(NOISE)).hexdigest()[:12]})
    assert collected(tmp_path) == []
    (tmp_path / "other rain.wav").write_bytes(wav(NOISE[::-1]))
    assert collected(tmp_path) == ["other rain.wav"]


def test_music_speech_and_blinks_are_left_out_by_name_and_length(tmp_path):
    for name in ("music/theme.wav", "voice_01.wav", "blink.wav", "door.wav"):
        file = tmp_path / name.replace("/", "-")
        file.write_bytes(wav(NOISE[: 4_000 if name.startswith("blink") else None] + 0.001 * len(name)))
    assert collected(tmp_path) == ["door.wav"]


def test_archives_and_doom_files_are_opened():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("sfx/door.wav", wav(NOISE))
        file.writestr("readme.txt", "no sound")
    assert [name for name, _ in sounds_of("data.pk3", archive.getvalue())] == ["data.pk3!sfx/door.wav"]
    effect = struct.pack("<HHi", 3, 11_025, 132) + bytes(16) + bytes(range(100)) + bytes(16)
    wad = struct.pack("<4sii", b"IWAD", 1, 12 + len(effect)) + effect + struct.pack("<ii8s", 12, len(effect), b"DSDOOR")
    ((name, (samples, rate)),) = sounds_of("game.wad", wad)
    assert (name, rate, len(samples)) == ("wad!DSDOOR", 11_025, 100)


def test_only_what_the_teacher_recognises_beside_speech_and_music_is_kept():
    probs = np.full(527, 0.01)
    assert not is_telling(probs)
    probs[283] = 0.5
    assert is_telling(probs)
    probs[137] = 0.5
    assert not is_telling(probs)


def test_a_long_recording_that_the_table_names_by_itself_is_cut_rather_than_left_out():
    long = wav(np.tile(NOISE, LONGEST_ALONE_SECONDS + 5))
    assert waveform(long) is None
    assert len(waveform(long, alone=True)) == LONGEST_ALONE_SECONDS * 32_000


def test_a_file_that_the_table_names_by_itself_may_be_called_what_it_likes(tmp_path):
    (tmp_path / "Clang1.wav").write_bytes(wav(NOISE))
    assert [clip.name for clip in clips([Source("here", "Clang1.wav", "CC0-1.0", "Somebody")], tmp_path)] == ["Clang1.wav"]


def test_where_everything_is_wanted_speech_and_music_are_kept_by_name_and_by_what_is_heard(tmp_path):
    (tmp_path / "music-voice.wav").write_bytes(wav(NOISE))
    (clip,) = clips([WHOLE], tmp_path)
    speech = np.full(527, 0.01)
    assert not is_kept(clip, speech)
    speech[0] = 0.9
    assert is_kept(clip, speech)


def test_where_everything_is_wanted_a_sound_gives_two_pieces_and_music_is_taken_from_a_third_into_it(tmp_path):
    third = np.tile(NOISE, LONGEST_SECONDS // 2)
    (tmp_path / "theme.wav").write_bytes(wav(np.concatenate([third * 0.1, third, third])))
    found = list(clips([WHOLE], tmp_path))
    assert [len(clip.samples) for clip in found] == [PIECE, PIECE]
    assert min(np.abs(clip.samples).max() for clip in found) > 0.4


def test_of_many_sounds_the_same_few_are_drawn_whatever_they_are_called(tmp_path, monkeypatch):
    monkeypatch.setattr(collect, "MOST_SOUNDS", 3)
    for folder, order in (("one", 1), ("other", -1)):
        (tmp_path / folder).mkdir()
        for i in range(9)[::order]:
            (tmp_path / folder / f"{i * order + 9:02}.wav").write_bytes(wav(NOISE * (i + 1) / 10))
    one, other = ([clip.identity for clip in clips([WHOLE], tmp_path / folder)] for folder in ("one", "other"))
    assert one == other
    assert len(one) == 3


def test_a_sound_that_the_corpus_has_is_left_out_and_takes_no_place_in_the_draw(tmp_path, monkeypatch):
    monkeypatch.setattr(collect, "MOST_SOUNDS", 1)
    for i in (1, 2):
        (tmp_path / f"{i}.wav").write_bytes(wav(NOISE / i))
    ids = {hashlib.sha1(wav(NOISE / i)).hexdigest()[:12] for i in (1, 2)}
    for known in ids:
        assert {clip.identity for clip in clips([WHOLE], tmp_path, frozenset({known}))} == {f"{i}-0" for i in ids - {known}}


def test_what_its_author_names_is_kept_although_the_teacher_hears_nothing_in_it():
    nothing = np.full(527, 0.01)
    fire, unnamed = (Source("here", "fire.wav", "CC0-1.0", "Somebody", classes) for classes in ("Fire;Crackle", ""))
    assert is_kept(Clip(fire, "fire.wav", "1-0", NOISE), nothing)
    assert not is_kept(Clip(unnamed, "fire.wav", "1-0", NOISE), nothing)


def lines(name: str) -> list[dict[str, str]]:
    return read_table(Path(__file__).parents[1] / name, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.mark.parametrize("name", TABLES)
def test_every_source_names_its_licence_and_author_and_only_classes_that_there_are(name):
    labels = {row["display_name"] for row in read_table(LABELS)}
    assert lines(name)
    for line in lines(name):
        classes, keeps = line.pop("classes"), line.pop("keeps")
        assert all(line.values()), line
        assert set(filter(None, classes.split(";"))) <= labels, line
        assert keeps in ("", "all"), line
        assert '"' not in "".join(line.values()), "the table of clips has no way to write a quotation mark"


@pytest.mark.parametrize("name", TABLES)
def test_nothing_is_collected_that_may_not_be_trained_on(name):
    assert not [line for line in lines(name) if re.search(r"\b(NC|ND|NonCommercial|Pixabay|ESC-?[15]0)\b", "\t".join(line.values()))]


def test_what_weights_are_judged_on_unheard_is_not_trained_on():
    trained, unheard = ({line["source"] for line in lines(name)} for name in TABLES)
    assert not trained & unheard, "not even another recording of the same project"


def test_a_source_of_the_unseen_set_is_refused_by_name(tmp_path):
    table = tmp_path / "sources.tsv"
    table.write_text("source\tfiles\tlicence\tattribution\tclasses\nhere\tbang.ogg\tCC0-1.0\tbmlake, freesound.org 251617\t\n")
    with pytest.raises(ValueError, match="bang.ogg is in ESC-50"):
        sources_of(table)
