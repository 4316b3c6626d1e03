"""What there is to see of one thing, on the reported world."""

import json

import pytest
from reported_world import HEADLINE, HOSTILE, LAYLA, QUOTATION, WORLD

from kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from kg.resources import data_folder
from kg.service import ArticleView, EntityView, EventView, open_graph, read
from kg.service.forms import path_form, view_form

FIRST = "Meeting of Anna Petit and Joseph Otieno, 2024-03-04"


def test_an_event_tells_status_date_roles_and_every_claim_with_its_sentence(graph):
    view = graph.show(FIRST)
    assert isinstance(view, EventView)
    assert (view.type, view.status, view.happened, view.dates, view.sources) == (
        "meeting",
        "occurred",
        True,
        ("2024-03-04",),
        3,
    )
    assert [(role.label, [link.label for link in role.fillers]) for role in view.roles] == [
        ("participant", ["Anna Petit", "Joseph Otieno"]),
        ("place", ["Nairobi"]),
    ]
    assert [(item.file, item.status, item.attribution) for item in view.evidence] == [
        ("africa/nairobi-talks.txt", "occurred", ""),
        ("andes/letter.txt", "occurred", ""),
        ("denial.txt", "denied", "A spokesman"),
    ]


def test_every_quote_stands_literally_at_its_offsets(graph):
    for thing in graph.names.things:
        if thing.kind == "Event":
            for item in graph.show(thing.iri).evidence:
                assert WORLD[item.file].article.text[item.start : item.end] == item.quote


def test_a_disagreement_is_a_fact_of_the_event(graph):
    assert graph.show(FIRST).disagrees_on == ("status",)
    assert graph.show("Meeting of Anna Petit and Rosa Quispe, 2024-05").disagrees_on == ()


def test_why_tells_for_each_article_that_joined_what_made_it_one_event(graph):
    assert graph.show(FIRST).why == ()
    why = graph.show(FIRST, why=True).why
    assert len(why) == 2
    assert all("both name Anna Petit and Joseph Otieno" in reason for reason in why)


def test_near_events_are_told_with_what_keeps_them_apart(graph):
    view = graph.show("Meeting of Anna Petit and Rosa Quispe, 2024-05", why=True)
    assert view.why == ()
    assert all(": " in line for line in view.why_not)


def test_a_literal_filler_is_shown_as_words_and_a_concept_by_its_label(graph):
    statement = graph.show("Statement of Joseph Otieno")
    (words,) = [link for role in statement.roles for link in role.fillers if link.label == QUOTATION]
    assert words.iri == ""
    sanction = next(thing for thing in graph.names.things if thing.name.startswith("Sanction of"))
    fillers = {role.label: [link.label for link in role.fillers] for role in graph.show(sanction.iri).roles}
    assert fillers == {"imposer": ["Norway"], "target": [HOSTILE], "measure action": ["imposed"]}


def test_a_person_tells_positions_events_counterparts_and_articles(graph):
    view = graph.show("Quispe")
    assert isinstance(view, EntityView)
    assert (view.label, view.aliases, [link.label for link in view.belongs]) == ("Rosa Quispe", ("Quispe",), ["Peru"])
    (position,) = view.positions
    assert (position.title, position.organization.label, position.former) == ("deputy minister", "Peru", True)
    assert "deputy minister of Peru" in " ".join(position.evidence[0].quote.split())
    assert [(line.dates, line.status, line.role) for line in view.events] == [
        (("2024-03-11",), "occurred", "participant"),
        (("2024-03-18",), "occurred", "sender"),
        (("2024-05",), "planned", "participant"),
    ]
    assert [(link.label, count) for link, count in view.counterparts] == [
        ("Aïssatou Diallo", 1),
        ("Joseph Otieno", 1),
        ("Moussa Diallo", 1),
    ]
    assert {link.label for link, _ in view.mentions} == {HEADLINE, "Petit and Otieno meet in Nairobi"}


def test_events_without_a_date_come_last(graph):
    assert [line.dates for line in graph.show(LAYLA).events] == [("2024-03-15",), ()]


def test_a_place_lies_in_its_country_and_lists_what_took_place_there(graph):
    view = graph.show("Lima")
    assert [link.label for link in view.belongs] == ["Peru"]
    assert [line.event.label for line in view.events] == ["Meeting of Joseph Otieno and Rosa Quispe, 2024-03-11"]


