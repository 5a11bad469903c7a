"""Distils the teacher into the trainable program that `otolex model export` wrote. Resumable at any moment."""

import argparse
import json
import math
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from tqdm import tqdm

import augment
import corpus as corpora
import evaluate
import lossy
from corpus import SAMPLE_RATE_HZ, Corpus
from finetuning import FineTuning, layer_wise, mixed, one_cycle, warped
from frontend import HOP, WINDOW, LogMel
from maps import BANDS, CHANNELS, FRAMES, Maps
from mixing import SLIGHTLY, Mixer, Plan, render
from optimizer import optimizers
from teacher import Teacher
from weights import load_weights


IMPLIED, NAMED = 0.4, 0.6
"""Least probabilities of a class that a pattern reads from a file name, and of one that the author of an extra clip names."""

CLEAR = 0.3
"""Probability from which the teacher's best class is taken for an answer."""

FIRST = 0.1
"""What a wrong first answer costs beside the distance of all the others; see `first_answer`."""

MAPS = 1.0
"""What the distance of the last maps costs beside the distances of the answers; see `maps.py`."""


@dataclass(frozen=True)
class Phase:
    """A stretch of the run with windows of one length.

    share    of the run's training windows
    seconds  the student's window; labels cost as much as they are long, so the run starts with short ones
    micro    windows that one CPU worker takes at a time
    whole    share of unmixed clips with the corpus's own labels
    alone    share of one-voice mixtures among the rest
    halves   share of mixtures that fill half the window only: the product pads short clips with silence
    first    price of a wrong first answer
    """

    share: float
    seconds: float
    micro: int
    whole: float
    alone: float
    halves: float
    first: float = FIRST

    @property
    def samples(self) -> int:
        return int(self.seconds * SAMPLE_RATE_HZ)

    @property
    def places(self) -> int:
        """Places in time of the teacher's last map."""
        return places_of(self.samples)


@dataclass(frozen=True)
class Recipe:
    """The run. `windows` counts what the student sees; a labelled mixture is seen about `reuse` times.

    transcoded  share of windows that go through a real codec, each for a core's 10 ms a second of audio
    bfloat16    the network's inside in bfloat16: a third faster on a CPU with AMX, far slower on one without
    """

    windows: int
    batch: int = 32
    reuse: int = 3
    pool: int = 4_000
    warmup_steps: int = 100
    hold: float = 0.3
    transcoded: float = 0.1
    bfloat16: bool = False
    seed: int = 1
    tuning: FineTuning = FineTuning()
    phases: tuple[Phase, ...] = (
        Phase(share=0.80, seconds=2.5, micro=8, whole=0.20, alone=0.55, halves=0.25),
        Phase(share=0.20, seconds=10.0, micro=2, whole=0.60, alone=0.40, halves=0.50, first=0.2),
    )

    def phase(self, progress: float) -> Phase:
        ends = np.cumsum([phase.share for phase in self.phases])
        return self.phases[min(int(np.searchsorted(ends, progress, side="right")), len(self.phases) - 1)]

    def rate(self, step: int, progress: float) -> float:
        """Learning rate as a share of the full one: linear warm-up, a plateau, then a cosine to 2 %; or one cycle."""
        if self.tuning.one_cycle:
            return one_cycle(progress)
        decay = max(0.0, progress - self.hold) / (1 - self.hold)
        return min(1.0, step / self.warmup_steps) * max(0.02, 0.5 + 0.5 * math.cos(math.pi * min(1.0, decay)))


@dataclass
class Pool:
    """Mixtures that the teacher has labelled, oldest first, with its last maps of them [mixtures, places, 4, 384]."""

    plans: Plan = field(default_factory=lambda: Plan.empty(0, 0))
    logits: Tensor = field(default_factory=lambda: torch.zeros(0, 527, dtype=torch.float16))
    maps: Tensor = field(default_factory=lambda: torch.zeros(0, 0, BANDS, CHANNELS, dtype=torch.float16))

    def add(self, plans: Plan, logits: Tensor, maps: Tensor, limit: int) -> None:
        self.plans = Plan.join([self.plans, plans])[-limit:]
        self.logits = torch.cat([self.logits, logits.half().cpu()])[-limit:]
        self.maps = torch.cat([self.maps, maps.half().cpu()])[-limit:]

    def keep(self, shortest: int, longest: int) -> None:
        """Forgets mixtures whose content does not suit the next phase's window."""
        suits = (self.plans.content >= shortest) & (self.plans.content <= longest)
        if not suits.all():
            self.plans, self.logits, self.maps = self.plans[suits], self.logits[suits], self.maps[suits]
        self.maps = fitted(self.maps, places_of(longest))


