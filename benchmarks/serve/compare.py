"""Otolex and the FastAPI + PyTorch peer under the same load, in one run, side by side.

    mvn -Pload -DskipTests package                       # once: the service and the load generator
    python compare.py --checkpoint otolex.safetensors [--model embedded] [--seconds 20] [--users 1 4 16] [--overload]

Closed loop: so many users send one recording after the other, of mixed lengths and codecs. With --overload, an open loop
then offers 1, 2 and 5 times of what Otolex took, and the goodput is printed, once the queue has had half a minute to fill.
Answers of both are compared first. The cache of answers is off. Servers, load generator and this script share the machine.
"""

import argparse
import json
import math
import sys
import tempfile
import urllib.request
from pathlib import Path

import load
import material
import processes

SETTLE = 30  # requests share the engine, so the first of a hundred that come at once are answered with the last
OFF = "--otolex.cache.max-windows=0"


def ask(url, path):
    request = urllib.request.Request(url + "/v1/tags", path.read_bytes(), {"Content-Type": "application/octet-stream"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return {tag["index"]: tag["score"] for tag in json.load(answer)["tags"]}


def difference(ours, theirs):
    """The largest difference of a score that both answers name."""
    return max((abs(ours[index] - theirs[index]) for index in ours.keys() & theirs.keys()), default=math.nan)


HEAD = (
    "| server | users | windows/s | p50 ms | p95 ms | p99 ms | CPU s per audio hour | RSS MB | failed |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


class Row:
    """What one server did for so many users."""

    def __init__(self, server, files, seconds, users):
        before = server.cpu_seconds()
        self.result = load.run(server.url, files, seconds, users=users)
        cpu = server.cpu_seconds() - before
        answered = sum(files_windows(files, name) for name, _, _, status in self.result.answers if status == 200)
        self.cpu_per_hour = cpu / (answered * 10 / 3600)
        self.windows_per_s, (self.p50, self.p95, self.p99) = self.result.windows_per_s, self.result.latency()
        self.memory = server.resident_mb()
        print(
            f"| {server.name} | {users} | {self.windows_per_s:.2f} | {self.p50} | {self.p95} | {self.p99} | "
            f"{self.cpu_per_hour:.1f} | {self.memory:.0f} | {self.result.failed} |",
            flush=True,
        )


def files_windows(files, name):
    return next(windows for path, windows in files.items() if path.name == name)


def ratios(ours, theirs):
    """Ours over theirs, for each number of users."""
    print("\n| users | windows/s | p50 | p95 | CPU | memory |\n|---|---|---|---|---|---|")
    for users, row in ours.items():
        other = theirs[users]
        print(
            f"| {users} | {row.windows_per_s / other.windows_per_s:.2f} | {row.p50 / other.p50:.2f} | "
            f"{row.p95 / other.p95:.2f} | {row.cpu_per_hour / other.cpu_per_hour:.2f} | {row.memory / other.memory:.2f} |"
        )


def overload(server, files, given, peak):
    windows_each = sum(files.values()) / len(files)
    print("\n| offered / peak | goodput, windows/s | of the peak | p95 of the answered, ms | refused |\n|---|---|---|---|---|")
    for times in (1, 2, 5):
        result = load.run(server.url, files, given.seconds, rate=times * peak / windows_each, settle=SETTLE)
        share = result.windows_per_s / peak
        print(f"| {times} | {result.windows_per_s:.2f} | {share:.2f} | {result.latency()[1]} | {result.failed} |", flush=True)


def existing(path):
    """The peer has another working directory, and without its weights it would only never become ready."""
    return Path(path).resolve(strict=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--checkpoint", required=True, type=existing, help="what the peer loads: the same weights as --model")
    options.add_argument("--model", default="embedded")
    options.add_argument("--precision", default="float32")
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--warm-up", type=float, default=60, help="seconds of load that are not counted: a JVM compiles for a minute")
    options.add_argument("--users", type=int, nargs="*", default=[1, 4, 16])
    options.add_argument("--peers", nargs="*", default=["2x1", "1x2"], help="workers x threads")
    options.add_argument("--compile", action="store_true", help="the peer runs under torch.compile with freezing")
    options.add_argument("--overload", action="store_true")
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "otolex-serve")
    given = options.parse_args()
    files, log = material.mixed(given.work), given.work / "servers.log"
    settings = [OFF, f"--otolex.model.precision={given.precision}"]
    print(HEAD, flush=True)
    answers, rows = {}, {}
    for number, shape in enumerate(["otolex", *given.peers]):
        port = 18700 + number
        if shape == "otolex":
            server = processes.otolex(port, log, *settings, model=given.model)
        else:
            workers, threads = (int(part) for part in shape.split("x"))
            server = processes.peer(sys.executable, given.checkpoint, port, log, workers, threads, compile=given.compile)
        try:
            server.wait_ready(900 if given.compile else 180)  # torch.compile takes minutes
            answers[server.name] = {path: ask(server.url, path) for path in files}
            load.run(server.url, files, given.warm_up, users=max(given.users))
            rows[server.name] = {users: Row(server, files, given.seconds, users) for users in given.users}
            if shape == "otolex" and given.overload:
                overload(server, files, given, max(row.windows_per_s for row in rows[server.name].values()))
                print(f"\n{HEAD}")
        finally:
            server.kill()
    names = list(answers)
    for name in names[1:]:
        worst = max(difference(answers[names[0]][path], answers[name][path]) for path in files)
        print(f"\n{names[0]} / {name}; largest difference of a score {worst:.4f}")
        ratios(rows[names[0]], rows[name])


if __name__ == "__main__":
    main()
