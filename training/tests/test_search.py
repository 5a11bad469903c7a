"""Evolution of rules finds what it is sent for."""

import numpy as np
import search
from collect import Clip, Source, searched
import synthesis


def low(samples):
    """How much of a sound is below 300 Hz."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    return np.array([power[: int(300 / synthesis.RATE * len(samples))].sum() / power.sum()])


def test_the_first_numbers_of_a_rule_come_from_its_genome():
    genome = []
    first = search.Steered(genome, np.random.default_rng(1))
    drawn = [first.random(), first.uniform(2, 3), first.choice([5, 6, 7])]
    again = search.Steered(genome, np.random.default_rng(2))

    assert [again.random(), again.uniform(2, 3), again.choice([5, 6, 7])] == drawn
    assert len(genome) == 3


def test_what_comes_behind_the_genome_is_noise():
    genome = [0.5] * search.GENES
    steered = search.Steered(genome, np.random.default_rng(1))

    assert [steered.random() for _ in range(search.GENES)] == genome
    assert steered.random() != steered.random()
    assert len(genome) == search.GENES


def test_every_rule_can_be_steered():
    for kind in synthesis.KINDS:
        samples = synthesis.made(kind, search.Steered([], np.random.default_rng(3)))
        assert samples.dtype == np.float32 and np.isfinite(samples).all() and 0 < np.abs(samples).max() <= 1, kind.__name__


def test_a_child_is_near_its_parent_and_in_bounds():
    noise, parent = np.random.default_rng(4), [0.0, 0.5, 0.999] * 40
    children = np.array([search.child(parent, noise) for _ in range(200)])

    assert ((children >= 0) & (children < 1)).all()
    assert 0.6 < (children == parent).mean() < 0.9


def test_evolution_climbs_above_what_chance_finds():
    def score(samples):
        return low(samples)[0]

    path = [score(samples) for samples in search.evolve(synthesis.chirps, score, np.random.default_rng(5))]

    assert path == sorted(path) and path[-1] > 1.5 * path[0]


def test_only_what_is_believed_is_kept_and_the_best_is_last():
    kept = search.found(0, synthesis.motor, low, 6)

    assert 0 < len(kept) <= search.BEST
    assert [probs[0] for _, probs in kept] == sorted(probs[0] for _, probs in kept)
    assert all(probs[0] > search.BELIEVED and probs[0] == low(samples)[0] for samples, probs in kept)


def test_rules_are_tried_for_the_classes_they_come_near_to():
    probs = np.array([[0.0, 0.3, 0.05], [0.9, 0.1, 0.0], [0.9, 0.5, 0.2]])

    assert search.promising([4, 7, 4], probs, [0]) == {1: {4: 0.5, 7: 0.1}, 2: {4: 0.2}}
    assert search.chosen({4: 1.0}, np.random.default_rng(0)) is synthesis.KINDS[4]


def test_what_is_found_bears_the_class_it_was_sought_for_and_a_name_of_its_own():
    def told(samples):
        probs = np.zeros(527)
        probs[300] = low(samples)[0]
        return probs

    random = np.zeros(527)
    random[300], random[0] = 0.2, 0.9  # speech is never sought
    motor = synthesis.KINDS.index(synthesis.motor)
    made = [(Clip(Source("rules", "", "CC0-1.0", ""), "motor 0", f"rule{motor:02}000000-0", np.zeros(1)), random)]

    clips = list(searched(made, told, 2))

    assert clips and len({clip.identity for clip, _ in clips}) == len(clips)
    assert {clip.name for clip, _ in clips} == {"motor towards 300"}
    assert all(probs[300] > search.BELIEVED and probs[300] == low(clip.samples)[0] for clip, probs in clips)