class Trainer:
    """One run: the program, its averaged weights, the optimizers, the labelled pool and the random state.

    The program stays in evaluation mode: its input norm then reads fixed statistics instead of those of a micro-batch
    that may be half silence. Drop path is off as well; a model this small on mixtures this many does not overfit.
    """

    def __init__(self, program, teacher: Teacher, corpus: Corpus, recipe: Recipe, device: torch.device, workers: int):
        self.program, self.teacher, self.recipe, self.device = program.to(device).eval(), teacher.to(device), recipe, device
        self.front_end = LogMel().to(device)
        self.band_means = program.state_dict()["bn0.running_mean"]
        self.pcm = torch.from_numpy(np.array(corpus.pcm)).to(device)
        self.stored = stored_logits(corpus)
        self.told = torch.tensor([clip >= corpus.own and bool(hint) for clip, hint in enumerate(corpus.hints)])
        self.mixer = Mixer(corpus, recipe.seed)
        self.pool = Pool()
        self.maps = Maps(program.state_dict()["head_audioset.weight"].shape[1]).to(device)
        self.named = dict(program.named_parameters()) | {f"maps.{name}": p for name, p in self.maps.named_parameters()}
        tuning = recipe.tuning
        self.optimizers = (
            [layer_wise(self.named, tuning.adamw, tuning.layer_decay)] if tuning.adamw else optimizers(self.named)
        )
        self.full_rates = [[group["lr"] for group in optimizer.param_groups] for optimizer in self.optimizers]
        self.average = {key: value.clone() for key, value in program.state_dict().items()}
        self.workers = workers if device.type == "cpu" else 1
        self.executor = ThreadPoolExecutor(self.workers)
        self.steps = self.seen = self.labelled = 0

    @property
    def progress(self) -> float:
        return self.seen / self.recipe.windows

    def step(self) -> dict[str, float]:
        """One optimizer step; returns the mean losses of its batch."""
        phase = self.recipe.phase(self.progress)
        self.pool.keep(phase.samples // 2, phase.samples)
        self.label_more(phase)
        plan, target, maps = self.batch(phase)
        self.program.train(self.recipe.tuning.drop_path)
        gradients, losses = self.gradients(plan, target, maps, phase)
        self.program.eval()
        self.apply(gradients)
        self.steps += 1
        self.seen += len(plan)
        return losses | {"seconds": phase.seconds}

    def learners(self) -> list[Tensor]:
        return list(self.named.values())

    def label_more(self, phase: Phase) -> None:
        """Tops the pool up: a good start at once, then as many as keep each mixture at about `reuse` uses."""
        mixed = self.recipe.batch * (1 - phase.whole)
        due = mixed / self.recipe.reuse
        count = 64 if len(self.pool.plans) < 20 * self.recipe.batch else int((self.steps + 1) * due) - int(self.steps * due)
        if count > 0:
            content = phase.samples // 2 if self.mixer.rng.random() < phase.halves else phase.samples
            plans = self.mixer.mixtures(count, content, phase.alone)
            size = -(-count // self.workers)
            parts = [plans[start : start + size] for start in range(0, count, size)]
            labels = self.executor.map(self.label, parts, [content] * len(parts), self.seeds(len(parts)))
            logits, maps = (torch.cat(same) for same in zip(*labels))
            maps = fitted(self.maps.in_spreads(maps), phase.places)
            self.pool.add(plans, self.remembered(plans, logits), maps, self.recipe.pool)
            self.labelled += count

    def remembered(self, plans: Plan, logits: Tensor) -> Tensor:
        """A piece of one long clip keeps nearly what the teacher heard in the whole of it, and what its author named.

        The teacher was trained on ten seconds: in 2.5 s of rain or of a fire it hears next to nothing. At quite another
        speed, or in a room, it is another sound.
        """
        clips = self.mixer.clip_of(plans)
        cut = plans.length[:, 0] >= plans.content * plans.speed[:, 0] - 1
        same = (plans.speed[:, 0] - 1).abs() <= SLIGHTLY
        alone = (plans.length[:, 1:] == 0).all(1) & same & (plans.room == 0) & (cut | self.told[clips])
        return torch.where(alone[:, None], torch.maximum(logits.cpu(), self.stored[clips] - 0.3), logits.cpu())

    @torch.no_grad()
    def label(self, plan: Plan, content: int, seed: int) -> tuple[Tensor, Tensor]:
        return self.teacher.heard(render(self.pcm, plan.to(self.device), content, self.generator(seed)))

    def batch(self, phase: Phase) -> tuple[Plan, Tensor, Tensor]:
        """A shuffled batch of recipes, the teacher's logits for them and its maps: zeros, where only the logits are stored."""
        whole = round(self.recipe.batch * phase.whole)
        clips, indexes = self.mixer.whole_clips(whole, phase.samples)
        chosen = torch.from_numpy(self.mixer.rng.integers(0, len(self.pool.plans), self.recipe.batch - whole))
        plan = Plan.join([clips, self.pool.plans[chosen]])
        target = torch.cat([self.stored[indexes], self.pool.logits[chosen].float()])
        maps = torch.cat([torch.zeros(whole, *self.pool.maps.shape[1:], dtype=torch.float16), self.pool.maps[chosen]])
        order = torch.from_numpy(self.mixer.rng.permutation(len(plan)))
        return plan[order], target[order], maps[order]

    def gradients(self, plan: Plan, target: Tensor, maps: Tensor, phase: Phase) -> tuple[list[Tensor], dict[str, float]]:
        """Summed over micro-batches. On a CPU one thread for each is a third faster than threads inside operations."""
        size = phase.micro if self.device.type == "cpu" else len(plan)
        starts = range(0, len(plan), size)
        parts = [(plan[at : at + size], target[at : at + size], maps[at : at + size]) for at in starts]
        results = list(self.executor.map(self.micro, *zip(*parts), [phase] * len(parts), self.seeds(len(parts))))
        summed = [sum(same) / len(plan) for same in zip(*(gradient for gradient, _ in results))]
        figures = [sum(result[1][i] for result in results) / len(plan) for i in range(3)]
        return summed, dict(zip(("bce", "mse", "maps"), figures))

    def micro(self, plan: Plan, target: Tensor, maps: Tensor, phase: Phase, seed: int) -> tuple[tuple[Tensor, ...], list[float]]:
        generator = self.generator(seed)
        places = self.comparable_places(plan, maps)
        with torch.no_grad():
            wave = render(self.pcm, plan.to(self.device), phase.samples, generator)
            movable = (places.to(self.device) == 0) & (phase.samples < WINDOW)  # the product's windows begin with the sound
            wave = augment.waves(wave, movable, generator)
            wave = lossy.transcoded(wave, self.recipe.transcoded, generator)
            logmel = warped(self.front_end(wave), self.recipe.tuning.warp, generator)
            logmel = augment.log_mels(logmel, self.band_means, generator)
            logmel, target = mixed(logmel, target.to(self.device), self.recipe.tuning.mixup, generator)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.recipe.bfloat16):
            logits, _, last = self.program.forward_with_map(logmel)
        cross_entropy, distance = losses(logits.float(), target)
        apart = self.maps.distance(last.float(), maps.to(self.device), places.to(self.device)).sum()
        first = first_answer(logits.float(), target).sum()
        gradient = torch.autograd.grad(0.2 * cross_entropy + 0.3 * distance + phase.first * first + MAPS * apart, self.learners())
        return gradient, [cross_entropy.item(), distance.item(), apart.item()]

    def comparable_places(self, plan: Plan, maps: Tensor) -> Tensor:
        """Places of each window whose map is known, int64 [N]; none where the window is mixed or warped after the teacher."""
        known = maps.flatten(1).any(1) & (self.recipe.tuning.mixup == 0) & (self.recipe.tuning.warp == 0)
        return torch.where(known, places_of(plan.content), 0)

    def apply(self, gradients: list[Tensor]) -> None:
        norm = torch.stack([gradient.norm() for gradient in gradients]).norm()
        scale = (5 / (norm + 1e-6)).clamp(max=1)
        for param, gradient in zip(self.learners(), gradients):
            param.grad = gradient * scale
        share = self.recipe.rate(self.steps, self.progress)
        for optimizer, full in zip(self.optimizers, self.full_rates):
            for group, rate in zip(optimizer.param_groups, full):
                group["lr"] = rate * share
            optimizer.step()
        # A young average would remember the first weights for too long, so its memory grows with the run.
        memory = min(0.994, (1 + self.steps) / (20 + self.steps))
        for key, value in self.program.state_dict().items():
            if value.is_floating_point():
                self.average[key].lerp_(value, 1 - memory)

    def seeds(self, count: int) -> list[int]:
        return self.mixer.rng.integers(0, 2**62, count).tolist()

    def generator(self, seed: int) -> torch.Generator:
        return torch.Generator(self.device).manual_seed(seed)

    def state(self) -> dict:
        return {
            "program": self.program.state_dict(), "average": self.average,
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers], "maps": self.maps.state_dict(),
            "pool": vars(self.pool.plans), "logits": self.pool.logits, "pool_maps": self.pool.maps,
            "random": self.mixer.rng.bit_generator.state, "torch_random": torch.get_rng_state(),
            "steps": self.steps, "seen": self.seen, "labelled": self.labelled,
        }  # fmt: skip

    def restore(self, state: dict) -> None:
        self.program.load_state_dict(state["program"])
        self.average = {key: value.to(self.device) for key, value in state["average"].items()}
        for optimizer, saved in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
        self.maps.load_state_dict(state["maps"])
        self.pool = Pool(Plan(**state["pool"]), state["logits"], state["pool_maps"])
        self.mixer.rng.bit_generator.state = state["random"]
        torch.set_rng_state(state["torch_random"])
        self.steps, self.seen, self.labelled = state["steps"], state["seen"], state["labelled"]


