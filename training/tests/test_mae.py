from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

import mae
from mae import PreTrainer, Recipe, last_grid, targets, visible_places

SAMPLES = Path(__file__).parents[2] / "samples"


class SparseProgram(nn.Module):
    """Keeps the contract of an exported ConvNeXt: patches, three halvings, and a map in which the hidden stays hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.bn0 = nn.BatchNorm2d(224)
        self.stem = nn.Conv2d(1, 16, 4, 4, (4, 0))
        self.halve = nn.Conv2d(16, 32, 8, 8)
        self.mix = nn.Conv2d(32, 32, 3, padding=1)
        self.norm = nn.LayerNorm(32)

    def forward(self, logmel: Tensor) -> tuple[Tensor, Tensor]:
        return logmel, logmel

    @torch.jit.export
    def map(self, logmel: Tensor, visible: Tensor) -> Tensor:
        x = self.bn0(logmel.transpose(1, 3)).transpose(1, 3)
        x = torch.relu(self.halve(torch.relu(self.stem(x)))) * visible.permute(0, 3, 1, 2)
        return (x + self.mix(x)).permute(0, 2, 3, 1)


def trainer(program, recipe: Recipe) -> PreTrainer:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    return PreTrainer(program, mae.recordings(SAMPLES), recipe, torch.device("cpu"))


def falls(run: PreTrainer, steps: int) -> tuple[float, float]:
    history = [run.step() for _ in range(steps)]
    return float(np.mean(history[:5])), float(np.mean(history[-5:]))


def test_the_loss_falls_on_real_recordings():
    run = trainer(torch.jit.script(SparseProgram()), Recipe(steps=40, batch=4, seconds=2.5, rate=0.1))
    first, last = falls(run, 40)
    assert 0.9 < first < 1.6  # a patch has variance 1: who predicts nothing loses 1
    assert last < 0.9 * first


def test_an_exported_encoder_learns_too(request):
    path = request.config.getoption("--v2-program")
    if path is None:
        pytest.skip("needs --v2-program: a file of `otolex model export --untrained convnextv2_atto`")
    run = trainer(torch.jit.load(path), Recipe(steps=40, batch=4, seconds=2.5, rate=0.05))
    first, last = falls(run, 40)
    assert last < 0.95 * first


def test_what_is_hidden_cannot_be_seen(request):
    path = request.config.getoption("--v2-program")
    if path is None:
        pytest.skip("needs --v2-program: a file of `otolex model export --untrained convnextv2_atto`")
    program = torch.jit.load(path).eval()
    generator = torch.Generator().manual_seed(1)
    logmel = torch.rand(1, 1, 251, 224, generator=generator) * 40 - 50
    grid = last_grid(251, 224)
    visible = visible_places(1, grid, 0.6, generator)
    frames = visible[0, :, :, 0].repeat_interleave(32, 0).repeat_interleave(32, 1)
    other = logmel.clone()
    hidden = torch.zeros(251, 224, dtype=torch.bool)
    hidden[: len(frames) - 4] = frames[4 : 4 + 251] == 0  # the stem puts four frames before the first
    other[0, 0][hidden] = 20.0
    with torch.no_grad():
        seen, still_seen = (program.map(x, visible) * visible for x in (logmel, other))
    assert torch.equal(seen, still_seen)


def test_exactly_the_given_share_is_hidden():
    visible = visible_places(3, (31, 7), 0.6, torch.Generator().manual_seed(1))
    assert (1 - visible).sum((1, 2, 3)).tolist() == [130, 130, 130]
    assert not torch.equal(visible[0], visible[1])


def test_targets_are_patches_of_unit_variance_under_the_last_stages_places():
    logmel = torch.arange(251.0)[None, None, :, None].expand(1, 1, 251, 224) + torch.rand(1, 1, 251, 224)
    patches = targets(logmel, last_grid(251, 224))
    assert patches.shape == (1, 8, 7, 1024)
    assert patches.mean(-1).abs().max() < 1e-4
    assert (patches.var(-1) - 1).abs().max() < 1e-3
    raw = logmel[0, 0, 28:60, 32:64].flatten()  # the second place sees frames 28 to 60
    assert torch.allclose(patches[0, 1, 1], (raw - raw.mean()) / raw.var().add(1e-6).sqrt(), atol=1e-4)


def test_the_rate_warms_up_and_decays():
    recipe = Recipe(steps=100, batch=256)
    assert recipe.rate_at(5) == pytest.approx(1.5e-4, rel=0.01)
    assert recipe.rate_at(1) == pytest.approx(1.5e-4 / 5)
    assert recipe.rate_at(100) == pytest.approx(0)
