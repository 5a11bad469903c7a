"""How long a five-second clip takes on an idle service, and while an hour of audio is being tagged.

    python fairness.py [--model embedded] [--seconds 30]
"""

import argparse
import tempfile
from pathlib import Path

import load
import material
import processes


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", default="embedded")
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "otolex-serve")
    given = options.parse_args()
    files, hour = material.clip(given.work), material.hour(given.work)
    server = processes.otolex(18710, given.work / "servers.log", "--otolex.cache.max-windows=0", model=given.model)
    try:
        server.wait_ready()
        load.run(server.url, files, 10, users=1)  # not counted
        print("| 5 s clips, one after the other | p50 ms | p95 ms | p99 ms | failed |\n|---|---|---|---|---|")
        p95 = []
        for name, beside in (("idle", None), ("beside an hour of MP3", hour)):
            result = load.run(server.url, files, given.seconds, users=1, beside=beside)
            latency = result.latency(next(iter(files)).name)
            p95.append(latency[1])
            print(f"| {name} | {latency[0]} | {latency[1]} | {latency[2]} | {result.failed} |", flush=True)
        print(f"\np95 beside the hour: {p95[1] / p95[0]:.2f} times of idle")
    finally:
        server.kill()


if __name__ == "__main__":
    main()
