"""Network analysis over a store, by names and keys as people type them."""

import inspect

import pytest
from made_networks import by_person, column

from kg.analysis import weights
from kg.analysis.rank import MEASURES
from kg.cli import network as commands
from kg.errors import AmbiguousNameError, EmptyNetworkError, UnknownNameError, UsageError
from kg.service import measures


def test_occurred_events_alone_count_unless_another_status_is_asked_for(graph):
    assert by_person(graph.rank("degree").table(), "degree", key="person") == {
        "Joseph Otieno": 2, "Aïssatou Diallo": 2, "Moussa Diallo": 2, "Rosa Quispe": 3, "Anna Petit": 1,
    }  # fmt: skip
    assert by_person(graph.rank("degree", status="any").table(), "degree", key="person")["Anna Petit"] == 2


def test_each_row_of_a_rank_names_a_person_of_the_store(graph):
    for row in graph.rank("pagerank").table().records():
        assert graph.find(row["id"]).name == row["person"]


def test_types_are_named_by_key_or_label(graph):
    letters = graph.rank(types=["letter"]).table()
    assert set(column(letters, "person")) == {"Rosa Quispe", "Moussa Diallo", "Aïssatou Diallo"}
    assert graph.rank(types=["Letter"]).table() == letters


def test_windows_are_edtf_and_their_ends_lie_within(graph):
    result = graph.compare("2024-03-04", "2024-03-11/2024-03-18")
    assert next((row["change"], row["one"], row["other"]) for row in result.table("ties").records()) == (
        "new", "Joseph Otieno", "Rosa Quispe",
    )  # fmt: skip
    assert ("lost", "Anna Petit", "Joseph Otieno") in [row[:3] for row in result.table("ties").rows]


def test_a_timeline_holds_every_status_with_its_label(graph):
    result = graph.timeline("Petit", "Quispe")
    assert [(row["date"], row["status"], row["type"]) for row in result.table().records()] == [
        ("2024-05", "planned", "meeting")
    ]
    assert graph.timeline("Petit", "Quispe", status="occurred").table().rows == ()


def test_the_surroundings_of_a_person_are_asked_for_by_name(graph):
    assert set(column(graph.ego("Petit").table(), "person")) == {"Joseph Otieno"}
    assert set(column(graph.ego("Petit", radius=2).table(), "person")) == {"Joseph Otieno", "Rosa Quispe"}


def test_groups_and_bridges_are_of_the_events_that_count(graph):
    assert column(graph.bridges().table(), "person") == ["Rosa Quispe", "Joseph Otieno"]
    assert sum(column(graph.communities().table(), "persons")) == 5


WRONG = [
    (lambda graph: graph.rank("degree", samples=9), UsageError, "samples does nothing for degree"),
    (lambda graph: graph.compare("2023", "2024", seed=7), UsageError, "seed does nothing for strength"),
    (lambda graph: graph.rank("fame"), UsageError, "there is no measure 'fame'"),
    (lambda graph: graph.rank(status="happened"), UsageError, "there is no status 'happened'"),
    (lambda graph: graph.rank(types=["duel"]), UsageError, "there is no type of event 'duel'"),
    (lambda graph: graph.rank(since="spring"), UsageError, "'spring' is not a day"),
    (lambda graph: graph.rank(since="2024-02-01", until="2024-01-01"), UsageError, "later than until"),
    (lambda graph: graph.rank(cap=1), UsageError, "a cap of 1 persons"),
    (lambda graph: graph.rank(since="2031-01-01"), EmptyNetworkError, "no event passes"),
    (lambda graph: graph.compare("2024", "later"), UsageError, "'later' is no window of time"),
    (lambda graph: graph.compare("2024", "1999"), EmptyNetworkError, "1999: no event passes"),
    (lambda graph: graph.ego("Nobody Known"), UnknownNameError, "nothing in the store is called"),
    (lambda graph: graph.ego("Diallo"), AmbiguousNameError, "may be"),
    (lambda graph: graph.timeline("Petit", "Anna Petit"), UsageError, "are both Anna Petit"),
]


@pytest.mark.parametrize(("ask", "kind", "words"), WRONG)
def test_what_cannot_be_answered_is_an_error_with_a_mend(graph, ask, kind, words):
    with pytest.raises(kind) as caught:
        ask(graph)
    assert words in str(caught.value)
    assert caught.value.mend or kind is UnknownNameError


def test_the_command_line_and_the_service_know_the_measures_and_the_cap_there_are():
    assert tuple(MEASURES) == commands.MEASURES
    assert measures.CAP == weights.CAP
    (cap,) = [option for option in commands.rank.params if option.name == "cap"]
    assert cap.default == weights.CAP


@pytest.mark.parametrize("name", ["rank", "communities", "bridges", "compare", "ego", "timeline"])
def test_every_measure_of_a_graph_is_described(name):
    assert "choice: which events count" in inspect.getdoc(getattr(measures.Measures, name))
