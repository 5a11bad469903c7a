"""Everyday sounds by rule, for classes of which hardly any free recording exists: drops, crackles, ticks, rotors, engines, cries.

Each kind is a function (rng, samples) -> samples at 32 kHz with wide random ranges. None claims to be the sound: the teacher listens to all of
them, and only what it names with some confidence is kept, under the teacher's labels (`collect.py`). Seeds make them the same everywhere.
"""

import numpy as np

RATE = 32000


def log_uniform(rng, low, high):
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def coloured_noise(rng, n, tilt=0.0, low=0.0, high=16000.0):
    """Gaussian noise, `tilt` dB an octave, between two frequencies in Hz; its standard deviation is 1."""
    spectrum = np.fft.rfft(rng.standard_normal(n))
    hertz = np.maximum(np.fft.rfftfreq(n, 1 / RATE), 20)
    spectrum *= (hertz / 1000) ** (tilt / 6.02) / np.sqrt((1 + (low / hertz) ** 8) * (1 + (hertz / high) ** 8))
    x = np.fft.irfft(spectrum, n)
    return x / (x.std() + 1e-9)


def drift(rng, n, hertz, low=-1.0, high=1.0):
    """A smooth random curve between two values that changes about `hertz` times a second."""
    knots = max(2, int(n / RATE * hertz) + 2)
    curve = np.interp(np.linspace(0, knots - 1, n), np.arange(knots), rng.uniform(low, high, knots))
    width = max(1, int(RATE / hertz / 4))
    padded = np.pad(curve, (width, width), mode="edge")
    sums = np.cumsum(padded)
    return (sums[width:] - sums[:-width])[:n] / width


def resonances(x, peaks):
    """Sum of band-pass resonances (Hz, width in Hz, gain) of a signal, in the frequency domain."""
    spectrum, hertz = np.fft.rfft(x), np.fft.rfftfreq(len(x), 1 / RATE)
    shape = sum(gain / (1 + ((hertz - centre) / (width / 2)) ** 2) for centre, width, gain in peaks)
    return np.fft.irfft(spectrum * shape, len(x))


def room(rng, x):
    """With a tail of decaying noise, often short, sometimes a hall."""
    if rng.random() < 0.4:
        return x
    seconds = log_uniform(rng, 0.05, 1.5)
    tail = rng.standard_normal(int(seconds * RATE)) * np.exp(-6.9 * np.linspace(0, 1, int(seconds * RATE)))
    tail *= log_uniform(rng, 0.003, 0.05)
    tail[0] = 1
    size = 1 << int(np.ceil(np.log2(len(x) + len(tail))))
    return np.fft.irfft(np.fft.rfft(x, size) * np.fft.rfft(tail, size), size)[: len(x)]


def place(x, start, grain):
    start = int(start)
    part = grain[: max(0, len(x) - start)]
    x[start : start + len(part)] += part


def ping(rng, low, high, decay_low, decay_high):
    """One damped sine or resonant click, Hz and seconds."""
    decay = log_uniform(rng, decay_low, decay_high)
    t = np.arange(int(min(6 * decay, 2) * RATE) + 8) / RATE
    bend = rng.uniform(-0.2, 0.6)
    phase = 2 * np.pi * log_uniform(rng, low, high) * t * (1 + bend * t / (6 * decay))
    return np.sin(phase + rng.uniform(0, 6.28)) * np.exp(-t / decay)


def click(rng, low, high, seconds):
    """A burst of band-limited noise that dies away within `seconds`."""
    n = int(seconds * RATE) + 16
    return coloured_noise(rng, n, rng.uniform(-6, 3), low, high) * np.exp(-np.linspace(0, 7, n))


def scattered(rng, n, rate, grain, spread=1.0):
    """Grains at random times, `rate` a second, with log-normal loudness; a bank of sixteen is drawn from."""
    x, bank = np.zeros(n), [grain() for _ in range(16)]
    for start in rng.uniform(0, n, rng.poisson(rate * n / RATE)):
        place(x, start, bank[rng.integers(16)] * np.exp(spread * rng.standard_normal()))
    return x