def test_an_article_tells_its_metadata_persons_and_events_in_order_of_offset(graph):
    view = graph.show("andes/letter.txt")
    assert isinstance(view, ArticleView)
    assert (view.headline, view.outlet, view.published, view.author) == (
        HEADLINE,
        "Diario <b>del</b> Lago",
        "2024-03-20",
        "R. Mamani",
    )
    starts = [items[0].start for _, items in view.events]
    assert starts == sorted(starts)
    assert len(starts) == 6
    assert all(item.file == "andes/letter.txt" for _, items in view.events for item in items)
    assert LAYLA in [link.label for link in view.persons]


@pytest.mark.parametrize("name", ["denial.txt", WORLD["denial.txt"].article.digest])
def test_an_article_is_found_by_file_and_digest(graph, name):
    assert graph.show(name).file == "denial.txt"


def test_a_shared_surname_gives_the_choices_and_no_events_made_of_it(graph):
    with pytest.raises(AmbiguousNameError) as told:
        graph.show("Diallo")
    assert told.value.choices == ("Aïssatou Diallo", "Moussa Diallo")


def test_a_surname_that_one_person_bears_means_the_person_not_the_events_called_after_them(graph):
    assert graph.find("Petit").name == "Anna Petit"


def test_a_path_is_asked_by_parts_of_names_and_answered_with_sentences(graph):
    form = path_form(graph, graph.path("petit", "quispe"))
    assert [path["persons"] for path in form["paths"]] == [["Anna Petit", "Joseph Otieno", "Rosa Quispe"]]
    assert [event["status"] for event in form["left_out"]] == ["planned"]
    assert form["with_any_status"]["persons"] == ["Anna Petit", "Rosa Quispe"]
    assert all(event["evidence"] for path in form["paths"] for hop in path["hops"] for event in hop["events"])


def test_a_path_from_a_person_to_themselves_is_a_wrong_question(graph):
    with pytest.raises(UsageError, match="both Anna Petit"):
        graph.path("Petit", "Anna Petit")


def test_a_path_to_a_place_is_a_wrong_question(graph):
    with pytest.raises(UsageError, match="Nairobi is a place, not a person"):
        graph.path("Petit", "Nairobi")


def test_organizations_and_states_are_persons_nowhere(graph):
    for wishes in ({"through": ["Kenya"]}, {"any_of": ["Kenya"]}, {"avoid": ["Kenya"]}):
        with pytest.raises(UsageError, match="Kenya is a country, not a person"):
            graph.path("Petit", "Quispe", **wishes)
    with pytest.raises(UsageError, match="Kenya is a country"):
        graph.ego("Kenya")
    with pytest.raises(UsageError, match="Kenya is a country"):
        graph.timeline("Petit", "Kenya")


@pytest.mark.parametrize("day", ["2024-13-01", "March", "2024"])
def test_a_wrong_day_is_told_with_an_example(graph, day):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        graph.path("Petit", "Quispe", since=day)


@pytest.mark.parametrize("name", [FIRST, "Petit", "denial.txt"])
def test_a_view_is_json_throughout(graph, name):
    form = view_form(graph.show(name))
    assert json.loads(json.dumps(form))["label" if form["view"] != "article" else "file"]


def test_an_entity_is_never_asked_for_by_an_events_label(graph):
    with pytest.raises(UnknownNameError) as told:
        graph.query("meetings", {"person": [FIRST]})
    assert all(graph.find(name).kind == "Person" for name in told.value.nearest)


def test_why_of_a_store_built_with_another_ontology_is_refused_and_says_what_to_do(store, tmp_path):
    further = tmp_path / "further.ttl"
    further.write_text(
        (data_folder("ontology") / "events" / "phone-call.ttl").read_text().replace("PhoneCall", "RadioCall")
    )
    graph = open_graph(store, ontology=[tmp_path])
    assert graph.show(FIRST).label == FIRST
    with pytest.raises(UsageError, match=r"read with another ontology than the one given now\. Give the --ontology"):
        graph.show(FIRST, why=True)


@pytest.mark.parametrize("page", [1, 2, 3, 7])
def test_everything_that_has_a_name_is_the_same_however_many_rows_are_read_at_a_time(graph, monkeypatch, page):
    whole = graph.views.things()
    asked = []
    rows = read.select_rows
    monkeypatch.setattr(read, "_PAGE", page)
    monkeypatch.setattr(read, "select_rows", lambda *given: asked.append(1) or rows(*given))
    parts = graph.views.things()
    named = {thing.iri: thing for thing in parts}
    assert [thing.iri for thing in parts] == [thing.iri for thing in whole]
    assert len(asked) > len(whole) // page
    if page >= 3:  # as many as one of them has aliases, and one
        assert parts == whole
    assert all(set(named[thing.iri].aliases) <= set(thing.aliases) for thing in whole)
