"""The distillation corpus: clips decoded once to 16-bit PCM, their split, their name hints and the teacher's soft labels."""

import csv
import hashlib
import io
import os
import tarfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
from safetensors.numpy import load_file

from unseen import met

SAMPLE_RATE_HZ = 32_000
FULL_SCALE = 32_767


@dataclass(frozen=True)
class Corpus:
    """All clips end to end.

    pcm      int16 [samples], mono at 32 kHz; clip i is pcm[offsets[i]:offsets[i + 1]]
    offsets  int64 [clips + 1]
    probs    float32 [clips, classes]: the teacher's opinion of each whole clip
    hints    for each clip the classes that its file name implies; a missing class says nothing
    own      clips of the corpus itself; those behind them are extra, and their hints are what the authors say
    """

    rows: list[dict[str, str]]
    labels: list[str]
    label_digest: str
    pcm: np.ndarray
    offsets: np.ndarray
    probs: np.ndarray
    hints: list[list[int]]
    own: int

    def clip(self, i: int) -> np.ndarray:
        """Clip i as float32 in [-1, 1]."""
        return self.pcm[self.offsets[i] : self.offsets[i + 1]].astype(np.float32) / FULL_SCALE

    def lengths(self) -> np.ndarray:
        """Samples of each clip, int64 [clips]."""
        return np.diff(self.offsets)

    def split(self, name: str) -> np.ndarray:
        """Indexes of the clips in `train` or `val`."""
        return np.array([i for i, row in enumerate(self.rows) if row["split"] == name], np.int64)


def load(folder: Path, cache: Path, extra: Sequence[Path] = ()) -> Corpus:
    """Reads the corpus; the first call decodes every clip into `cache` (about 2.2 GiB), later ones map that file.

    `extra` are folders of the same layout, without labels of their own, whose clips are all for training: the held-out
    clips stay those of the corpus.
    """
    labels = [row["display_name"] for row in read_table(folder / "labels.csv")]
    rows, probs = opinions(folder, len(labels))
    own = len(rows)
    for more in extra:
        added, heard = opinions(more, len(labels))
        if any(row["split"] != "train" for row in added):
            raise ValueError(f"{more}: extra clips are for training only")
        rows, probs = rows + added, np.concatenate([probs, heard])
    pcm, offsets = decoded([folder, *extra], cache, [row["id"] for row in rows])
    digest = hashlib.sha256((folder / "labels.csv").read_bytes()).hexdigest()
    hints = [read_hint(row["label_hint"]) for row in rows]
    return Corpus(rows, labels, digest, pcm, offsets, probs, hints, own)


def opinions(folder: Path, classes: int) -> tuple[list[dict[str, str]], np.ndarray]:
    """The table of a folder's clips, those of the unseen set in a split of their own, and what the teacher hears in each."""
    rows = read_table(folder / "clips.tsv", delimiter="\t", quoting=csv.QUOTE_NONE)
    rows = [row | {"split": "unseen"} if met(row["name"], row["attribution"]) else row for row in rows]
    probs = load_file(folder / "teacher.safetensors")["probs"].astype(np.float32)
    if probs.shape != (len(rows), classes):
        raise ValueError(f"teacher.safetensors is {probs.shape}, clips.tsv and labels.csv want {(len(rows), classes)}")
    return rows, probs


def read_table(path: Path, **dialect) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, **dialect))


def read_hint(text: str) -> list[int]:
    return [int(index) for index in text.replace(",", " ").replace(";", " ").split()]


def decoded(folders: list[Path], cache: Path, ids: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The PCM of `ids` in order, from the cache when it was made for the same ids."""
    cache.mkdir(parents=True, exist_ok=True)
    key = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
    pcm_file, offsets_file = cache / f"pcm-{key}.npy", cache / f"offsets-{key}.npy"
    # The offsets are written last: their presence means that the PCM is whole.
    if not offsets_file.exists():
        clips = decode_shards([shard for folder in folders for shard in sorted((folder / "shards").glob("*.tar"))])
        save(pcm_file, np.concatenate([clips[i] for i in ids]))
        save(offsets_file, np.cumsum([0] + [len(clips[i]) for i in ids]))
    return np.load(pcm_file, mmap_mode="r"), np.load(offsets_file)


def save(path: Path, array: np.ndarray) -> None:
    partial = path.with_suffix(".partial.npy")
    np.save(partial, array)
    os.replace(partial, path)


def decode_shards(shards: list[Path]) -> dict[str, np.ndarray]:
    clips: dict[str, np.ndarray] = {}
    with ProcessPoolExecutor() as pool:
        for part in pool.map(decode_shard, shards):
            clips.update(part)
    return clips


def decode_shard(shard: Path) -> dict[str, np.ndarray]:
    """Clip id to int16 PCM, for every sound file of one tar."""
    clips = {}
    with tarfile.open(shard) as tar:
        for member in tar:
            if member.isfile():
                clips[Path(member.name).stem] = decode(tar.extractfile(member).read())
    return clips


def decode(content: bytes) -> np.ndarray:
    """A sound file as int16 PCM."""
    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
    samples = soxr.resample(samples, rate, SAMPLE_RATE_HZ)
    # Resampling overshoots at clicks: without the clip the cast would wrap round.
    return np.clip(np.round(samples * FULL_SCALE), -32_768, 32_767).astype(np.int16)
