"""Runs the Gatling simulation against a service and reads what it found."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


class Result:
    """Requests that were answered 200, by file, and latencies in milliseconds."""

    def __init__(self, stats, windows, seconds):
        rows = {entry["name"]: entry["stats"] for entry in stats["contents"].values()}
        self.ok = {name: row["numberOfRequests"]["ok"] for name, row in rows.items()}
        self.failed = sum(row["numberOfRequests"]["ko"] for row in rows.values())
        self.windows = sum(count * windows[name] for name, count in self.ok.items())
        self.windows_per_s = self.windows / seconds
        self.rows, self.total = rows, stats["stats"]

    def latency(self, name=None):
        """p50, p95, p99."""
        row = self.rows[name] if name else self.total
        return tuple(row[f"percentiles{i}"]["ok"] for i in (1, 3, 4))


def run(url, files, seconds, users=None, rate=None, beside=None):
    """files: {path: windows}. Closed loop with users, open loop with rate."""
    classpath = os.pathsep.join([str(HERE / "target/classes"), (HERE / "target/classpath").read_text().strip()])
    properties = {"url": url, "files": os.pathsep.join(str(path) for path in files), "seconds": int(seconds)}
    properties.update({key: value for key, value in (("users", users), ("rate", rate), ("beside", beside)) if value})
    windows = {Path(path).name: count for path, count in files.items()}
    windows.setdefault(Path(str(beside)).name, 0)
    with tempfile.TemporaryDirectory() as folder:
        command = ["java", "-Xmx256m", "-cp", classpath, *(f"-D{key}={value}" for key, value in properties.items())]
        command += ["-Dgatling.charting.indicators.percentile2=90", "io.gatling.app.Gatling"]
        command += ["--simulation", "io.otolex.benchmarks.serve.TaggingSimulation", "--results-folder", folder]
        log = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        found = list(Path(folder).glob("*/js/stats.json"))
        if not found:
            raise SystemExit(log.stdout[-3000:])
        return Result(json.loads(found[0].read_text()), windows, seconds)
