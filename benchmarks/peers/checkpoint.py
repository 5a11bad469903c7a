"""Writes a checkpoint of random weights in the published key layout, so that a size without weights can be timed.

    python checkpoint.py 3,3,9,3 96,192,384,768 tiny.safetensors
"""

import sys

import torch
from safetensors.torch import save_file


def tensors(depths, widths):
    yield from norm("bn0", 224)
    yield "bn0.running_mean", torch.full((224,), -30.0)
    yield "bn0.running_var", torch.full((224,), 100.0)
    yield from linear("downsample_layers.0.0", widths[0], 1, 4, 4)
    yield from norm("downsample_layers.0.1", widths[0])
    for stage, (depth, width) in enumerate(zip(depths, widths)):
        if stage:
            yield from norm(f"downsample_layers.{stage}.0", widths[stage - 1])
            yield from linear(f"downsample_layers.{stage}.1", width, widths[stage - 1], 2, 2)
        for block in range(depth):
            key = f"stages.{stage}.{block}"
            yield f"{key}.gamma", torch.full((width,), 0.5)
            yield from linear(f"{key}.dwconv", width, 1, 7, 7)
            yield from norm(f"{key}.norm", width)
            yield from linear(f"{key}.pwconv1", 4 * width, width)
            yield from linear(f"{key}.pwconv2", width, 4 * width)
    yield from norm("norm", widths[-1])
    yield from linear("head_audioset", 527, widths[-1])


def norm(key, width):
    yield f"{key}.weight", torch.ones(width)
    yield f"{key}.bias", torch.zeros(width)


def linear(key, *shape):
    weight = torch.randn(shape)
    yield f"{key}.weight", weight / weight[0].numel() ** 0.5
    yield f"{key}.bias", torch.zeros(shape[0])


if __name__ == "__main__":
    torch.manual_seed(0)
    depths, widths = ([int(n) for n in text.split(",")] for text in sys.argv[1:3])
    save_file(dict(tensors(depths, widths)), sys.argv[3])
