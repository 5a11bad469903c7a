"""Pre-trains a ConvNeXt without labels: most of a log-mel is hidden, and the network learns to fill it in (arXiv 2301.00808).

    otolex model export --untrained convnextv2_atto atto.pt
    python mae.py --program atto.pt --audio FOLDER --output encoder.safetensors
    otolex model export --untrained convnextv2_atto --init encoder.safetensors start.pt

The program's `map(logmel, visible)` keeps hidden places out of every other place's sight, as sparse convolutions would.
"""

import argparse
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from corpus import SAMPLE_RATE_HZ
from frontend import LogMel

PATCH = 32
"""Frames, and bands, of a patch: one place of the last stage."""

STEM_PADDING = 4
"""Frames that the stem puts before the first."""


@dataclass(frozen=True)
class Recipe:
    """The run; the rates are those of the paper for a batch of 256."""

    steps: int = 20_000
    batch: int = 32
    seconds: float = 10.0
    hidden: float = 0.6
    rate: float = 1.5e-4
    warmup: float = 0.05
    weight_decay: float = 0.05
    seed: int = 1

    def rate_at(self, step: int) -> float:
        """Linear warm-up, then half a cosine; in proportion to the batch."""
        full = self.rate * self.batch / 256
        done = step / self.steps
        return full * (done / self.warmup if done < self.warmup else 0.5 + 0.5 * math.cos(math.pi * done))


