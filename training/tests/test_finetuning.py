import pytest
import torch

import train
from finetuning import FineTuning, beta, layer_wise, layers_of, mixed, one_cycle, warped
from test_training import loss, trainer

NAMES = ["bn0.weight", "downsample_layers.0.0.weight", "downsample_layers.1.0.weight", "stages.0.0.gamma", "stages.0.1.gamma",
         "stages.1.0.gamma", "norm.weight", "head_audioset.bias"]  # fmt: skip


def seeded() -> torch.Generator:
    return torch.Generator().manual_seed(1)


def test_layers_count_from_the_stem_to_the_head():
    assert layers_of(NAMES) == dict(zip(NAMES, [0, 0, 3, 1, 2, 3, 4, 4]))


def test_the_rate_falls_from_layer_to_layer():
    named = {name: torch.nn.Parameter(torch.ones(1)) for name in NAMES}
    rates = [group["lr"] for group in layer_wise(named, 1e-3, 0.5).param_groups]
    assert rates == pytest.approx([1e-3 / 16, 1e-3 / 16, 1e-3 / 2, 1e-3 / 8, 1e-3 / 4, 1e-3 / 2, 1e-3, 1e-3])


def test_one_cycle_goes_up_and_down_again():
    assert [one_cycle(at) for at in (0, 0.15, 0.3, 0.65, 1)] == pytest.approx([0.04, 0.52, 1, 0.5, 4e-6])


def test_warping_keeps_ends_and_moves_the_middle():
    logmel = torch.arange(101.0)[None, None, :, None].expand(8, 1, 101, 4).contiguous()
    moved = warped(logmel, 10, seeded())
    assert moved.shape == logmel.shape
    assert torch.allclose(moved[:, :, 0], logmel[:, :, 0]) and torch.allclose(moved[:, :, -1], logmel[:, :, -1])
    assert 1 < (moved - logmel).abs().amax() <= 10.001
    assert (moved.diff(dim=2) > 0).all()  # time still goes forward
    assert torch.equal(warped(logmel, 0, seeded()), logmel)


def test_mixup_mixes_sounds_and_labels_alike():
    logmel = torch.stack([torch.zeros(1, 5, 3), torch.ones(1, 5, 3)])
    logits = torch.tensor([[-20.0], [20.0]])
    mel, target = mixed(logmel, logits, 1.0, seeded())
    assert torch.allclose(mel[:, 0, 0, 0], torch.sigmoid(target)[:, 0], atol=1e-4)
    assert 0 < mel[0, 0, 0, 0] < 1


def test_beta_has_its_mean_and_variance():
    for alpha in (0.5, 1.0, 2.0):
        draws = beta(20_000, alpha, seeded())
        assert draws.mean().item() == pytest.approx(0.5, abs=0.01)
        assert draws.var().item() == pytest.approx(1 / (4 * (2 * alpha + 1)), rel=0.05)


def test_the_papers_recipe_learns(corpus, tiny_program):
    recipe = FineTuning(adamw=2e-3, layer_decay=0.9, one_cycle=True, mixup=0.5, warp=8, drop_path=True)
    run = trainer(corpus, tiny_program, tuning=recipe)
    train.measure_input_norm(run, windows=32)
    history = [loss(run.step()) for _ in range(40)]
    assert sum(history[-5:]) < 0.8 * sum(history[:5])
    assert not tiny_program.training