def places_of(samples):
    """Places in time of the teacher's last map of so many samples."""
    return -(-samples // (FRAMES * HOP))


def fitted(maps: Tensor, places: int) -> Tensor:
    """Maps [N, T, 4, 384] of so many places: zeros behind the end of the sound, or a longer window's end cut off."""
    return F.pad(maps[:, :places], (0, 0, 0, 0, 0, places - min(places, maps.shape[1])))


def losses(logits: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """Summed over the batch: cross-entropy over the classes, and the mean squared distance of the logits, where a class
    that the teacher is sure of counts up to five times.

    Almost every probability is near zero, so cross-entropy alone says little about what a sound resembles; the logits do.
    Below -9 the teacher's are noise.
    """
    cross_entropy = F.binary_cross_entropy_with_logits(logits, torch.sigmoid(target), reduction="none").sum()
    heard = 1 + 4 * torch.sigmoid(target).sqrt()
    return cross_entropy, (heard * (logits - target.clamp_min(-9)).square()).mean(1).sum()


def first_answer(logits: Tensor, target: Tensor) -> Tensor:
    """Softmax cross-entropy of the teacher's best class, of those clips where that is `CLEAR`; [clear clips].

    The losses above alone know 527 classes apart and none as the best: a sound of two kinds is then neither, and `Music` is
    the answer. More of this price names more sounds rightly and tells their probabilities worse.
    """
    best, answer = torch.sigmoid(target).max(1)
    clear = best > CLEAR
    return F.cross_entropy(logits[clear], answer[clear], reduction="none")


def stored_logits(corpus: Corpus) -> Tensor:
    """The corpus's own labels as logits [clips, 527]. Repeating a very short clip confuses the teacher, and some sounds it
    hardly knows: a class that the file name implies counts as `IMPLIED` at least, one that the author of an extra clip names as `NAMED`."""
    probs = corpus.probs.copy()
    for clip in corpus.split("train"):
        least = IMPLIED if clip < corpus.own else NAMED
        probs[clip, corpus.hints[clip]] = np.maximum(probs[clip, corpus.hints[clip]], least)
    return torch.logit(torch.from_numpy(probs), 1e-5)


@torch.no_grad()
def measure_input_norm(trainer: Trainer, windows: int = 256) -> None:
    """Sets the running mean and variance of each mel band from mixtures; the program only ever reads them."""
    phase = trainer.recipe.phases[0]
    plan = trainer.mixer.mixtures(windows, phase.samples, phase.alone).to(trainer.device)
    logmel = trainer.front_end(render(trainer.pcm, plan, phase.samples, trainer.generator(trainer.recipe.seed)))
    for weights in (trainer.program.state_dict(), trainer.average):
        weights["bn0.running_mean"].copy_(logmel.mean((0, 1, 2)))
        weights["bn0.running_var"].copy_(logmel.var((0, 1, 2)))


def save(trainer: Trainer, path: Path) -> None:
    """Whole or not at all: a kill in the middle leaves the previous state."""
    partial = path.with_suffix(".partial")
    torch.save(trainer.state(), partial)
    os.replace(partial, path)


def run(trainer: Trainer, work: Path, corpus: Corpus, minutes: float, evaluate_every: int) -> None:
    """Trains until the recipe is done, the time is up or a signal asks to stop; saves every two minutes."""
    stopping = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.append(True))
    deadline, saved = time.monotonic() + 60 * minutes, time.monotonic()
    with tqdm(total=trainer.recipe.windows, initial=trainer.seen, unit="window", smoothing=0.05) as bar:
        while trainer.progress < 1 and not stopping and time.monotonic() < deadline:
            before = trainer.seen
            figures = trainer.step()
            bar.update(trainer.seen - before)
            bar.set_postfix(bce=f"{figures['bce']:.2f}", mse=f"{figures['mse']:.3f}")
            log(work, {"seen": trainer.seen, "labelled": trainer.labelled} | figures)
            if before // evaluate_every != trainer.seen // evaluate_every:
                log(work, {"seen": trainer.seen} | evaluate_average(trainer, corpus))
            if time.monotonic() - saved > 120:
                save(trainer, work / "state.pt")
                saved = time.monotonic()
    save(trainer, work / "state.pt")


def evaluate_average(trainer: Trainer, corpus: Corpus) -> dict[str, float]:
    """Validation figures of the averaged weights; the weights in training are put back."""
    current = {key: value.clone() for key, value in trainer.program.state_dict().items()}
    trainer.program.load_state_dict(trainer.average)
    clips = corpus.split("val")
    figures = evaluate.figures(corpus, clips, evaluate.scores(trainer.program, corpus, clips, trainer.device))
    trainer.program.load_state_dict(current)
    return figures


def log(work: Path, entry: dict[str, float]) -> None:
    with open(work / "log.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with clips.tsv, labels.csv and shards/")
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="more clips for training, from collect.py")
    parser.add_argument("--teacher", type=Path, help="weights of mn04_as; default: teacher/mn04.safetensors of the corpus")
    parser.add_argument("--program", type=Path, required=True, help="trainable, from `otolex model export`")
    parser.add_argument("--work", type=Path, required=True, help="state, log and decoded audio; about 2.5 GiB")
    parser.add_argument("--init", type=Path, help="checkpoint to start from; default: the weights in the program")
    parser.add_argument("--windows", type=int, default=1_000_000, help="training windows in all")
    parser.add_argument("--reuse", type=int, default=3, help="times a labelled mixture is seen; 1 where labels are cheap")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--bfloat16", action="store_true", help="for GPUs, and CPUs with AMX")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop and save after this time; run again to go on")
    parser.add_argument("--evaluate-every", type=int, default=20_000, help="training windows between validations")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="CPU threads")
    parser.add_argument("--seed", type=int, default=1)
    papers = parser.add_argument_group("recipe of the papers", "see finetuning.py")
    papers.add_argument("--adamw", type=float, default=0.0, metavar="RATE", help="AdamW alone, at this full rate")
    papers.add_argument("--layer-decay", type=float, default=1.0, help="with --adamw: factor of the rate for each earlier block")
    papers.add_argument("--one-cycle", action="store_true", help="one cosine up and down")
    papers.add_argument("--mixup", type=float, default=0.0, metavar="ALPHA", help="of the Beta distribution")
    papers.add_argument("--warp", type=int, default=0, metavar="FRAMES", help="time warping by up to so many")
    papers.add_argument("--drop-path", action="store_true", help="at the rate the program was exported with")
    arguments = parser.parse_args()

    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    arguments.work.mkdir(parents=True, exist_ok=True)
    corpus = corpora.load(arguments.corpus, arguments.work, arguments.extra)
    teacher = Teacher.load(arguments.teacher or arguments.corpus / "teacher" / "mn04.safetensors")
    program = torch.jit.load(arguments.program)
    tuning = FineTuning(arguments.adamw, arguments.layer_decay, arguments.one_cycle, arguments.mixup, arguments.warp, arguments.drop_path)
    recipe = Recipe(
        arguments.windows, batch=arguments.batch, reuse=arguments.reuse, bfloat16=arguments.bfloat16, seed=arguments.seed, tuning=tuning
    )
    if arguments.init:
        load_weights(program, arguments.init)
    trainer = Trainer(program, teacher, corpus, recipe, torch.device(arguments.device), arguments.workers)
    if (arguments.work / "state.pt").exists():
        trainer.restore(torch.load(arguments.work / "state.pt", weights_only=False, map_location="cpu"))
    elif not arguments.init:
        measure_input_norm(trainer)
    run(trainer, arguments.work, corpus, arguments.minutes, arguments.evaluate_every)


if __name__ == "__main__":
    main()
