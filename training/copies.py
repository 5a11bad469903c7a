"""Finds extra clips of which a held-out clip is a copy or a part, trimmed or encoded again.

`heldout.py` goes by likeness and misses some of these; here the waveforms are correlated.
"""

import argparse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

import corpus as corpora
from corpus import SAMPLE_RATE_HZ, Corpus
from frontend import WINDOW
from heldout import impression
from teacher import Teacher

NEAREST = 12
"""Extra clips that each held-out one is correlated with: those whose embeddings are nearest. All of them would take days."""

LEAST = 0.6
"""Correlation from which a pair is worth a look."""


@dataclass(frozen=True)
class Match:
    """A held-out clip and an extra one, by their places in the corpus, and how alike their waveforms are, 0 to 1."""

    held_out: int
    extra: int
    correlation: float


def matches(corpus: Corpus, teacher: Teacher, workers: int = 2) -> Iterator[Match]:
    """The best one of each held-out clip, in the order of the corpus."""
    held_out, extra = corpus.split("val"), np.arange(corpus.own, len(corpus.rows))
    with ThreadPoolExecutor(workers) as executor:
        embeddings = [np.stack(list(executor.map(lambda i: embedding(corpus, teacher, i), part))) for part in (held_out, extra)]
        near = extra[nearest(*embeddings)]
        yield from executor.map(lambda i, others: best(corpus, i, others), held_out, near)


def embedding(corpus: Corpus, teacher: Teacher, clip: int) -> np.ndarray:
    return impression(teacher, corpus.clip(clip)[:WINDOW])[1]


def nearest(held_out: np.ndarray, extra: np.ndarray) -> np.ndarray:
    """Rows of `extra` for each row of `held_out`, nearest first: int64 [held-out clips, at most `NEAREST`].

    By cosine about the mean of all: what every embedding has in common says nothing.
    """
    mean = extra.mean(0)
    return np.argsort(-unit(held_out - mean) @ unit(extra - mean).T, axis=1)[:, :NEAREST]


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9)


def best(corpus: Corpus, held_out: int, others: np.ndarray) -> Match:
    sample = probe(corpus.clip(held_out))
    found = [Match(int(held_out), int(other), correlation(sample, corpus.clip(other)[:WINDOW])) for other in others]
    return max(found, key=lambda match: match.correlation)


def probe(clip: np.ndarray) -> np.ndarray:
    """Two seconds of a long clip, a little into it, since a copy may be trimmed; a short one whole."""
    begin = SAMPLE_RATE_HZ // 4 if len(clip) > 2.5 * SAMPLE_RATE_HZ else 0
    return clip[begin : begin + 2 * SAMPLE_RATE_HZ]


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Greatest normalised cross-correlation of the shorter with any part of the longer that is as long, 0 to 1, whatever the sign.

    A part with less than a ten-thousandth of the energy of the loudest counts as that loud: silence resembles nothing.
    """
    part, whole = sorted((one - one.mean(), other - other.mean()), key=len)
    energy = energies(whole, len(part))
    scale = np.sqrt(energy.clip(1e-4 * energy.max()) * np.square(part).sum())
    return float((np.abs(products(part, whole)) / scale.clip(1e-9)).max())


def products(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Sums of products at every place where the part lies wholly inside: a circular correlation is not yet wrapped there."""
    size = 1 << (len(whole) - 1).bit_length()
    spectra = [torch.fft.rfft(torch.from_numpy(np.ascontiguousarray(each, np.float32)), size) for each in (whole, part)]
    return torch.fft.irfft(spectra[0] * spectra[1].conj(), size)[: len(whole) - len(part) + 1].numpy()


def energies(whole: np.ndarray, length: int) -> np.ndarray:
    sums = np.concatenate([[0], np.cumsum(np.square(whole, dtype=np.float64))])
    return sums[length:] - sums[:-length]


def told(corpus: Corpus, match: Match) -> str:
    one, other = corpus.rows[match.held_out], corpus.rows[match.extra]
    return f"{match.correlation:.2f}  {one['source']} {one['name']}  |  {other['id']} {other['source']} {other['name']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--extra", type=Path, nargs="+", required=True, help="clips of collect.py")
    parser.add_argument("--work", type=Path, required=True, help="decoded audio of these, as for train.py")
    parser.add_argument("--teacher", type=Path, help="weights of mn04_as; default: teacher/mn04.safetensors of the corpus")
    parser.add_argument("--least", type=float, default=LEAST)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    corpus = corpora.load(arguments.corpus, arguments.work, arguments.extra)
    teacher = Teacher.load(arguments.teacher or arguments.corpus / "teacher" / "mn04.safetensors")
    held_out = corpus.split("val")
    all_matches = tqdm(matches(corpus, teacher), total=len(held_out), unit="clip")
    found = [match for match in all_matches if match.correlation >= arguments.least]
    for match in sorted(found, key=lambda match: -match.correlation):
        print(told(corpus, match))
    print(f"{len(found)} of {len(held_out)} held-out clips have an extra clip with a correlation of {arguments.least} or more")


if __name__ == "__main__":
    main()
