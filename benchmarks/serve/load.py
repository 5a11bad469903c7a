"""Runs the Gatling simulation against a service and reads what it found."""

import os
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


class Result:
    """Answers: (file, begin and duration in ms, status or 0)."""

    def __init__(self, answers, windows, settle, seconds):
        self.answers = answers
        self.failed = sum(status != 200 for *_, status in answers)
        self.refused = sum(status in (429, 503) for *_, status in answers)
        # What ends after the load is not counted: towards the end it had the machine for itself.
        start = min(begin for _, begin, _, _ in answers) + 1000 * settle
        end = start + 1000 * seconds
        done = [name for name, begin, took, status in answers if status == 200 and start < begin + took <= end]
        self.windows = sum(windows.get(name, 0) for name in done)
        self.windows_per_s = self.windows / seconds

    def latency(self, name=None, shares=(0.50, 0.95, 0.99)):
        """p50, p95, p99 in ms of all that was answered 200, also after the load ended."""
        times = sorted(took for file, _, took, status in self.answers if status == 200 and name in (None, file))
        if not times:
            return tuple(float("nan") for _ in shares)
        return tuple(round(times[min(len(times) - 1, int(share * len(times)))]) for share in shares)


def run(url, files, seconds, users=None, rate=None, beside=None, settle=0):
    """files: {path: windows}. Closed loop with users, open loop with rate. What is answered in the first `settle` seconds,
    while a queue fills, does not count."""
    classpath = os.pathsep.join([str(HERE / "target/classes"), (HERE / "target/classpath").read_text().strip()])
    windows = {Path(path).name: count for path, count in files.items()}
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.tsv"
        properties = {"url": url, "files": os.pathsep.join(str(path) for path in files), "seconds": int(settle + seconds)}
        properties |= {"answers": answers, "users": users, "rate": rate, "beside": beside}
        command = ["java", "-Xmx256m", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", classpath]
        command += [f"-D{key}={value}" for key, value in properties.items() if value is not None]
        command += ["io.gatling.app.Gatling", "--no-reports", "--results-folder", folder]
        command += ["--simulation", "io.otolex.benchmarks.serve.TaggingSimulation"]
        log = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        lines = answers.read_text().splitlines() if answers.exists() else []
        if log.returncode not in (0, 2) or not lines:  # 2: some requests failed, which is counted
            raise SystemExit(log.stdout[-3000:])
        return Result([parsed(line) for line in lines], windows, settle, seconds)


def parsed(line):
    name, begin, took, status = line.split("\t")
    return name, float(begin), float(took), int(status)
