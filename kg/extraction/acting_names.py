"""Names read as places that stand where only a party stands: "talks between the Velm and Lima", "Brisk Path met X".

A guerrilla group, a people or a region that negotiates is often read as a place; where a party is asked for it is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.readings import AGENTS
from kg.extraction.relations import base

if TYPE_CHECKING:
    from kg.extraction.graph import Graph
    from kg.extraction.readings import Readings
    from kg.extraction.scene import Referring

_SIDED: Final = frozenset("with between among".split())
_AT_HOME: Final = frozenset(
    "be host stage hold convene open see witness lie stand remain become celebrate mark house".split()
)
# What is built or has grown somewhere meets nobody.
_SITES: Final = frozenset(
    "hotel palace airport river sea ocean lake mountain mount hill street avenue square house hall center centre camp "
    "base castle bridge park stadium university hospital prison border strait gulf bay desert valley road gate "
    "cathedral church mosque temple shrine museum villa lodge ranch barracks port harbour harbor canal".split()
)


def acting_name(readings: Readings, index: int) -> Referring | None:
    """The name of a place at a token that takes part in something there, or None.

    Args:
        readings: of the sentence.
        index: head token of the name.
    """
    items = readings.at(index)
    graph = readings.graph
    if len(items) != 1 or items[0].kind != "place" or items[0].how != "name" or graph.tokens[index].upos != "PROPN":
        return None
    item = items[0]
    if any(graph.tokens[at].form.lower() in _SITES for at in range(item.start, item.end)):
        return None
    return item if _takes_part(readings, index) else None


def _takes_part(readings: Readings, index: int) -> bool:
    graph = readings.graph
    if graph.deprels[index] == "conj":
        head = graph.heads[index]
        return bool(readings.read(head, AGENTS)) or _takes_part(readings, head)
    cases = {graph.tokens[child].form.lower() for child in graph.children(index) if graph.deprels[child] == "case"}
    if base(graph.deprels[index]) in ("obl", "nmod"):
        return bool(cases & _SIDED)
    if graph.deprels[index] != "nsubj" or cases:
        return False
    verb = graph.heads[index]
    if graph.tokens[verb].upos != "VERB":
        return False
    return graph.tokens[verb].lemma.lower() not in _AT_HOME or _in_company(graph, index, verb)


def _in_company(graph: Graph, index: int, verb: int) -> bool:
    """Whether others do it too: "X and Y will hold talks", "X held talks with Y"; a town that holds talks does not."""
    if any(graph.deprels[child] == "conj" for child in graph.children(index)):
        return True
    objects = graph.dependents(verb, "obj")
    return any(edge.preposition == "with" for head in (verb, *objects) for edge in graph.out(head))
