"""Every architecture in PyTorch, as a tagger of sounds, with weights that follow from the names of its tensors.

The bodies are timm's; EfficientAT's is `training/teacher.py`. What makes a tagger of a body, bn0 before and pooling behind, is here.
"""

import sys
from pathlib import Path

import numpy as np
import timm
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

CLASSES, FRAMES, BANDS = 527, 1001, 224


def splitmix(seed, count):
    """count values in [-1, 1): the top 24 bits of each output of SplitMix64."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (2 * ((z >> np.uint64(40)).astype(np.float64) / (1 << 24)) - 1).astype(np.float32)


def fnv1a(text):
    value = 0xCBF29CE484222325
    for octet in text.encode():
        value = ((value ^ octet) * 0x100000001B3) % (1 << 64)
    return value


def base_and_scale(name, shape, shapes):
    bn0 = name.startswith("bn0.")
    if name.endswith("num_batches_tracked"):
        return 0, 0
    if name.endswith("running_mean"):
        return (-30, 20) if bn0 else (0, 0.1)
    if name.endswith("running_var"):
        return (100, 90) if bn0 else (1, 0.5)
    if name == "bn0.weight":
        return 1, 0.5
    if name.endswith("gamma"):
        return 0.5, 0.3
    if name.endswith("bias"):
        return 0, 0.1 if len(shapes.get(name[:-4] + "weight", shape)) == 1 else 0.05
    return (1, 0.2) if len(shape) == 1 else (0, np.sqrt(3 / np.prod(shape[1:])))


def fill(state):
    """Overwrites every tensor with what follows from its name; Splitmix.java of the model's tests does the same."""
    shapes = {name: tuple(tensor.shape) for name, tensor in state.items()}
    for name, tensor in state.items():
        base, scale = (np.float32(number) for number in base_and_scale(name, shapes[name], shapes))
        values = base + scale * splitmix(fnv1a(name), tensor.numel())
        tensor.copy_(torch.from_numpy(values.reshape(shapes[name])))


def log_mel(frames, bands):
    values = np.float32(-30) + np.float32(20) * splitmix(1, frames * bands)
    return torch.from_numpy(values.reshape(1, 1, frames, bands))


class AudioForm(nn.Module):
    """bn0, a body of timm's, mean over mel, maximum and mean over time, head."""

    def __init__(self, body):
        super().__init__()
        self.bn0, self.body = nn.BatchNorm2d(BANDS), body

    def tensors(self):
        """As a file has them: the body's names, and bn0."""
        return {name.removeprefix("body."): tensor for name, tensor in self.state_dict().items()}

    def input(self):
        return log_mel(FRAMES, BANDS)

    def forward(self, logmel):
        maps = self.body.forward_features(self.bn0(logmel.transpose(1, 3)).transpose(1, 3))
        rows = maps.mean(3)
        return self.head(rows.amax(2) + rows.mean(2))

    def head(self, pooled):
        return self.body.get_classifier()(pooled), pooled


class AudioConvNeXt(AudioForm):
    def __init__(self, body):
        super().__init__(body)
        body.stem[0].padding = (4, 0)

    def head(self, pooled):
        scene = self.body.head.norm(pooled[:, :, None, None]).flatten(1)
        return self.body.head.fc(scene), scene


class EfficientAt(nn.Module):
    """MobileNetV3 of the given width, in the names of the published files."""

    def __init__(self, width):
        super().__init__()
        self.state = mobilenet(width)
        fill(self.state)

    def tensors(self):
        return self.state

    def input(self):
        return log_mel(1000, 128)

    def eval(self):
        from teacher import Teacher

        self.network = Teacher(self.state)
        return super().eval()

    def forward(self, logmel):
        network, hardswish = self.network, nn.functional.hardswish
        maps = network.blocks(hardswish(network.stem((logmel.transpose(2, 3) + 4.5) / 5)))
        pooled = hardswish(network.last(maps)).mean((2, 3))
        return network.head(hardswish(network.hidden(pooled))), pooled


