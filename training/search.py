"""Looks among the sounds that rules can make for those that the teacher takes for a class: a small evolution of a rule's numbers.

A rule draws its numbers from a generator. Here the first of them (rates, pitches, lengths) come from a genome, everything else is
fresh noise; children of the best genome so far differ in some of them. What is kept bears the teacher's labels, as all sounds by rule do.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

import synthesis

GENES = 120
"""Draws that the genome decides; those behind it are single drops and steps, of which no one matters."""
CHILDREN = 6
GENERATIONS = 14
PATIENCE = 4
BELIEVED = 0.25
PROMISING = 0.08
"""What the teacher must give a class for one random sound of a rule, so that the rule is tried for that class."""
BEST = 4


@dataclass
class Steered:
    """A generator of random numbers whose first scalar draws are a genome's."""

    genome: list[float]
    noise: np.random.Generator
    taken: int = field(default=0)

    def random(self):
        if self.taken == GENES:
            return self.noise.random()
        if self.taken == len(self.genome):
            self.genome.append(self.noise.random())
        self.taken += 1
        return self.genome[self.taken - 1]

    def uniform(self, low=0.0, high=1.0, size=None):
        if size is None:
            return low + (high - low) * self.random()
        return self.noise.uniform(low, high, size)

    def choice(self, options):
        return options[int(self.random() * len(options))]

    def integers(self, *bounds):
        return self.noise.integers(*bounds)

    def poisson(self, mean):
        return self.noise.poisson(mean)

    def standard_normal(self, size=None):
        return self.noise.standard_normal(size)


def child(genome: list[float], noise: np.random.Generator) -> list[float]:
    """Some genes moved a little, a few drawn anew."""
    moved = np.array(genome) + (noise.random(len(genome)) < 0.2) * 0.15 * noise.standard_normal(len(genome))
    anew = noise.random(len(genome)) < 0.03
    reflected = 1 - np.abs(1 - np.abs(moved) % 2)
    return list(np.where(anew, noise.random(len(genome)), np.clip(reflected, 0, 1 - 1e-9)))


def evolve(kind: Callable, score: Callable, noise: np.random.Generator) -> Iterator[np.ndarray]:
    """The sounds that were better than all before them; ends where a few generations bring nothing."""
    best, least, waited = [], -np.inf, 0
    for generation in range(GENERATIONS):
        waited += 1
        for _ in range(CHILDREN * (4 if generation == 0 else 1)):
            genome = child(best, noise) if generation else []
            samples = synthesis.made(kind, Steered(genome, noise))
            value = score(samples)
            if value > least:
                best, least, waited = genome, value, 0
                yield samples
        if waited == PATIENCE:
            return


def found(label: int, kind: Callable, opinion: Callable, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """The last few sounds of an evolution towards a class that the teacher takes for it, with all that it says of them."""
    told = []

    def score(samples):
        told.append(opinion(samples))
        return float(told[-1][label])

    path = [(samples, told[-1]) for samples in evolve(kind, score, np.random.default_rng([label, seed]))]
    return [(samples, probs) for samples, probs in path if probs[label] > BELIEVED][-BEST:]


def promising(kinds: Sequence[int], probs: np.ndarray, hopeless: Sequence[int]) -> dict[int, dict[int, float]]:
    """For each class that random sounds (their rules' places in `synthesis.KINDS`, their probabilities) come near to: how near each rule came."""
    near: dict[int, dict[int, float]] = {}
    for kind, told in zip(kinds, probs):
        for label in np.flatnonzero(told > PROMISING):
            if label not in hopeless:
                rules = near.setdefault(int(label), {})
                rules[kind] = max(rules.get(kind, 0.0), float(told[label]))
    return near


def chosen(rules: dict[int, float], rng: np.random.Generator) -> Callable:
    """A rule, by the square of how near it came."""
    weights = np.array(list(rules.values())) ** 2
    return synthesis.KINDS[list(rules)[rng.choice(len(rules), p=weights / weights.sum())]]
