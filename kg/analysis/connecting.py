"""What connects more than two persons: a small network that holds them all.

The shortest paths between each two of them, of which a minimum spanning tree is kept (Kou, Markowsky and Berman 1981:
at most twice as many hops as the smallest network there is). Among paths of one length the best ranked is taken.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.analysis.network import Network
from kg.analysis.paths import Hop, Path, PathQuestion, find_paths


@dataclass(frozen=True, slots=True)
class Connection:
    """A network that holds some persons.

    Attributes:
        persons: IRIs of those asked for.
        groups: of them, those that are connected with each other; one group when all are. The largest first.
        between: IRIs of the others it needs.
        hops: its links with their facts, by the names of their ends' IRIs, each once.
    """

    persons: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    between: tuple[str, ...]
    hops: tuple[Hop, ...]


def connect(network: Network, persons: Sequence[str], question: PathQuestion) -> Connection:
    """The network that connects some persons.

    Args:
        network: projection of a store.
        persons: IRIs of two or more of its persons, in any order.
        question: which facts count, and whom to avoid; one best path of each two is looked for.

    Raises:
        networkx.NodeNotFound: when a person is not in the network.
    """
    wanted = sorted(set(persons))
    one_path = replace(question, mode="best", count=1)
    found: list[Path] = []
    for one, other in itertools.combinations(wanted, 2):
        found.extend(find_paths(network, [one], [other], one_path).paths)
    found.sort(key=lambda path: (len(path.hops), -path.rank.score, path.persons))
    group = {person: person for person in wanted}
    hops: dict[tuple[str, str], Hop] = {}
    for path in found:
        first, last = _root(group, path.persons[0]), _root(group, path.persons[-1])
        if first != last:
            group[first] = last
            for hop in path.hops:
                ends = (hop.one, hop.other) if hop.one < hop.other else (hop.other, hop.one)
                hops.setdefault(ends, Hop(*ends, hop.facts))
    groups: dict[str, list[str]] = {}
    for person in wanted:
        groups.setdefault(_root(group, person), []).append(person)
    passed = {end for ends in hops for end in ends}
    return Connection(
        persons=tuple(wanted),
        groups=tuple(sorted(map(tuple, groups.values()), key=lambda one: (-len(one), one))),
        between=tuple(sorted(passed - set(wanted))),
        hops=tuple(hops[ends] for ends in sorted(hops)),
    )


def _root(group: dict[str, str], person: str) -> str:
    """Who stands for a person's group."""
    while group[person] != person:
        person = group[person]
    return person
