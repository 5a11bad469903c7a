"""Sends many short requests and watches the memory: native memory must be flat.

    python soak.py [--requests 20000] [--users 4] [--model embedded]

Prints the resident memory after each twentieth of the requests, and the slope over the second half.
"""

import argparse
import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import Request, urlopen

import material
import processes


def send(url, body):
    with urlopen(Request(url + "/v1/tags", body, {"Content-Type": "application/octet-stream"}), timeout=120) as answer:
        answer.read()
        return answer.status == 200


def slope(points):
    """Least squares, MB for each 1000 requests."""
    count, memory = zip(*points)
    return 1000 * statistics.linear_regression(count, memory).slope


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=20000)
    options.add_argument("--users", type=int, default=4)
    options.add_argument("--model", default="embedded")
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "otolex-serve")
    given = options.parse_args()
    bodies = [path.read_bytes() for path in material.mixed(given.work) if "60s" not in path.name]
    server = processes.otolex(
        18720, given.work / "servers.log", "--otolex.cache.max-windows=0", model=given.model, heap="256m"
    )
    points, failed, step = [], 0, max(1, given.requests // 20)
    try:
        server.wait_ready()
        with ThreadPoolExecutor(given.users) as pool:
            for start in range(0, given.requests, step):
                ok = list(pool.map(lambda i: send(server.url, bodies[i % len(bodies)]), range(start, start + step)))
                failed += ok.count(False)
                points.append((start + step, server.resident_mb()))
                print(f"{points[-1][0]:6d} requests  {points[-1][1]:7.1f} MB  {failed} failed", flush=True)
        print(f"second half: {slope(points[len(points) // 2:]):+.2f} MB for each 1000 requests")
    finally:
        server.kill()


if __name__ == "__main__":
    main()
