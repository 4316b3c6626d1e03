"""Pictures and pages of a store: who is shown, with which sentences, and what is told of the rest."""

import json
import re

import pytest

from kg.analysis.network import Fact, Network
from kg.errors import UsageError
from kg.export.sheet import Node
from kg.service import charting
from kg.service.charting import MOST_SHOWN, _told_apart
from kg.vocabulary import Dip


def page(graph, **wishes):
    return b"".join(graph.export("html", **wishes)).decode()


def persons(text):
    return {person["n"] for person in json.loads(re.search(r'id="data">(.*?)</script>', text)[1])["persons"]}


def test_a_page_holds_the_sentences_of_every_tie_with_outlet_and_day(graph):
    text = page(graph)
    assert "Anna Petit, envoy of France, met Joseph Otieno in Nairobi, Kenya, on 4 March 2024." in text
    assert "<bdi>Lakeside Courier</bdi>, 2024-03-13" in text
    assert "says denied, according to <bdi>A spokesman</bdi>" in text


def test_sentences_of_events_that_are_not_shown_and_texts_of_articles_do_not_travel(graph):
    text = page(graph, types=["Letter"])
    assert "which Aïssatou Diallo delivered" in text
    assert "Nairobi" not in text
    assert "imposed sanctions" not in page(graph)


def test_a_number_of_persons_is_kept_and_the_rest_is_told(graph):
    text = page(graph, top=2)
    assert len(persons(text)) == 2
    assert re.search(r"The 2 persons with the most contacts, of \d", text)


def test_a_page_of_too_many_events_shows_fewer_persons_and_tells_so(graph, monkeypatch):
    whole = json.loads(re.search(r'id="data">(.*?)</script>', page(graph))[1])
    monkeypatch.setattr(charting, "MOST_EVENTS", len(whole["facts"]) - 1)
    text = page(graph)
    shown = json.loads(re.search(r'id="data">(.*?)</script>', text)[1])
    assert 0 < len(shown["facts"]) < len(whole["facts"])
    assert f"The {len(shown['persons'])} persons with the most contacts, of {len(whole['persons'])}" in text
    assert b"".join(graph.export("svg")).count(b"<circle") >= len(whole["persons"])  # a picture holds none


def test_filters_choose_and_are_told(graph):
    text = page(graph, status="planned", since="2024-05-01")
    assert persons(text) == {"Anna Petit", "Rosa Quispe"}
    assert "Only events with status planned; a day not before 2024-05-01." in text


def test_what_was_known_on_a_day_holds_only_sentences_of_then(graph):
    then, now = page(graph, known_by="2024-03-13"), page(graph)
    assert "A spokesman denied" in now
    assert "A spokesman denied" not in then
    assert "Anna Petit saw Joseph Otieno" not in then


def test_an_outlet_alone_is_told_by_its_own_sentences(graph):
    text = page(graph, outlets=["lakeside courier"])
    assert "Anna Petit, envoy of France, met" in text
    assert "Anna Petit saw" not in text
    assert "reports of lakeside courier" in text


def test_evidence_is_asked_for_in_few_queries(graph, monkeypatch):
    asked = []
    select = graph.reader.select
    monkeypatch.setattr(graph.reader, "select", lambda query: asked.append(query) or select(query), raising=False)
    page(graph)
    assert len(asked) <= 2


@pytest.mark.parametrize("form", ["html", "svg", "png"])
@pytest.mark.parametrize("top", [0, -1, MOST_SHOWN + 1])
def test_a_number_of_persons_that_cannot_be_is_refused(graph, form, top):
    with pytest.raises(UsageError, match="Give a number from 1 to 2,000"):
        b"".join(graph.export(form, top=top))


def test_other_forms_take_no_number_of_persons(graph):
    with pytest.raises(UsageError, match=r"an export as gexf holds everybody\. html, svg, png take a number"):
        graph.export("gexf", top=5)


@pytest.mark.parametrize("form", ["html", "svg", "png"])
def test_the_same_store_gives_the_same_bytes(graph, form):
    assert b"".join(graph.export(form)) == b"".join(graph.export(form))


def test_a_page_is_small_beside_what_it_holds(graph):
    assert len(page(graph)) < 100_000


def test_who_bear_one_name_are_told_apart_by_office_or_by_the_end_of_the_iri():
    iris = [f"https://example.org/id/person/ada-ng-{number}" for number in range(4)]
    nodes = [Node(iri, f"person-ada-ng-{number}", "Ada Ng", "person", {}) for number, iri in enumerate(iris)]
    nodes.append(Node("https://example.org/id/person/bo", "person-bo", "Bo Li", "person", {}))
    offices = [("envoy, Oslo", iris[0]), ("minister, Lima", iris[1]), ("minister, Lima", iris[2])]
    ties = {
        f"o{number}": Fact(f"o{number}", Dip.Position, label, "", (), "", "", (), (person,), 1)
        for number, (label, person) in enumerate(offices)
    }
    found = [node.label for node in _told_apart(nodes, Network(None, {}, {}, ties))]
    assert found == ["Ada Ng (envoy, Oslo)", "Ada Ng (ada-ng-1)", "Ada Ng (ada-ng-2)", "Ada Ng (ada-ng-3)", "Bo Li"]
