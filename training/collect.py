"""Makes more training clips from Debian packages, recordings named one by one and by rule: cuts them, asks the teacher, keeps the telling ones.

The output has the layout of the corpus, without `labels.csv`, and goes to `train.py --extra`.
"""

import argparse
import csv
import hashlib
import io
import re
import struct
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
import torch
from safetensors.numpy import save_file

import phrases
import search
import synthesis
from corpus import FULL_SCALE, SAMPLE_RATE_HZ, read_table
from heldout import COPIES, HeldOut, impression
from teacher import Teacher
from unseen import met

FIELDS = ["id", "shard", "source", "name", "duration_s", "licence", "attribution", "split", "group", "label_hint"]
SOUNDS = (".wav", ".ogg", ".oga", ".flac", ".mp3")
SOUNDFONTS = (".sf2", ".sf3")
ARCHIVES = (".pk3", ".zip", ".love", ".jar", ".pak")
SPOKEN_OR_PLAYED = re.compile(r"music|voice|speech|announc|/songs?/|track|theme|intro|lang|/taunt|words|alphabet", re.IGNORECASE)
PIECE = 10 * SAMPLE_RATE_HZ
MOST_PIECES = 20
LEAST_SAMPLES = SAMPLE_RATE_HZ // 4
LONGEST_SECONDS = 75
LONGEST_ALONE_SECONDS = 200
"""A recording that the table names by itself is cut here; in a package, what is longer than the above is most often music."""
MOST_SOUNDS = 150
"""A package of which everything is kept gives no more than this: some voices come in thousands of prompts that sound alike."""
MOST_PIECES_OF_ALL = 2
"""And of each sound no more than this: twenty pieces of one piece of music say little that two do not."""
SPEECH, MUSIC = 0, 137
LEAST_HEARD = 0.15
AT_A_LOSS = [SPEECH, *range(137, 283), 457, 500, 501]
"""What the teacher calls a sound made by rule where nothing better comes to its mind: speech, music, sonar, silence, a sine wave."""


@dataclass(frozen=True)
class Source:
    """A line of `sources.tsv`: where the sounds are, what their authors ask for, and for some what they say is heard.

    files    glob below the folder of files; of `github:OWNER/NAME` the clone is expected as OWNER+NAME
    classes  display names with semicolons between, or nothing
    keeps    `all` for what is taken for its mass, speech and music included, or nothing
    """

    source: str
    files: str
    licence: str
    attribution: str
    classes: str = ""
    keeps: str = ""

    @property
    def alone(self) -> bool:
        """Whether the line names a single file, which somebody has chosen."""
        return "*" not in self.files

    @property
    def whole(self) -> bool:
        """Whether speech and music are wanted of it too."""
        return self.keeps == "all"

    @property
    def played(self) -> bool:
        """Whether it is a soundfont, whose instruments play phrases: the packages of all of them are called so."""
        return "soundfont" in self.source


@dataclass(frozen=True)
class Sound:
    """What lies in a file: its content, or samples and their rate. The identity is the start of its SHA-1, as in the corpus."""

    name: str
    identity: str
    content: bytes | tuple[np.ndarray, int]


@dataclass(frozen=True)
class Clip:
    source: Source
    name: str
    identity: str
    samples: np.ndarray


