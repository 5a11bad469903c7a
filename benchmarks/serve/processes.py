"""Servers under test: started, waited for, measured, ended."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JAR = Path(os.environ.get("OTOLEX_JAR", ROOT / "service/target/otolex.jar"))
TICKS = os.sysconf("SC_CLK_TCK")

# Told to end, a script goes through its `finally` and leaves no server behind.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


class Server:
    """A process group on a port of its own, with the CPU time and the memory of all its processes."""

    def __init__(self, name, command, port, log, env=None, cwd=None):
        self.name, self.port = name, port
        self.url = f"http://127.0.0.1:{port}"
        self.log = open(log, "ab")
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=self.log, start_new_session=True, cwd=cwd, env={**os.environ, **(env or {})}
        )

    def wait_ready(self, seconds=180):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise SystemExit(f"{self.name} ended with {self.process.returncode}; see {self.log.name}")
            if self.is_ready():
                return self
            time.sleep(0.2)
        raise SystemExit(f"{self.name} is not ready after {seconds} s; see {self.log.name}")

    def is_ready(self):
        try:
            with urllib.request.urlopen(self.url + "/actuator/health/readiness", timeout=1) as answer:
                return answer.status == 200
        except OSError:
            return False

    def pids(self):
        """All processes of the group that live now."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if os.getpgid(int(entry.name)) == self.process.pid:
                        found.append(int(entry.name))
                except OSError:
                    pass
        return found

    def cpu_seconds(self):
        """Of every process of the group, those that have ended and were waited for included."""
        ticks = 0
        for pid in self.pids():
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(int(field) for field in fields[11:15])
            except OSError:
                pass
        return ticks / TICKS

    def resident_mb(self, peak=False):
        key, total = "VmHWM:" if peak else "VmRSS:", 0
        for pid in self.pids():
            try:
                for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                    if line.startswith(key):
                        total += int(line.split()[1])
            except OSError:
                pass
        return total / 1024

    def open_files(self):
        """Of the server's own process: decoders come and go."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def terminate(self):
        """SIGTERM and the exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=120)
        self.log.close()
        return code

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def otolex(port, log, *settings, model="embedded", heap="512m", name="otolex"):
    command = ["java", f"-Xmx{heap}", "-jar", str(JAR), "serve", f"--server.port={port}", f"--otolex.model.source={model}"]
    command.append(f"--otolex.jobs.directory={Path(log).parent / f'jobs-{port}'}")
    return Server(name, command + list(settings), port, log)


def peer(python, checkpoint, port, log, workers=2, threads=1, **switches):
    env = {"MODEL": str(checkpoint), "THREADS": str(threads), **{key.upper(): "1" for key, on in switches.items() if on}}
    command = [python, "-m", "uvicorn", "server:app", "--workers", str(workers), "--port", str(port), "--log-level", "warning"]
    return Server(f"FastAPI, {workers} x {threads}", command, port, log, env, ROOT / "benchmarks/peer")
