from pathlib import Path

import numpy as np
import pytest

import phrases
from collect import Clip, Source, clips, is_kept
from corpus import SAMPLE_RATE_HZ

SOUNDFONT = Path("/usr/share/sounds/sf2/TimGM6mb.sf2")


def everything(seed: int) -> list[tuple[int, int, list[phrases.Note]]]:
    rng = np.random.default_rng(seed)
    return [phrases.phrase(*one, rng) for one in phrases.instruments()]


def test_a_seed_fixes_every_note_and_another_seed_plays_others():
    assert everything(1) == everything(1)
    assert everything(1) != everything(2)


@pytest.mark.parametrize("seed", range(5))
def test_every_phrase_has_notes_that_begin_within_nine_seconds_and_are_in_range(seed):
    for channel, program, notes in everything(seed):
        assert notes
        assert all(0 <= n.begin <= 9.1 and 0 < n.seconds <= 9 and 0 <= n.pitch < 128 and 20 <= n.velocity <= 127 for n in notes)
        assert 0 <= program < 128 and channel in (0, phrases.DRUMS)


def test_an_instrument_stays_where_it_is_played():
    rng = np.random.default_rng(3)
    low, high = phrases.RANGES[4]
    pitches = [note.pitch for _ in range(50) for note in phrases.melody(rng, 32)]
    assert min(pitches) >= low and max(pitches) < high + 12


def test_a_walk_stays_on_its_scale_and_goes_up_and_down():
    pitches = [phrases.walk(np.random.default_rng(seed), 48, 72, 40) for seed in range(20)]
    assert all(48 <= p.min() and p.max() < 72 for p in pitches)
    assert any((np.diff(p) > 0).any() and (np.diff(p) < 0).any() for p in pitches)
    assert all(len({int(x) % 12 for x in p}) <= 7 for p in pitches)


def test_the_file_holds_every_phrase_at_its_own_place():
    rng = np.random.default_rng(0)
    slots = [phrases.events(k * phrases.SLOT_SECONDS, *phrases.phrase("program", 40, rng), rng) for k in range(3)]
    times = np.cumsum([message.time for message in phrases.score(slots).tracks[0]]) / phrases.TICKS_PER_SECOND
    begins = [t for t, m in zip(times, phrases.score(slots).tracks[0]) if m.type == "program_change"]
    assert begins == [0, 12, 24]


def test_a_soundfont_plays_what_is_chosen():
    chosen = [("program", 40), ("program", 33), ("program", 122), ("drum", 38), ("drum", 49), ("kit", 0)]
    played = dict(phrases.played(SOUNDFONT, 1, chosen))
    assert [name for name in played] == [f"{kind} {number} 1" for kind, number in chosen]
    assert all(np.abs(samples).max() > 0.01 for samples in played.values())


@pytest.mark.parametrize("pitch,hertz", [(57, 220), (69, 440), (81, 880)])
def test_a_note_sounds_at_its_pitch_in_its_slot(pitch: int, hertz: float):
    rng = np.random.default_rng(0)
    note = phrases.Note(begin=1, seconds=2, pitch=pitch, velocity=100)
    slots = [phrases.events(k * phrases.SLOT_SECONDS, 0, 79, notes, rng) for k, notes in enumerate([[], [note]])]
    silence, ocarina = phrases.rendered(SOUNDFONT, slots)
    assert np.abs(silence).max() < 1e-3 and np.abs(ocarina[: int(0.9 * SAMPLE_RATE_HZ)]).max() < 1e-3
    steady = ocarina[int(1.5 * SAMPLE_RATE_HZ) :][: SAMPLE_RATE_HZ]
    assert np.abs(np.fft.rfft(steady * np.hanning(len(steady)))).argmax() == pytest.approx(hertz, rel=0.01)


def test_nothing_rings_into_the_next_slot():
    for samples in dict(phrases.played(SOUNDFONT, 2, [("drum", 49)] * 2 + [("program", 14)] * 2)).values():
        assert np.abs(samples[-3200:]).max() < 0.02


def test_a_soundfont_without_seeds_is_refused_by_name():
    with pytest.raises(ValueError, match="games/other.sf2 has no seeds"):
        list(phrases.sounds("games/other.sf2", b""))


def test_a_package_with_a_soundfont_plays_all_its_rounds(tmp_path, monkeypatch):
    monkeypatch.setattr(phrases, "instruments", lambda: [("program", 19), ("drum", 38)])
    (tmp_path / SOUNDFONT.name).write_bytes(SOUNDFONT.read_bytes())
    found = list(clips([Source("debian:timgm6mb-soundfont", SOUNDFONT.name, "GPL-2", "Somebody")], tmp_path))
    assert [clip.name.split("!")[1] for clip in found] == ["program 19 1", "drum 38 1", "program 19 4", "drum 38 4"]
    assert len({clip.identity for clip in found}) == 4, "no notes are played twice"


def test_a_phrase_is_kept_although_it_is_music():
    music = np.full(527, 0.01)
    music[137] = 0.9
    phrase, recording = (Source(name, "", "MIT", "Somebody") for name in ("debian:fluid-soundfont-gm", "debian:game-data"))
    assert is_kept(Clip(phrase, "program 0 0", "1-0", music), music)
    assert not is_kept(Clip(recording, "tune.ogg", "2-0", music), music)
