"""What is new since a generation, held to what every generation there was held."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.network import Fact, Report
from kg.analysis.newness import NewSince
from kg.store import Change, MemoryStore
from kg.store.records import ARTICLE_GRAPHS

DIGESTS = [digit * 64 for digit in "abcd"]
P = ox.NamedNode("urn:x:p")


def graphs(store, changed, number):
    """Articles' graphs, with the number in them or ended."""
    names = {digest: ox.NamedNode(f"{store.base}{ARTICLE_GRAPHS}{digest}") for digest in changed}
    return {
        name.value: [ox.Quad(name, P, ox.Literal(number), name)] if changed[digest] else []
        for digest, name in names.items()
    }


changes = st.dictionaries(st.sampled_from(DIGESTS), st.booleans(), max_size=4)


def committed(store, history):
    """Commits each change (article -> given, again or not, or taken back); yields what each generation holds."""
    held = [frozenset()]
    for number, changed in enumerate(history):
        own = ox.Quad(P, P, ox.Literal(number), ox.NamedNode("urn:x:own"))
        with store.write_lock(command="test"):
            store.commit(Change(graphs={**graphs(store, changed, number), "urn:x:own": [own]}))
        given_now = {digest for digest, kept in changed.items() if kept}
        held.append((held[-1] - changed.keys()) | given_now)
    return held


@given(st.lists(changes, max_size=8), st.sets(st.sampled_from(DIGESTS), min_size=1), st.data())
def test_a_fact_is_new_if_no_article_of_it_has_been_there_ever_since(history, reporting, data):
    store = MemoryStore()
    held = committed(store, history)
    reader = store.reader()
    assert reader.generation == len(history)
    reporting &= held[-1]
    generation = data.draw(st.integers(0, reader.generation))
    reports = tuple(Report(f"{store.base}id/article/{one}", one, "", "", "") for one in sorted(reporting))
    fact = Fact("e", "t", "e", "s", (), "", "", (), ("a", "b"), 1, reports=reports)
    old = {digest for digest in reporting if all(digest in there for there in held[generation:])}
    assert NewSince(generation=generation, arrivals=reader.arrivals).is_new(fact) == bool(reporting and not old)


@given(st.lists(changes, max_size=8))
def test_the_articles_of_a_generation_and_no_others_have_arrived(history):
    store = MemoryStore()
    held = committed(store, history)
    arrivals = store.reader().arrivals
    assert arrivals.generations.keys() == held[-1]
    assert all(
        digest in held[number] and digest not in held[number - 1] for digest, number in arrivals.generations.items()
    )