class ResponseNorm(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.zeros(width)), nn.Parameter(torch.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        norm = x.norm(dim=(1, 2), keepdim=True)
        return x + self.weight * x * norm / (norm.mean(-1, keepdim=True) + 1e-6) + self.bias


class Decoder(nn.Module):
    """One ConvNeXt V2 block over what the encoder saw, with a learned token where it saw nothing; then the patches."""

    def __init__(self, encoded: int, width: int = 512) -> None:
        super().__init__()
        self.project = nn.Linear(encoded, width)
        self.token = nn.Parameter(0.02 * torch.randn(width))
        self.filter = nn.Conv2d(width, width, 7, padding=3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.widen, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.response = ResponseNorm(4 * width)
        self.patches = nn.Linear(width, PATCH * PATCH)

    def forward(self, encoded: Tensor, visible: Tensor) -> Tensor:
        """[N, T, F, C] and [N, T, F, 1] to [N, T, F, 1024]."""
        x = self.project(encoded) * visible + self.token * (1 - visible)
        y = self.norm(self.filter(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1))
        return self.patches(x + self.narrow(self.response(F.gelu(self.widen(y)))))


def visible_places(rows: int, grid: tuple[int, int], hidden: float, generator: torch.Generator) -> Tensor:
    """[N, T, F, 1], 0 at exactly the given share of places, others for each window."""
    places = grid[0] * grid[1]
    order = torch.rand(rows, places, generator=generator, device=generator.device).argsort(1).argsort(1)
    return (order >= round(hidden * places)).float().view(rows, *grid, 1)


def targets(logmel: Tensor, grid: tuple[int, int]) -> Tensor:
    """The patches under the places of the last stage, each with mean 0 and variance 1; [N, T, F, 1024]."""
    rows, columns = grid
    missing = rows * PATCH - logmel.shape[2] - STEM_PADDING
    frames = F.pad(logmel, (0, 0, STEM_PADDING, max(0, missing)), mode="replicate")
    patches = frames[:, 0, : rows * PATCH, : columns * PATCH].unflatten(1, (rows, PATCH)).unflatten(3, (columns, PATCH))
    patches = patches.permute(0, 1, 3, 2, 4).flatten(3)
    return (patches - patches.mean(-1, keepdim=True)) / (patches.var(-1, keepdim=True) + 1e-6).sqrt()


def last_grid(frames: int, bands: int) -> tuple[int, int]:
    """Of the last stage: patches of 4 x 4 with four frames of padding at both ends, halved three times."""
    return ((frames + 2 * STEM_PADDING) // 4) // 8, bands // PATCH


class PreTrainer:
    """The encoder, its decoder, and random windows of recordings."""

    def __init__(self, program, clips: list[np.ndarray], recipe: Recipe, device: torch.device) -> None:
        self.recipe, self.device, self.clips = recipe, device, clips
        self.program, self.front_end = program.to(device).train(), LogMel().to(device)
        self.rng = np.random.default_rng(recipe.seed)
        self.generator = torch.Generator(device).manual_seed(recipe.seed)
        silence = torch.zeros(1, int(recipe.seconds * SAMPLE_RATE_HZ), device=device)
        self.grid = last_grid(*self.front_end(silence).shape[2:])
        self.decoder = Decoder(program.state_dict()["norm.weight"].shape[0]).to(device)
        learned = [*program.parameters(), *self.decoder.parameters()]
        groups = [{"params": [p for p in learned if p.ndim > 1], "weight_decay": recipe.weight_decay},
                  {"params": [p for p in learned if p.ndim <= 1], "weight_decay": 0.0}]  # fmt: skip
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.95))
        self.steps = 0

    def step(self) -> float:
        """One update; returns its loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.rate_at(self.steps + 1)
        loss = self.loss(self.windows())
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.steps += 1
        return loss.item()

    def loss(self, wave: Tensor) -> Tensor:
        """Mean squared error over the hidden patches."""
        logmel = self.front_end(wave)
        visible = visible_places(len(wave), self.grid, self.recipe.hidden, self.generator)
        predicted = self.decoder(self.program.map(logmel, visible), visible)
        error = (predicted - targets(logmel, self.grid)).square().mean(-1, keepdim=True)
        return (error * (1 - visible)).sum() / (1 - visible).sum()

    def windows(self) -> Tensor:
        size = int(self.recipe.seconds * SAMPLE_RATE_HZ)
        return torch.from_numpy(np.stack([self.window(size) for _ in range(self.recipe.batch)])).to(self.device)

    def window(self, size: int) -> np.ndarray:
        """Anywhere in any recording; a short one is repeated."""
        clip = self.clips[self.rng.integers(len(self.clips))]
        clip = np.tile(clip, -(-size // len(clip)))
        start = self.rng.integers(len(clip) - size + 1)
        return clip[start : start + size]


def read(file: Path) -> np.ndarray:
    """Mono float32 at the rate of the front end."""
    samples, rate = soundfile.read(file, dtype="float32", always_2d=True)
    return soxr.resample(samples.mean(1), rate, SAMPLE_RATE_HZ).astype(np.float32)


def recordings(folder: Path) -> list[np.ndarray]:
    known = {f".{name.lower()}" for name in soundfile.available_formats()} | {".mp3", ".opus"}
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in known)
    if not files:
        raise ValueError(f"no recordings in {folder}")
    return [read(file) for file in files]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, required=True, help="trainable ConvNeXt, from `otolex model export`")
    parser.add_argument("--audio", type=Path, required=True, help="folder of recordings; all are held in memory")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint of the encoder")
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--batch", type=int, default=Recipe.batch)
    parser.add_argument("--seconds", type=float, default=Recipe.seconds, help="length of a window")
    parser.add_argument("--hidden", type=float, default=Recipe.hidden, help="share of the patches")
    parser.add_argument("--rate", type=float, default=Recipe.rate, help="learning rate for a batch of 256")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    recipe = Recipe(given.steps, given.batch, given.seconds, given.hidden, given.rate, seed=given.seed)
    program = torch.jit.load(given.program)
    trainer = PreTrainer(program, recordings(given.audio), recipe, torch.device(given.device))
    recent: list[float] = []
    for step in range(given.steps):
        recent = [*recent[-99:], trainer.step()]
        if (step + 1) % 100 == 0:
            print(f"{step + 1} loss {np.mean(recent):.4f}", flush=True)
    weights = {key: value.cpu().contiguous() for key, value in program.state_dict().items()}
    save_file(weights, given.output, metadata={"otolex.name": given.output.stem, "otolex.stem": "252x56"})


if __name__ == "__main__":
    main()
