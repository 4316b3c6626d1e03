"""Paths over what is never read whole, told as by a store; and over an engine whose default graph is all graphs."""

import pytest

from kg.service.forms import expansion_lines, path_form
from kg.service.frontier import FrontierGraph
from kg.store import Solutions
from kg.vocabulary import PREFIXES


class Union:
    """A reader of a store as other engines serve it: the default graph is the union of all graphs."""

    def __init__(self, reader):
        self.base, self.generation, self._store = reader.base, reader.generation, reader._open()

    def select(self, query):
        """See ``Reader``."""
        found = self._store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        names = [variable.value for variable in found.variables]
        return Solutions(tuple(names), [tuple(row[name] for name in names) for row in found])


def told(graph, **wishes):
    form = path_form(graph, graph.path("Petit", "Moussa Diallo", **wishes))
    return {name: value for name, value in form.items() if name not in ("frontier", "kept_out", "too_many_contacts")}


@pytest.mark.parametrize(
    "wishes",
    [
        {},
        {"status": "any", "count": 3},
        {"ties": True},
        {"concerning": ["Lima"]},
        {"known_by": "2024-03-19"},
        {"hubs": 2},
    ],
    ids=str,
)
def test_where_the_default_graph_is_all_graphs_the_answer_is_the_same(graph, wishes):
    assert told(FrontierGraph(Union(graph.reader)), **wishes) == told(graph, **wishes)


def test_an_answer_of_the_whole_network_says_nothing_of_frontiers(graph):
    answer = graph.path("Petit", "Moussa Diallo")
    assert expansion_lines(graph, answer) == []
    assert path_form(graph, answer)["frontier"] is None


def test_contacts_are_those_of_the_network(graph):
    frontier = FrontierGraph(graph.reader)
    for person in graph.network.names:
        assert frontier.contacts(person) == graph.contacts(person)
        assert frontier.label(person) == graph.label(person)


def test_outlets_are_those_of_the_articles(graph):
    assert FrontierGraph(graph.reader).outlets() >= graph.outlets()
