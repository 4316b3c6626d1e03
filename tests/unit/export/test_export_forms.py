"""Exports of the reported world."""

import json

import pyoxigraph as ox
import pytest
import rdflib
from reported_world import HOSTILE, LAYLA, QUOTATION

from kg.errors import UsageError
from kg.export import FORMATS, FolderForm
from kg.service import open_graph


def exported(graph, form):
    return b"".join(graph.export(form))


def test_turtle_is_the_default_graph_and_nothing_else(graph):
    turtle = rdflib.Graph().parse(data=exported(graph, "turtle").decode(), format="turtle")
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in graph.reader.quads(None))
    assert set(turtle) == set(rdflib.Graph().parse(data=lines, format="nt"))
    assert len(turtle) > 100


def test_turtle_shortens_what_it_can_and_has_one_block_a_subject(graph):
    text = exported(graph, "turtle").decode()
    subjects = [line for line in text.splitlines() if line.startswith("<")]
    assert len(subjects) == len(set(subjects)) == len({str(quad.subject) for quad in graph.reader.quads(None)})
    assert "    a dip:Event, dip:Meeting ;\n" in text


def test_nquads_are_every_quad_of_every_graph_in_order(graph):
    data = exported(graph, "nquads")
    lines = data.splitlines()
    assert lines == sorted(lines)
    quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    assert len(quads) == len(lines)
    assert set(quads) == {quad for name in (None, *graph.reader.graphs()) for quad in graph.reader.quads(name)}


def test_the_same_store_gives_the_same_bytes(graph, store):
    for name, form in FORMATS.items():
        if not isinstance(form, FolderForm):
            assert exported(graph, name) == exported(open_graph(store), name)


@pytest.fixture(scope="module")
def events(graph):
    return json.loads(exported(graph, "events"))


def one(events, kind, status="occurred"):
    (found,) = [event for event in events["events"] if (event["type"], event["status"]) == (kind, status)]
    return found


def test_events_are_persons_with_variants_and_events_with_sources(events):
    assert set(events) == {"persons", "events"}
    names = {person["name"]: person["variants"] for person in events["persons"]}
    assert names["Anna Petit"] == ["Petit"]
    assert {HOSTILE, LAYLA} <= set(names)
    for event in events["events"]:
        assert {"id", "type", "date", "status", "sources"} <= set(event)
        assert all(set(source) == {"file", "evidence"} and source["evidence"] for source in event["sources"])


def test_roles_go_by_their_keys_and_fillers_by_their_canonical_names(events):
    letter = one(events, "Letter")
    assert (letter["sender"], letter["recipient"], letter["carrier"]) == (
        ["Rosa Quispe"],
        ["Moussa Diallo"],
        ["Aïssatou Diallo"],
    )
    visit = one(events, "Visit")
    assert (visit["participants"], visit["place"], visit["date"]) == ([LAYLA], ["Paris"], "2024-03-15")
    statement = one(events, "Statement")
    assert (statement["speaker"], statement["quote"]) == (["Joseph Otieno"], [QUOTATION])
    assert one(events, "Meeting", "planned")["participants"] == ["Anna Petit", "Rosa Quispe"]


def test_an_undated_event_has_a_null_date_and_a_merged_one_all_its_sources(events):
    assert one(events, "Meeting", "possible")["date"] is None
    first = next(
        event
        for event in events["events"]
        if "Joseph Otieno" in event.get("participants", ()) and event["date"] == "2024-03-04"
    )
    assert [source["file"] for source in first["sources"]] == [
        "africa/nairobi-talks.txt",
        "andes/letter.txt",
        "denial.txt",
    ]


def test_an_unknown_form_names_those_there_are(graph):
    with pytest.raises(UsageError, match="turtle, nquads, events"):
        graph.export("parquet")
