import csv
import io
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

from collect import PIECE, Source, clips, is_telling, sounds_of, waveform
from corpus import read_table

NOISE = np.random.default_rng(1).uniform(-0.5, 0.5, 32_000).astype(np.float32)


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


def test_every_source_names_its_licence_and_author():
    table = read_table(Path(__file__).parents[1] / "sources.tsv", delimiter="\t", quoting=csv.QUOTE_NONE)
    assert table
    for line in table:
        assert all(Source(**line).__dict__.values()), line
