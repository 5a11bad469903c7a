"""Gives trained weights the shapes of a program with some layers twice as wide, or more blocks; the network answers the same.

Net2Net (arXiv 1511.05641), sections 2.3 and 2.4.
"""

import argparse
import re
from pathlib import Path

import torch
from torch import Tensor

from weights import read_weights, save_weights


def widened(weights: dict[str, Tensor], shapes: dict[str, torch.Size], seed: int = 1) -> dict[str, Tensor]:
    """Weights in the wished shapes: rows are repeated, so each channel comes twice, and columns are shared among the two.

    The columns get noise of opposite signs, half as strong as the weights: twins that are alike would learn alike and
    stay one. Layer norms see the same mean and variance as before. Blocks that the weights lack add nothing at first. Raises
    ValueError where a side is neither equal nor doubled, or something else than a block is missing.
    """
    generator = torch.Generator().manual_seed(seed)
    return {
        key: fitted(key, weights[key], shape, generator) if key in weights else of_new_block(key, shape, generator)
        for key, shape in shapes.items()
    }


def of_new_block(key: str, shape: torch.Size, generator: torch.Generator) -> Tensor:
    """Weights of a block that is silent, because its last layer is zero, and learns from the first step, because no other is."""
    part = re.fullmatch(r"stages\.\d+\.\d+\.(.+)", key)
    if part is None:
        raise ValueError(f"{key}: the weights do not have it, and it is not in a block")
    if part[1] in ("dwconv.weight", "pwconv1.weight"):
        return torch.randn(shape, generator=generator) * shape[1:].numel() ** -0.5
    return torch.full(shape, {"norm.weight": 1.0, "gamma": 0.25}.get(part[1], 0.0))


def fitted(key: str, value: Tensor, shape: torch.Size, generator: torch.Generator) -> Tensor:
    was = value.shape
    if was[:1] != shape[:1]:
        value = torch.cat([value, value])
    if was[1:2] != shape[1:2]:
        noise = torch.randn(value.shape, generator=generator) * value.std() / 2
        value = torch.cat([value / 2 + noise, value / 2 - noise], 1)
    if value.shape != shape:
        raise ValueError(f"{key}: {list(was)} cannot become {list(shape)} by doubling")
    return value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="checkpoint to start from")
    parser.add_argument("--program", type=Path, required=True, help="the wider or deeper one, from `otolex model export --untrained`")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint for `train.py --init`")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    shapes = {key: value.shape for key, value in torch.jit.load(arguments.program).state_dict().items()}
    save_weights(widened(read_weights(arguments.weights), shapes, arguments.seed), {}, arguments.output)


if __name__ == "__main__":
    main()
