"""Measures as columns beside persons, for what draws or exports the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.analysis.communities import group
from kg.analysis.projection import Network
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
        Person IRI -> name -> value, persons in the order of their IRIs.

    Raises:
        UsageError: names the marks there are.
    """
    for name in names:
        if name not in MARKS:
            raise UsageError(f"there is no measure {name!r}", mend=choose_from(name, MARKS))
    ties = weigh(network, wanted, empty=True)
    if not ties.persons:
        return {}
    columns: dict[str, Sequence[int | float]] = {}
    for name in names:
        if name == COMMUNITY:
            home = {person: index for index, members in enumerate(group(ties, seed=seed), 1) for person in members}
            columns[name] = [home[number] for number in range(len(ties.persons))]
        else:
            columns[name] = score(ties, name, seed=seed).values
    return {
        person: {name: values[number] for name, values in columns.items()} for number, person in enumerate(ties.persons)
    }
