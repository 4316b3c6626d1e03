"""What is new since a generation: two batches, asked of the network, of its file, of frontiers and of an endpoint."""

import datetime as dt

import pytest
import reported_world

from kg.errors import UsageError
from kg.service import open_graph
from kg.service.frontier import FrontierGraph
from kg.service.newness import new_since
from kg.store import Arrivals, open_reader

COURIER, DIARY, DENIAL = reported_world.WORLD
ENDS = ("Petit", "Moussa Diallo")  # Petit and Otieno met, Otieno and Quispe met, Quispe wrote to Diallo


@pytest.fixture(scope="module")
def batches(tmp_path_factory):
    """The first article is one generation. The second brings a letter, and one that denies a meeting of the first."""
    folder = tmp_path_factory.mktemp("batches") / "store"
    reported_world.publish(folder, COURIER)
    reported_world.publish(folder, DIARY, DENIAL)
    return folder


def new(graph, since, **wishes):
    answer = graph.path(*ENDS, new_since=since, **wishes)
    return sorted(graph.terms.label(graph.network.facts[event].type) for event in answer.fresh)


def test_what_rests_on_articles_of_later_generations_alone_is_new(batches):
    graph = open_graph(batches)
    assert new(graph, "generation:1") == ["letter"]
    assert new(graph, "generation:0") == ["letter", "meeting", "meeting"]
    assert new(graph, "generation:2") == []


def test_a_new_article_makes_an_old_fact_no_news(batches):
    graph = open_graph(batches)
    digest = reported_world.WORLD[DENIAL].article.digest
    (meeting,) = (
        fact for fact in graph.network.facts.values() if digest in {report.article[-64:] for report in fact.reports}
    )
    answer = graph.path(*ENDS, new_since="generation:1")
    assert meeting.event in {fact.event for hop in answer.paths[0].hops for fact in hop.facts}
    assert meeting.event not in answer.fresh


def test_the_network_from_its_file_tells_the_same(batches):
    made = open_graph(batches)
    made.prepare()
    for since in ("generation:0", "generation:1", "generation:2", "2024-03-14"):
        assert new(open_graph(batches), since) == new(made, since)


def test_frontiers_of_a_store_tell_the_same(batches):
    graph = open_graph(batches)
    frontier = FrontierGraph(graph.reader)
    for since in ("generation:0", "generation:1", "generation:2", "2024-03-14"):
        assert frontier.path(*ENDS, new_since=since).fresh == graph.path(*ENDS, new_since=since).fresh


def test_it_marks_and_keeps_nothing_out(batches):
    graph = open_graph(batches)
    plain, marked = graph.path(*ENDS, count=3), graph.path(*ENDS, count=3, new_since="generation:1")
    assert (marked.paths, marked.removed) == (plain.paths, plain.removed)


def test_of_the_reports_that_count_alone(batches):
    graph = open_graph(batches)
    assert new(graph, "generation:1", outlets=["Lakeside Courier"], status="any") == []


def test_an_endpoint_has_no_register(batches):
    class Elsewhere:
        def __init__(self, reader):
            self.base, self.generation, self.select = reader.base, reader.generation, reader.select

    with pytest.raises(UsageError, match="endpoint does not tell since which generation") as caught:
        FrontierGraph(Elsewhere(open_reader(batches))).path(*ENDS, new_since="generation:1")
    assert "--new-since 2024-03-05" in caught.value.mend
    assert FrontierGraph(Elsewhere(open_reader(batches))).path(*ENDS, new_since="2024-03-14").fresh


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        ("2", "'2' is neither a day nor a generation", "Write generation:2 for that generation"),
        ("2018", "'2018' is neither a day nor a generation", "or a day as 2018-01-01"),
        ("20180501", "'20180501' is neither a day nor a generation", "Write generation:20180501 for that generation"),
        ("2018-05", "neither a day nor a generation", "generation:12"),
        ("last week", "neither a day nor a generation", "YYYY-MM-DD"),
        ("generation", "neither a day nor a generation", "generation:12"),
        ("Generation:1", "neither a day nor a generation", "generation:12"),
        ("generation:", "is no generation", "generation:12"),
        ("generation: 1", "is no generation", "generation:12"),
        ("generation:-1", "is no generation", "generation:12"),
        ("generation:1.5", "is no generation", "generation:12"),
        ("generation:²", "is no generation", "generation:12"),
        ("generation:" + "9" * 5000, "is no generation", "generation:12"),
        ("generation:3", "no generation 3 yet: the store is at generation 2", "up to 2"),
        ("generation:999999999999", "the store is at generation 2", "up to 2"),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_neither_or_not_there_yet_is_refused(batches, text, message, mend):
    with pytest.raises(UsageError, match=message) as caught:
        open_graph(batches).path(*ENDS, new_since=text)
    assert mend in caught.value.mend


def test_a_generation_older_than_the_store_remembers_is_refused(batches, monkeypatch):
    reader = open_reader(batches)
    monkeypatch.setattr(reader, "arrivals", Arrivals(2))
    with pytest.raises(UsageError, match="before generations of articles were kept, or restored") as caught:
        new_since(reader, "generation:1")
    assert "generation:2" in caught.value.mend
    assert new_since(reader, "generation:2").generation == 2


def test_python_takes_a_day_or_the_text_and_no_number(batches):
    graph = open_graph(batches)
    assert new(graph, dt.date(2024, 3, 14)) == new(graph, "2024-03-14") == ["letter"]
    with pytest.raises(UsageError, match="new_since is 1") as caught:
        graph.path(*ENDS, new_since=1)
    assert "generation:12" in caught.value.mend
