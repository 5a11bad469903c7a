"""What the same work costs in PyTorch: the peers that benchmarks/run compares Otolex with.

    python peers.py {logmel,score,decode} [--depths 2,2,9,3 --widths 24,48,96,384] [--file F] [--seconds 5]

One thread. Prints one JSON object: median, minimum and count of CPU milliseconds per 10 s clip.
"""

import argparse
import json
import statistics
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

RATE, FFT, HOP, BANDS, LOW_HZ, HIGH_HZ = 32000, 1024, 320, 224, 50.0, 14000.0


def hz_to_mel(hz):
    return np.where(hz < 1000, hz * 3 / 200, 15 + 27 * np.log(np.maximum(hz, 1000) / 1000) / np.log(6.4))


def mel_to_hz(mel):
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((np.maximum(mel, 15) - 15) * np.log(6.4) / 27))


def mel_matrix():
    """[513, 224]: Slaney triangles of equal area."""
    ends = hz_to_mel(np.array([LOW_HZ, HIGH_HZ]))
    edges = mel_to_hz(np.linspace(ends[0], ends[1], BANDS + 2))
    bins = np.linspace(0, RATE / 2, FFT // 2 + 1)[:, None]
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    triangles = np.maximum(0, np.minimum(rising, falling)) * 2 / (edges[2:] - edges[:-2])
    return torch.from_numpy(triangles.astype(np.float32))


def logmel():
    window, mel = torch.hann_window(FFT), mel_matrix()
    clip = torch.rand(1, 10 * RATE) * 0.2 - 0.1

    def once():
        spectrum = torch.stft(clip, FFT, HOP, window=window, center=True, pad_mode="reflect", return_complex=True)
        power = spectrum.real.square() + spectrum.imag.square()
        return 10 * torch.log10(torch.clamp(power.transpose(1, 2) @ mel, min=1e-10))

    return once


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.dwconv = nn.Conv2d(width, width, 7, padding=3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.pwconv1 = nn.Linear(width, 4 * width)
        self.pwconv2 = nn.Linear(4 * width, width)
        self.gamma = nn.Parameter(torch.full((width,), 0.5))

    def forward(self, x):  # NCHW in channels-last memory, so that the permutations cost nothing
        y = self.norm(self.dwconv(x).permute(0, 2, 3, 1))
        y = self.gamma * self.pwconv2(F.gelu(self.pwconv1(y)))
        return x + y.permute(0, 3, 1, 2)


class ChannelNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def convnext(depths, widths):
    stem = nn.Sequential(nn.Conv2d(1, widths[0], 4, 4, (4, 0)), ChannelNorm(widths[0], eps=1e-6))
    layers = [nn.BatchNorm2d(1), stem]
    for stage, (depth, width) in enumerate(zip(depths, widths)):
        if stage:
            layers += [ChannelNorm(widths[stage - 1], eps=1e-6), nn.Conv2d(widths[stage - 1], width, 2, 2)]
        layers += [Block(width) for _ in range(depth)]
    return nn.Sequential(*layers), nn.Sequential(nn.LayerNorm(widths[-1], eps=1e-6), nn.Linear(widths[-1], 527))


def score(depths, widths):
    trunk, head = (part.eval().to(memory_format=torch.channels_last) for part in convnext(depths, widths))
    clip = torch.randn(1, 1, 1001, 224).to(memory_format=torch.channels_last)

    def once():
        with torch.inference_mode():
            rows = trunk(clip).mean(3)
            return head(rows.amax(2) + rows.mean(2))

    return once


def decode(file):
    import librosa

    return lambda: librosa.load(file, sr=RATE, mono=True)


def measure(once, seconds):
    for _ in range(3):
        once()
    costs, end = [], time.monotonic() + seconds
    while time.monotonic() < end or len(costs) < 5:
        start = time.process_time()
        once()
        costs.append((time.process_time() - start) * 1000)
    return {"median_ms": statistics.median(costs), "min_ms": min(costs), "count": len(costs)}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", choices=["logmel", "score", "decode"])
    options.add_argument("--depths", default="3,3,9,3")
    options.add_argument("--widths", default="96,192,384,768")
    options.add_argument("--file")
    options.add_argument("--seconds", type=float, default=5)
    given = options.parse_args()
    torch.set_num_threads(1)
    numbers = [[int(n) for n in text.split(",")] for text in (given.depths, given.widths)]
    once = {"logmel": logmel, "score": lambda: score(*numbers), "decode": lambda: decode(given.file)}[given.what]()
    print(json.dumps(measure(once, given.seconds)))


if __name__ == "__main__":
    main()
