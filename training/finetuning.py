"""What the papers do beside plain training, as options of `train.py`: arXiv 2306.00830 and 2201.03545.

Speed perturbation is in `mixing.py`, masks of time and frequency are in `augment.py`; both are always on.
"""

import math
import re
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True)
class FineTuning:
    """All off by default.

    adamw        AdamW for all weights instead of Muon for the hidden matrices, at this full rate
    layer_decay  factor of that rate from each block to the one before it; 1 is the same rate everywhere
    one_cycle    cosine up for three tenths of the run and down again, instead of warm-up, plateau and cosine
    mixup        of the Beta distribution that two windows are mixed by; 0 mixes none
    warp         most frames that a point in time is moved by
    drop_path    drops branches at the rate the program was exported with; its input norm learns its statistics then
    """

    adamw: float = 0.0
    layer_decay: float = 1.0
    one_cycle: bool = False
    mixup: float = 0.0
    warp: int = 0
    drop_path: bool = False


def layer_wise(named: dict[str, Tensor], rate: float, layer_decay: float) -> torch.optim.Optimizer:
    """AdamW whose rate falls from the head towards the stem; vectors do not decay."""
    layers = layers_of(list(named))
    deepest = max(layers.values())
    groups = [
        {"params": [p], "lr": rate * layer_decay ** (deepest - layers[name]), "weight_decay": 0.05 if p.ndim > 1 else 0.0}
        for name, p in named.items()
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.999))


def layers_of(names: list[str]) -> dict[str, int]:
    """0 for the stem, then one more for each block; a stage's down-sampling goes with its first block, all else is the head."""
    blocks = sorted({(int(s), int(b)) for name in names for s, b in re.findall(r"^stages\.(\d+)\.(\d+)\.", name)})
    number = {block: i + 1 for i, block in enumerate(blocks)}

    def layer(name: str) -> int:
        if block := re.match(r"stages\.(\d+)\.(\d+)\.", name):
            return number[int(block[1]), int(block[2])]
        if down := re.match(r"downsample_layers\.([1-9])\.", name):
            return number[int(down[1]), 0]
        return 0 if name.startswith(("bn0.", "downsample_layers.0.")) else len(blocks) + 1

    return {name: layer(name) for name in names}


def one_cycle(progress: float) -> float:
    """The rate as a share of the full one: a cosine from 1/25 up in the first 30 %, then down to nearly nothing."""
    if progress < 0.3:
        return 1 / 25 + (1 - 1 / 25) * (0.5 - 0.5 * math.cos(math.pi * progress / 0.3))
    return max(4e-6, 0.5 + 0.5 * math.cos(math.pi * min(1.0, (progress - 0.3) / 0.7)))


def warped(logmel: Tensor, most: int, generator: torch.Generator) -> Tensor:
    """A point in the middle of each window is moved by up to `most` frames, the rest is stretched with it; same shape."""
    rows, frames = len(logmel), logmel.shape[2]
    if most == 0 or frames <= 2 * most + 2:
        return logmel
    draw = torch.rand(2, rows, generator=generator, device=logmel.device)
    source = most + 1 + draw[0] * (frames - 2 * most - 3)
    target = source + (2 * draw[1] - 1) * most
    time = torch.arange(frames, device=logmel.device)[None]
    before = time * (source / target)[:, None]
    after = source[:, None] + (time - target[:, None]) * ((frames - 1 - source) / (frames - 1 - target))[:, None]
    position = torch.where(time < target[:, None], before, after)
    y = (2 * position / (frames - 1) - 1)[:, :, None].expand(-1, -1, logmel.shape[3])
    x = torch.linspace(-1, 1, logmel.shape[3], device=logmel.device)[None, None].expand(rows, frames, -1)
    return F.grid_sample(logmel, torch.stack([x, y], -1), mode="bilinear", padding_mode="border", align_corners=True)


def mixed(logmel: Tensor, logits: Tensor, alpha: float, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Each window with the next (arXiv 1710.09412): log-mels and probabilities in the same proportion."""
    if alpha == 0 or len(logmel) < 2:
        return logmel, logits
    share = beta(len(logmel), alpha, generator).to(logmel.device)
    other = torch.roll(torch.arange(len(logmel), device=logmel.device), 1)
    mel = share[:, None, None, None] * logmel + (1 - share)[:, None, None, None] * logmel[other]
    probs = share[:, None] * torch.sigmoid(logits) + (1 - share)[:, None] * torch.sigmoid(logits[other])
    return mel, torch.logit(probs, 1e-5)


def beta(count: int, alpha: float, generator: torch.Generator) -> Tensor:
    """Beta(alpha, alpha), by Johnk: of two uniform variates to the power 1 / alpha that sum to at most 1, the share of one."""
    found = torch.empty(0)
    while len(found) < count:
        x, y = torch.rand(2, 4 * count, generator=generator, device=generator.device).cpu() ** (1 / alpha)
        found = torch.cat([found, (x / (x + y))[(x + y <= 1) & (x + y > 0)]])
    return found[:count]
