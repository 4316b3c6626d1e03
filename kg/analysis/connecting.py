"""What connects more than two persons: a small network that holds them all.

The shortest paths between each two of them, of which a minimum spanning tree is kept (Kou, Markowsky and Berman 1981:
at most twice as many hops as the smallest network there is). Among paths of one length the best ranked is taken. Where
the several shortest paths together, less everybody they can spare, need fewer others than that tree, these are told.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kg.analysis.answers import told_by
from kg.analysis.network import Network
from kg.analysis.paths import Hop, Path, PathQuestion, kept_out, paths_between

_SEVERAL: Final = 8  # shortest paths between two that are looked at
_NODES: Final = 300  # others from whom those who can be spared are taken

Links = dict[tuple[str, str], Hop]


@dataclass(frozen=True, slots=True)
class Connection:
    """A network that holds some persons.

    Attributes:
        persons: IRIs of those asked for.
        groups: of them, those that are connected with each other; one group when all are. The largest first.
        between: IRIs of the others it needs.
        telling: makes it plain JSON values; a connection of ``KnowledgeGraph`` has it.
        hops: its links with their facts, by the names of their ends' IRIs, each once.
        removed: where not all are connected, name of a criterion -> facts that it alone keeps out of the network, and
            ``together`` all of them.
        without: where not all are connected, what of the question could be left out alone so that they are;
            ``together`` where only all of it could.
    """

    persons: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    between: tuple[str, ...]
    hops: tuple[Hop, ...]
    removed: tuple[tuple[str, int], ...] = ()
    without: tuple[str, ...] = ()
    telling: Callable[[Any], dict[str, object]] | None = field(default=None, compare=False, repr=False)

    def form(self) -> dict[str, object]:
        """The network as plain JSON values with names and sentences, as ``kg connect --format json`` prints it."""
        return told_by(self.telling, self)


def connect(network: Network, persons: Sequence[str], question: PathQuestion) -> Connection:
    """The network that connects some persons.

    Args:
        network: projection of a store.
        persons: IRIs of two or more of its persons, in any order.
        question: which facts count, whom to avoid, how many contacts somebody else may have, and whether organizations
            and states connect; the shortest paths of each two are looked for.

    Raises:
        networkx.NodeNotFound: when a person is not in the network.
    """
    wanted = sorted(set(persons))
    several = replace(question, mode="shortest", count=_SEVERAL)
    found = [paths_between(network, one, other, several) for one, other in itertools.combinations(wanted, 2)]
    best = sorted(
        (paths[0] for paths in found if paths), key=lambda path: (len(path.hops), -path.rank.score, path.persons)
    )
    group = {person: person for person in wanted}
    tree = _links(path for path in best if _join(group, path.persons[0], path.persons[-1]))
    spared = _spared(_together(found, wanted), wanted, best)
    links = min(tree, spared, key=lambda one: len(_ends(one)))
    groups: dict[str, list[str]] = {}
    for person in wanted:
        groups.setdefault(_root(group, person), []).append(person)
    apart = len(groups) > 1
    return Connection(
        persons=tuple(wanted),
        groups=tuple(sorted(map(tuple, groups.values()), key=lambda one: (-len(one), one))),
        between=tuple(sorted(_ends(links) - set(wanted))),
        hops=tuple(links[ends] for ends in sorted(links)),
        removed=kept_out(network, question, wanted) if apart else (),
        without=_without(network, [one[0] for one in groups.values()], question) if apart else (),
    )


def _without(network: Network, apart: Sequence[str], question: PathQuestion) -> tuple[str, ...]:
    """What could be left out of a question, so that one of each group is connected with the others."""
    active = question.active()

    def connected(eased: PathQuestion) -> bool:
        one_path = replace(eased, mode="best", count=1)
        return all(paths_between(network, apart[0], other, one_path) for other in apart[1:])

    alone = tuple(name for name in active if connected(question.without(name)))
    if not question.ties and connected(replace(question, ties=True)):
        alone = (*alone, "ties")
    if alone or len(active) == 1:
        return alone
    return ("together",) if active and connected(PathQuestion(ties=question.ties)) else ()


def _links(paths: Iterable[Path]) -> Links:
    """The links of some paths, each by its ends in order."""
    found: Links = {}
    for path in paths:
        for hop in path.hops:
            ends = (hop.one, hop.other) if hop.one < hop.other else (hop.other, hop.one)
            found.setdefault(ends, Hop(*ends, hop.facts))
    return found


def _ends(links: Iterable[tuple[str, str]]) -> set[str]:
    return {end for ends in links for end in ends}


def _together(found: Sequence[Sequence[Path]], wanted: Collection[str]) -> list[Path]:
    """The best paths of each two, then the second best, and so on, as long as they are few."""
    chosen: list[Path] = []
    nodes: set[str] = set(wanted)
    for turn in range(_SEVERAL):
        further = [paths[turn] for paths in found if len(paths) > turn]
        nodes.update(person for path in further for person in path.persons)
        if turn and len(nodes) > _NODES + len(wanted):
            break
        chosen.extend(further)
    return chosen


def _spared(paths: Sequence[Path], wanted: Collection[str], best: Sequence[Path]) -> Links:
    """A tree of the links of some paths without everybody who can be spared, those on the fewest paths first."""
    links = _links(paths)
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    passed = Counter(person for path in (*paths, *best) for person in path.persons)
    kept = set(near)
    parts = _parts(near, kept, wanted)
    for person in sorted(kept - set(wanted), key=lambda one: (passed[one], one)):
        if _parts(near, kept - {person}, wanted) == parts:
            kept.remove(person)
    group = {person: person for person in kept}
    chosen = sorted(
        (ends for ends in links if kept.issuperset(ends)),
        key=lambda ends: (-max(fact.sources for fact in links[ends].facts), ends),
    )
    return {ends: links[ends] for ends in chosen if _join(group, *ends)}


def _parts(near: dict[str, set[str]], kept: set[str], wanted: Collection[str]) -> set[frozenset[str]]:
    """Those wanted who are connected with each other through those kept."""
    parts: set[frozenset[str]] = set()
    left = set(wanted)
    while left:
        reached = {min(left)}
        waiting = list(reached)
        while waiting:
            new = (near.get(waiting.pop(), set()) & kept) - reached
            reached |= new
            waiting.extend(new)
        parts.add(frozenset(reached & set(wanted)))
        left -= reached
    return parts


def _join(group: dict[str, str], one: str, other: str) -> bool:
    """Whether two were in different groups, which are one now."""
    first, last = _root(group, one), _root(group, other)
    group[first] = last
    return first != last


def _root(group: dict[str, str], person: str) -> str:
    """Who stands for a person's group."""
    while group[person] != person:
        person = group[person]
    return person