def multiple_of_eight(channels):
    rounded = max(8, int(channels + 4) // 8 * 8)
    return rounded if rounded >= 0.9 * channels else rounded + 8


# kernel, expanded, out, squeeze-and-excitation: MobileNetV3-Large
MOBILENET = [(3, 16, 16, 0), (3, 64, 24, 0), (3, 72, 24, 0), (5, 72, 40, 1), (5, 120, 40, 1), (5, 120, 40, 1),
             (3, 240, 80, 0), (3, 200, 80, 0), (3, 184, 80, 0), (3, 184, 80, 0), (3, 480, 112, 1), (3, 672, 112, 1),
             (5, 672, 160, 1), (5, 960, 160, 1), (5, 960, 160, 1)]  # fmt: skip


def mobilenet(width):
    """Zeros under the published names."""
    state = {}

    def convolution(name, out, groups_in, kernel):
        state[f"{name}.0.weight"] = torch.zeros(out, groups_in, kernel, kernel)
        for part in ("weight", "bias", "running_mean", "running_var"):
            state[f"{name}.1.{part}"] = torch.zeros(out)
        state[f"{name}.1.num_batches_tracked"] = torch.tensor(0)

    def linear(name, out, inner):
        state[f"{name}.weight"], state[f"{name}.bias"] = torch.zeros(out, inner), torch.zeros(out)

    channels = multiple_of_eight(16 * width)
    convolution("features.0", channels, 1, 3)
    for block, (kernel, expanded, out, squeeze) in enumerate(MOBILENET, 1):
        expanded, out, part = multiple_of_eight(expanded * width), multiple_of_eight(out * width), 0
        if expanded != channels:
            convolution(f"features.{block}.block.0", expanded, channels, 1)
            part = 1
        convolution(f"features.{block}.block.{part}", expanded, 1, kernel)
        if squeeze:
            part += 1
            inner = multiple_of_eight(expanded // 4)
            linear(f"features.{block}.block.{part}.conc_se_layers.0.fc1", inner, expanded)
            linear(f"features.{block}.block.{part}.conc_se_layers.0.fc2", expanded, inner)
        convolution(f"features.{block}.block.{part + 1}", out, expanded, 1)
        channels = out
    convolution("features.16", 6 * channels, channels, 1)
    linear("classifier.2", multiple_of_eight(1280 * width), 6 * channels)
    linear("classifier.5", CLASSES, multiple_of_eight(1280 * width))
    return state


CONVNEXT = [f"convnext_{size}" for size in ("atto", "femto", "pico", "nano", "tiny", "small", "base", "large", "xlarge")]
CONVNEXT += [f"convnextv2_{size}" for size in ("atto", "femto", "pico", "nano", "tiny", "base", "large", "huge")]
CONVMIXER = ["convmixer_1024_20_ks9_p14", "convmixer_768_32", "convmixer_1536_20"]
RESNEST = ["resnest50d", "resnest101e", "resnest200e", "resnest269e"]
DEEP = RESNEST[2:]
EFFICIENT_AT = {"mn04": 0.4, "mn05": 0.5, "mn10": 1.0, "mn20": 2.0, "mn30": 3.0, "mn40": 4.0}
NAMES = [*EFFICIENT_AT, *CONVNEXT, *RESNEST, *CONVMIXER]


def calm(tagger):
    """A block adds a fifth: at full size, a hundred blocks that nobody trained make 1e-1 of the rounding of PyTorch's own float32."""
    for block in tagger.modules():
        if hasattr(block, "bn3"):
            block.bn3.weight.mul_(0.2)


@torch.no_grad()
def network(name):
    if name in EFFICIENT_AT:
        return EfficientAt(EFFICIENT_AT[name]).eval()
    body = timm.create_model(name, in_chans=1, num_classes=CLASSES)
    tagger = AudioConvNeXt(body) if name in CONVNEXT else AudioForm(body)
    fill(tagger.tensors())
    if name in DEEP:
        calm(tagger)
    return tagger.eval()
