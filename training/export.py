"""Writes the averaged weights of a run as the float16 checkpoint that the product embeds."""

import argparse
import json
from pathlib import Path

import torch

import corpus as corpora
from evaluate import evidence
from frontend import SPEC
from weights import depths_and_widths, save_weights

FEWEST_CLIPS = 5
"""A class with fewer training clips than this is marked as not supported."""


def metadata(weights: dict, corpus: corpora.Corpus, name: str, version: str, commit: str) -> dict[str, str]:
    """The header: strings only, as the format wants; structured values are JSON."""
    depths, widths = depths_and_widths(weights)
    shown = evidence(corpus)
    facts = {
        "name": name,
        "version": version,
        "architecture": "ConvNeXt",
        "depths": json.dumps(depths),
        "widths": json.dumps(widths),
        "stem": "252x56",
        "front_end": json.dumps(SPEC),
        "labels": corpus.label_digest,
        "training_clips": json.dumps(shown.tolist()),
        "supported": json.dumps((shown >= FEWEST_CLIPS).astype(int).tolist()),
        "training_commit": commit,
        "teacher": "EfficientAT mn04_as (MIT)",
        "licence": "GPL-3.0-or-later",
    }
    return {f"otolex.{key}": value for key, value in facts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="as for train.py")
    parser.add_argument("--work", type=Path, required=True, help="folder of the run; its state.pt is exported")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--name", default="otolex-zepto")
    parser.add_argument("--version", default="0.2.0")
    parser.add_argument("--commit", required=True, help="commit of the training code")
    arguments = parser.parse_args()

    corpus = corpora.load(arguments.corpus, arguments.work, arguments.extra)
    weights = torch.load(arguments.work / "state.pt", weights_only=False, map_location="cpu")["average"]
    header = metadata(weights, corpus, arguments.name, arguments.version, arguments.commit)
    save_weights(weights, header, arguments.output)


if __name__ == "__main__":
    main()
