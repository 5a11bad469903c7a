"""Which sounds make a training window, and how they are laid over each other."""

from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor

from corpus import FULL_SCALE, Corpus
from frontend import REPEAT_BELOW, WINDOW
from rooms import with_rooms

VOICES = 3
"""Most clips in one mixture."""

WANTED = (
    (slice(0, 16), 0.2),  # speech
    (slice(16, 27), 1.5),  # laughing, crying
    (slice(27, 38), 0.3),  # singing
    (slice(38, 62), 1.5),  # coughs, sneezes, footsteps
    (slice(72, 137), 1.5),  # animals
    (slice(137, 138), 0.12),  # music, which a quarter of the corpus is
    (slice(138, 216), 0.4),  # instruments
    (slice(216, 283), 0.12),  # kinds of music
    (slice(283, 353), 2.5),  # weather, water, fire, vehicles, engines
    (slice(388, 417), 1.5),  # alarms, clocks
)
"""How much of AudioSet's outputs is wanted: what people record around them more than what the corpus has most of."""

OTHERWISE_WANTED = 0.7

AS_THEY_COME = 0.3
"""Share of the draws in which each clip has the same chance."""

IN_ROOMS = 0.2
"""Share of the mixtures that stand in a room: what else tells one project's recordings from another's is in every window."""

SLIGHTLY = 0.1
"""Faster or slower by no more than this a sound is still the same sound."""


@dataclass
class Plan:
    """Recipes of N windows; a recipe is a few numbers, so that labelled mixtures can be kept and rendered again.

    begin    int64 [N, VOICES]    first sample of the piece within the corpus
    length   int64 [N, VOICES]    samples of the piece; 0 where a voice is silent
    speed    float64 [N, VOICES]  source samples per output sample
    place    int64 [N, VOICES]    output sample at which the piece starts
    gain     float32 [N, VOICES]
    loops    bool [N, VOICES]     the piece repeats until the content ends
    content  int64 [N]            output samples that carry sound; digital silence follows
    noise    float32 [N]          standard deviation of white noise under the content
    room     int64 [N]            seed of the room around it all (rooms.py); zero for none
    """

    begin: Tensor
    length: Tensor
    speed: Tensor
    place: Tensor
    gain: Tensor
    loops: Tensor
    content: Tensor
    noise: Tensor
    room: Tensor

    def __len__(self) -> int:
        return len(self.content)

    def __getitem__(self, rows) -> "Plan":
        return Plan(*(getattr(self, field.name)[rows] for field in fields(self)))

    def to(self, device: torch.device) -> "Plan":
        return Plan(*(getattr(self, field.name).to(device) for field in fields(self)))

    @staticmethod
    def empty(rows: int, content: int) -> "Plan":
        shape = (rows, VOICES)
        return Plan(
            begin=torch.zeros(shape, dtype=torch.int64),
            length=torch.zeros(shape, dtype=torch.int64),
            speed=torch.ones(shape, dtype=torch.float64),
            place=torch.zeros(shape, dtype=torch.int64),
            gain=torch.ones(shape),
            loops=torch.zeros(shape, dtype=torch.bool),
            content=torch.full((rows,), content),
            noise=torch.zeros(rows),
            room=torch.zeros(rows, dtype=torch.int64),
        )

    @staticmethod
    def join(plans: list["Plan"]) -> "Plan":
        return Plan(*(torch.cat([getattr(plan, field.name) for plan in plans]) for field in fields(Plan)))


def render(pcm: Tensor, plan: Plan, samples: int, generator: torch.Generator) -> Tensor:
    """The windows of a plan, float32 [N, samples] in [-1, 1], on the device of `pcm` (int16 [corpus samples])."""
    time = torch.arange(samples, device=pcm.device)[None]
    filled = time < plan.content[:, None]
    wave = torch.zeros(len(plan), samples, device=pcm.device)
    if plan.noise.any():
        wave = plan.noise[:, None] * torch.randn(wave.shape, generator=generator, device=pcm.device)
    for voice in range(VOICES):
        if plan.length[:, voice].any():
            wave = wave + voice_of(pcm, plan, voice, time)
    wave = torch.where(filled, wave, torch.zeros((), device=pcm.device))
    return with_rooms(wave / wave.abs().amax(1, keepdim=True).clamp_min(1), plan.room, plan.content.clamp_max(samples))


def voice_of(pcm: Tensor, plan: Plan, voice: int, time: Tensor) -> Tensor:
    """One clip of each mixture [N, samples], with linear interpolation where its speed is changed."""
    begin, length, speed, place, gain, loops = (
        getattr(plan, name)[:, voice, None] for name in ("begin", "length", "speed", "place", "gain", "loops")
    )
    # float64: at float32 a position ten seconds in is off by a hundredth of a sample, which is audible as noise.
    position = (time - place) * speed
    last = (length - 1).clamp_min(1)
    position = torch.where(loops, position.remainder(last), position)
    sounding = (time >= place) & (position < last) & (length > 1)
    index = torch.minimum(position.long().clamp_min(0), last - 1)
    fraction = (position - index).float()
    # The neighbour stays inside the array for the silent voices too, whose begin and length are zero.
    first, second = pcm[begin + index].float(), pcm[begin + index + 1].float()
    return torch.where(sounding, (first + (second - first) * fraction) * (gain / FULL_SCALE), 0.0)


