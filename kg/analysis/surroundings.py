"""A person and those with whom most is shared, as a small network: what a page can draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from kg.analysis.adjacency import rows_of
from kg.analysis.network import Network


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A part of a network.

    Attributes:
        network: the person, those shown, and what any two of them share.
        known: how many the person has something to do with, in the whole.
        contacts: person IRI -> contacts in the whole, for those shown.
    """

    network: Network
    known: int
    contacts: Mapping[str, int]


def surroundings(network: Network, person: str, *, most: int) -> Surroundings | None:
    """The surroundings of a person, of any status; None for somebody without a contact.

    Args:
        network: projection of a store.
        person: IRI.
        most: others shown at most: those with whom the most facts are shared, of equals the better connected.
    """
    rows = rows_of(network, ties=False)
    middle = rows.index.get(person, -1)
    if middle < 0 or not rows.degree(middle):
        return None
    row = slice(rows.starts[middle], rows.starts[middle + 1])
    near, links = rows.neighbours[row], rows.links[row]
    shared = rows.fact_starts[links + 1] - rows.fact_starts[links]
    order = np.lexsort((near, -rows.degrees[near], -shared))[:most]
    chosen = np.sort(np.append(near[order], middle))
    names = {rows.nodes[number]: network.names[rows.nodes[number]] for number in chosen.tolist()}
    carried: set[int] = set()
    for number in chosen.tolist():
        begin, end = rows.starts[number], rows.starts[number + 1]
        for link in rows.links[begin:end][np.isin(rows.neighbours[begin:end], chosen)].tolist():
            carried.update(rows.facts_of(link))
    facts = {
        fact.event: replace(fact, persons=tuple(other for other in fact.persons if other in names))
        for fact in (network.facts[rows.facts[number]] for number in sorted(carried))
    }
    return Surroundings(
        network=Network(None, facts, names),
        known=rows.degree(middle),
        contacts={rows.nodes[number]: rows.degree(number) for number in chosen.tolist()},
    )
