"""Every architecture against PyTorch: parity, and what a clip costs on both sides, as rows of docs/architectures.md.

    python benchmarks/parity/run.py [NAME ...] [--seconds 5]

Weights follow from the tensors' names. One network at a time, each side in its own process, one thread, CPU time; the largest
(ConvNeXt V2 huge) needs 6 GB of memory and 6 GB of disk. Needs torch, timm, safetensors, and what `mvn -pl benchmarks -am package` built.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch
from safetensors.torch import save_file

import networks

ROOT = Path(__file__).resolve().parents[2]


def cost(network, clip, seconds):
    """Median CPU milliseconds of a pass."""
    costs, end = [], time.monotonic() + seconds
    network(clip)
    while len(costs) < 3 or time.monotonic() < end:
        start = time.process_time()
        network(clip)
        costs.append(1000 * (time.process_time() - start))
    return statistics.median(costs)


def peer(name, folder, seconds):
    """Writes the weights and the clip; prints PyTorch's logits and the cost in the faster of the two memory layouts."""
    torch.set_num_threads(1)
    network = networks.network(name)
    clip = network.input()
    Path(folder, "clip.bin").write_bytes(clip.numpy().tobytes())
    save_file({key: value.contiguous() for key, value in network.tensors().items()}, Path(folder, "weights.safetensors"))
    with torch.inference_mode():
        logits = network(clip)[0][0].tolist()
        plain = cost(network, clip, seconds)
        last = cost(network.to(memory_format=torch.channels_last), clip.to(memory_format=torch.channels_last), seconds)
    print(json.dumps({"logits": logits, "median_ms": min(plain, last)}))


def ours(folder, seconds):
    classpath = os.environ.get("OTOLEX_CLASSPATH") or f"{ROOT}/benchmarks/target/classes:" + Path(
        ROOT, "benchmarks/target/classpath").read_text().strip()  # fmt: skip
    command = ["java", "-Xmx4g", "-cp", classpath, "io.otolex.benchmarks.Parity"]
    command += [f"{folder}/weights.safetensors", f"{folder}/clip.bin", f"{folder}/cache", str(seconds)]
    return output(command)


def output(command):
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(printed.strip().splitlines()[-1])


def row(name, seconds):
    folder = tempfile.mkdtemp(prefix="parity-")
    try:
        theirs = output([sys.executable, __file__, "--peer", folder, "--seconds", str(seconds), name])
        mine = ours(folder, seconds)
    finally:
        shutil.rmtree(folder)
    largest = max(abs(value) for value in theirs["logits"])
    error = max(abs(a - b) for a, b in zip(mine["logits"], theirs["logits"])) / largest
    print(f"| {name} | {mine['parameters']:,} | {mine['giga_macs']:.3f} | {error:.1e} | {mine['median_ms']:.0f} "
          f"| {mine['median_ms'] / theirs['median_ms']:.2f} |", flush=True)  # fmt: skip


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", default=networks.NAMES, metavar="NAME")
    options.add_argument("--seconds", type=float, default=5, help="of measuring, for each side")
    options.add_argument("--peer", metavar="FOLDER", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.peer:
        return peer(given.names[0], given.peer, given.seconds)
    print("| network | parameters | GMAC | largest error / largest logit | ms a clip | to PyTorch |\n|---|---|---|---|---|---|")
    for name in given.names:
        row(name, given.seconds)


if __name__ == "__main__":
    main()
