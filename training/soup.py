"""Averages the weights of checkpoints that lie on one path of training, such as the ends of two stretches of it: a model soup.

Wortsman et al., "Model soups" (arXiv 2203.05482), the uniform soup. Fit the last layer again afterwards (`head.py`).
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor

from weights import read_weights, save_weights


def soup(checkpoints: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each floating-point value; counters are those of the first.

    Raises ValueError where the checkpoints are not of one shape, or there is none.
    """
    if not checkpoints:
        raise ValueError("nothing to average")
    shapes = [{key: value.shape for key, value in weights.items()} for weights in checkpoints]
    if any(other != shapes[0] for other in shapes):
        raise ValueError("the checkpoints are of different architectures")
    return {key: mean([weights[key] for weights in checkpoints]) for key in checkpoints[0]}


def mean(values: list[Tensor]) -> Tensor:
    return torch.stack(values).mean(0) if values[0].is_floating_point() else values[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="safetensors of one architecture")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint for `train.py --init`")
    arguments = parser.parse_args()
    save_weights(soup([read_weights(checkpoint) for checkpoint in arguments.checkpoints]), {}, arguments.output)


if __name__ == "__main__":
    main()
