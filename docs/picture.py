"""Draws README's picture: a recording's log-mel and the tags that `otolex tag --format json` gave it.

    java -jar service/target/otolex.jar tag --format json samples/X.flac > answer.json
    python docs/picture.py samples/X.flac answer.json docs/otolex.png

Needs matplotlib, numpy and librosa; the build does not.
"""

import json
import sys

import librosa
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

INK, BAR = "#1d2430", "#2f7d6d"


def main(recording, answer, picture):
    samples, rate = librosa.load(recording, sr=32000, mono=True)
    power = librosa.feature.melspectrogram(y=samples, sr=rate, n_fft=1024, hop_length=320, n_mels=224, fmin=50, fmax=14000)
    tags = tags_of(json.load(open(answer)))[:5]
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3), width_ratios=[3, 2], layout="constrained")
    draw_spectrogram(left, power, len(samples) / rate)
    draw_tags(right, tags)
    figure.savefig(picture, dpi=110)


def tags_of(answer):
    answer = answer[0] if isinstance(answer, list) else answer
    return answer["tags"]


def draw_spectrogram(axes, power, seconds):
    axes.imshow(librosa.power_to_db(power, ref=np.max, top_db=70), origin="lower", aspect="auto", cmap="magma", extent=(0, seconds, 0, 224))
    axes.set(xlabel="seconds", ylabel="mel band")
    axes.spines[:].set_visible(False)


def draw_tags(axes, tags):
    names, scores = [tag["label"] for tag in tags][::-1], [tag["score"] for tag in tags][::-1]
    axes.barh(names, scores, color=BAR, height=0.55)
    for row, score in enumerate(scores):
        axes.text(score + 0.015, row, f"{score:.2f}", va="center", color=INK)
    axes.set(xlim=(0, 1.12), xticks=[])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


if __name__ == "__main__":
    main(*sys.argv[1:])
