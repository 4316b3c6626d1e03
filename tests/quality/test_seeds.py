"""Floors on the five seed articles against their hand annotations. A floor never drops by itself."""

import importlib.util
import json
from pathlib import Path

import pytest

from kg.extraction import interchange
from kg.resources import data_folder

pytestmark = [pytest.mark.model, pytest.mark.data]

SEEDS = data_folder("ontology").parent / "seeds"


def load_scorer(folder):
    spec = importlib.util.spec_from_file_location("seed_scorer", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=["with", "without"])
def figures(request, test_data, read, schema):
    """The scorer's summary, with the publication dates of the manifest and with what the texts tell alone."""
    if not SEEDS.is_dir():
        pytest.skip("seeds/ is not beside the package: figures on the seeds are not measured")
    scorer = load_scorer(test_data / "gold")
    dates = {}
    if request.param == "with":
        lines = (SEEDS / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
        dates = {row["file"]: row.get("published") for row in map(json.loads, filter(None, lines))}
    system = []
    for path in sorted(SEEDS.glob("*.txt")):
        extraction = read(path.read_text(encoding="utf-8"), file=path.name, published=dates.get(path.name))
        system.append(interchange(extraction, schema))
    gold = scorer.load_gold([str(Path(test_data) / "gold" / "seeds.json")])
    totals, _ = scorer.score(gold, system, texts=[str(SEEDS)])
    return scorer.summary(totals)


def test_persons_are_named_in_full(figures):
    assert figures["persons_strict"]["F"] >= 0.95


def test_events_are_found(figures):
    assert figures["events"]["F"] >= 0.75


def test_meetings_are_found(figures):
    assert figures["events_by_type"]["Meeting"]["F"] >= 0.75


def test_evidence_is_the_sentence_that_says_it(figures):
    assert figures["evidence"]["acc"] >= 0.95
    assert figures["grounded"]["acc"] == 1.0


def test_what_did_not_happen_is_not_told_as_having_happened(figures):
    assert figures["occurred_or_not"]["acc"] >= 0.95
