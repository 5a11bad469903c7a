"""Averages the weights of checkpoints that lie on one path of training, such as the ends of two stretches of it: a model soup.

Wortsman et al., "Model soups" (arXiv 2203.05482), the uniform soup, or one in given shares.
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor

from weights import read_weights, save_weights


def soup(checkpoints: list[dict[str, Tensor]], shares: list[float] | None = None) -> dict[str, Tensor]:
    """The mean of each floating-point value, in `shares` of any sum or in equal ones; counters are those of the first.

    Raises ValueError where the checkpoints are not of one shape or there is none, and where shares are not one each.
    """
    if not checkpoints:
        raise ValueError("nothing to average")
    if shares is not None and (len(shares) != len(checkpoints) or sum(shares) <= 0):
        raise ValueError("a share for each checkpoint is needed, and a sum above zero")
    shapes = [{key: value.shape for key, value in weights.items()} for weights in checkpoints]
    if any(other != shapes[0] for other in shapes):
        raise ValueError("the checkpoints are of different architectures")
    parts = torch.tensor(shares or [1.0] * len(checkpoints))
    return {key: mean([weights[key] for weights in checkpoints], parts / parts.sum()) for key in checkpoints[0]}


def mean(values: list[Tensor], parts: Tensor) -> Tensor:
    return torch.tensordot(parts, torch.stack(values), 1) if values[0].is_floating_point() else values[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="safetensors of one architecture")
    parser.add_argument("--shares", type=float, nargs="+", help="of each checkpoint; default: equal ones")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint for `train.py --init`")
    arguments = parser.parse_args()
    ingredients = [read_weights(checkpoint) for checkpoint in arguments.checkpoints]
    save_weights(soup(ingredients, arguments.shares), {}, arguments.output)


if __name__ == "__main__":
    main()
