"""An archive through otolex bulk, through Spark with one executor and with two, and through a plain Python loop.

    mvn -B -Pspark -pl spark -am -DskipTests -DskipITs package
    python benchmarks/bulk/compare.py FOLDER make cli spark1 spark2 killed python [--files 2000] [--loop-files 400]

"killed" is spark2, of which one executor is killed when half of the tasks have committed. CPU seconds are those of the
whole tree of processes, decoders and killed ones included. Each step may be run by itself; what is known so far is printed
as a table. Every step but the loop fails if a file has no row or two. Needs pyarrow.
"""

import argparse
import ctypes
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.compute
import pyarrow.dataset

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks/serve"))
from material import cut  # noqa: E402

SPARK = ROOT / "spark/target"
KINDS = [("mp3", []), ("flac", ["-ar", "44100"]), ("wav", ["-ar", "32000", "-ac", "1"]), ("wav", ["-ar", "44100"]), ("opus", ["-c:a", "libopus", "-ar", "48000"])]
SOURCES = [ROOT / "samples" / name for name in ("xylophone.mp3", "speech.wav", "crow.flac", "cow.ogg", "church-bell.wav", "cat.ogg")]
TO_BE_PARENT_OF_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


def make(folder, count, recordings):
    """So many files of ten seconds, of five kinds; one in twenty is broken. Copies are links: nothing remembers content."""
    originals, archive = folder / "originals", folder / "archive"
    originals.mkdir(parents=True, exist_ok=True)
    archive.mkdir(exist_ok=True)
    made = []
    for i, source in enumerate(sorted(recordings.iterdir()) if recordings else SOURCES):
        for j, (kind, options) in enumerate(KINDS):
            made.append(cut(originals / f"{i}-{j}.{kind}", source, 10, *options))
    broken = originals / "broken.mp3"
    broken.write_bytes(b"no sound at all" * 100)
    for n in range(count):
        original = broken if n % 20 == 0 else made[n % len(made)]
        link = archive / f"{n:05d}{original.suffix}"
        if not link.exists():
            os.link(original, link)


def subset(folder, count):
    """Some that were drawn: every n-th would be of one codec."""
    part = folder / f"part-{count}"
    part.mkdir(exist_ok=True)
    files = sorted((folder / "archive").iterdir())
    for file in random.Random(1).sample(files, min(count, len(files))):
        if not (part / file.name).exists():
            os.link(file, part / file.name)
    return part


def run(command, meanwhile=lambda process: None, **options):
    """Waits for orphans too, such as the decoders of an executor that was killed: their CPU time is somebody's."""
    ctypes.CDLL(None).prctl(TO_BE_PARENT_OF_ORPHANS, 1)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen([str(part) for part in command], text=True, stdout=subprocess.PIPE, **options)
    meanwhile(process)
    printed, _ = process.communicate()
    wall = time.monotonic() - start
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return printed, {"wall": wall, "cpu": cpu}


def rows(folder, output, name):
    """How many there are; each file of the archive must have one."""
    table = pyarrow.dataset.dataset(output, format="parquet").to_table(columns=[name, "status", "input"])
    files = {path.rsplit("/", 1)[-1] for path in table[name].to_pylist()}
    archive = {file.name for file in (folder / "archive").iterdir()}
    if files != archive or len(table) != len(archive):
        raise SystemExit(f"{len(table)} rows of {len(files)} files, where there are {len(archive)} files")
    good = pyarrow.compute.equal(table["status"], "ok")
    seconds = pyarrow.compute.sum(pyarrow.compute.struct_field(table["input"], "duration_s")).as_py()
    ok = pyarrow.compute.sum(good).as_py()
    return {"ok": ok, "failed": len(table) - ok, "audio_hours": seconds / 3600}


def cli(folder):
    output = folder / "cli"
    jar = ROOT / "service/target/otolex.jar"
    _, cost = run(["java", "-jar", jar, "bulk", folder / "archive", "--output", output, "--format", "parquet", "--exit-zero"])
    return cost | rows(folder, output, "file")


def spark(folder, name, executors, meanwhile=lambda *_: None):
    output, log = folder / name, folder / f"{name}.log"
    opens = "java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar"
    command = ["java", "-Xmx1g", *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opens.split()), "-cp", f"{SPARK}/spark/jars/*"]
    command += ["org.apache.spark.deploy.SparkSubmit", "--class", "io.otolex.spark.TagJob"]
    for conf in (f"spark.master=local-cluster[{executors},1,2048]", "spark.executor.memory=1g", "spark.ui.enabled=false"):
        command += ["--conf", conf]
    command += [SPARK / "otolex-spark.jar", "--input", folder / "archive", "--output", output]
    environment = os.environ | {"SPARK_HOME": str(SPARK / "spark"), "SPARK_SCALA_VERSION": "2.13", "SPARK_LOCAL_IP": "127.0.0.1"}
    with log.open("w") as err:
        _, cost = run(command, lambda process: meanwhile(process, log), env=environment, stderr=err, cwd=folder)
    return cost | rows(folder, output, "path")


def kill_one_halfway(driver, log):
    while driver.poll() is None:
        text = log.read_text()
        tasks = re.search(r"with (\d+) output partitions", text)
        done = text.count("INFO TaskSetManager: Finished task")
        if tasks and done >= int(tasks[1]) / 2:
            victim = java_child(driver.pid)
            os.kill(victim, signal.SIGKILL)
            print(f"killed executor {victim} after {done} of {tasks[1]} tasks", file=sys.stderr)
            return
        time.sleep(0.2)


def java_child(parent):
    children = Path(f"/proc/{parent}/task").glob("*/children")
    return next(int(child) for ids in children for child in ids.read_text().split() if os.readlink(f"/proc/{child}/exe").endswith("/java"))


def python(folder, count):
    program = folder / "program.pt"
    subprocess.run(["java", "-jar", ROOT / "service/target/otolex.jar", "model", "export", "--model", "embedded", program], check=True, stdout=subprocess.DEVNULL)
    printed, cost = run([sys.executable, Path(__file__).with_name("loop.py"), program, subset(folder, count)])
    return cost | json.loads(printed)


def table(results):
    print("| | files | audio, h | wall, s | CPU, s | CPU s an audio hour | audio hours a minute |\n|---|---|---|---|---|---|---|")
    for name, result in results.items():
        audio, wall, cpu = result["audio_hours"], result["wall"], result["cpu"]
        print(f"| {name} | {result['ok']} | {audio:.2f} | {wall:.0f} | {cpu:.0f} | {cpu / audio:.0f} | {audio / wall * 60:.2f} |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("steps", nargs="+", choices=["make", "cli", "spark1", "spark2", "killed", "python"])
    options.add_argument("--files", type=int, default=2000)
    options.add_argument("--recordings", type=Path, help="a folder of other recordings than the samples")
    options.add_argument("--loop-files", type=int, default=400)
    given = options.parse_args()
    folder = given.folder.resolve()
    known = folder / "results.json"
    results = json.loads(known.read_text()) if known.exists() else {}
    steps = {
        "make": lambda: make(folder, given.files, given.recordings),
        "cli": lambda: cli(folder),
        "spark1": lambda: spark(folder, "spark1", 1),
        "spark2": lambda: spark(folder, "spark2", 2),
        "killed": lambda: spark(folder, "killed", 2, kill_one_halfway),
        "python": lambda: python(folder, given.loop_files),
    }
    for step in given.steps:
        result = steps[step]()
        if result:
            results[step] = result
            known.write_text(json.dumps(results))
    table(results)


if __name__ == "__main__":
    main()
