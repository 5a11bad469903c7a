"""An archive through otolex bulk, through Spark with one executor and with two, and through a plain Python loop.

    mvn -B -Pspark -pl spark -am -DskipTests -DskipITs package
    python benchmarks/bulk/compare.py FOLDER make cli spark1 spark2 python [--files 2000] [--loop-files 400]

CPU seconds are those of the whole tree of processes, decoders included. Each step may be run by itself; what is known so
far is printed as a table.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks/serve"))
from material import cut  # noqa: E402

SPARK = ROOT / "spark/target"
KINDS = [("mp3", []), ("flac", ["-ar", "44100"]), ("wav", ["-ar", "32000", "-ac", "1"]), ("wav", ["-ar", "44100"]), ("opus", ["-c:a", "libopus", "-ar", "48000"])]
SOURCES = ["xylophone.mp3", "speech.wav", "crow.flac", "cow.ogg", "church-bell.wav", "cat.ogg"]


def make(folder, count):
    """So many files of ten seconds, of five kinds; one in twenty is broken. Copies are links: nothing remembers content."""
    originals, archive = folder / "originals", folder / "archive"
    originals.mkdir(parents=True, exist_ok=True)
    archive.mkdir(exist_ok=True)
    made = []
    for i, source in enumerate(SOURCES):
        for j, (kind, options) in enumerate(KINDS):
            made.append(cut(originals / f"{i}-{j}.{kind}", ROOT / "samples" / source, 10, *options))
    broken = originals / "broken.mp3"
    broken.write_bytes(b"no sound at all" * 100)
    for n in range(count):
        original = broken if n % 20 == 0 else made[n % len(made)]
        link = archive / f"{n:05d}{original.suffix}"
        if not link.exists():
            os.link(original, link)


def subset(folder, count):
    """Every n-th file, so that the loop's share of codecs is the archive's."""
    part = folder / f"part-{count}"
    part.mkdir(exist_ok=True)
    files = sorted((folder / "archive").iterdir())
    for file in files[:: max(1, len(files) // count)][:count] if count < len(files) else files:
        if not (part / file.name).exists():
            os.link(file, part / file.name)
    return part


def run(command, **options):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([str(part) for part in command], check=True, text=True, stdout=subprocess.PIPE, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, {"wall": time.monotonic() - start, "cpu": cpu}


def cli(folder):
    output = folder / "cli"
    jar = ROOT / "service/target/otolex.jar"
    _, cost = run(["java", "-jar", jar, "bulk", folder / "archive", "--output", output, "--format", "csv", "--exit-zero"])
    rows = [row for part in output.glob("*.csv") for row in csv.DictReader(part.open())]
    ok = [float(row["duration_s"]) for row in rows if row["status"] == "ok"]
    return cost | {"ok": len(ok), "failed": len(rows) - len(ok), "audio_hours": sum(ok) / 3600}


def spark(folder, executors):
    output = folder / f"spark{executors}"
    opens = "java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar"
    command = ["java", "-Xmx1g", *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in opens.split()), "-cp", f"{SPARK}/spark/jars/*"]
    command += ["org.apache.spark.deploy.SparkSubmit", "--class", "io.otolex.spark.TagJob"]
    for conf in (f"spark.master=local-cluster[{executors},1,2048]", "spark.executor.memory=1g", "spark.ui.enabled=false"):
        command += ["--conf", conf]
    command += [SPARK / "otolex-spark.jar", "--input", folder / "archive", "--output", output]
    environment = os.environ | {"SPARK_HOME": str(SPARK / "spark"), "SPARK_SCALA_VERSION": "2.13", "SPARK_LOCAL_IP": "127.0.0.1"}
    with (folder / f"spark{executors}.log").open("w") as log:
        _, cost = run(command, env=environment, stderr=log, cwd=folder)
    return cost


def python(folder, count):
    program = folder / "program.pt"
    subprocess.run(["java", "-jar", ROOT / "service/target/otolex.jar", "model", "export", "--model", "embedded", program], check=True, stdout=subprocess.DEVNULL)
    printed, cost = run([sys.executable, Path(__file__).with_name("loop.py"), program, subset(folder, count)])
    return cost | json.loads(printed)


def table(results):
    hours = results.get("cli", {}).get("audio_hours")
    print("| | files | audio, h | wall, s | CPU, s | CPU s an audio hour | audio hours a minute |\n|---|---|---|---|---|---|---|")
    for name, result in results.items():
        audio = result.get("audio_hours", hours) or float("nan")
        files = result.get("ok", "") if "ok" in result else results.get("cli", {}).get("ok", "")
        print(f"| {name} | {files} | {audio:.2f} | {result['wall']:.0f} | {result['cpu']:.0f} | {result['cpu'] / audio:.0f} | {audio / result['wall'] * 60:.2f} |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("steps", nargs="+", choices=["make", "cli", "spark1", "spark2", "python"])
    options.add_argument("--files", type=int, default=2000)
    options.add_argument("--loop-files", type=int, default=400)
    given = options.parse_args()
    folder = given.folder.resolve()
    known = folder / "results.json"
    results = json.loads(known.read_text()) if known.exists() else {}
    steps = {
        "make": lambda: make(folder, given.files),
        "cli": lambda: cli(folder),
        "spark1": lambda: spark(folder, 1),
        "spark2": lambda: spark(folder, 2),
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