def periodic(rng, n, rate, grain, jitter=0.01, alternate=0.0):
    """Grains at steady times, with a little jitter; every second one may be another sound."""
    x, bank, start, count = np.zeros(n), [grain(), grain()], rng.uniform(0, RATE / rate), 0
    while start < n:
        place(x, start, bank[count % 2 if alternate else 0] * rng.uniform(0.8, 1.1))
        start, count = start + RATE / rate * (1 + jitter * rng.standard_normal()), count + 1
    return x


def voiced(rng, f0, formants, breath=0.05, rough=0.0, slope=1.0):
    """A harmonic source that follows f0 (Hz for each sample) through formants, with breath noise and roughness."""
    n = len(f0)
    phase = np.cumsum(f0) / RATE
    if rough:
        phase += rough * np.cumsum(rng.standard_normal(n)) / np.sqrt(RATE)
    source, top = np.zeros(n), float(np.max(f0))
    for harmonic in range(1, min(60, int(14000 / top)) + 1):
        source += np.sin(2 * np.pi * harmonic * phase) / harmonic**slope
    return resonances(source + breath * rng.standard_normal(n), formants)


def arch(n, attack=0.1, release=0.3):
    t = np.linspace(0, 1, n)
    return np.minimum(1, t / attack) * np.minimum(1, (1 - t) / release)


def contour(rng, seconds, points):
    return np.interp(np.linspace(0, 1, int(seconds * RATE)), np.linspace(0, 1, len(points)), points)


def calls(rng, n, every, call):
    """A call now and then, with pauses of about `every` seconds."""
    x, start, sound = np.zeros(n), rng.uniform(0, 0.5) * RATE, call()
    while start < n:
        place(x, start, sound * rng.uniform(0.7, 1))
        start += len(sound) + RATE * every * rng.uniform(0.5, 1.5)
        sound = call() if rng.random() < 0.5 else sound
    return x


def formants(rng, centre, count=4, spread=0.3):
    return [
        (centre * (1 + 1.1 * k) * rng.uniform(1 - spread, 1 + spread), log_uniform(rng, 60, 500), rng.uniform(0.2, 1) / (1 + 0.4 * k))
        for k in range(count)
    ]


# The kinds.


def rain(rng, n):
    high = log_uniform(rng, 3000, 16000)
    drops = scattered(rng, n, log_uniform(rng, 20, 1500), lambda: ping(rng, 600, high, 0.0008, 0.01), rng.uniform(0.4, 1.2))
    hiss = coloured_noise(rng, n, rng.uniform(-4, 3), log_uniform(rng, 50, 1500), high) * (1 + 0.2 * drift(rng, n, 1))
    return np.tanh(drops / (drops.std() + 1e-9)) * log_uniform(rng, 0.1, 3) + hiss


def waves(rng, n):
    period = rng.uniform(3, 9)
    t = np.arange(n) / RATE + rng.uniform(0, period)
    swell = (0.5 + 0.5 * np.sin(2 * np.pi * t / period + 0.5 * drift(rng, n, 0.3))) ** rng.uniform(1, 4)
    deep, crest = coloured_noise(rng, n, rng.uniform(-9, -3), 40, 2500), coloured_noise(rng, n, rng.uniform(-4, 1), 300, 12000)
    return deep * (0.2 + 0.8 * swell) + crest * swell**2 * rng.uniform(0.3, 1.2)


def wind(rng, n):
    gusts = np.exp(1.2 * drift(rng, n, rng.uniform(0.3, 2)))
    low = coloured_noise(rng, n, rng.uniform(-12, -5), 20, log_uniform(rng, 200, 3000)) * gusts
    howl = resonances(rng.standard_normal(n), [(log_uniform(rng, 250, 900), rng.uniform(20, 120), 1.0)])
    return low + rng.uniform(0, 1.5) * howl / (howl.std() + 1e-9) * gusts**2


