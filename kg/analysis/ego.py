"""The surroundings of a person: who is within so many ties, and how they hang together."""

from __future__ import annotations

import networkx as nx

from kg.analysis.network import Network
from kg.analysis.result import DIGITS, Result, Table, called, columns, counted
from kg.analysis.weights import TieFilter, weigh
from kg.errors import EmptyNetworkError, UsageError


def ego(network: Network, person: str, wanted: TieFilter, *, radius: int = 1) -> Result:
    """The ego network of a person.

    Args:
        network: projection of a store.
        person: IRI.
        wanted: which facts count.
        radius: ties between the person and the farthest told; 1 or more.

    Raises:
        UsageError: for a radius below 1.
        EmptyNetworkError: when the person has no tie that passes.
    """
    if radius < 1:
        raise UsageError(f"a radius of {radius} reaches nobody", mend="Give 1 or more.")
    ties = weigh(network, wanted)
    name = called(network.names, person)
    centre = ties.by_person().get(person)
    if centre is None:
        raise EmptyNetworkError(f"{name} has no tie that passes", mend="Widen the filter: any status, a longer window.")
    distance = nx.single_source_shortest_path_length(ties.graph, centre, cutoff=radius)
    near = set(distance)
    carried = dict(zip(ties.pairs, ties.events, strict=True))
    within = [pair for pair in ties.pairs if near.issuperset(pair)]
    inside = dict.fromkeys(near, 0)
    for pair in within:
        for number in pair:
            inside[number] += 1

    def weight(number: int) -> float:
        """Of a person's tie with the centre; 0 where there is none."""
        found = ties.graph.get_edge_data(centre, number, default={"weight": 0.0})
        return round(float(found["weight"]), DIGITS)

    others = sorted(near - {centre}, key=lambda number: (distance[number], -weight(number), ties.order[number]))
    persons = tuple(
        (
            ties.name(number),
            distance[number],
            weight(number),
            len(carried.get((min(centre, number), max(centre, number)), ())),
            inside[number],
            ties.persons[number],
        )
        for number in others
    )
    named = [tuple(sorted(pair, key=ties.order.__getitem__)) for pair in within]
    weights = dict(zip(ties.pairs, ties.weights, strict=True))
    tie_rows = tuple(
        (
            ties.name(one),
            ties.name(other),
            round(weights[min(one, other), max(one, other)], DIGITS),
            len(carried[min(one, other), max(one, other)]),
            ties.persons[one],
            ties.persons[other],
        )
        for one, other in sorted(named, key=lambda pair: (ties.order[pair[0]], ties.order[pair[1]]))
    )
    heads = columns(
        person="Person", distance="Distance", weight="Weight", events="Events", contacts="Contacts here", id="IRI"
    )
    tie_heads = columns(
        one="Person", other="Other", weight="Weight", events="Events", one_id="IRI", other_id="IRI of the other"
    )
    tables = (Table("persons", f"Around {name}", heads, persons), Table("ties", "Ties among them", tie_heads, tie_rows))
    notes = (
        (
            f"{counted(len(others), 'person')} within {counted(radius, 'tie')} of {name}; weight and events are those"
            f" shared with {name}."
        ),
        *ties.notes,
    )
    return Result("ego", f"Around {name}", tables, notes)
