import numpy as np
import pytest

import corpus as corpora
from notice import notice


def test_clips_come_in_table_order_at_32_khz(corpus):
    assert len(corpus.lengths()) == 40
    assert (corpus.lengths() >= 0.39 * 32_000).all() and (corpus.lengths() <= 2.01 * 32_000).all()
    spectrum = np.abs(np.fft.rfft(corpus.clip(1)))
    assert np.argmax(spectrum) * 32_000 / len(corpus.clip(1)) == pytest.approx(3000, rel=0.11)


def test_the_second_load_decodes_nothing(corpus_folder, tmp_path, monkeypatch):
    first = corpora.load(corpus_folder, tmp_path)
    monkeypatch.setattr(corpora, "decode_shards", lambda shards: pytest.fail("decoded again"))
    assert np.array_equal(corpora.load(corpus_folder, tmp_path).pcm, first.pcm)


def test_the_split_is_whole_and_disjoint(corpus):
    train, val = set(corpus.split("train")), set(corpus.split("val"))
    assert not train & val
    assert train | val == set(range(40))


def test_hints_are_read_with_any_separator():
    assert corpora.read_hint("") == []
    assert corpora.read_hint("3,14;15 9") == [3, 14, 15, 9]


def test_the_notice_names_every_source_author_and_the_teacher(corpus):
    text = notice(corpus.rows, "MIT License\n\nCopyright someone")
    assert all(f"source-{kind} (10 clips)" in text and f"credit: Author {kind}" in text for kind in range(4))
    assert "Copyright someone" in text
