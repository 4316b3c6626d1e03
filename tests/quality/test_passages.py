"""Floors on passages from other regions, decades and formats than the seeds. A floor never drops by itself."""

import hashlib
import json
from pathlib import Path

import pytest
from test_seeds import load_scorer

from kg.extraction import interchange

HERE = Path(__file__).parent / "passages"


@pytest.fixture(scope="module")
def figures(test_data, read, schema):
    """The scorer's summary of the open half."""
    scorer = load_scorer(test_data / "gold")
    lines = (HERE / "open" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    dates = {row["file"]: row["published"] for row in map(json.loads, lines)}
    system = [
        interchange(read(path.read_text(encoding="utf-8"), file=path.name, published=dates[path.name]), schema)
        for path in sorted((HERE / "open").glob("*.txt"))
    ]
    totals, _ = scorer.score(scorer.load_gold([str(HERE / "open.json")]), system, texts=[str(HERE / "open")])
    return scorer.summary(totals)


@pytest.mark.model
@pytest.mark.data
def test_persons_are_named_in_full(figures):
    assert figures["persons_strict"]["F"] >= 0.97


@pytest.mark.model
@pytest.mark.data
def test_events_are_found_and_few_are_invented(figures):
    assert figures["events"]["P"] >= 0.82
    assert figures["events"]["R"] >= 0.63


@pytest.mark.model
@pytest.mark.data
def test_what_did_not_happen_is_not_told_as_having_happened(figures):
    assert figures["occurred_or_not"]["acc"] >= 0.95


def test_the_sealed_half_is_as_it_was_sealed():
    for line in (HERE / "SEAL.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest
