"""Sends short requests for a long time and watches what must not grow: memory, open files, temporary files.

    python soak.py [--requests 20000] [--minutes 600] [--users 4] [--model embedded]

Ends with whichever comes first. Prints a line for each twentieth of the way, then the slope of the memory over the second
half. Ends with 1 if a request failed, if files are left over, or if more files are open than after the first twentieth.
"""

import argparse
import statistics
import tempfile
import threading
import time
from pathlib import Path
from urllib.request import Request, urlopen

import material
import processes

SPARE_FILES = 20  # connections that are being closed


class Users:
    """Send one recording after the other until told to stop."""

    def __init__(self, url, bodies, count):
        self.url, self.bodies, self.running = url, bodies, True
        self.sent, self.failures, self.lock = 0, [], threading.Lock()
        self.threads = [threading.Thread(target=self.loop, daemon=True) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def loop(self):
        while self.running:
            with self.lock:
                self.sent += 1
                body = self.bodies[self.sent % len(self.bodies)]
            try:
                headers = {"Content-Type": "application/octet-stream"}
                with urlopen(Request(self.url + "/v1/tags", body, headers), timeout=120) as answer:
                    answer.read()
            except OSError as failure:
                self.failures.append(repr(failure))

    def stop(self):
        self.running = False
        for thread in self.threads:
            thread.join()


def slope(points):
    """Least squares, MB for each 1000 requests."""
    count, memory = zip(*points)
    return 1000 * statistics.linear_regression(count, memory).slope


def leftovers(folder):
    return [path.name for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock")]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=20000)
    options.add_argument("--minutes", type=float, default=600)
    options.add_argument("--users", type=int, default=4)
    options.add_argument("--model", default="embedded")
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "otolex-serve")
    given = options.parse_args()
    bodies = [path.read_bytes() for path in material.mixed(given.work) if "60s" not in path.name]
    uploads = given.work / "soak-uploads"
    uploads.mkdir(parents=True, exist_ok=True)
    settings = ["--otolex.cache.max-windows=0", f"--otolex.upload.directory={uploads}"]
    server = processes.otolex(18720, given.work / "servers.log", *settings, model=given.model, heap="256m")
    try:
        raise SystemExit(watch(server.wait_ready(), bodies, uploads, given))
    finally:
        server.kill()


def watch(server, bodies, uploads, given):
    users, points, files = Users(server.url, bodies, given.users), [], []
    start = time.monotonic()
    for step in range(1, 21):
        while users.sent < given.requests * step / 20 and time.monotonic() - start < 3 * given.minutes * step:
            time.sleep(0.2)
        points.append((users.sent, server.resident_mb()))
        files.append(server.open_files())
        print(
            f"{time.monotonic() - start:6.0f} s  {points[-1][0]:6d} requests  {points[-1][1]:7.1f} MB  "
            f"{files[-1]} open files  {len(users.failures)} failed",
            flush=True,
        )
    users.stop()
    time.sleep(1)
    left = leftovers(uploads)
    print(f"second half: {slope(points[len(points) // 2 :]):+.2f} MB for each 1000 requests")
    print(f"left over: {len(left)} files {left[:5]}; failures {users.failures[:5]}")
    return 1 if users.failures or left or files[-1] > files[0] + SPARE_FILES else 0


if __name__ == "__main__":
    main()
