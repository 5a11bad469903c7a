"""Draws a run's log: losses and validation figures over the windows seen."""

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402  the backend has to be chosen first

LOSSES = {"bce": "cross-entropy on mixtures", "mse": "squared distance of logits"}
FIGURES = {
    "mean_average_precision": "mAP against the teacher",
    "top1_agreement": "top-1 agreement",
    "mean_correlation": "mean correlation",
    "hint_top3": "top-3 hit on named clips",
}


def smooth(values: list[float]) -> list[float]:
    """Exponential mean over a fiftieth of the run: single batches are too noisy to see a trend in."""
    share = min(1.0, 50 / len(values))
    result, mean = [], values[0]
    for value in values:
        mean += share * (value - mean)
        result.append(mean)
    return result


def draw(entries: list[dict], output: Path) -> None:
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4), layout="constrained")
    for key, label in LOSSES.items():
        steps = [entry for entry in entries if key in entry]
        if steps:
            left.plot([entry["seen"] for entry in steps], smooth([entry[key] for entry in steps]), label=label)
    for key, label in FIGURES.items():
        points = [entry for entry in entries if key in entry]
        right.plot([entry["seen"] for entry in points], [entry[key] for entry in points], "o-", label=label)
    left.set(xlabel="windows seen", ylabel="training loss", yscale="log")
    right.set(xlabel="windows seen", ylabel="held-out clips", ylim=(0, 1))
    left.legend()
    right.legend()
    figure.savefig(output, dpi=120)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", type=Path, required=True, help="log.jsonl of a run")
    parser.add_argument("--output", type=Path, required=True, help="picture, .png or .svg")
    arguments = parser.parse_args()
    lines = arguments.log.read_text(encoding="utf-8").splitlines()
    draw([json.loads(line) for line in lines], arguments.output)


if __name__ == "__main__":
    main()
