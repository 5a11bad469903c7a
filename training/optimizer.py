"""AdamW for vectors, depthwise kernels and the head; orthogonalised momentum (Muon) for the hidden matrices.

On two CPU cores the number of updates limits the result, and Muon is reported to need fewer of them for the same loss.
"""

import torch
from torch import Tensor


class Muon(torch.optim.Optimizer):
    """Momentum whose update is replaced by the nearest matrix with equal singular values (K. Jordan, 2024)."""

    def __init__(self, params: list[Tensor], lr: float, momentum: float = 0.95, weight_decay: float = 0.02) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            for param in (param for param in group["params"] if param.grad is not None):
                self.update(param, group["lr"], group["momentum"], group["weight_decay"])

    def update(self, param: Tensor, lr: float, momentum: float, weight_decay: float) -> None:
        average = self.state[param].setdefault("average", torch.zeros_like(param))
        average.lerp_(param.grad, 1 - momentum)
        ahead = param.grad.lerp(average, momentum).flatten(1)
        step = orthogonal(ahead) * max(1.0, ahead.shape[0] / ahead.shape[1]) ** 0.5
        param.mul_(1 - lr * weight_decay).add_(step.view_as(param), alpha=-lr)


def orthogonal(matrix: Tensor) -> Tensor:
    """Five Newton-Schulz steps towards U V^T of the singular value decomposition."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        gram = x @ x.T
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return x.T if tall else x


def optimizers(named: dict[str, Tensor]) -> list[torch.optim.Optimizer]:
    """The two optimizers at their full learning rates."""
    hidden = {name for name, p in named.items() if is_hidden(name, p)}
    matrices = [p for name, p in named.items() if name not in hidden and p.ndim > 1]
    vectors = [p for name, p in named.items() if p.ndim <= 1]
    adamw = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.05}, {"params": vectors, "weight_decay": 0.0}], lr=1.5e-3, betas=(0.9, 0.98)
    )
    return [adamw, Muon([named[name] for name in sorted(hidden)], lr=0.01)]


def is_hidden(name: str, param: Tensor) -> bool:
    """Pointwise layers and the convolutions between stages; not the stem, whose rows are filters of one input."""
    pointwise = "pwconv" in name and param.ndim == 2
    between_stages = name.startswith("downsample_layers") and param.ndim == 4 and param.shape[1] > 1
    return pointwise or between_stages
