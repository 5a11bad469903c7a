"""Writes the table of the AudioSet ontology that Otolex carries: ids, names, parents.

    python3 model/checks/ontology.py ontology.json > model/src/main/resources/io/otolex/model/labels/ontology.csv

The source is ontology.json of github.com/audioset/ontology at d417d32 (CC BY-SA 4.0). The order is the source's; a class
with several parents names them all, divided by spaces.
"""
import csv
import json
import sys


def main(source):
    with open(source, encoding="utf-8") as file:
        classes = json.load(file)
    parents = {sound["id"]: [] for sound in classes}
    for sound in classes:
        for child in sound["child_ids"]:
            parents[child].append(sound["id"])
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["id", "name", "parents"])
    for sound in classes:
        table.writerow([sound["id"], sound["name"], " ".join(parents[sound["id"]])])


if __name__ == "__main__":
    main(sys.argv[1])
