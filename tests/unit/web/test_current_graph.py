"""Which generation a request is given, whatever is written meanwhile; no process, no store."""

from types import SimpleNamespace

import pytest

from kg.serving.starting import Seen
from kg.web import state
from kg.web.state import CurrentGraph


def seen(number):
    return Seen((number, number), number, number, "https://example.org/")


class Pool:
    """Tells what it is told to tell, and the last of it from then on."""

    def __init__(self, *numbers):
        self._told = [seen(number) for number in numbers]

    def newest(self):
        """What the pointer says."""
        return self._told.pop(0) if len(self._told) > 1 else self._told[0]

    def generation(self):
        """Its number."""
        return self.newest().generation


@pytest.fixture
def current(monkeypatch):
    def over(*numbers):
        monkeypatch.setattr(state, "RemoteReader", lambda _pool, _store, read: read)
        monkeypatch.setattr(state, "KnowledgeGraph", SimpleNamespace(over=lambda reader, *_, **__: reader))
        return CurrentGraph("store", (), SimpleNamespace(pool=Pool(*numbers)), 1)

    return over


def test_the_name_of_a_generation_stands_with_that_generation_though_another_follows_at_once(current):
    named, graph = current(1, 2, 3).seen()
    assert named.generation == graph.generation


def test_whoever_looked_before_a_write_and_comes_after_it_does_not_set_the_graph_back(current):
    graphs = current(2, 2, 1, 2)
    first = graphs.seen()
    again = graphs.seen()  # saw 1, and comes when 2 is open
    assert again == first
    assert again[0].generation == 2


def test_a_generation_is_opened_once(current):
    graphs = current(1)
    assert graphs.seen() is graphs.seen()