class Mixer:
    """Draws plans from the training clips, rare classes more often than common ones."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.clips = corpus.split("train")
        self.offsets, self.lengths = corpus.offsets, corpus.lengths()
        self.loudness = loudness(corpus)
        self.chance = balance(corpus, self.clips)

    def mixtures(self, count: int, content: int, alone: float) -> Plan:
        """`count` mixtures of `content` samples; `alone` is the share with one voice only."""
        plan = Plan.empty(count, content)
        for row in range(count):
            self.fill(plan, row, content, alone)
        return plan

    def fill(self, plan: Plan, row: int, content: int, alone: float) -> None:
        voices = 1 if self.rng.random() < alone else 2 if self.rng.random() < 0.7 else 3
        clips = self.rng.choice(self.clips, voices, p=self.chance)
        loudest = self.loudness[clips[0]]
        for voice, clip in enumerate(clips):
            self.lay(plan, row, voice, int(clip), content)
            if voice > 0:
                decibels = self.rng.uniform(-6, 18)
                plan.gain[row, voice] = float(min(30.0, loudest / self.loudness[clip] * 10 ** (-decibels / 20)))
        plan.loops[row, 0] = bool(voices == 1 and self.rng.random() < 0.25)
        if self.rng.random() < 0.15:
            plan.noise[row] = float(loudest * 10 ** (-self.rng.uniform(10, 40) / 20))
        if self.rng.random() < IN_ROOMS:
            plan.room[row] = int(self.rng.integers(1, 2**40))

    def lay(self, plan: Plan, row: int, voice: int, clip: int, content: int) -> None:
        """A random piece of a long clip, or the whole of a short one at a random place."""
        speed = self.speed()
        length = min(int(self.lengths[clip]), int(content * speed))
        slack = int(self.lengths[clip]) - length
        plan.begin[row, voice] = int(self.offsets[clip]) + int(self.rng.integers(0, slack + 1))
        plan.length[row, voice] = length
        plan.speed[row, voice] = speed
        if self.rng.random() < 0.5:
            plan.place[row, voice] = int(self.rng.integers(0, max(1, content - int(length / speed))))

    def speed(self) -> float:
        """As recorded, slightly off, or as another animal, engine or instrument would sound: the teacher says what it hears."""
        kind = self.rng.random()
        if kind < 0.35:
            return float(np.exp(self.rng.uniform(-0.5, 0.5)))
        return self.rng.uniform(1 - SLIGHTLY, 1 + SLIGHTLY) if kind < 0.65 else 1.0

    def clip_of(self, plan: Plan) -> np.ndarray:
        """Index of each mixture's first clip, [N]."""
        return np.searchsorted(self.offsets, plan.begin[:, 0].numpy(), side="right") - 1

    def whole_clips(self, count: int, window: int) -> tuple[Plan, np.ndarray]:
        """Clips that fit in the window, unmixed, and their indexes: the stored labels of the corpus are theirs."""
        fits = self.lengths[self.clips] <= window
        chance = self.chance[fits] / self.chance[fits].sum()
        clips = self.rng.choice(self.clips[fits], count, p=chance)
        plan = Plan.empty(count, window)
        for row, clip in enumerate(clips):
            self.present(plan, row, int(clip), window)
        return plan, clips

    def present(self, plan: Plan, row: int, clip: int, window: int) -> None:
        """In the product's window as the product hears a clip; in a shorter one mostly repeated, as the teacher heard it for
        its label, else once with silence behind it."""
        speed = self.rng.uniform(0.92, 1.08) if self.rng.random() < 0.3 else 1.0
        length = int(self.lengths[clip])
        plan.begin[row, 0], plan.length[row, 0], plan.speed[row, 0] = int(self.offsets[clip]), length, speed
        if window == WINDOW:
            plan.loops[row, 0] = True
            plan.content[row] = min(window, max(REPEAT_BELOW, int(length / speed)))
        elif self.rng.random() < 0.75:
            plan.loops[row, 0] = True
            plan.content[row] = window if self.rng.random() < 0.8 else max(length, window // 2)
        else:
            plan.content[row] = min(window, int(length / speed))


def loudness(corpus: Corpus) -> np.ndarray:
    """Root mean square of each clip, float64 [clips]; never zero."""
    count = len(corpus.rows)
    return np.array([np.sqrt(np.mean(np.square(corpus.clip(i)))) + 1e-4 for i in range(count)])


def balance(corpus: Corpus, clips: np.ndarray) -> np.ndarray:
    """Chance of drawing each clip, [clips]: a class has the share that is wanted, however little of it there is."""
    probs = corpus.probs[clips].copy()
    for row, clip in enumerate(clips):
        probs[row, corpus.hints[clip]] = np.maximum(probs[row, corpus.hints[clip]], 0.5)
    probs[probs <= 0.1] = 0
    weight = (class_shares(probs.shape[1]) * probs / (probs.sum(0) + 2)).sum(1) + 1e-4
    return (1 - AS_THEY_COME) * weight / weight.sum() + AS_THEY_COME / len(clips)


def class_shares(classes: int) -> np.ndarray:
    """How much each class is wanted, float32 [classes]."""
    shares = np.full(classes, OTHERWISE_WANTED, np.float32)
    for outputs, share in WANTED:
        shares[outputs] = share
    return shares
