"""A corpus of generated sounds in the real layout, and a program small enough to learn it in seconds."""

import csv
import io
import sys
import tarfile
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from safetensors.numpy import save_file
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parents[1]))

import corpus as corpora  # noqa: E402  the path has to be set first
from collect import Clip, Source, write  # noqa: E402
from maps import CHANNELS  # noqa: E402

CLASSES = 527
KINDS = 4
FIELDS = ["id", "shard", "source", "name", "duration_s", "licence", "attribution", "split", "group", "label_hint"]


def pytest_addoption(parser):
    parser.addoption("--program", type=Path, help="run the smoke training on this exported program too")
    parser.addoption("--wide-program", type=Path, help="widen --program to this one too")
    parser.addoption("--deep-program", type=Path, help="deepen --wide-program to this one too")
    parser.addoption("--v2-program", type=Path, help="run the masked pre-training on this exported ConvNeXt V2 too")


def sound(kind: int, seed: int) -> np.ndarray:
    """A low tone, a high tone, noise or clicks; 0.4 to 2 s at 48 kHz."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(48_000 * rng.uniform(0.4, 2))) / 48_000
    tone = np.sin(2 * np.pi * time * (200 if kind == 0 else 3000) * rng.uniform(0.9, 1.1))
    noise = rng.standard_normal(len(time))
    return 0.3 * [tone, tone, noise, noise * (time % 0.1 < 0.004)][kind]


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory) -> Path:
    """Forty clips of four kinds; the stored label of kind k is class k."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "shards").mkdir()
    rows, probs = [], np.full((40, CLASSES), 0.001, np.float16)
    with tarfile.open(folder / "shards" / "00.tar", "w") as tar:
        for i in range(40):
            kind = i % KINDS
            probs[i, kind] = 0.95
            add_clip(tar, f"clip{i:02}", sound(kind, i))
            rows.append(row(i, kind))
    with open(folder / "clips.tsv", "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, FIELDS, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    labels = "".join(f'{i},/m/{i},"Class {i}"\n' for i in range(CLASSES))
    (folder / "labels.csv").write_text("index,mid,display_name\n" + labels, encoding="utf-8")
    save_file({"probs": probs}, folder / "teacher.safetensors")
    return folder


def row(i: int, kind: int) -> dict[str, str]:
    return dict(zip(FIELDS, [f"clip{i:02}", "00", f"source-{kind}", f"sound {i}", "1", "CC0-1.0", f"Author {kind}",
                             "val" if i % 5 == 0 else "train", str(i), str(kind) if i % 2 else ""]))  # fmt: skip


def add_clip(tar: tarfile.TarFile, name: str, samples: np.ndarray) -> None:
    data = io.BytesIO()
    soundfile.write(data, samples, 48_000, format="OGG", subtype="OPUS")
    info = tarfile.TarInfo(f"{name}.opus")
    info.size = data.getbuffer().nbytes
    data.seek(0)
    tar.addfile(info, data)


@pytest.fixture(scope="session")
def extra_folder(tmp_path_factory) -> Path:
    """Two clips of noise, as collect.py writes them; the stored label is class 5, and the second was named 7 and 9."""
    folder = tmp_path_factory.mktemp("extra")
    sources = [Source("more", "*.wav", "CC0-1.0", "Somebody", classes) for classes in ("", "Class 7;Class 9")]
    noise = np.random.default_rng(1).uniform(-0.3, 0.3, (2, 32_000)).astype(np.float32)
    probs = np.full(CLASSES, 0.001, np.float32)
    probs[5] = 0.9
    labels = [f"Class {i}" for i in range(CLASSES)]
    write([(Clip(sources[i], f"noise {i}", f"extra{i}-0", noise[i]), probs) for i in range(2)], labels, folder)
    return folder


@pytest.fixture(scope="session")
def corpus(corpus_folder, tmp_path_factory) -> corpora.Corpus:
    return corpora.load(corpus_folder, tmp_path_factory.mktemp("cache"))


class TinyProgram(nn.Module):
    """Keeps the contract of an exported program, with one hidden layer instead of a backbone."""

    def __init__(self) -> None:
        super().__init__()
        self.bn0 = nn.BatchNorm2d(224)
        self.pwconv1 = nn.Linear(224, 64)
        self.head_audioset = nn.Linear(64, CLASSES)

    def forward(self, logmel: Tensor) -> tuple[Tensor, Tensor]:
        logits, scene, _ = self.forward_with_map(logmel)
        return logits, scene

    @torch.jit.export
    def forward_with_map(self, logmel: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.bn0(logmel.transpose(1, 3)).transpose(1, 3)
        hidden = torch.relu(self.pwconv1(x))
        scene = hidden.mean(2)[:, 0]
        places = torch.nn.functional.avg_pool2d(hidden.transpose(2, 3), (1, 32), ceil_mode=True)
        return self.head_audioset(scene), scene, places.permute(0, 3, 1, 2)


class Bands:
    """In a teacher's place: its embedding is how loud each of 384 bands is, and it hears nothing."""

    def heard(self, wave):
        spectrum = torch.fft.rfft(wave).abs()
        bands = torch.nn.functional.adaptive_avg_pool1d(spectrum[:, None], CHANNELS)
        return torch.zeros(len(wave), 527), bands[:, :, None].expand(-1, 2, 4, -1)


@pytest.fixture
def tiny_program():
    torch.manual_seed(0)
    return torch.jit.script(TinyProgram())
