"""Puts measured figures into the model card, between its markers, so that no number there is typed by hand."""

import argparse
import json
import re
from pathlib import Path

from export import FEWEST_CLIPS

ROWS = {
    "mean_average_precision": "mAP against the teacher (p >= 0.3; {judged_classes} classes with 5 positives or more)",
    "micro_average_precision": "micro-averaged AP over the same classes",
    "top1_agreement": "top-1 agreement where the teacher is above 0.5 ({sure_clips} clips)",
    "mean_correlation": "mean correlation per class ({heard_classes} classes)",
    "kl_divergence": "KL divergence to the teacher, nats per clip",
    "cross_entropy": "cross-entropy, nats per clip (the teacher's own: {own:.2f})",
    "hint_top3": "top-3 hit on clips named after their sound ({hinted_clips} clips; teacher {hint_top3_teacher:.3f})",
    "network_ms": "network, ms of one core for 10 s",
    "peer_network_ms": "the published ConvNeXt-Tiny's network in the same run, ms",
    "memory_mb": "network, MB of memory for 10 s",
    "peer_memory_mb": "the published ConvNeXt-Tiny's, MB",
    "front_end_ms": "front end in PyTorch, ms of one core for 10 s",
}


def figures_table(report: dict[str, dict]) -> str:
    """One column for each checkpoint."""
    summaries = [entry["summary"] for entry in report.values()]
    facts = summaries[0] | {"own": summaries[0]["cross_entropy"] - summaries[0]["kl_divergence"]}
    lines = ["| figure | " + " | ".join(report) + " |", "|---|" + "---|" * len(report)]
    for key, text in ((key, text) for key, text in ROWS.items() if key in facts):
        values = " | ".join(f"{summary[key]:.0f}" if key.endswith(("_ms", "_mb")) else f"{summary[key]:.3f}" for summary in summaries)
        lines.append(f"| {text.format(**facts)} | {values} |")
    return "\n".join(lines)


def classes_table(classes: list[dict]) -> str:
    """Judged classes with their agreement, then supported ones, then those that the data cannot teach."""
    judged = sorted((c for c in classes if c["average_precision"] is not None), key=lambda c: -c["average_precision"])
    others = [c for c in classes if c["average_precision"] is None]
    lines = ["| class | training clips | held-out positives | AP | correlation |", "|---|---|---|---|---|"]
    lines += [
        f"| {c['label']} | {c['training_clips']} | {c['held_out_positives']} | {c['average_precision']:.2f} | {c['correlation']:.2f} |"
        for c in judged
    ]
    taught = names(c for c in others if c["training_clips"] >= FEWEST_CLIPS)
    untaught = names(c for c in others if c["training_clips"] < FEWEST_CLIPS)
    return "\n".join(lines + ["", "Supported, too few held-out clips to judge: " + taught, "", "Not supported: " + untaught])


def names(classes) -> str:
    listed = [f"{c['label']} ({c['training_clips']})" for c in classes]
    return f"**{len(listed)} classes.** " + "; ".join(listed) + "."


def fill(card: str, section: str, text: str) -> str:
    """Replaces what stands between the markers of a section."""
    pattern = re.compile(rf"(<!-- {section} -->\n).*?(<!-- /{section} -->)", re.DOTALL)
    if not pattern.search(card):
        raise ValueError(f"the card has no <!-- {section} --> section")
    return pattern.sub(lambda match: match[1] + text + "\n" + match[2], card)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=Path, required=True, help="what evaluate.py --json wrote; the first is the model")
    parser.add_argument("--card", type=Path, required=True)
    arguments = parser.parse_args()
    report = json.loads(arguments.figures.read_text(encoding="utf-8"))
    card = fill(arguments.card.read_text(encoding="utf-8"), "figures", figures_table(report))
    card = fill(card, "classes", classes_table(next(iter(report.values()))["classes"]))
    arguments.card.write_text(card, encoding="utf-8")


if __name__ == "__main__":
    main()