def fire(rng, n):
    crackle = scattered(
        rng,
        n,
        log_uniform(rng, 3, 120),
        lambda: click(rng, log_uniform(rng, 300, 3000), 14000, log_uniform(rng, 0.0015, 0.03)),
        rng.uniform(0.8, 1.6),
    )
    roar = coloured_noise(rng, n, rng.uniform(-9, -3), 30, log_uniform(rng, 300, 4000)) * np.exp(0.5 * drift(rng, n, 4))
    return np.tanh(crackle / (crackle.std() + 1e-9) * log_uniform(rng, 0.3, 2)) + log_uniform(rng, 0.02, 1.5) * roar


def helicopter(rng, n):
    rate = rng.uniform(8, 28)
    seconds = rng.uniform(0.3, 0.9) / rate
    blade = lambda: click(rng, rng.uniform(20, 80), log_uniform(rng, 150, 2500), seconds)
    chop = periodic(rng, n, rate, blade, 0.003)
    chop = resonances(chop, [(log_uniform(rng, 60, 250), 150, 1), (log_uniform(rng, 300, 1500), 600, rng.uniform(0.1, 0.7))])
    wash = coloured_noise(rng, n, rng.uniform(-8, -2), 50, log_uniform(rng, 800, 8000)) * (
        1 + 0.7 * np.sin(2 * np.pi * rate * np.arange(n) / RATE)
    )
    whine = np.sin(2 * np.pi * log_uniform(rng, 400, 4000) * np.arange(n) / RATE)
    return (chop / (chop.std() + 1e-9) + rng.uniform(0.1, 0.9) * wash + rng.uniform(0, 0.15) * whine) * np.exp(0.6 * drift(rng, n, 0.3))


def engine(rng, n):
    """Chainsaws, motorcycles, mowers, boats, idling cars: firing pulses through a muffler."""
    f0 = log_uniform(rng, 18, 260) * np.exp(rng.uniform(0, 0.8) * drift(rng, n, rng.uniform(0.2, 2.5)))
    phase = np.cumsum(f0) / RATE + rng.uniform(0, 0.02) * np.cumsum(rng.standard_normal(n)) / 20
    pulses = np.exp(-((phase % 1) * rng.uniform(4, 25))) * (1 + rng.uniform(0, 0.5) * np.cos(np.pi * np.floor(phase)))
    burst = pulses * (rng.uniform(0.2, 1) + rng.uniform(0.1, 1.2) * rng.standard_normal(n))
    body = resonances(
        burst,
        [
            (log_uniform(rng, 70, 500), 150, 1),
            (log_uniform(rng, 500, 2500), 700, rng.uniform(0.2, 1.2)),
            (log_uniform(rng, 2500, 8000), 3000, rng.uniform(0, 1.2)),
        ],
    )
    return np.tanh(body / (body.std() + 1e-9) * rng.uniform(0.5, 2)) + rng.uniform(0, 0.4) * coloured_noise(rng, n, -3)


def motor(rng, n):
    """Drills, vacuum cleaners, dryers, blenders, aircraft: harmonics of a whine in broad noise."""
    f0 = log_uniform(rng, 60, 1200) * np.exp(rng.uniform(0, 0.4) * drift(rng, n, rng.uniform(0.1, 1.5)))
    whine = voiced(rng, f0, formants(rng, log_uniform(rng, 300, 2500)), 0.0, rng.uniform(0, 0.3), rng.uniform(0.3, 1.5))
    return rng.uniform(0, 1) * whine / (whine.std() + 1e-9) + rng.uniform(0.1, 1) * coloured_noise(
        rng, n, rng.uniform(-9, 2), 60, log_uniform(rng, 1500, 15000)
    )


def clock(rng, n):
    low = log_uniform(rng, 500, 4000)
    tick = lambda: np.concatenate(
        [ping(rng, low, low * 3, 0.0008, 0.02), np.zeros(rng.integers(1, 900)), 0.4 * ping(rng, low, low * 3, 0.0005, 0.01)]
    )
    return periodic(rng, n, log_uniform(rng, 0.8, 8), tick, 0.002, rng.random() < 0.6) + log_uniform(rng, 1e-4, 0.02) * coloured_noise(
        rng, n, -3
    )