def sources_of(table: Path) -> list[Source]:
    """Raises ValueError for a line whose recording is in the set that has to stay unseen."""
    sources = [Source(**line) for line in read_table(table, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for source in sources:
        if met(source.files, source.attribution):
            raise ValueError(f"{table}: {source.files} is in ESC-50 (unseen.txt): take the line out")
    return sources


def files_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files that may hold sounds, of a folder, a sound file or a Debian package."""
    if path.suffix == ".deb":
        content = subprocess.run(["dpkg-deb", "--fsys-tarfile", path], stdout=subprocess.PIPE, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            for member in tar:
                if member.isfile() and member.name.lower().endswith((*SOUNDS, *ARCHIVES, *SOUNDFONTS, ".wad")):
                    yield member.name.removeprefix("./"), tar.extractfile(member).read()
    else:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield file.name, file.read_bytes()


def sounds_of(name: str, content: bytes) -> Iterator[tuple[str, bytes | tuple[np.ndarray, int]]]:
    """The sounds in a file: itself, those of an archive, or as samples and rate the effects of a Doom data file and phrases on a soundfont."""
    kind = name.lower()
    if kind.endswith(SOUNDS):
        yield name, content
    elif kind.endswith(ARCHIVES) and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from ((f"{name}!{inner}", archive.read(inner)) for inner in archive.namelist() if inner.lower().endswith(SOUNDS))
    elif kind.endswith(SOUNDFONTS):
        yield from phrases.sounds(name, content)
    elif kind.endswith(".wad"):
        yield from effects_of(content)


def effects_of(wad: bytes) -> Iterator[tuple[str, bytes | tuple[np.ndarray, int]]]:
    """Lumps whose name starts with DS are 8-bit sounds behind a header of 8 bytes and 16 bytes of padding, or whole files."""
    _, count, directory = struct.unpack("<4sii", wad[:12])
    for entry in range(count):
        place, size, raw = struct.unpack_from("<ii8s", wad, directory + 16 * entry)
        name = raw.split(b"\0")[0].decode("latin1")
        if name.startswith("DS") and size > 40:
            form, rate, length = struct.unpack_from("<HHi", wad, place)
            if form == 3:
                samples = np.frombuffer(wad[place + 24 : place + length - 8], np.uint8)
                yield f"wad!{name}", ((samples.astype(np.float32) - 128) / 128, rate)
            else:
                yield f"wad!{name}", wad[place : place + size]


def waveform(sound: bytes | tuple[np.ndarray, int], alone: bool = False, whole: bool = False) -> np.ndarray | None:
    """Mono at 32 kHz without digital silence at its ends, or nothing where it is unreadable, too long or silent.

    A recording that the table names by itself is cut rather than left out, and so is the music of a package whose music is
    wanted: from a third into it, where an introduction is over.
    """
    if isinstance(sound, tuple):
        samples, rate = sound
    else:
        try:
            samples, rate = soundfile.read(io.BytesIO(sound), dtype="float32", always_2d=True)
        except soundfile.LibsndfileError:
            return None
        samples = samples.mean(1)
    if alone:
        samples = samples[: LONGEST_ALONE_SECONDS * rate]
    if whole and len(samples) > LONGEST_SECONDS * rate:
        samples = samples[len(samples) // 3 :][: LONGEST_SECONDS * rate]
    if (len(samples) > LONGEST_SECONDS * rate and not alone) or np.abs(samples).max(initial=0) < 0.003:
        return None
    loud = np.flatnonzero(np.abs(samples) > 1e-4)
    return soxr.resample(samples[loud[0] : loud[-1] + 1], rate, SAMPLE_RATE_HZ)


def clips(sources: list[Source], folder: Path, known: frozenset[str] = frozenset()) -> Iterator[Clip]:
    """Every piece of every sound once, in the order of the sources, less the sounds whose identity is known."""
    seen = COPIES | known
    for source in sources:
        for sound in drawn(source, new_sounds(source, folder, seen)):
            yield from pieces(source, sound.name, sound.identity, waveform(sound.content, source.alone, source.whole))


def new_sounds(source: Source, folder: Path, seen: set[str]) -> Iterator[Sound]:
    """Those of a source that are not among the seen, which they join."""
    for path in sorted(folder.glob(source.files)):
        for name, content in files_of(path):
            for inner, sound in sounds_of(name, content):
                identity = hashlib.sha1(sound if isinstance(sound, bytes) else sound[0].tobytes()).hexdigest()[:12]
                if identity not in seen and (source.alone or source.whole or not SPOKEN_OR_PLAYED.search(inner)):
                    seen.add(identity)
                    yield Sound(inner, identity, sound)


def drawn(source: Source, sounds: Iterator[Sound]) -> Iterable[Sound]:
    """At most `MOST_SOUNDS` where everything is kept. Identities are hashes: the first of them in order are a draw that is the same everywhere."""
    return sorted(sounds, key=lambda sound: sound.identity)[:MOST_SOUNDS] if source.whole else sounds


def pieces(source: Source, name: str, identity: str, samples: np.ndarray | None) -> Iterator[Clip]:
    most = MOST_PIECES_OF_ALL if source.whole else MOST_PIECES
    for at in range(0, min(len(samples), most * PIECE) if samples is not None else 0, PIECE):
        piece = samples[at : at + PIECE]
        if len(piece) >= LEAST_SAMPLES:
            peak = np.abs(piece).max()
            yield Clip(source, name, f"{identity}-{at // PIECE}", piece / peak * 0.98 if peak > 0.98 else piece)


def made_by_rule(seeds: int) -> Iterator[Clip]:
    source = Source("rules", "", "CC0-1.0", "synthesis.py of Otolex")
    for seed in range(seeds):
        for kind in synthesis.KINDS:
            yield Clip(source, f"{kind.__name__} {seed}", f"rule{synthesis.KINDS.index(kind):02}{seed:06}-0", synthesis.sound(kind, seed))


def searched(made: list[tuple[Clip, np.ndarray]], told: Callable, rounds: int) -> Iterator[tuple[Clip, np.ndarray]]:
    """What evolutions of the rules towards every class in reach of them end with."""
    source, rng = Source("rules", "", "CC0-1.0", "search.py of Otolex"), np.random.default_rng(0)
    kinds = [int(clip.identity[4:6]) for clip, _ in made]
    near = search.promising(kinds, np.stack([probs for _, probs in made]), AT_A_LOSS)
    for turn in range(rounds):
        for label, rules in near.items():
            kind = search.chosen(rules, rng)
            for place, (samples, probs) in enumerate(search.found(label, kind, told, turn)):
                yield Clip(source, f"{kind.__name__} towards {label}", f"search{label:03}{turn:04}-{place}", samples), probs


def is_believed(probs: np.ndarray) -> bool:
    """A sound made by rule is worth keeping where it passes for a real one rather than for a tone."""
    others = np.delete(probs, AT_A_LOSS).max()
    return others > 0.25 and others > 0.7 * probs[AT_A_LOSS].max()


def is_kept(clip: Clip, probs: np.ndarray) -> bool:
    """What its author names is kept, whatever the teacher makes of it; it hears fire in hardly any fire.

    An instrument may be music, and of some sources everything is wanted that is heard at all.
    """
    if clip.source.classes:
        return True
    return probs.max() >= LEAST_HEARD if clip.source.played or clip.source.whole else is_telling(probs)


def is_telling(probs: np.ndarray) -> bool:
    """Something is heard, and it is neither speech nor music, of which the corpus has plenty."""
    return probs.max() >= LEAST_HEARD and max(probs[SPEECH], probs[MUSIC]) <= 0.4


def opinion(teacher: Teacher, samples: np.ndarray) -> np.ndarray:
    return impression(teacher, samples)[0]


def write(kept: list[tuple[Clip, np.ndarray]], labels: list[str], output: Path) -> None:
    (output / "shards").mkdir(parents=True, exist_ok=True)
    with tarfile.open(output / "shards" / "00.tar", "w") as tar:
        for clip, _ in kept:
            add(tar, clip)
    with open(output / "clips.tsv", "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, FIELDS, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
        table.writeheader()
        table.writerows(row(clip, labels) for clip, _ in kept)
    save_file({"probs": np.stack([probs for _, probs in kept]).astype(np.float16)}, output / "teacher.safetensors")


def add(tar: tarfile.TarFile, clip: Clip) -> None:
    data = io.BytesIO()
    soundfile.write(data, np.round(clip.samples * FULL_SCALE).astype(np.int16), SAMPLE_RATE_HZ, format="FLAC")
    entry = tarfile.TarInfo(f"{clip.identity}.flac")
    entry.size = data.getbuffer().nbytes
    data.seek(0)
    tar.addfile(entry, data)


def row(clip: Clip, labels: list[str]) -> dict[str, str]:
    names = [name for name in clip.source.classes.split(";") if name]
    hint = ",".join(str(labels.index(name)) for name in names)
    seconds = f"{len(clip.samples) / SAMPLE_RATE_HZ:.3f}"
    values = [clip.identity, "00", clip.source.source, clip.name, seconds, clip.source.licence, clip.source.attribution]
    return dict(zip(FIELDS, [*values, "train", clip.identity.split("-")[0], hint]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, default=Path(__file__).parent / "sources.tsv")
    parser.add_argument("--files", type=Path, required=True, help="folder with what the table's column `files` names")
    parser.add_argument("--teacher", type=Path, required=True, help="weights of mn04_as")
    parser.add_argument("--labels", type=Path, required=True, help="the corpus's labels.csv")
    parser.add_argument("--corpus", type=Path, help="folder of the corpus, of whose clips, held-out ones above all, copies are left out")
    parser.add_argument("--rules", type=int, default=140, metavar="SEEDS", help="sounds of each kind to make by rule; about a quarter is kept")
    parser.add_argument("--search", type=int, default=8, metavar="ROUNDS", help="evolutions of the rules towards each class near to them")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    teacher = Teacher.load(arguments.teacher)
    sources = sources_of(arguments.sources)
    held_out = HeldOut.of(arguments.corpus, teacher) if arguments.corpus else HeldOut()
    heard = [(clip, *impression(teacher, clip.samples)) for clip in clips(sources, arguments.files, held_out.known)]
    made = [(clip, opinion(teacher, clip.samples)) for clip in made_by_rule(arguments.rules)]
    sought = list(searched(made, lambda samples: opinion(teacher, samples), arguments.search)) if made else []
    wanted = [told for told in heard if is_kept(*told[:2])]
    apart = [(clip, probs) for clip, probs, embedding in wanted if not held_out.resembles(embedding)]
    kept = apart + [told for told in made + sought if is_believed(told[1])]
    labels = [row["display_name"] for row in read_table(arguments.labels)]
    write(kept, labels, arguments.output)
    copies = len(wanted) - len(apart)
    print(f"{len(kept)} of {len(heard) + len(made) + len(sought)} clips kept, {copies} left out as near to held-out ones")


if __name__ == "__main__":
    main()
