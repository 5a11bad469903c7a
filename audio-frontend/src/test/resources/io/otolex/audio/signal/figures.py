"""Figures that SignalMeterTest compares with, by numpy and scipy: python figures.py > figures.csv (numpy 2.4, scipy 1.17).

The signals are sums of sines, made again in the test: as noise to the ear, and of an exact bandwidth.
"""
import numpy as np
from scipy.signal import welch

RATE = 32_000
SINES = 120
FADE_S = 0.1
GOLDEN = 0.6180339887498949


def signal(limit_hz, gain, silent_s):
    t = np.arange(2 * RATE) / RATE
    x = np.zeros_like(t)
    for k in range(1, SINES + 1):
        hz = 100 + (limit_hz - 100) * (k * GOLDEN % 1)
        x += np.sin(2 * np.pi * (hz * t + k * k * GOLDEN % 1))
    if silent_s > 0:  # a sudden start would be heard at all frequencies
        fade = np.clip((t - silent_s) / FADE_S, 0, 1)
        x *= (0.5 - 0.5 * np.cos(np.pi * fade)) ** 2
    return np.clip(gain * np.sqrt(2 / SINES) * x, -1, 1).astype(np.float32).astype(np.float64)


def bandwidth(x):
    hz, power = welch(x, RATE, window="blackmanharris", nperseg=2048)
    return hz[np.nonzero(power > 1e-7 * power.max())[0][-1]] if power.max() > 0 else 0


def silent(x):
    rms = np.sqrt((x.reshape(-1, RATE // 10) ** 2).mean(axis=1))
    return 100 * (rms < 1e-3).mean()


print("limit_hz,gain,silent_s,clipped_percent,silent_percent,bandwidth_hz")
for limit, gain, silence in [(1000, 0.1, 0), (3400, 0.1, 0.5), (5000, 0.2, 0), (8000, 0.1, 1.3), (11025, 0.3, 0),
                             (14000, 0.1, 0), (15800, 0.25, 0), (15800, 0.7, 0), (8000, 1.5, 0.2), (15800, 0.0005, 0)]:
    x = signal(limit, gain, silence)
    clipped = 100 * (np.abs(x) >= 0.999).mean()
    print(f"{limit},{gain},{silence},{clipped:.6f},{silent(x):.6f},{bandwidth(x):.1f}")
