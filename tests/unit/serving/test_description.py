"""The service description."""

from collections import Counter

import pyoxigraph as ox
import pytest

from kg.serving import description
from kg.serving.description import SD, VOID, describe_service

ENDPOINT = "http://h/sparql"


@pytest.fixture
def store():
    filled = ox.Store()
    filled.update(
        "INSERT DATA { <urn:a> a <urn:T> ; <urn:p> 1 , 2 . <urn:b> a <urn:T> , <urn:U> ."
        " GRAPH <urn:g> { <urn:a> <urn:p> 1 , 2 , 3 } GRAPH <urn:h> { <urn:a> <urn:p> 1 } }"
    )
    return filled


def described(store, **more):
    return list(describe_service(store, endpoint=ENDPOINT, **{"update": "", **more}))


def values(triples, predicate):
    return sorted(triple.object.value for triple in triples if triple.predicate.value == predicate)


def test_statistics_are_those_of_the_default_graph(store):
    triples = described(store)
    default = [triple for triple in triples if triple.subject.value == f"{ENDPOINT}#default"]
    for name, count in (("triples", "5"), ("distinctSubjects", "2"), ("classes", "2"), ("properties", "2")):
        assert values(default, VOID + name) == [count]
    entities = Counter(values(triples, VOID + "entities"))
    assert entities == {"1": 1, "2": 1}


def test_named_graphs_are_told_with_their_size(store):
    triples = described(store)
    assert values(triples, SD + "name") == ["urn:g", "urn:h"]
    assert len(values(triples, SD + "namedGraph")) == 2
    assert {"3", "1"} <= set(values(triples, VOID + "triples"))


def test_of_many_named_graphs_the_largest_are_told(store, monkeypatch):
    monkeypatch.setattr(description, "_MOST_GRAPHS", 1)
    assert values(described(store), SD + "name") == ["urn:g"]


def test_updates_are_told_where_there_are_any(store):
    assert values(described(store), SD + "supportedLanguage") == [f"{SD}SPARQL11Query"]
    told = described(store, update="http://h/update")
    assert values(told, SD + "supportedLanguage") == [f"{SD}SPARQL11Query", f"{SD}SPARQL11Update"]
    assert values(described(store), SD + "inputFormat") == []
    assert values(told, SD + "inputFormat") != []


def test_an_empty_store_is_described_too():
    triples = described(ox.Store())
    assert values(triples, SD + "endpoint") == [ENDPOINT]
    assert values(triples, VOID + "triples") == ["0"]


def test_the_same_data_are_described_in_the_same_words(store):
    assert described(store) == described(store)
