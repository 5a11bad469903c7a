"""The teacher: EfficientAT mn04_as, a MobileNetV3 of width 0.4 that was trained on AudioSet.

The weights are MIT licensed (LICENSE-EfficientAT.txt). The network is stated here anew, for inference only, from the shapes
of the tensors and the MobileNetV3 and EfficientAT papers; batch norms are folded into the convolutions on loading.
"""

import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

SAMPLE_RATE_HZ = 32_000
FFT_SIZE, FRAME, HOP, MEL_BANDS = 1024, 800, 320, 128
HIGH_HZ = 15_000.0
SHORTEST = 5 * SAMPLE_RATE_HZ
STRIDES = (1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1)
RELU_BLOCKS = 6
"""Blocks up to this one rectify; later ones use hard-swish."""


class Conv(nn.Module):
    """Convolution with its batch norm folded in; depthwise where the weight has one input channel per group."""

    def __init__(self, state: dict[str, Tensor], name: str, stride: int = 1, grouped: bool = False) -> None:
        super().__init__()
        norm = {key: state[f"{name}.1.{key}"].double() for key in ("weight", "bias", "running_mean", "running_var")}
        scale = norm["weight"] / (norm["running_var"] + 1e-3).sqrt()
        weight = state[f"{name}.0.weight"].double() * scale[:, None, None, None]
        self.register_buffer("weight", weight.float())
        self.register_buffer("bias", (norm["bias"] - norm["running_mean"] * scale).float())
        self.stride = stride
        self.groups = weight.shape[0] if grouped else 1

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.weight, self.bias, self.stride, self.weight.shape[-1] // 2, groups=self.groups)


class Gate(nn.Module):
    """Squeeze and excitation: each channel is scaled by what all channels hold on average."""

    def __init__(self, state: dict[str, Tensor], name: str) -> None:
        super().__init__()
        self.squeeze, self.excite = linear(state, f"{name}.fc1"), linear(state, f"{name}.fc2")

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(self.excite(F.relu(self.squeeze(x.mean((2, 3))))))[:, :, None, None]


class Block(nn.Module):
    """Inverted residual: widen, filter each channel, gate, narrow."""

    def __init__(self, state: dict[str, Tensor], index: int, stride: int) -> None:
        super().__init__()
        root = f"features.{index}.block"
        parts = sorted({int(key[len(root) + 1 :].split(".")[0]) for key in state if key.startswith(root + ".")})
        convs = [part for part in parts if f"{root}.{part}.0.weight" in state]
        gates = [part for part in parts if f"{root}.{part}.conc_se_layers.0.fc1.weight" in state]
        self.widen = Conv(state, f"{root}.{convs[0]}") if len(convs) == 3 else None
        self.filter = Conv(state, f"{root}.{convs[-2]}", stride, grouped=True)
        self.gate = Gate(state, f"{root}.{gates[0]}.conc_se_layers.0") if gates else None
        self.narrow = Conv(state, f"{root}.{convs[-1]}")
        self.activation = F.relu if index <= RELU_BLOCKS else F.hardswish

    def forward(self, x: Tensor) -> Tensor:
        y = self.activation(self.widen(x)) if self.widen else x
        y = self.activation(self.filter(y))
        y = self.narrow(self.gate(y) if self.gate else y)
        return x + y if x.shape == y.shape else y


class Teacher(nn.Module):
    """[N, samples] at 32 kHz, half a second or more, to logits [N, 527]."""

    def __init__(self, state: dict[str, Tensor]) -> None:
        super().__init__()
        self.register_buffer("hann", torch.hann_window(FRAME, periodic=False), persistent=False)
        self.register_buffer("mel", torch.from_numpy(kaldi_filters()), persistent=False)
        self.stem = Conv(state, "features.0", stride=2)
        self.blocks = nn.Sequential(*[Block(state, i, stride) for i, stride in enumerate(STRIDES, start=1)])
        self.last = Conv(state, "features.16")
        self.hidden, self.head = linear(state, "classifier.2"), linear(state, "classifier.5")
        self.requires_grad_(False).eval()

    @classmethod
    def load(cls, weights: Path) -> "Teacher":
        return cls(load_file(weights))

    def forward(self, wave: Tensor) -> Tensor:
        return self.heard(wave)[0]

    @torch.no_grad()
    def heard(self, wave: Tensor) -> tuple[Tensor, Tensor]:
        """Logits [N, 527], and the last map [N, samples / 10240, 4, 384] in time and bands, whose mean they are made from."""
        x = F.hardswish(self.stem(self.log_mel(wave)[:, None]))
        x = F.hardswish(self.last(self.blocks(x)))
        return self.head(F.hardswish(self.hidden(x.mean((2, 3))))), x.permute(0, 3, 2, 1)

    def log_mel(self, wave: Tensor) -> Tensor:
        """[N, samples] to [N, 128, frames], roughly in [-1, 1]."""
        emphasised = wave[:, 1:] - 0.97 * wave[:, :-1]
        spectrum = torch.stft(emphasised, FFT_SIZE, HOP, FRAME, self.hann, center=True, return_complex=True)
        power = spectrum.real.square() + spectrum.imag.square()
        return (torch.log(self.mel @ power + 1e-5) + 4.5) / 5

    def tag(self, clip: Tensor) -> Tensor:
        """One clip [samples] of any length to probabilities [527]: repeated up to 5 s, averaged over 10 s windows."""
        clip = torch.from_numpy(repeated(clip.numpy(), SHORTEST))
        windows = max(1, round(len(clip) / (10 * SAMPLE_RATE_HZ)))
        parts = clip.split(-(-len(clip) // windows))
        return torch.stack([torch.sigmoid(self(part[None])[0]) for part in parts]).mean(0)


def repeated(clip: np.ndarray, samples: int) -> np.ndarray:
    """A clip [n] that is shorter than `samples` end to end with itself up to there; others as they are."""
    return np.resize(clip, samples) if len(clip) < samples else clip


def linear(state: dict[str, Tensor], name: str) -> nn.Linear:
    weight, bias = state[f"{name}.weight"].float(), state[f"{name}.bias"].float()
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(bias)
    return layer


def kaldi_filters() -> np.ndarray:
    """[128, 513] float32: triangles that are linear in mel, from 0 Hz; the Nyquist bin is unused."""

    def mel(hz: float) -> float:
        return 1127 * math.log(1 + hz / 700)

    edges = np.linspace(0, mel(HIGH_HZ), MEL_BANDS + 2)[:, None]
    bins = np.array([mel(SAMPLE_RATE_HZ / FFT_SIZE * k) for k in range(FFT_SIZE // 2)])
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    triangles = np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)).clip(min=0)
    return np.pad(triangles, ((0, 0), (0, 1))).astype(np.float32)
