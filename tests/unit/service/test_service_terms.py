"""The store's own copy of the ontology, as the read side sees it."""

import pytest

from kg.errors import UsageError
from kg.schema import load_schema
from kg.store.forms import query_form

SCHEMA = load_schema()


def test_types_roles_and_statuses_are_those_of_the_schema(graph):
    terms = graph.terms
    assert terms.types == {item.iri: item.key for item in SCHEMA.types}
    assert terms.roles == {(item.iri, role.iri): role.key for item in SCHEMA.types for role in item.roles}
    assert terms.statuses == {status.key: status.iri for status in SCHEMA.statuses}
    assert terms.happened == {status.iri for status in SCHEMA.statuses if status.happened}


def test_roles_come_in_the_order_of_their_types_files(graph):
    for item in SCHEMA.types:
        assert [role for kind, role in graph.terms.roles if kind == item.iri] == [role.iri for role in item.roles]


def test_a_choice_of_statuses_is_keys_with_commas_or_any(graph):
    assert graph.terms.status_iris("any") == frozenset()
    chosen = graph.terms.status_iris("planned, stalled")
    assert chosen == {graph.terms.statuses["planned"], graph.terms.statuses["stalled"]}


@pytest.mark.parametrize("choice", ["hoped", "occurred,hoped", "", ","])
def test_an_unknown_status_names_those_there_are(graph, choice):
    with pytest.raises(UsageError, match=r"Choose from cancelled, denied, .* or any"):
        graph.terms.status_iris(choice)


@pytest.mark.parametrize("name", ["Meeting", "meeting", "https://w3id.org/demarche/ontology#Meeting"])
def test_a_type_is_found_by_key_label_and_iri(graph, name):
    assert graph.terms.label(graph.terms.type_iri(name)) == "meeting"


def test_an_unknown_type_names_those_there_are(graph):
    with pytest.raises(UsageError, match="Letter, Meeting"):
        graph.terms.type_iri("wedding")


def test_a_term_without_label_goes_by_its_local_name(graph):
    assert graph.terms.label("https://example.org/terms#thing") == "thing"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("# SELECT\nASK {}", "ASK"),
        ("PREFIX select: <http://example.org/ASK> CONSTRUCT WHERE { ?s select:ask 'DESCRIBE' }", "CONSTRUCT"),
        ("describe <x:y>", "DESCRIBE"),
        ("nonsense", "SELECT"),
    ],
)
def test_the_form_of_a_query_is_its_first_keyword_outside_comments_iris_and_names(query, form):
    assert query_form(query) == form
