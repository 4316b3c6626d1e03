"""Groups of persons who have more to do with each other than with the rest.

Louvain, see ``kg.analysis.louvain``, with a fixed seed.
"""

from __future__ import annotations

import numpy as np

from kg.analysis.louvain import modularity, part
from kg.analysis.network import Network
from kg.analysis.result import DIGITS, Result, Table, columns, counted
from kg.analysis.rows import compress
from kg.analysis.weights import TieFilter, Ties, weigh
from kg.errors import UsageError

TOLD = 3  # leading persons a group is told by


def group(ties: Ties, *, resolution: float = 1.0, seed: int = 0) -> tuple[tuple[int, ...], ...]:
    """Communities as numbers of persons: the largest first, then by the alphabet; each in the alphabet's order.

    Args:
        ties: the weighted network.
        resolution: above 1 for more and smaller communities, below 1 for fewer; above 0.
        seed: of the order in which persons are visited.

    Raises:
        UsageError: for a resolution that is not above 0.
    """
    if not resolution > 0:
        raise UsageError(f"a resolution of {resolution:g} parts nobody", mend="Give a number above 0, for example 1.")
    homes = part(compress(ties), resolution=resolution, seed=seed)
    found: list[list[int]] = [[] for _ in range(int(homes.max(initial=-1)) + 1)]
    for person, home in enumerate(homes.tolist()):
        found[home].append(person)
    groups = [tuple(sorted(members, key=ties.order.__getitem__)) for members in found]
    return tuple(sorted(groups, key=lambda members: (-len(members), ties.order[members[0]])))


def communities(network: Network, wanted: TieFilter, *, resolution: float = 1.0, seed: int = 0) -> Result:
    """Communities with their leading persons, and the community of everybody.

    Args:
        network: projection of a store.
        wanted: which facts count.
        resolution: see ``group``.
        seed: see ``group``.

    Raises:
        UsageError: see ``group``.
        EmptyNetworkError: when no event passes.
    """
    ties = weigh(network, wanted)
    groups = group(ties, resolution=resolution, seed=seed)
    home = np.empty(len(ties.persons), dtype=np.int64)
    for index, members in enumerate(groups):
        home[list(members)] = index
    rows = compress(ties)
    together = home[rows.tails] == home[rows.heads]
    everywhere = rows.strengths.tolist()
    # A person's weights within the own community; ties of communities are met from either end.
    inside = np.bincount(rows.tails, weights=rows.weights * together, minlength=rows.size).tolist()
    within = (np.bincount(home[rows.tails[together]], minlength=len(groups)) // 2).tolist()
    outward = np.bincount(home[rows.tails[~together]], minlength=len(groups)).tolist()
    ranked = [
        sorted(members, key=lambda person: (-round(inside[person], DIGITS), ties.order[person])) for members in groups
    ]
    told = tuple(
        (index + 1, len(members), within[index], outward[index], _leading(ties, members), ties.persons[members[0]])
        for index, members in enumerate(ranked)
    )
    persons = tuple(
        (
            index + 1,
            ties.name(person),
            round(inside[person], DIGITS),
            round(inside[person] / everywhere[person], DIGITS),
            ties.persons[person],
        )
        for index, members in enumerate(ranked)
        for person in members
    )
    value = modularity(rows, home, resolution=resolution)
    notes = (
        (
            f"{counted(len(groups), 'community', 'communities')} by Louvain, resolution {resolution:g}, seed {seed};"
            f" modularity {value:.3f}. Another seed may part them otherwise."
        ),
        *ties.notes,
    )
    heads = columns(
        community="Community", persons="Persons", inside="Ties inside", outside="Ties outside", leading="Leading",
        id="IRI of the first",
    )  # fmt: skip
    member_heads = columns(
        community="Community", person="Person", strength="Events inside", share="Share inside", id="IRI"
    )
    tables = (Table("groups", "Communities", heads, told), Table("persons", "Their persons", member_heads, persons))
    return Result("communities", "Communities", tables, notes)


def _leading(ties: Ties, members: list[int]) -> str:
    """The first few of a community by name."""
    names = ", ".join(ties.name(person) for person in members[:TOLD])
    return f"{names} and {len(members) - TOLD} more" if len(members) > TOLD else names
