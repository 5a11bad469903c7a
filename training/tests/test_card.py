import pytest

from card import classes_table, fill


def entry(label: str, clips: int, precision: float | None) -> dict:
    return {"label": label, "training_clips": clips, "held_out_positives": 5, "average_precision": precision, "correlation": precision}


def test_classes_are_sorted_into_judged_taught_and_untaught():
    text = classes_table([entry("Rain", 9, 0.5), entry("Dog", 30, 0.75), entry("Cat", 7, None), entry("Whale", 0, None)])
    assert text.index("| Dog | 30 | 5 | 0.75 |") < text.index("| Rain | 9 | 5 | 0.50 |")
    assert "to judge: **1 classes.** Cat (7)." in text
    assert "Not supported: **1 classes.** Whale (0)." in text


def test_only_the_section_is_replaced():
    card = "before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n"
    assert fill(card, "figures", r"new \1") == "before\n<!-- figures -->\nnew \\1\n<!-- /figures -->\nafter\n"


def test_a_missing_section_is_an_error():
    with pytest.raises(ValueError, match="classes"):
        fill("nothing here", "classes", "text")
