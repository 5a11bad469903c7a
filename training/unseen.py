"""What is never trained on: the recordings of ESC-50 (and so of ESC-10), by their numbers at freesound.org in `unseen.txt`."""

import re
from functools import cache
from pathlib import Path

NUMBER = re.compile(r"freesound\.org(?:/[^\s/]+)*?[/ ](\d+)(?!\w)|(?:^|/)(\d+)__")
"""In an address, in a credit such as `freesound.org 1234`, and before the name of a file as it was downloaded."""


@cache
def numbers() -> frozenset[int]:
    return frozenset(map(int, (Path(__file__).parent / "unseen.txt").read_text().split()))


def met(*texts: str) -> set[int]:
    """The numbers in file names and credits that are among them."""
    named = {int(address or prefix) for text in texts for address, prefix in NUMBER.findall(text)}
    return named & numbers()
