"""Every figure of the model card: how far the student agrees with the teacher on the held-out clips, and what it costs."""

import argparse
import json
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

import corpus as corpora
from corpus import Corpus
from frontend import WINDOW, LogMel, product_windows
from weights import load_weights

POSITIVE = 0.3
"""Teacher's probability from which a clip counts as an example of a class."""

FEWEST_POSITIVES = 5
SURE = 0.5
HEARD = 0.1
"""A class takes part in the mean correlation where the teacher gives it this much on some clip."""

EPSILON = 1e-6


def judged(corpus: Corpus, on: str) -> np.ndarray:
    """Indexes of the held-out clips, or of the extra ones."""
    return corpus.split("val") if on == "held-out" else np.arange(corpus.own, len(corpus.rows))


def scores(program, corpus: Corpus, clips: np.ndarray, device: torch.device) -> np.ndarray:
    """The student's probabilities [clips, 527] by the product's rule: 10 s windows, averaged over each clip."""
    front_end = LogMel().to(device)
    program.eval()
    return np.stack([answer(program, front_end, corpus.clip(clip), device) for clip in tqdm(clips, unit="clip", leave=False)])


@torch.no_grad()
def answer(program, front_end: LogMel, clip: np.ndarray, device: torch.device) -> np.ndarray:
    """What the student hears in one clip, by the same rule: probabilities [527]."""
    windows = torch.from_numpy(product_windows(clip)).to(device)
    logits, _ = program(front_end(windows))
    return torch.sigmoid(logits.float()).mean(0).cpu().numpy()


def figures(corpus: Corpus, clips: np.ndarray, student: np.ndarray) -> dict[str, float]:
    """The summary; `student` is [clips, 527]."""
    teacher = corpus.probs[clips]
    positive = teacher >= POSITIVE
    judged = np.flatnonzero(positive.sum(0) >= FEWEST_POSITIVES)
    heard = np.flatnonzero(teacher.max(0) >= HEARD)
    sure = teacher.max(1) > SURE
    return {
        "mean_average_precision": mean([average_precision(positive[:, c], student[:, c]) for c in judged]),
        "judged_classes": len(judged),
        "micro_average_precision": average_precision(positive[:, judged].ravel(), student[:, judged].ravel()),
        "cross_entropy": cross_entropy(teacher, student),
        "kl_divergence": cross_entropy(teacher, student) - cross_entropy(teacher, teacher),
        "mean_correlation": mean([correlation(teacher[:, c], student[:, c]) for c in heard]),
        "heard_classes": len(heard),
        "top1_agreement": mean(teacher.argmax(1)[sure] == student.argmax(1)[sure]),
        "sure_clips": int(sure.sum()),
        "hint_top3": hint_rate(corpus, clips, student),
        "hint_top3_teacher": hint_rate(corpus, clips, teacher),
        "hinted_clips": sum(bool(corpus.hints[clip]) for clip in clips),
    }


