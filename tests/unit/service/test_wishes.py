"""What people ask of paths, in their words, on the reported world."""

import pytest

from kg.errors import UnknownNameError, UsageError
from kg.service.forms import path_form
from kg.service.wishes import places_told


def persons(graph, answer):
    return [[graph.label(person) for person in path.persons] for path in answer.paths]


@pytest.mark.parametrize(
    "wishes",
    [
        {"types": ["meeting"]},
        {"sources": 3},
        {"known_by": "2024-12-31"},
        {"concerning": ["Nairobi"]},
        {"concerning": ["Kenya"]},
        {"order": "forward", "gap": 30},
        {"hubs": 50},
        {"mode": "shortest", "count": 9},
        {"longest": 1},
    ],
    ids=str,
)
def test_a_direct_meeting_meets_these_wishes(graph, wishes):
    assert persons(graph, graph.path("Anna Petit", "Joseph Otieno", **wishes))[0] == ["Anna Petit", "Joseph Otieno"]


@pytest.mark.parametrize(
    ("wishes", "criterion"),
    [
        ({"not_types": ["meeting"]}, "barred_types"),
        ({"types": ["letter"]}, "types"),
        ({"sources": 4}, "sources"),
        ({"known_by": "2024-01-01"}, "known_by"),
        ({"barring": ["Nairobi"]}, "barring"),
        ({"concerning": ["Oslo"]}, "concerning"),
        ({"barring": ["Kenya"]}, "barring"),
    ],
    ids=str,
)
def test_a_wish_that_keeps_it_out_is_named(graph, wishes, criterion):
    answer = graph.path("Anna Petit", "Joseph Otieno", longest=1, **wishes)
    assert answer.paths == ()
    assert criterion in [one.left_out for one in answer.relaxed]
    assert dict(answer.removed)[criterion] >= 1


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({"sources": -1}, "sources is -1"),
        ({"count": 0}, "count is 0"),
        ({"hubs": 0}, "hubs is 0"),
        ({"gap": 3}, "needs their order"),
        ({"known_by": "soon"}, "is not a day"),
        ({"outlets": ["No Such Paper"]}, "no article is of"),
        ({"types": ["party"]}, "party"),
    ],
    ids=str,
)
def test_a_wish_that_cannot_be_is_refused(graph, wishes, told):
    with pytest.raises(UsageError, match=told):
        graph.path("Anna Petit", "Joseph Otieno", **wishes)


def test_names_in_wishes_are_looked_up(graph):
    with pytest.raises(UnknownNameError):
        graph.path("Anna Petit", "Joseph Otieno", avoid=["Nobody Atall"])


def test_from_any_of_several(graph):
    answer = graph.path(["Rosa Quispe", "Anna Petit"], "Joseph Otieno")
    assert persons(graph, answer) == [["Anna Petit", "Joseph Otieno"]]
    assert answer.source == graph.find("Rosa Quispe").iri


def test_a_person_at_both_ends_alone_is_refused(graph):
    with pytest.raises(UsageError, match="are both Anna Petit"):
        graph.path(["Anna Petit"], ["Petit"])


def test_outlets_are_told_apart_whatever_their_case(graph):
    outlets = {report.outlet for fact in graph.network.facts.values() for report in fact.reports}
    one = min(filter(None, outlets))
    assert graph.path("Anna Petit", "Joseph Otieno", outlets=[one.upper()]).question.wanted.outlets == {one}


def test_several_persons_are_connected_by_a_small_network(graph):
    found = graph.connect(["Anna Petit", "Joseph Otieno", "Anna Petit"])
    assert [graph.label(person) for person in found.persons] == ["Anna Petit", "Joseph Otieno"]
    assert [(graph.label(hop.one), graph.label(hop.other)) for hop in found.hops] == [("Anna Petit", "Joseph Otieno")]


def test_those_whom_only_a_plan_connects_are_apart_until_plans_count(graph):
    assert len(graph.connect(["Anna Petit", "Rosa Quispe"], barring=["Nairobi"]).groups) == 2
    assert len(graph.connect(["Anna Petit", "Rosa Quispe"], status="any").groups) == 1


@pytest.mark.parametrize("names", [["Anna Petit"], ["Anna Petit", "Petit"], []], ids=str)
def test_fewer_than_two_persons_are_not_connected(graph, names):
    with pytest.raises(UsageError, match="named"):
        graph.connect(names)


def test_what_lies_in_a_country_is_in_it_for_paths_measures_and_exports(graph):
    city, country = ({"concerning": [name]} for name in ("Nairobi", "Kenya"))
    assert graph.path("Anna Petit", "Joseph Otieno", **country).paths[0].hops[0].facts[0].places == ("Nairobi",)
    persons = {row[1] for row in graph.rank(**city).table().rows}
    assert persons <= {row[1] for row in graph.rank(**country).table().rows}
    assert b"Joseph Otieno" in b"".join(graph.export("gexf", **country))


def test_it_is_told_what_counts_as_a_country(graph):
    assert places_told(graph, ["Kenya"]) == "Kenya and 1 place in it"
    assert places_told(graph, ["Nairobi"]) == ""


def test_whoever_is_named_at_both_ends_is_told(graph):
    form = path_form(graph, graph.path(["Rosa Quispe", "Anna Petit"], ["Joseph Otieno", "Anna Petit"]))
    assert form["at_both_ends"] == ["Anna Petit"]


def test_organizations_are_offered_where_persons_connect_nobody(graph):
    answer = graph.path("Petit", "Quispe", types=["letter"])
    tied = graph.path("Petit", "Quispe", types=["letter"], ties=True)
    assert not answer.paths
    assert [one.path for one in answer.relaxed if one.left_out == "ties"] == list(tied.paths)
