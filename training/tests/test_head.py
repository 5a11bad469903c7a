import numpy as np
import pytest
import torch

import head
from head import choose, fit, price, scenes
from train import losses, stored_logits

CPU = torch.device("cpu")


def test_a_new_last_layer_tells_clips_better_and_a_pulled_one_stays(corpus, tiny_program):
    rng = np.random.default_rng(1)
    clips = choose(corpus, 100, rng)
    scene, target = scenes(tiny_program, corpus, clips, rng, CPU), stored_logits(corpus)[clips]
    weight, bias = (tiny_program.state_dict()[f"head_audioset.{name}"] for name in ("weight", "bias"))
    fitted = fit(weight, bias, scene, target, steps=100)
    assert price(*fitted, scene, target) < 0.9 * price(weight, bias, scene, target)
    held = fit(weight, bias, scene, target, steps=100, pull=1e6)
    assert (held[0] - weight).abs().max() < (fitted[0] - weight).abs().max() / 5


def test_a_layer_that_cannot_be_better_is_kept(monkeypatch):
    monkeypatch.setattr(head, "FIRST", 0.0)
    scene = torch.eye(40)
    target = torch.randn(40, 527, generator=torch.Generator().manual_seed(1)).clamp(-8, 2)
    weight, bias = fit(target.T.contiguous(), torch.zeros(527), scene, target, steps=40)
    assert torch.equal(weight, target.T)
    assert torch.equal(bias, torch.zeros(527))


def test_a_wrong_first_answer_costs_more_than_a_right_one_as_far_from_the_teacher():
    target = torch.full((1, 527), -6.0)
    target[0, 7], target[0, 9] = 2.0, 1.0
    weight = torch.zeros(527, 1)
    right, wrong = target[0].clone(), target[0].clone()
    right[7], wrong[9] = 3.0, 3.0
    assert price(weight, wrong, torch.ones(1, 1), target) > price(weight, right, torch.ones(1, 1), target) + 0.05


def test_where_the_teacher_is_clear_about_nothing_there_is_no_first_answer_to_pay_for():
    target = torch.full((2, 527), -6.0)
    nothing = torch.zeros(527, 1), torch.full((527,), -6.0)
    cross_entropy, distance = losses(torch.full((2, 527), -6.0), target)
    assert price(*nothing, torch.ones(2, 1), target).item() == pytest.approx((0.2 * cross_entropy + 0.3 * distance).item() / 2)


def test_scenes_are_what_the_last_layer_reads(corpus, tiny_program):
    clips = corpus.split("train")[:3]
    scene = scenes(tiny_program, corpus, clips, np.random.default_rng(1), CPU)
    assert scene.shape == (3, 64)


def test_held_out_clips_are_not_fitted_to_and_none_is_taken_twice(corpus):
    clips = choose(corpus, 1000, np.random.default_rng(1))
    assert sorted(clips) == list(corpus.split("train"))
    assert len(choose(corpus, 5, np.random.default_rng(1))) == 5
