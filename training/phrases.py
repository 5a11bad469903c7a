"""Random phrases on the instruments of General MIDI soundfonts, played by FluidSynth: one at a time, as music seldom has them.

A phrase is one instrument or one drum, or a drum kit in a rhythm, for 0.5 to 9 s. The teacher listens to all of them,
and they are kept under its labels (`collect.py`). Seeds make the same notes everywhere; the sound is that of the soundfont.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import mido
import numpy as np
import soundfile

from corpus import SAMPLE_RATE_HZ

SLOT_SECONDS = 12
"""From the beginning of a phrase to that of the next one in a file: the longest phrase and 3 s for what still rings."""
SLOT = SLOT_SECONDS * SAMPLE_RATE_HZ
TICKS_PER_SECOND = 480
DRUMS = 9
KITS = (0, 8, 16, 24, 25, 32, 40, 48)
SEEDS = {"FluidR3_GM.sf2": (0, 3), "TimGM6mb.sf2": (1, 4), "MuseScore_General_Lite.sf3": (2, 5)}
"""The soundfonts that are played and the seeds of their rounds: no notes are played twice."""
EFFECTS = range(119, 128)
RANGES = [
    (36, 84), (60, 96), (36, 84), (40, 76), (28, 50), (43, 84), (43, 79), (40, 76),
    (46, 82), (60, 90), (48, 84), (48, 84), (48, 84), (48, 80), (48, 80), (48, 80),
]  # fmt: skip
"""Lowest and highest note of the sixteen families of General MIDI, where their instruments are played."""
SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9), (0, 3, 5, 6, 7, 10))


@dataclass(frozen=True)
class Note:
    """Begin and length in seconds; pitch and velocity as in MIDI, 0 to 127."""

    begin: float
    seconds: float
    pitch: int
    velocity: int


def beats(rng: np.random.Generator, until: float) -> np.ndarray:
    """Begins of notes in seconds: an even pulse, some of it left out, played by a hand rather than a clock."""
    step = 60 / rng.uniform(50, 200) / rng.choice([1, 2, 4])
    grid = np.arange(0, until, step)
    struck = rng.random(len(grid)) < rng.uniform(0.5, 1)
    struck[0] = True
    return (grid + rng.normal(0, 0.008, len(grid)).clip(0))[struck]


def velocity(rng: np.random.Generator, loudness: float) -> int:
    return int(np.clip(rng.normal(loudness, 10), 20, 127))


def melody(rng: np.random.Generator, program: int) -> list[Note]:
    """One note, one note again and again, a walk on a scale, or chords."""
    low, high = RANGES[program // 8]
    until, loudness = float(np.exp(rng.uniform(np.log(0.5), np.log(9)))), rng.uniform(45, 120)
    if program in EFFECTS or rng.random() < 0.25:
        return [Note(0, until, int(rng.integers(low, high)), velocity(rng, loudness))]
    begins = beats(rng, until)
    length, pitches = rng.uniform(0.1, 1.5), walk(rng, low, high, len(begins))
    chord = rng.choice([0, 4, 7, 12], int(rng.integers(1, 4)), replace=False) if rng.random() < 0.25 else [0]
    return [Note(b, length, int(p + up), velocity(rng, loudness)) for b, p in zip(begins, pitches) for up in chord]


def walk(rng: np.random.Generator, low: int, high: int, count: int) -> np.ndarray:
    scale, root = SCALES[rng.integers(len(SCALES))], int(rng.integers(12))
    allowed = np.array([pitch for pitch in range(low, high) if (pitch - root) % 12 in scale])
    if rng.random() < 0.2:
        return np.full(count, rng.choice(allowed))
    steps = np.cumsum(rng.integers(-2, 3, count)) + rng.integers(len(allowed))
    turns = np.abs(steps % (2 * len(allowed) - 2))
    return allowed[np.minimum(turns, 2 * len(allowed) - 2 - turns)]


def drumming(rng: np.random.Generator, drums: list[int]) -> list[Note]:
    """Each drum on a pulse of its own, or one stroke."""
    until, loudness = float(np.exp(rng.uniform(np.log(0.5), np.log(9)))), rng.uniform(50, 120)
    if rng.random() < 0.25:
        drums, until = drums[:1], 0.3
    return [Note(b, 0.3, d, velocity(rng, loudness)) for d in drums for b in (beats(rng, until) if until > 0.3 else [0.0])]


def kit(rng: np.random.Generator) -> list[int]:
    drums = [int(rng.choice(group)) for group in ([35, 36], [38, 40, 37, 39], [42, 44, 46], [49, 51, 57, 41, 45, 48])]
    return drums[: int(rng.integers(2, 5))]


def instruments() -> list[tuple[str, int]]:
    """Every program but the synthetic effects, every drum from the bass drum to the triangle, and kits."""
    programs = [("program", p) for p in range(128) if not 96 <= p < 104]
    return programs + [("drum", pitch) for pitch in range(35, 82)] + [("kit", program) for program in KITS]


def phrase(kind: str, number: int, rng: np.random.Generator) -> tuple[int, int, list[Note]]:
    """Channel, program and notes."""
    if kind == "program":
        return 0, number, melody(rng, number)
    drums = [number] if kind == "drum" else kit(rng)
    return DRUMS, number if kind == "kit" else int(rng.choice(KITS)), drumming(rng, drums)


Event = tuple[float, mido.Message]
"""A message and when it is sent, in seconds."""


def events(at: float, channel: int, program: int, notes: list[Note], rng: np.random.Generator) -> list[Event]:
    """What is played from a second on, and silence before the slot ends."""
    change = lambda control, value: mido.Message("control_change", channel=channel, control=control, value=int(value))
    setting = [change(91, rng.integers(0, 100)), change(93, rng.integers(0, 60)), change(1, rng.integers(0, 70))]
    told = [(at, mido.Message("program_change", channel=channel, program=program)), *((at, s) for s in setting)]
    for note in notes:
        told.append((at + note.begin, mido.Message("note_on", channel=channel, note=note.pitch, velocity=note.velocity)))
        told.append((at + note.begin + note.seconds, mido.Message("note_off", channel=channel, note=note.pitch)))
    return [*told, (at + SLOT_SECONDS - 0.3, change(120, 0))]


def score(slots: list[list[Event]]) -> mido.MidiFile:
    """One track, a second a beat."""
    file, track, now = mido.MidiFile(ticks_per_beat=TICKS_PER_SECOND), mido.MidiTrack(), 0
    track.append(mido.MetaMessage("set_tempo", tempo=1_000_000))
    for at, message in sorted((event for slot in slots for event in slot), key=lambda event: event[0]):
        tick = round(at * TICKS_PER_SECOND)
        track.append(message.copy(time=tick - now))
        now = tick
    file.tracks.append(track)
    return file


def rendered(soundfont: Path, slots: list[list[Event]]) -> Iterator[np.ndarray]:
    """The slots as mono samples at 32 kHz, float32.

    Raises subprocess.CalledProcessError where FluidSynth cannot read the soundfont.
    """
    with tempfile.TemporaryDirectory() as folder:
        notes, sound = Path(folder) / "notes.mid", Path(folder) / "sound.wav"
        score(slots).save(notes)
        rate = str(SAMPLE_RATE_HZ)
        subprocess.run(["fluidsynth", "-ni", "-q", "-g", "0.5", "-r", rate, "-F", sound, soundfont, notes], check=True)
        for slot in range(len(slots)):
            samples, _ = soundfile.read(sound, SLOT, slot * SLOT, dtype="float32", always_2d=True)
            yield samples.mean(1)


def played(soundfont: Path, seed: int, chosen: list[tuple[str, int]]) -> Iterator[tuple[str, np.ndarray]]:
    """One phrase of every chosen instrument of a soundfont: its name and samples."""
    rng = np.random.default_rng(seed)
    slots = [events(k * SLOT_SECONDS, *phrase(*one, rng), rng) for k, one in enumerate(chosen)]
    yield from zip((f"{kind} {number} {seed}" for kind, number in chosen), rendered(soundfont, slots))


def sounds(name: str, content: bytes) -> Iterator[tuple[str, tuple[np.ndarray, int]]]:
    """All rounds of a soundfont that is known by its file name.

    Raises ValueError for another one: it needs seeds that no other has.
    """
    file = Path(name).name
    if file not in SEEDS:
        raise ValueError(f"{name} has no seeds: give it some in SEEDS of phrases.py")
    with tempfile.TemporaryDirectory() as folder:
        soundfont = Path(folder) / file
        soundfont.write_bytes(content)
        for seed in SEEDS[file]:
            for title, samples in played(soundfont, seed, instruments()):
                yield f"{name}!{title}", (samples, SAMPLE_RATE_HZ)
