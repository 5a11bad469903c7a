"""Windows a second of the same network in plain PyTorch, in process: eager, compiled with freezing, and bfloat16.

    python inprocess.py otolex.safetensors [--threads 1] [--seconds 10] [--batch 1 2 4] [--what eager compile]

Prints one JSON object a line: what, batch, windows a second, CPU milliseconds a window.
"""

import argparse
import json
import time

import torch

import network


def compiled(model):
    from torch._inductor import config  # loads a compiler, which eager needs not

    config.freezing = True
    return torch.compile(model)


def measure(model, batch, seconds, bfloat16):
    clips = torch.randn(batch, 1, 1001, 224) * 10 - 50
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
        for _ in range(3):
            model(clips)
        count, wall, cpu = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - wall < seconds or count < 3:
            model(clips)
            count += 1
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"windows_per_s": round(count * batch / wall, 2), "cpu_ms_per_window": round(1000 * cpu / count / batch, 1)}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkpoint")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--batch", type=int, nargs="*", default=[1, 4])
    options.add_argument("--what", nargs="*", default=["eager", "compile"], choices=["eager", "compile", "bfloat16", "compile-bfloat16"])
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    for what in given.what:
        model = network.load(given.checkpoint)
        if what.startswith("compile"):
            model = compiled(model)
        for batch in given.batch:
            result = measure(model, batch, given.seconds, what.endswith("bfloat16"))
            print(json.dumps({"what": what, "threads": given.threads, "batch": batch, **result}), flush=True)


if __name__ == "__main__":
    main()