def sneeze(rng, n):
    def call():
        inhale = click(rng, 400, 6000, 0.3)[::-1] * rng.uniform(0, 0.25)
        vowel = voiced(rng, contour(rng, rng.uniform(0.08, 0.3), rng.uniform(120, 450, 3)), formants(rng, rng.uniform(500, 900)), 0.2)
        burst = click(rng, rng.uniform(500, 2500), rng.uniform(5000, 14000), rng.uniform(0.12, 0.5)) * rng.uniform(0.3, 1.5)
        tail = voiced(rng, contour(rng, rng.uniform(0.1, 0.35), rng.uniform(120, 400, 2)), formants(rng, rng.uniform(350, 700)), 0.6)
        scale = lambda y: y / (np.abs(y).max() + 1e-9) * arch(len(y), 0.05, 0.4)
        return np.concatenate(
            [scale(inhale) * 0.2, scale(vowel) * rng.uniform(0.1, 0.8), scale(burst), scale(tail) * rng.uniform(0.05, 0.7)]
        )

    return calls(rng, n, rng.uniform(0.5, 3), call)


def cough(rng, n):
    def call():
        burst = click(rng, rng.uniform(150, 900), rng.uniform(2500, 9000), rng.uniform(0.05, 0.25))
        vowel = voiced(rng, contour(rng, rng.uniform(0.08, 0.25), rng.uniform(90, 350, 3)), formants(rng, rng.uniform(450, 900)), 1.0, 0.5)
        return np.concatenate([burst / np.abs(burst).max(), vowel / (np.abs(vowel).max() + 1e-9) * arch(len(vowel)) * rng.uniform(0.2, 1)])

    return calls(rng, n, rng.uniform(0.1, 1.2), call)


def bark(rng, n):
    def call():
        base = log_uniform(rng, 180, 1100)
        seconds = rng.uniform(0.07, 0.35)
        y = voiced(
            rng,
            contour(rng, seconds, base * np.array([rng.uniform(0.7, 1), rng.uniform(1, 1.6), rng.uniform(0.5, 0.9)])),
            formants(rng, rng.uniform(500, 1300)),
            rng.uniform(0.3, 2),
            rng.uniform(0.1, 1),
            rng.uniform(0.2, 1),
        )
        return y / np.abs(y).max() * arch(len(y), 0.06, 0.5)

    return calls(rng, n, rng.uniform(0.1, 1.2), call)


def cry(rng, n):
    """Babies, cats, sheep, cows, crowing cocks, howls: long voiced calls with contours."""
    base, seconds, centre = log_uniform(rng, 70, 1100), log_uniform(rng, 0.3, 2.5), log_uniform(rng, 400, 1500)
    shape = [rng.uniform(0.6, 1), *rng.uniform(0.8, 1.5, rng.integers(1, 5)), rng.uniform(0.5, 1)]
    tremor, depth = rng.uniform(4, 25), rng.uniform(0, 0.06)

    def call():
        f0 = base * rng.uniform(0.9, 1.1) * contour(rng, seconds * rng.uniform(0.7, 1.3), shape)
        f0 = f0 * (1 + depth * np.sin(2 * np.pi * tremor * np.arange(len(f0)) / RATE))
        y = voiced(rng, f0, formants(rng, centre), rng.uniform(0.01, 0.6), rng.uniform(0, 0.8), rng.uniform(0.3, 1.2))
        return y / (np.abs(y).max() + 1e-9) * arch(len(y), rng.uniform(0.03, 0.3), rng.uniform(0.1, 0.5))

    return calls(rng, n, rng.uniform(0.15, 2), call)


