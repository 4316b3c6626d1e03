"""Network -> sheet, on the reported world."""

import re

import pytest

from kg.analysis.paths import PathFilter
from kg.export.sheet import make_ids, make_sheet, printable

NMTOKEN = re.compile(r"[A-Za-z0-9._:-]+")


@pytest.fixture(scope="module")
def sheet(graph):
    return make_sheet(graph.network, graph.terms)


def narrowed(graph, **filters):
    if "types" in filters:
        filters["types"] = frozenset(map(graph.terms.type_iri, filters["types"]))
    return make_sheet(graph.network, graph.terms, PathFilter(**filters))


def names(sheet):
    labels = {node.id: node.label for node in sheet.nodes}
    return {(labels[edge.source], labels[edge.target]) for edge in sheet.edges}


def test_without_a_filter_every_person_is_a_node_and_every_fact_an_event(graph, sheet):
    assert {node.iri for node in sheet.nodes} == set(graph.network.names)
    assert {event.iri for event in sheet.events} == set(graph.network.facts)
    assert not sheet.narrowed


def test_ids_are_tokens_of_their_own_and_the_iri_stands_beside_them(sheet):
    ids = [one.id for one in (*sheet.nodes, *sheet.events)] + [name for name, _, _ in sheet.links()]
    assert len(ids) == len(set(ids))
    assert all(NMTOKEN.fullmatch(name) for name in ids)
    assert all("/id/" in one.iri for one in (*sheet.nodes, *sheet.events))


def test_iris_that_would_look_alike_get_ids_of_their_own():
    iris = ["https://example.org/id/person/a-b", "https://example.org/id/person/a/b", "https://example.org/id/é"]
    ids = make_ids(iris)
    assert len(set(ids.values())) == 3
    assert ids == {iri: make_ids(reversed(iris))[iri] for iri in iris}
    assert all(NMTOKEN.fullmatch(name) for name in ids.values())


def test_everything_is_in_order(sheet):
    assert [node.id for node in sheet.nodes] == sorted(node.id for node in sheet.nodes)
    pairs = [(edge.source, edge.target) for edge in sheet.edges]
    assert pairs == sorted(pairs)
    assert all(source < target for source, target in pairs)


def test_an_event_keeps_its_partial_date_beside_the_days_it_may_mean(graph, sheet):
    (planned,) = [event for event in sheet.events if event.status == "planned"]
    assert (planned.dates, planned.earliest, planned.latest) == (("2024-05",), "2024-05-01", "2024-05-31")
    assert (planned.type, planned.happened, planned.places) == ("Meeting", False, ("Oslo",))
    (undated,) = [event for event in sheet.events if event.status == "possible"]
    assert (undated.dates, undated.earliest, undated.latest) == ((), "", "")


def test_a_person_tells_contacts_and_events(sheet):
    told = {node.label: dict(node.attributes) for node in sheet.nodes}
    assert told["Moussa Diallo"] == {"contacts": 2, "events": 1}
    assert told['Samir <script>alert("name")</script> Nasser'] == {"contacts": 0, "events": 0}


def test_further_columns_stand_on_the_persons_they_are_of(graph):
    iri = graph.find("Anna Petit").iri
    sheet = make_sheet(graph.network, graph.terms, columns={"pagerank": {iri: 0.5}})
    assert [node.iri for node in sheet.nodes if node.attributes.get("pagerank") == 0.5] == [iri]


def test_a_filter_of_statuses_leaves_only_persons_who_are_still_connected(graph):
    sheet = narrowed(graph, statuses=frozenset([graph.terms.statuses["planned"]]))
    assert {node.label for node in sheet.nodes} == {"Anna Petit", "Rosa Quispe"}
    assert {event.status for event in sheet.events} == {"planned"}
    assert sheet.narrowed


def test_a_window_keeps_what_may_lie_in_it_and_drops_what_is_undated(graph):
    dates = {event.dates for event in narrowed(graph, since="2024-03-12", until="2024-05-15").events}
    assert dates == {("2024-03-18",), ("2024-05",)}


def test_a_filter_of_types_and_one_of_sources(graph):
    assert {event.type for event in narrowed(graph, types=["letter"]).events} == {"Letter"}
    many = narrowed(graph, sources=2)
    assert {event.sources for event in many.events} == {3}
    assert names(many) == {("Anna Petit", "Joseph Otieno")}


def test_what_was_known_by_a_day_counts_its_own_sources_and_status(graph, sheet):
    told = {event.iri: event.sources for event in sheet.events}
    then = {event.iri: event.sources for event in narrowed(graph, known_by="2024-03-13").events}
    assert then
    assert all(count <= told[iri] for iri, count in then.items())
    assert sum(then.values()) < sum(told[iri] for iri in then)


def test_a_filter_recolours_no_type(graph, sheet):
    assert narrowed(graph, types=["letter"]).types == sheet.types


def test_what_no_xml_holds_is_replaced_and_nothing_else():
    kept = "tab\tline\nreturn\r \u202e \U0001f600 é \ufffc"
    assert printable(kept) == kept
    assert printable("a\0b\x1bc\ud800d\uffff") == "a\ufffdb\ufffdc\ufffdd\ufffd"
