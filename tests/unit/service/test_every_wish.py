"""Each wish changes what each question over the network answers, or is refused: none is passed over in silence."""

from dataclasses import replace
from pathlib import Path

import pytest
from reported_world import STAGES, Paper

from kg.errors import EmptyNetworkError, UsageError
from kg.pipeline import build
from kg.service import open_graph
from kg.service.measures import Choice
from kg.service.wishes import FactWishes, PathWishes
from kg.settings import Settings

PEOPLE = ("Anna Petit", "Joseph Otieno", "Rosa Quispe", "Moussa Diallo")
PAIRS = (("Anna Petit", "Joseph Otieno"), ("Rosa Quispe", "Moussa Diallo"))


def paper(file, outlet, published):
    found = Paper(file, outlet=outlet, published=published)
    for person in PEOPLE:
        found.person(person)
    return found


def meetings(found, verb):
    """What both outlets report in March: each pair in Nairobi, and three together."""
    for one, other in PAIRS:
        found.event(
            "Meeting", f"{one} {verb} {other} in Nairobi, Kenya, on 4 March 2024.", trigger=verb, date="2024-03-04",
            when="on 4 March 2024", participant=[one, other], place=["Nairobi"],
        )  # fmt: skip
    found.event(
        "Meeting", f"In Paris on 9 March 2024 Joseph Otieno {verb} Anna Petit and Rosa Quispe in the Bristol hotel.",
        trigger=verb, date="2024-03-09", when="on 9 March 2024",
        participant=["Joseph Otieno", "Anna Petit", "Rosa Quispe"], place=["Paris"],
    )  # fmt: skip
    return found


def later():
    """What one outlet reports in July: a letter between each pair, in June, and a plan."""
    found = paper("later.txt", "Lakeside Courier", "2024-07-01")
    for one, other in PAIRS:
        found.event(
            "Letter", f"On 18 June 2024 {one} wrote {other} a letter.", trigger="letter", date="2024-06-18",
            when="On 18 June 2024", sender=[one], recipient=[other],
        )  # fmt: skip
        found.event(
            "Meeting", f"{one} plans to meet {other} in Oslo in December 2024.", trigger="meet", status="planned",
            date="2024-12", when="in December 2024", participant=[one, other], place=["Oslo"],
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    papers = (
        meetings(paper("courier.txt", "Lakeside Courier", "2024-03-13"), "met"),
        meetings(paper("gazette.txt", "Hill Gazette", "2024-03-14"), "saw"),
        later(),
    )
    told = {one.article.file: one for one in (paper.extraction() for paper in papers)}
    stages = replace(
        STAGES,
        read_sources=lambda paths: (told[path.name].article for path in sorted(paths)),
        make_extract=lambda *_: lambda articles: (told[article.file] for article in articles),
    )
    store = tmp_path_factory.mktemp("wishes") / "store"
    build([Path(name) for name in told], Settings(store=store), stages=stages)
    return open_graph(store)


WISHES = {
    "status": "any",
    "since": "2024-05-01",
    "until": "2024-05-01",
    "types": ["letter"],
    "not_types": ["letter"],
    "sources": 2,
    "outlets": ["Hill Gazette"],
    "known_by": "2024-04-01",
    "concerning": ["Nairobi"],
    "barring": ["Nairobi"],
    "cap": 2,
}
ANNA, JOSEPH = PAIRS[0]


QUESTIONS = {
    "rank": lambda graph, **wishes: graph.rank("strength", **wishes).tables,
    "communities": lambda graph, **wishes: graph.communities(**wishes).tables,
    "bridges": lambda graph, **wishes: graph.bridges(**wishes).tables,
    "compare": lambda graph, **wishes: graph.compare("2024-01/2024-04", "2024-05/2024-12", **wishes).tables,
    "ego": lambda graph, **wishes: graph.ego(ANNA, **wishes).tables,
    "timeline": lambda graph, **wishes: graph.timeline(ANNA, JOSEPH, **wishes).tables,
    "path": lambda graph, **wishes: graph.path(ANNA, JOSEPH, **wishes).paths,
    "connect": lambda graph, **wishes: graph.connect([ANNA, JOSEPH], **wishes).hops,
    "export": lambda graph, **wishes: b"".join(graph.export("cytoscape", measures=["strength"], **wishes)),
}
REFUSED = {
    ("compare", "since"): "two windows of its own",
    ("compare", "until"): "two windows of its own",
    ("path", "cap"): "nothing to wish for called 'cap'",
    ("connect", "cap"): "nothing to wish for called 'cap'",
    ("export", "cap"): "nothing to wish for called 'cap'",
}
EVERY = {"timeline", "export"}
"""Questions over events of every status, unless one is wished for."""


def outcome(ask, graph, wishes):
    """What is answered, or that nothing is left."""
    try:
        return ask(graph, **wishes)
    except EmptyNetworkError as error:
        return error.message


def test_every_wish_there_is_is_tried():
    assert set(WISHES) == set(Choice.__annotations__) == {*FactWishes.__annotations__, "cap"}


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_wish_changes_the_answer_or_is_refused(world, question, wish):
    ask = QUESTIONS[question]
    if (question, wish) in REFUSED:
        with pytest.raises(UsageError, match=REFUSED[question, wish]) as caught:
            ask(world, **{wish: WISHES[wish]})
        assert caught.value.mend
        return
    value = "occurred" if wish == "status" and question in EVERY else WISHES[wish]
    plain = outcome(ask, world, {})
    assert plain
    assert outcome(ask, world, {wish: value}) != plain


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_wish_that_nobody_knows_is_refused_and_the_one_meant_is_named(world, question):
    with pytest.raises(UsageError, match="called 'outlet'") as caught:
        QUESTIONS[question](world, outlet=["Hill Gazette"])
    assert "outlets" in caught.value.mend


def test_paths_have_their_own_wishes_beside_those_of_facts():
    assert set(FactWishes.__annotations__) < set(PathWishes.__annotations__)


def test_facts_are_told_as_the_reports_that_count_tell_them(world):
    (row,) = world.timeline(ANNA, JOSEPH, outlets=["Hill Gazette"], barring=["Paris"]).table().records()
    assert (row["date"], row["sources"]) == ("2024-03-04", 1)
    assert world.timeline(ANNA, JOSEPH, until="2024-03-05").table().records()[0]["sources"] == 2
