"""On whom it hangs: articulation persons and bridges, with how many they hold together.

One depth-first search (Hopcroft and Tarjan, Efficient algorithms for graph manipulation, CACM 16, 1973) that counts
what lies below each tie.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.analysis.network import Network
from kg.analysis.result import Result, Table, columns, counted
from kg.analysis.weights import TieFilter, Ties, weigh


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where a network falls apart.

    Attributes:
        persons: number of each articulation person -> sizes of the parts left without that person, largest first.
        ties: each bridge (the smaller number first) -> sizes of both sides, largest first.
        parts: sizes of the connected parts of the network, largest first.
    """

    persons: dict[int, tuple[int, ...]]
    ties: dict[tuple[int, int], tuple[int, int]]
    parts: tuple[int, ...]


def find_cuts(ties: Ties) -> Cuts:
    """Articulation persons and bridges."""
    near: list[list[int]] = [[] for _ in ties.persons]
    for one, other in ties.pairs:
        near[one].append(other)
        near[other].append(one)
    order = [-1] * len(near)  # when a person was reached
    low = [0] * len(near)  # the earliest whom the persons below reach
    below = [1] * len(near)  # persons below, oneself counted
    cut_off: list[list[int]] = [[] for _ in near]
    bridges: dict[tuple[int, int], int] = {}
    whole: dict[int, int] = {}  # person -> size of the part
    parts: list[int] = []
    clock = 0
    for root in range(len(near)):
        if order[root] >= 0:
            continue
        order[root] = low[root] = first = clock
        clock += 1
        reached = [root]
        stack = [(root, -1, iter(near[root]))]
        while stack:
            person, parent, rest = stack[-1]
            other = next(rest, -1)
            if other < 0:
                stack.pop()
                if parent >= 0:
                    low[parent] = min(low[parent], low[person])
                    below[parent] += below[person]
                    if low[person] >= order[parent]:
                        cut_off[parent].append(below[person])
                    if low[person] > order[parent]:
                        bridges[min(parent, person), max(parent, person)] = below[person]
            elif order[other] < 0:
                order[other] = low[other] = clock
                clock += 1
                reached.append(other)
                stack.append((other, person, iter(near[other])))
            elif other != parent:
                low[person] = min(low[person], order[other])
        whole.update(dict.fromkeys(reached, clock - first))
        parts.append(clock - first)
    persons: dict[int, tuple[int, ...]] = {}
    for person, sizes in enumerate(cut_off):
        rest_size = whole[person] - 1 - sum(sizes)
        left = sorted([*sizes, *([rest_size] if rest_size else [])], reverse=True)
        if len(left) > 1:
            persons[person] = tuple(left)
    sides = {tie: _sides(size, whole[tie[0]]) for tie, size in bridges.items()}
    return Cuts(persons, sides, tuple(sorted(parts, reverse=True)))


def bridges(network: Network, wanted: TieFilter) -> Result:
    """Persons and ties without whom others lose their connection, those who hold most first.

    Args:
        network: projection of a store.
        wanted: which facts count.

    Raises:
        EmptyNetworkError: when no event passes.
    """
    ties = weigh(network, wanted)
    cuts = find_cuts(ties)
    persons = sorted(cuts.persons, key=lambda person: (-sum(cuts.persons[person][1:]), ties.order[person]))
    person_rows = tuple(
        (
            ties.name(person),
            sum(cuts.persons[person][1:]),
            len(cuts.persons[person]),
            ", ".join(map(str, cuts.persons[person])),
            ties.persons[person],
        )
        for person in persons
    )
    events = dict(zip(ties.pairs, ties.events, strict=True))
    named = {pair: sorted(pair, key=ties.order.__getitem__) for pair in cuts.ties}
    pairs = sorted(cuts.ties, key=lambda pair: (-cuts.ties[pair][1], *(ties.order[one] for one in named[pair])))
    tie_rows = tuple(
        (
            ties.name(named[pair][0]),
            ties.name(named[pair][1]),
            cuts.ties[pair][1],
            len(events[pair]),
            ties.persons[named[pair][0]],
            ties.persons[named[pair][1]],
        )
        for pair in pairs
    )
    heads = columns(person="Person", cut_off="Cut off", parts="Parts", sizes="Persons in each", id="IRI")
    tie_heads = columns(
        one="Person", other="Other", cut_off="Cut off", events="Events", one_id="IRI", other_id="IRI of the other"
    )
    tables = (
        Table("persons", "Persons without whom the network falls apart", heads, person_rows),
        Table("ties", "Ties without which it does", tie_heads, tie_rows),
    )
    notes = (
        (
            f"{counted(len(ties.persons), 'person')} in {counted(len(cuts.parts), 'connected part')}, the largest of"
            f" {cuts.parts[0]}; cut off are those outside the largest part that is left of the person's own."
        ),
        *ties.notes,
    )
    return Result("bridges", "Bridges", tables, notes)


def _sides(size: int, whole: int) -> tuple[int, int]:
    """Sizes of both sides of a bridge, the larger first."""
    return max(size, whole - size), min(size, whole - size)
