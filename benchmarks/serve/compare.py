"""Otolex and the FastAPI + PyTorch peer under the same load, in one run, side by side.

    python compare.py --checkpoint otolex.safetensors [--model embedded] [--seconds 30] [--users 8] [--overload]

Closed loop: --users send one recording after the other, of mixed lengths and codecs. With --overload, an open loop then
offers 1, 2 and 5 times of what Otolex took, and the goodput is printed. Answers of both are compared first. The cache of
answers is off.
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

OFF = "--otolex.cache.max-windows=0"


def ask(url, path):
    request = urllib.request.Request(url + "/v1/tags", path.read_bytes(), {"Content-Type": "application/octet-stream"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return {tag["index"]: tag["score"] for tag in json.load(answer)["tags"]}


def difference(ours, theirs):
    """The largest difference of a score that both answers name."""
    return max((abs(ours[index] - theirs[index]) for index in ours.keys() & theirs.keys()), default=math.nan)


def measure(server, files, given):
    load.run(server.url, files, max(5, given.seconds / 4), users=given.users)  # not counted: compilers and caches
    before = server.cpu_seconds()
    result = load.run(server.url, files, given.seconds, users=given.users)
    cpu = server.cpu_seconds() - before
    p50, p95, p99 = result.latency()
    hours = result.windows * 10 / 3600
    print(
        f"| {server.name} | {result.windows_per_s:.2f} | {p50} | {p95} | {p99} | {cpu / hours:.1f} | "
        f"{server.resident_mb(peak=True):.0f} | {result.failed} |",
        flush=True,
    )
    return result


def overload(server, files, given, peak):
    windows_each = sum(files.values()) / len(files)
    print("\n| offered / peak | goodput, windows/s | of the peak | p95 of the answered, ms | refused |\n|---|---|---|---|---|")
    for times in (1, 2, 5):
        result = load.run(server.url, files, given.seconds, rate=times * peak / windows_each)
        share = result.windows_per_s / peak
        print(f"| {times} | {result.windows_per_s:.2f} | {share:.2f} | {result.latency()[1]} | {result.failed} |", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--checkpoint", required=True, help="what the peer loads: the same weights as --model")
    options.add_argument("--model", default="embedded")
    options.add_argument("--precision", default="float32")
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--users", type=int, default=8)
    options.add_argument("--peers", nargs="*", default=["2x1", "1x2"], help="workers x threads")
    options.add_argument("--compile", action="store_true", help="the peer runs under torch.compile with freezing")
    options.add_argument("--overload", action="store_true")
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "otolex-serve")
    given = options.parse_args()
    files, log = material.mixed(given.work), given.work / "servers.log"
    settings = [OFF, f"--otolex.model.precision={given.precision}"]
    print("| server | windows/s | p50 ms | p95 ms | p99 ms | CPU s per audio hour | peak RSS MB | failed |\n|---|---|---|---|---|---|---|---|")
    answers = {}
    for number, shape in enumerate(["otolex", *given.peers]):
        port = 18700 + number
        if shape == "otolex":
            server = processes.otolex(port, log, *settings, model=given.model)
        else:
            workers, threads = (int(part) for part in shape.split("x"))
            server = processes.peer(sys.executable, given.checkpoint, port, log, workers, threads, compile=given.compile)
        try:
            server.wait_ready()
            answers[server.name] = {path: ask(server.url, path) for path in files}
            result = measure(server, files, given)
            if shape == "otolex" and given.overload:
                overload(server, files, given, result.windows_per_s)
                print("\n| server | windows/s | p50 ms | p95 ms | p99 ms | CPU s per audio hour | peak RSS MB | failed |\n|---|---|---|---|---|---|---|---|")
        finally:
            server.kill()
    names = list(answers)
    for name in names[1:]:
        worst = max(difference(answers[names[0]][path], answers[name][path]) for path in files)
        print(f"\nlargest difference of a score, {names[0]} and {name}: {worst:.4f}")


if __name__ == "__main__":
    main()