def mean(values) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def average_precision(positive: np.ndarray, score: np.ndarray) -> float:
    """Mean precision at each positive, best score first."""
    ranked = positive[np.argsort(-score, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return mean(precision[ranked])


def cross_entropy(target: np.ndarray, estimate: np.ndarray) -> float:
    """Nats for each clip, summed over its classes."""
    t, e = np.clip(target, EPSILON, 1 - EPSILON), np.clip(estimate, EPSILON, 1 - EPSILON)
    return mean(-(t * np.log(e) + (1 - t) * np.log(1 - e)).sum(1))


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's; 0 where one side never moves."""
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 0 and b.std() > 0 else 0.0


def hint_rate(corpus: Corpus, clips: np.ndarray, probs: np.ndarray) -> float:
    """Share of the clips with a telling file name whose three best classes hold one that the name implies."""
    hits = [bool(set(corpus.hints[clip]) & set(np.argsort(-row)[:3])) for clip, row in zip(clips, probs) if corpus.hints[clip]]
    return mean(hits)


def evidence(corpus: Corpus) -> np.ndarray:
    """For each class the training clips that show it: the teacher hears it, or the file name says so. int64 [527]."""
    clips = corpus.split("train")
    shown = corpus.probs[clips] >= POSITIVE
    for row, clip in enumerate(clips):
        shown[row, corpus.hints[clip]] = True
    return shown.sum(0)


def by_class(corpus: Corpus, clips: np.ndarray, student: np.ndarray) -> list[dict]:
    """One entry a class: training clips, held-out positives, and the agreement where it can be judged."""
    teacher, shown = corpus.probs[clips], evidence(corpus)
    return [class_figures(corpus.labels[c], int(shown[c]), teacher[:, c], student[:, c]) for c in range(len(corpus.labels))]


def class_figures(label: str, shown: int, teacher: np.ndarray, student: np.ndarray) -> dict:
    positive = teacher >= POSITIVE
    judged = positive.sum() >= FEWEST_POSITIVES
    return {
        "label": label,
        "training_clips": shown,
        "held_out_positives": int(positive.sum()),
        "average_precision": average_precision(positive, student) if judged else None,
        "correlation": correlation(teacher, student) if judged else None,
    }


@torch.no_grad()
def cost(program, repeats: int = 20) -> dict[str, float]:
    """Milliseconds of one CPU core for 10 s of noise: the fastest of `repeats`, front end and network apart."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    program, front_end = program.cpu().eval(), LogMel()
    wave = torch.randn(1, WINDOW) * 0.1
    logmel = front_end(wave)
    measured = {
        "front_end_ms": fastest(lambda: front_end(wave), repeats),
        "network_ms": fastest(lambda: program(logmel), repeats),
        "parameters": sum(parameter.numel() for parameter in program.parameters()),
    }
    torch.set_num_threads(threads)
    return measured


def memory_mb(program: Path) -> float:
    """What a process of its own takes more than PyTorch and the front end when it has scored 10 s: peak resident memory, MB."""
    return in_a_process(peak_mb, program) - in_a_process(peak_mb, None)


def in_a_process(work, argument):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, argument).result()


@torch.no_grad()
def peak_mb(program: Path | None) -> float:
    """Peak resident memory of this process after scoring, MB. `getrusage` would count what the parent had before exec too."""
    torch.set_num_threads(1)
    logmel = LogMel()(torch.randn(1, WINDOW) * 0.1)
    if program:
        torch.jit.load(program).eval()(logmel)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def fastest(work, repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="as for train.py: counts as evidence, is not scored but with --on")
    parser.add_argument("--work", type=Path, required=True, help="where the decoded audio lies")
    parser.add_argument("--program", type=Path, required=True, help="trainable, from `otolex model export`")
    parser.add_argument("--weights", type=Path, required=True, nargs="+", help="checkpoints to compare, .safetensors")
    parser.add_argument("--peer", type=Path, help="another exported program, such as TINY, whose cost is measured beside")
    parser.add_argument("--on", choices=["held-out", "extra"], default="held-out", help="extra: for weights that never heard these")
    parser.add_argument("--json", type=Path, help="where the figures go, with one entry for each class")
    parser.add_argument("--scores", type=Path, help="folder for the probabilities [judged clips, classes] of each checkpoint")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()

    corpus = corpora.load(arguments.corpus, arguments.work, arguments.extra)
    clips = judged(corpus, arguments.on)
    costs = cost(torch.jit.load(arguments.program)) | {"memory_mb": memory_mb(arguments.program)}
    if arguments.peer:
        peer = cost(torch.jit.load(arguments.peer)) | {"memory_mb": memory_mb(arguments.peer)}
        costs |= {f"peer_{key}": value for key, value in peer.items()}
    report = {}
    for weights in arguments.weights:
        program = torch.jit.load(arguments.program, map_location=arguments.device)
        load_weights(program, weights)
        student = scores(program, corpus, clips, torch.device(arguments.device))
        if arguments.scores:
            arguments.scores.mkdir(parents=True, exist_ok=True)
            np.save(arguments.scores / f"{weights.stem}.npy", student)
        summary = figures(corpus, clips, student) | costs
        report[weights.name] = {"summary": summary, "classes": by_class(corpus, clips, student)}
        print(weights.name, json.dumps(summary, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
