"""Measures as columns beside persons, for what draws or exports the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.analysis.communities import group
from kg.analysis.network import Network
from kg.analysis.rank import MEASURES, score
from kg.analysis.weights import TieFilter, weigh
from kg.errors import UsageError, choose_from

COMMUNITY = "community"
MARKS = (*MEASURES, COMMUNITY)


def marks(
    network: Network, wanted: TieFilter, names: Sequence[str], *, seed: int = 0
) -> Mapping[str, Mapping[str, int | float]]:
    """What measures say of each person; nothing of one who has no tie that passes.

    Args:
        network: projection of a store.
        wanted: which facts count.
        names: of ``MARKS``.
        seed: of the sample of betweenness, and of the communities.

    Returns:
        Name -> person IRI -> value, persons in the order of their IRIs.

    Raises:
        UsageError: names the marks there are.
    """
    for name in names:
        if name not in MARKS:
            raise UsageError(f"there is no measure {name!r}", mend=choose_from(name, MARKS))
    ties = weigh(network, wanted, empty=True)
    found: dict[str, dict[str, int | float]] = {}
    for name in dict.fromkeys(names):
        values: Sequence[int | float] = ()
        if name == COMMUNITY and ties.persons:
            home = {person: index for index, members in enumerate(group(ties, seed=seed), 1) for person in members}
            values = [home[number] for number in range(len(ties.persons))]
        elif ties.persons:
            values = score(ties, name, seed=seed).values
        found[name] = dict(zip(ties.persons, values, strict=True))
    return found
