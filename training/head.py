"""Fits the last layer anew to whole clips as the product hears them, with the network before it fixed.

A few minutes on a CPU: every clip goes through the network once, and the layer sees its scenes hundreds of times.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

import corpus as corpora
from corpus import Corpus
from frontend import LogMel, product_windows
from mixing import balance
from train import FIRST, first_answer, losses, stored_logits

HEAD = "head_audioset"
JUDGED_SHARE = 0.15
"""Of the clips, to stop by: they are of the training split and not fitted to."""

STEPS_BETWEEN_LOOKS = 20


def choose(corpus: Corpus, count: int, rng: np.random.Generator) -> np.ndarray:
    """Training clips, half of them as the corpus has them, half by what is wanted; none twice."""
    clips = corpus.split("train")
    count = min(count, len(clips))
    chance = 0.5 / len(clips) + 0.5 * balance(corpus, clips)
    return rng.choice(clips, count, replace=False, p=chance)


@torch.no_grad()
def scenes(program, corpus: Corpus, clips: np.ndarray, rng: np.random.Generator, device: torch.device) -> Tensor:
    """What the network makes of one window of each clip, [clips, width of the last stage]."""
    front_end = LogMel().to(device)
    program.eval()
    rows = []
    for clip in tqdm(clips, unit="clip", leave=False):
        windows = product_windows(corpus.clip(clip))
        window = torch.from_numpy(windows[rng.integers(len(windows))][None]).to(device)
        rows.append(program(front_end(window))[1].float().cpu())
    return torch.cat(rows)


def fit(weight: Tensor, bias: Tensor, scene: Tensor, target: Tensor, steps: int = 500, pull: float = 1e-4) -> tuple[Tensor, Tensor]:
    """Weight and bias with which the clips kept aside are told best; near those given, which saw far more sounds.

    `pull` is the price of the squared distance to them.
    """
    judged = int(len(scene) * JUDGED_SHARE)
    weight, bias = weight.clone().requires_grad_(), bias.clone().requires_grad_()
    start = [weight.detach().clone(), bias.detach().clone()]
    best, least = start, price(weight, bias, scene[:judged], target[:judged]).item()
    optimizer = torch.optim.Adam([weight, bias], lr=2e-3)
    for step in range(1, steps + 1):
        optimizer.zero_grad()
        away = sum((now - then).square().sum() for now, then in zip((weight, bias), start))
        (price(weight, bias, scene[judged:], target[judged:]) + pull * away).backward()
        optimizer.step()
        if step % STEPS_BETWEEN_LOOKS == 0:
            now = price(weight, bias, scene[:judged], target[:judged]).item()
            if now < least:
                best, least = [weight.detach().clone(), bias.detach().clone()], now
    return best[0], best[1]


def price(weight: Tensor, bias: Tensor, scene: Tensor, target: Tensor) -> Tensor:
    """The training loss of a clip, on average; of the first answers, on average over those that are clear."""
    logits = scene @ weight.T + bias
    cross_entropy, distance = losses(logits, target)
    first = first_answer(logits, target)
    return (0.2 * cross_entropy + 0.3 * distance) / len(scene) + FIRST * first.sum() / max(1, len(first))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="as for train.py")
    parser.add_argument("--work", type=Path, required=True, help="folder of the run; the average in its state.pt gets the new layer")
    parser.add_argument("--program", type=Path, required=True, help="trainable, from `otolex model export`")
    parser.add_argument("--clips", type=int, default=20_000, help="training clips to fit to, at most all")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    rng = np.random.default_rng(arguments.seed)
    corpus = corpora.load(arguments.corpus, arguments.work, arguments.extra)
    state = torch.load(arguments.work / "state.pt", weights_only=False, map_location="cpu")
    program = torch.jit.load(arguments.program, map_location=arguments.device)
    program.load_state_dict(state["average"])
    clips = choose(corpus, arguments.clips, rng)
    scene = scenes(program, corpus, clips, rng, torch.device(arguments.device))
    average = state["average"]
    before = average[f"{HEAD}.weight"], average[f"{HEAD}.bias"]
    target = stored_logits(corpus)[clips]
    average[f"{HEAD}.weight"], average[f"{HEAD}.bias"] = fit(*before, scene, target)
    torch.save(state, arguments.work / "state.pt")
    judged = int(len(scene) * JUDGED_SHARE)
    for name, layer in (("before", before), ("after", (average[f"{HEAD}.weight"], average[f"{HEAD}.bias"]))):
        print(name, f"{price(*layer, scene[:judged], target[:judged]).item():.3f}")


if __name__ == "__main__":
    main()
