"""Checkpoints in the published layout: safetensors in, safetensors out, with what a reader must know in the header."""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

STAGES = 4


def read_weights(checkpoint: Path) -> dict[str, Tensor]:
    """Floats in float32, whatever they are stored in."""
    return {key: value.float() if value.is_floating_point() else value for key, value in load_file(checkpoint).items()}


def load_weights(program, checkpoint: Path) -> None:
    """Puts a checkpoint into the program; every key must fit."""
    program.load_state_dict(read_weights(checkpoint))


def save_weights(weights: dict[str, Tensor], metadata: dict[str, str], checkpoint: Path) -> None:
    """Stores floats as float16; refuses values that do not fit, which would be stored as infinity."""
    halves = {key: value.half() if value.is_floating_point() else value for key, value in weights.items()}
    broken = [key for key, value in halves.items() if not torch.isfinite(value).all()]
    if broken:
        raise ValueError(f"not finite in float16: {', '.join(broken)}")
    save_file({key: value.cpu().contiguous() for key, value in halves.items()}, checkpoint, metadata)


def depths_and_widths(weights: dict[str, Tensor]) -> tuple[list[int], list[int]]:
    """Blocks and channels of each stage, read off the keys."""
    depths = [sum(f"stages.{stage}." in key and key.endswith(".gamma") for key in weights) for stage in range(STAGES)]
    widths = [len(weights[f"stages.{stage}.0.gamma"]) for stage in range(STAGES)]
    return depths, widths
