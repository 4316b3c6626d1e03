"""The quality gate holds: no figure under its floor, no corpus changed behind its figures."""

import hashlib

import gate
import pytest

from kg.extraction import Extractor, Sieve
from kg.language import Parser


@pytest.fixture(scope="module")
def quality_gate(test_data, parser, schema):
    sieved = Parser(sieve=Sieve(schema))  # as `kg build` reads; `parser` says what is skipped without a model
    return gate.Gate(test_data, parser=sieved, extractor=Extractor(schema), schema=schema)


@pytest.mark.data
def test_every_corpus_has_floors(test_data):
    assert {corpus.name for corpus in gate.corpora(test_data)} == set(gate.load_baseline())


@pytest.mark.model
@pytest.mark.data
@pytest.mark.parametrize("name", sorted(gate.load_baseline()))
def test_no_figure_is_under_its_floor(name, quality_gate, test_data):
    corpus = next(item for item in gate.corpora(test_data) if item.name == name)
    entry = gate.load_baseline()[name]
    assert corpus.digest() == entry["digest"], "the corpus has changed: its floors must be taken anew"
    figures, _ = quality_gate.measure(corpus)
    fallen = {
        figure: (figures.get(figure), known["floor"])
        for figure, known in entry["figures"].items()
        if not gate.holds(figure, figures.get(figure), known["floor"])
    }
    assert not fallen


def test_every_floor_stands_under_the_figure_it_was_taken_from():
    assert gate.load_baseline()
    for corpus in gate.load_baseline().values():
        for name, known in corpus["figures"].items():
            assert gate.holds(name, known["value"], known["floor"])


def test_an_update_never_lowers_a_floor():
    assert gate.raised("events F", 0.5, 0.7) == 0.7
    assert gate.raised("events F", 0.8, 0.7) == 0.79
    assert gate.raised("MEET asserted wrong", 4, 1) == 1


@pytest.mark.parametrize("folder", ["passages", "development", "development/second"])
def test_the_sealed_halves_are_as_they_were_sealed(folder):
    lines = (gate.HERE / folder / "SEAL.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 30
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256((gate.HERE / folder / name).read_bytes()).hexdigest() == digest