def crow(rng, n):
    """A cock: short syllables, then a long high one that falls."""
    base, peaks = rng.uniform(380, 900), formants(rng, rng.uniform(900, 2000))

    def call():
        steps = [
            (rng.uniform(0.1, 0.25), (0.7, 0.9, 0.8)),
            (rng.uniform(0.05, 0.2), (0.8, 1, 0.9)),
            (rng.uniform(0.2, 0.5), (1, 1.25, 1.1)),
            (rng.uniform(0.4, 1.2), (1.0, 1.3, 1.15, 0.7)),
        ]
        parts = []
        for seconds, shape in steps[rng.integers(0, 3) :]:
            y = voiced(
                rng,
                base * contour(rng, seconds, np.array(shape) * rng.uniform(0.9, 1.1)),
                peaks,
                rng.uniform(0.05, 0.8),
                rng.uniform(0.1, 0.8),
                rng.uniform(0.2, 0.8),
            )
            parts += [y / np.abs(y).max() * arch(len(y), 0.08, 0.2), np.zeros(int(rng.uniform(0, 0.06) * RATE))]
        return np.concatenate(parts)

    return calls(rng, n, rng.uniform(0.8, 3), call)


def siren(rng, n):
    t, period = np.arange(n) / RATE, log_uniform(rng, 0.15, 6)
    sweep = rng.choice(["sine", "saw", "steps"])
    position = {"sine": 0.5 + 0.5 * np.sin(2 * np.pi * t / period), "saw": (t / period) % 1, "steps": ((t / period) % 1 > 0.5) * 1.0}[
        str(sweep)
    ]
    f0 = log_uniform(rng, 350, 1500) * (1 + rng.uniform(0.15, 1.5) * position)
    return voiced(rng, f0, formants(rng, rng.uniform(700, 1500), 3), 0.02, 0.0, rng.uniform(0.3, 2)) * np.exp(0.5 * drift(rng, n, 0.3))


def chirps(rng, n):
    """Birds and squeaks: frequency sweeps between 1 and 9 kHz."""
    base, width, seconds = log_uniform(rng, 1000, 7000), rng.uniform(0.02, 0.5), log_uniform(rng, 0.02, 0.4)

    def call():
        points = base * (1 + width * rng.uniform(-1, 1, rng.integers(2, 5)))
        f0 = contour(rng, seconds * rng.uniform(0.6, 1.5), points)
        return np.sin(2 * np.pi * np.cumsum(f0) / RATE) * arch(len(f0), 0.2, 0.4)

    return calls(rng, n, log_uniform(rng, 0.02, 1), call) + log_uniform(rng, 1e-4, 0.05) * coloured_noise(rng, n, -3)


def insects(rng, n):
    t, rate = np.arange(n) / RATE, log_uniform(rng, 12, 120)
    pulses = np.maximum(0, np.sin(2 * np.pi * rate * t)) ** rng.uniform(0.5, 4)
    trill = (((t * log_uniform(rng, 0.3, 4)) % 1) < rng.uniform(0.2, 1)) * 1.0
    tone = np.sin(2 * np.pi * log_uniform(rng, 150, 8000) * t + rng.uniform(0, 2) * drift(rng, n, 20))
    return (tone + rng.uniform(0, 0.5) * coloured_noise(rng, n, 0, 2000)) * pulses * trill


def frogs(rng, n):
    rate, pitch = log_uniform(rng, 15, 120), log_uniform(rng, 200, 2500)

    def call():
        m = int(rng.uniform(0.1, 0.7) * RATE)
        return arch(m, 0.2, 0.2) * resonances(
            periodic(rng, m, rate, lambda: ping(rng, pitch, pitch * 1.1, 0.002, 0.02)), [(pitch, pitch / 2, 1), (pitch * 2.5, pitch, 0.4)]
        )

    return calls(rng, n, rng.uniform(0.1, 1.5), call)


def thunder(rng, n):
    x = np.zeros(n)
    for start in rng.uniform(0, 0.6 * n, rng.integers(1, 6)):
        m = int(rng.uniform(0.8, 6) * RATE)
        place(
            x,
            start,
            coloured_noise(rng, m, rng.uniform(-12, -4), 20, log_uniform(rng, 150, 5000))
            * np.exp(-np.linspace(0, rng.uniform(3, 8), m))
            * np.exp(0.7 * drift(rng, m, 6)),
        )
    return x + (rng.random() < 0.5) * rng.uniform(0.02, 0.4) * rain(rng, n)


