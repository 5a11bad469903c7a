"""What people write first: a loop over files with librosa and the exported program, one at a time, one thread.

    python loop.py PROGRAM FOLDER
"""

import json
import sys
from pathlib import Path

import librosa
import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
from peers import FFT, HOP, RATE, mel_matrix  # noqa: E402

WINDOW = 10 * RATE


def windows(samples):
    """Side by side, the last one moved back to end with the recording; one that is too short is padded."""
    samples = np.pad(samples, (0, max(0, WINDOW - len(samples))))
    starts = list(range(0, len(samples) - WINDOW + 1, WINDOW))
    if starts[-1] + WINDOW < len(samples):
        starts.append(len(samples) - WINDOW)
    return [torch.from_numpy(samples[start : start + WINDOW]) for start in starts]


def main():
    torch.set_num_threads(1)
    program = torch.jit.load(sys.argv[1])
    hann, mel = torch.hann_window(FFT), mel_matrix()
    seconds = ok = failed = 0
    for file in sorted(Path(sys.argv[2]).iterdir()):
        try:
            samples = librosa.load(file, sr=RATE, mono=True)[0]
        except Exception:
            failed += 1
            continue
        with torch.inference_mode():
            best = None
            for window in windows(samples):
                spectrum = torch.stft(window[None], FFT, HOP, window=hann, center=True, pad_mode="reflect", return_complex=True)
                power = spectrum.real.square() + spectrum.imag.square()
                logits = program(10 * torch.log10(torch.clamp(power.transpose(1, 2) @ mel, min=1e-10))[None])[0]
                best = logits if best is None else torch.maximum(best, logits)
            torch.sigmoid(best).topk(10)
        ok, seconds = ok + 1, seconds + len(samples) / RATE
    print(json.dumps({"ok": ok, "failed": failed, "audio_hours": seconds / 3600}))


if __name__ == "__main__":
    main()
