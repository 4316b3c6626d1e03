"""What people ask of paths, in their words, on the reported world."""

import pytest

from kg.errors import UnknownNameError, UsageError
from kg.service.forms import path_form, reservations
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


def events(graph, answer):
    return {fact.event for path in answer.paths for hop in path.hops for fact in hop.facts}


@pytest.mark.parametrize(
    "wishes",
    [
        {"through_places": ["Nairobi"]},
        {"through_places": "Kenya"},
        {"any_of_places": ["Oslo", "Kenya"]},
        {"through_types": ["meeting"], "through_places": ["Kenya"], "order": "forward"},
        {"any_of_types": ["letter", "meeting"]},
    ],
    ids=str,
)
def test_a_path_that_has_such_an_event_is_told_with_all_its_events(graph, wishes):
    plain = graph.path("Anna Petit", "Rosa Quispe")
    found = graph.path("Anna Petit", "Rosa Quispe", **wishes)
    assert persons(graph, found) == persons(graph, plain) == [["Anna Petit", "Joseph Otieno", "Rosa Quispe"]]
    assert events(graph, found) == events(graph, plain) or "order" in wishes


@pytest.mark.parametrize(
    ("wishes", "criterion"),
    [
        ({"through_places": ["Nairobi", "Oslo"]}, "through_places"),
        ({"any_of_places": ["Oslo"]}, "any_of_places"),
        ({"through_types": ["meeting", "sanction"]}, "through_types"),
        ({"any_of_types": ["sanction"]}, "any_of_types"),
    ],
    ids=str,
)
def test_where_no_path_has_such_an_event_that_is_named_as_what_is_in_the_way(graph, wishes, criterion):
    answer = graph.path("Anna Petit", "Rosa Quispe", **wishes)
    assert answer.paths == ()
    assert criterion in [one.left_out for one in answer.relaxed]
    assert {one.left_out for one in answer.relaxed} <= {criterion, "statuses"}  # a meeting in Oslo is planned


@pytest.mark.parametrize("wish", ["through_places", "any_of_places", "concerning", "barring"])
def test_who_names_a_person_for_a_place_is_told_so_and_how_persons_are_named(graph, wish):
    with pytest.raises(UsageError, match="'Quispe' is a person, Rosa Quispe: not a place") as caught:
        graph.path("Petit", "Otieno", **{wish: ["Quispe"]})
    assert "--through" in caught.value.mend


def test_sentences_of_reports_that_do_not_count_are_not_told(graph):
    def files(**wishes):
        form = path_form(graph, graph.path("Petit", "Otieno", **wishes))
        hop = form["paths"][0]["hops"][0]
        return sorted({item["file"] for event in hop["events"] for item in event["evidence"]})

    assert files() == ["africa/nairobi-talks.txt", "andes/letter.txt", "denial.txt"]
    assert files(known_by="2024-03-14") == files(outlets="Lakeside Courier") == ["africa/nairobi-talks.txt"]


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({"known_by": "2024-03-14", "through_places": "Nairobi"}, ["The places of events are as known today"]),
        ({"outlets": "Lakeside Courier", "since": "2024-01-01"}, ["The dates of events are as known today"]),
        ({"known_by": "2024-03-14"}, []),
        ({"through_places": "Nairobi"}, []),
    ],
    ids=str,
)
def test_places_and_dates_of_what_was_reported_then_are_told_to_be_of_today(graph, wishes, told):
    found = reservations(graph.path("Petit", "Otieno", **wishes).question)
    assert [line.partition(" from all")[0] for line in found] == told


def test_more_than_eight_things_at_once_are_refused_and_one_of_several_counts_once(graph):
    types = sorted(graph.terms.types.values())
    places = ["Nairobi", "Kenya", "Lima", "Oslo"]
    graph.path("Anna Petit", "Rosa Quispe", any_of_types=types, through_places=places)
    with pytest.raises(UsageError, match="10 places and types are asked for at once") as caught:
        graph.path("Anna Petit", "Rosa Quispe", through_types=types[:6], through_places=places)
    assert "8 at most" in caught.value.mend


@pytest.mark.parametrize(
    ("given", "meant"),
    [("through_place", "through_places"), ("any_of_type", "any_of_types"), ("through-place", "through_places")],
)
def test_what_the_commands_call_it_is_understood_as_a_slip(graph, given, meant):
    with pytest.raises(UsageError) as caught:
        graph.path("Anna Petit", "Rosa Quispe", **{given: ["Kenya"]})
    assert meant in caught.value.mend


def test_nobody_busy_connects_persons_where_that_is_asked(graph):
    names = ["Petit", "Quispe"]
    assert [graph.label(one) for one in graph.connect(names).between] == ["Joseph Otieno"]
    found = graph.connect(names, hubs=1)
    assert found.groups == tuple((person,) for person in found.persons)
    assert "hubs" in found.without
    assert dict(found.removed)["hubs"] >= 1


@pytest.mark.parametrize("wish", ["order", "through", "through_places", "count"])
def test_what_is_of_paths_alone_is_no_wish_of_a_connection(graph, wish):
    with pytest.raises(UsageError, match=f"called '{wish}'"):
        graph.connect(["Petit", "Quispe"], **{wish: "forward"})


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
