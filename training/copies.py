"""Finds training clips of which a clip that judges is a copy or a part, trimmed or encoded again.

The judges are the held-out clips, or those of a set that no weights heard. `heldout.py` goes by likeness and misses some of
these; here the waveforms are correlated.
"""

import argparse
import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

import corpus as corpora
from corpus import SAMPLE_RATE_HZ, Corpus, read_table
from frontend import WINDOW
from heldout import impression
from teacher import Teacher

NEAREST = 12
"""Training clips that each judge is correlated with: those whose embeddings are nearest. All of them would take days."""

LEAST = 0.6
"""Correlation from which a pair is worth a look."""


@dataclass(frozen=True)
class Match:
    """A clip that judges and one of training, by their places in the corpus, and how alike their waveforms are, 0 to 1."""

    judge: int
    trained: int
    correlation: float


@dataclass(frozen=True)
class Sides:
    """Places in the corpus of the clips that judge, and of those among which their copies are looked for."""

    judges: np.ndarray
    trained: np.ndarray


def held_out_against_extra(corpus: Corpus) -> Sides:
    return Sides(corpus.split("val"), np.arange(corpus.own, len(corpus.rows)))


def first_extra_against_the_rest(corpus: Corpus, count: int) -> Sides:
    """The judges are the first `count` extra clips; training knows the corpus's own ones and the extra ones after them."""
    judges = np.arange(corpus.own, corpus.own + count)
    return Sides(judges, np.setdiff1d(corpus.split("train"), judges))


def matches(corpus: Corpus, sides: Sides, teacher: Teacher, workers: int = 2) -> Iterator[Match]:
    """The best one of each judge, in the order of the corpus."""
    with ThreadPoolExecutor(workers) as executor:
        embeddings = [
            np.stack(list(executor.map(lambda i: embedding(corpus, teacher, i), part))) for part in (sides.judges, sides.trained)
        ]
        near = sides.trained[nearest(*embeddings)]
        yield from executor.map(lambda i, others: best(corpus, i, others), sides.judges, near)


def embedding(corpus: Corpus, teacher: Teacher, clip: int) -> np.ndarray:
    return impression(teacher, corpus.clip(clip)[:WINDOW])[1]


def nearest(judges: np.ndarray, trained: np.ndarray) -> np.ndarray:
    """Rows of `trained` for each row of `judges`, nearest first: int64 [judges, at most `NEAREST`].

    By cosine about the mean of all: what every embedding has in common says nothing.
    """
    mean = trained.mean(0)
    return np.argsort(-unit(judges - mean) @ unit(trained - mean).T, axis=1)[:, :NEAREST]


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9)


def best(corpus: Corpus, judge: int, others: np.ndarray) -> Match:
    sample = probe(corpus.clip(judge))
    found = [Match(int(judge), int(other), correlation(sample, corpus.clip(other)[:WINDOW])) for other in others]
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
    one, other = corpus.rows[match.judge], corpus.rows[match.trained]
    return f"{match.correlation:.2f}  {one['id']} {one['source']} {one['name']}  |  {other['id']} {other['source']} {other['name']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--extra", type=Path, nargs="+", required=True, help="clips of collect.py that training hears")
    parser.add_argument("--judges", type=Path, help="clips of collect.py that judge; default: the corpus's held-out ones")
    parser.add_argument("--work", type=Path, required=True, help="decoded audio of these, as for train.py")
    parser.add_argument("--teacher", type=Path, help="weights of mn04_as; default: teacher/mn04.safetensors of the corpus")
    parser.add_argument("--least", type=float, default=LEAST)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    corpus, sides = loaded(arguments)
    teacher = Teacher.load(arguments.teacher or arguments.corpus / "teacher" / "mn04.safetensors")
    all_matches = tqdm(matches(corpus, sides, teacher), total=len(sides.judges), unit="clip")
    found = [match for match in all_matches if match.correlation >= arguments.least]
    for match in sorted(found, key=lambda match: -match.correlation):
        print(told(corpus, match))
    print(f"{len(found)} of {len(sides.judges)} clips have a training clip with a correlation of {arguments.least} or more")


def loaded(arguments: argparse.Namespace) -> tuple[Corpus, Sides]:
    if arguments.judges is None:
        corpus = corpora.load(arguments.corpus, arguments.work, arguments.extra)
        return corpus, held_out_against_extra(corpus)
    judges = read_table(arguments.judges / "clips.tsv", delimiter="\t", quoting=csv.QUOTE_NONE)
    corpus = corpora.load(arguments.corpus, arguments.work, [arguments.judges, *arguments.extra])
    return corpus, first_extra_against_the_rest(corpus, len(judges))


if __name__ == "__main__":
    main()