def water(rng, n):
    bubbles = scattered(rng, n, log_uniform(rng, 10, 600), lambda: ping(rng, 250, 3500, 0.004, 0.05), rng.uniform(0.3, 1))
    return bubbles / (bubbles.std() + 1e-9) + log_uniform(rng, 0.02, 2) * coloured_noise(rng, n, rng.uniform(-6, 1), 200, 9000)


def bells(rng, n):
    base, partials = log_uniform(rng, 200, 4000), rng.uniform(1, 6, 5)

    def call():
        t = np.arange(int(log_uniform(rng, 0.15, 4) * RATE)) / RATE
        return sum(np.sin(2 * np.pi * base * p * t) * np.exp(-t * rng.uniform(1, 12) * p) for p in (1, *partials))

    return periodic(rng, n, log_uniform(rng, 0.3, 25), call, 0.005)


def beeps(rng, n):
    t, period = np.arange(n) / RATE, log_uniform(rng, 0.08, 2)
    on = ((t / period) % 1 < rng.uniform(0.2, 0.8)) & ((t / (4 * period)) % 1 < rng.uniform(0.4, 1.2))
    tone = np.sin(2 * np.pi * log_uniform(rng, 300, 5000) * t) + rng.uniform(0, 1) * np.sin(2 * np.pi * log_uniform(rng, 300, 5000) * t)
    return np.tanh(tone * rng.uniform(0.5, 5)) * on


def knocks(rng, n):
    """Doors, steps, hammers, keys, hoofs, clapping: thuds in some rhythm."""
    low, seconds = log_uniform(rng, 60, 2500), log_uniform(rng, 0.004, 0.2)
    grain = lambda: (
        click(rng, low, low * rng.uniform(2, 12), seconds)
        + rng.uniform(0, 1) * np.resize(ping(rng, low, low * 4, 0.003, 0.05), int(seconds * RATE) + 16)
    )
    if rng.random() < 0.5:
        return periodic(rng, n, log_uniform(rng, 1, 12), grain, rng.uniform(0, 0.3), rng.random() < 0.5)
    return scattered(rng, n, log_uniform(rng, 1, 300), grain, 0.4)


def shots(rng, n):
    return calls(
        rng,
        n,
        log_uniform(rng, 0.05, 2),
        lambda: click(rng, log_uniform(rng, 30, 400), log_uniform(rng, 2500, 15000), log_uniform(rng, 0.08, 1.5)) * 1.0,
    )


def steady(rng, n):
    """Hiss, hum, static, fans."""
    t = np.arange(n) / RATE
    hum = sum(np.sin(2 * np.pi * 50 * k * rng.choice([1, 1.2]) * t) / k ** rng.uniform(0, 1.5) for k in range(1, 9))
    return rng.uniform(0, 1) * hum + rng.uniform(0, 1) * coloured_noise(
        rng, n, rng.uniform(-9, 4), log_uniform(rng, 20, 3000), log_uniform(rng, 3000, 16000)
    )


KINDS = [rain, waves, wind, fire, helicopter, engine, motor, clock, sneeze, cough, bark, cry, crow, siren, chirps, insects, frogs, thunder,
         water, bells, beeps, knocks, shots, steady]  # fmt: skip


def sound(kind, seed):
    """The sound of a kind that belongs to a seed."""
    return made(kind, np.random.default_rng([KINDS.index(kind), seed]))


def made(kind, rng):
    """Between 2.5 and 10 s (a length that transforms fast) of a kind, peak 0.05 to 1, float32."""
    x = room(rng, kind(rng, 1600 * int(rng.uniform(50, 200))))
    if rng.random() < 0.3:
        x = x + log_uniform(rng, 0.003, 0.1) * x.std() * coloured_noise(rng, len(x), rng.uniform(-9, 0))
    return (x / (np.abs(x).max() + 1e-9) * log_uniform(rng, 0.05, 1)).astype(np.float32)
