import pytest
import torch
from torch import Tensor, nn

from widen import widened

LOGMEL = 20 * torch.randn(2, 1, 101, 224, generator=torch.Generator().manual_seed(2)) - 40


class Residual(nn.Module):
    """A patch layer and one ConvNeXt block at half size: what a stage is made of."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.patches = nn.Conv2d(1, width, 4, 4)
        self.dwconv = nn.Conv2d(width, width, 3, padding=1, groups=width)
        self.norm = nn.LayerNorm(width)
        self.pwconv1, self.pwconv2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.gamma = nn.Parameter(torch.randn(width))
        self.head_audioset = nn.Linear(width, 5)

    def forward(self, logmel: Tensor) -> Tensor:
        x = self.patches(logmel)
        h = self.norm(self.dwconv(x).permute(0, 2, 3, 1))
        h = self.pwconv2(nn.functional.gelu(self.pwconv1(h))) * self.gamma
        return self.head_audioset((x.permute(0, 2, 3, 1) + h).mean((1, 2)))


def shapes(module) -> dict[str, torch.Size]:
    return {key: value.shape for key, value in module.state_dict().items()}


@torch.no_grad()
def test_a_network_of_twice_the_width_answers_the_same():
    torch.manual_seed(0)
    narrow, wide = Residual(12), Residual(24)
    wide.load_state_dict(widened(narrow.state_dict(), shapes(wide)))
    torch.testing.assert_close(wide(LOGMEL), narrow(LOGMEL), rtol=1e-5, atol=1e-5)


def test_the_twins_of_a_channel_do_not_learn_alike():
    torch.manual_seed(0)
    narrow, wide = Residual(12), Residual(24)
    wide.load_state_dict(widened(narrow.state_dict(), shapes(wide)))
    wide(LOGMEL).square().sum().backward()
    one, other = wide.dwconv.weight.grad.chunk(2)
    assert (one - other).abs().mean() > 0.1 * one.abs().mean()


def test_what_is_not_doubled_is_refused_by_name():
    with pytest.raises(ValueError, match="norm.weight: .*12.* cannot become .*30"):
        widened(Residual(12).state_dict(), shapes(Residual(24)) | {"norm.weight": torch.Size([30])})


def test_a_new_block_is_silent_and_learns():
    missing = {"stages.2.6.pwconv2.weight": torch.Size([8, 32]), "stages.2.6.pwconv1.weight": torch.Size([32, 8])}
    block = widened({}, missing)
    assert not block["stages.2.6.pwconv2.weight"].any()
    assert block["stages.2.6.pwconv1.weight"].std() > 0.2


def test_what_is_missing_outside_of_blocks_is_refused_by_name():
    with pytest.raises(ValueError, match="head_audioset.bias"):
        widened({}, {"head_audioset.bias": torch.Size([5])})


@pytest.mark.parametrize("before, after", [("--program", "--wide-program"), ("--wide-program", "--deep-program")])
@torch.no_grad()
def test_the_exported_program_that_is_wider_or_deeper_answers_the_same(request, before, after):
    paths = [request.config.getoption(option) for option in (before, after)]
    if None in paths:
        pytest.skip(f"needs {before} and {after}: files of `otolex model export --untrained zepto`, `zepto_wide` and `zepto_deep`")
    small, large = (torch.jit.load(path).eval() for path in paths)
    trained = {key: value + 0.1 * torch.randn(value.shape) if value.is_floating_point() and "running" not in key else value
               for key, value in small.state_dict().items()}  # fmt: skip
    small.load_state_dict(trained)
    large.load_state_dict(widened(trained, {key: value.shape for key, value in large.state_dict().items()}))
    expected, actual = small(LOGMEL)[0], large(LOGMEL)[0]
    torch.testing.assert_close(actual, expected, rtol=1e-3, atol=1e-3 * expected.abs().max().item())
