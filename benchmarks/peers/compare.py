"""Runs each benchmark and its peer in turns, in one run on one machine, and prints the ratio of their CPU times.

Turns, not one after the other: a shared machine changes its speed by the minute, and a ratio within a turn does not.
"""

import argparse
import json
import os
import statistics
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).with_name("peers.py")
MP3 = str(ROOT / "benchmarks/data/ten-seconds.mp3")
TINY = ["--depths", "3,3,9,3", "--widths", "96,192,384,768"]
EMBEDDED = ROOT / "model/src/main/resources/io/otolex/model/embedded/otolex.safetensors"
TINY_FILE = str(ROOT / "benchmarks/target/tiny.safetensors")  # random weights: time does not depend on them


def shape(checkpoint):
    """The peer's arguments for the network of a checkpoint, whose header tells its depths and widths."""
    with open(checkpoint, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        facts = json.loads(file.read(length))["__metadata__"]
    return [part for key in ("depths", "widths") for part in (f"--{key}", facts[f"otolex.{key}"].strip("[]").replace(" ", ""))]


# what -> JMH benchmark, its parameters, the peer's arguments
ROWS = {
    "logmel": [("LogMelBenchmark", {}, ["logmel"])],
    "score": [
        ("ScoringBenchmark", {"model": "embedded", "precision": "float32"}, ["score", *shape(EMBEDDED)]),
        ("ScoringBenchmark", {"model": TINY_FILE, "precision": "float32"}, ["score", *TINY]),
    ],
    "bfloat16": [
        ("ScoringBenchmark", {"model": "embedded", "precision": "bfloat16"}, ["score", *shape(EMBEDDED)]),
        ("ScoringBenchmark", {"model": TINY_FILE, "precision": "bfloat16"}, ["score", *TINY]),
    ],
    "decode": [("DecodeBenchmark", {"file": MP3}, ["decode", "--file", MP3])],
}


def java(*arguments):
    classpath = (ROOT / "benchmarks/target/classpath").read_text().strip()
    return ["java", "-cp", f"{ROOT}/benchmarks/target/classes{os.pathsep}{classpath}", *arguments]


def ours(benchmark, parameters):
    """CPU ms and bytes allocated per clip, from one JMH fork."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "jmh.json")
        command = java("org.openjdk.jmh.Main", benchmark) + ["-f", "1", "-wi", "4", "-i", "5", "-w", "2", "-r", "2", "-t", "1", "-foe", "true"]
        command += ["-prof", "io.otolex.benchmarks.CpuTimeProfiler", "-prof", "gc", "-rf", "json", "-rff", str(result)]
        command += [part for key, value in parameters.items() for part in ("-p", f"{key}={value}")]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (run,) = json.loads(result.read_text())
    secondary = run["secondaryMetrics"]
    cpu = statistics.median(value for fork in secondary["cpu"]["rawData"] for value in fork)
    return cpu, secondary["gc.alloc.rate.norm"]["score"]


def peer(arguments):
    printed = subprocess.run([sys.executable, PEERS, *arguments], check=True, capture_output=True, text=True).stdout
    return json.loads(printed)["median_ms"]


def row(benchmark, parameters, arguments, rounds):
    turns = [(*ours(benchmark, parameters), peer(arguments)) for _ in range(rounds)]
    ratio = statistics.median(mine / theirs for mine, _, theirs in turns)
    mine, allocated, theirs = (statistics.median(column) for column in zip(*turns))
    name = " ".join([benchmark.removesuffix("Benchmark"), *(Path(value).name for value in parameters.values())])
    print(f"| {name} | {ratio:.2f} | {mine:.1f} | {theirs:.1f} | {allocated / 1024:.0f} |", flush=True)


def drift():
    """Prints how far bfloat16 moves logits and scores of the embedded model and of ConvNeXt-Tiny."""
    print("\n| bfloat16 against float32, largest of 4 windows | logit | score |\n|---|---|---|", flush=True)
    for name, model in [("embedded", "embedded"), ("tiny.safetensors", TINY_FILE)]:
        printed = subprocess.run(java("io.otolex.benchmarks.Bfloat16Drift", model), check=True, capture_output=True, text=True).stdout
        print(f"| {name} {printed.strip()}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", nargs="*", default=["logmel", "decode", "score", "drift"], help="logmel, decode, score, drift; bfloat16 (slow without native support)")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    subprocess.run([sys.executable, PEERS.with_name("checkpoint.py"), TINY[1], TINY[3], TINY_FILE], check=True)
    print("| per 10 s clip, one thread | ours / peer | ours, CPU ms | peer, CPU ms | ours, kB allocated |\n|---|---|---|---|---|")
    for what in given.what:
        if what == "drift":
            drift()
            continue
        for benchmark, parameters, arguments in ROWS[what]:
            row(benchmark, parameters, arguments, given.rounds)


if __name__ == "__main__":
    main()
