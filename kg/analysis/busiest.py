"""The persons with the most contacts and what they share: the part of a large network that a picture can show.

Counted on compressed rows, so that of a large network only the facts that are shown are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from kg.analysis.adjacency import Adjacency, rows_of
from kg.analysis.columns import Columns, Flags, Numbers, columns_of
from kg.analysis.filters import PathFilter
from kg.analysis.network import Fact, Network


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a network, and the whole it was taken from.

    Attributes:
        network: the persons shown, and the facts that two of them share, as those shown take part in them.
        persons: how many have a contact in the whole that the filter lets pass. alone: how many have none.
        ties, facts: of the whole.
        contacts, events: person IRI -> how many in the whole, for those shown.
        absent: IRI of a fact -> how many of its persons are not shown, where there are such.
    """

    network: Network
    persons: int
    alone: int
    ties: int
    facts: int
    contacts: Mapping[str, int]
    events: Mapping[str, int]
    absent: Mapping[str, int]


def busiest(network: Network, wanted: PathFilter, *, most: int) -> Part:
    """The persons with the most contacts; of equals those with more events, then by IRI.

    Args:
        network: projection of a store.
        wanted: which facts count.
        most: persons at most; 1 or more.
    """
    rows, columns = rows_of(network, ties=False), columns_of(network)
    passing = columns.passing(wanted)
    among = passing[columns.contacts]  # facts in the order of the rows
    links = rows.usable(among)
    tails = np.repeat(np.arange(len(rows.nodes), dtype=np.int64), rows.degrees)
    counting = links[rows.links]
    contacts = np.bincount(tails[counting], minlength=len(rows.nodes))
    events = _events(rows, columns, passing)
    known = np.flatnonzero(contacts)
    order = np.lexsort((known, -events[known], -contacts[known]))[:most]
    chosen = np.sort(known[order])
    shown = rows.links[counting & np.isin(tails, chosen) & np.isin(rows.neighbours, chosen)]
    carried = _facts(rows, np.unique(shown))
    names = {rows.nodes[number]: network.names[rows.nodes[number]] for number in chosen.tolist()}
    facts: dict[str, Fact] = {}
    absent: dict[str, int] = {}
    for number in carried[among[carried]].tolist():
        fact = network.facts[rows.facts[number]]
        here = tuple(person for person in fact.persons if person in names)
        facts[fact.event] = replace(fact, persons=here)
        if left := len(set(fact.persons)) - len(set(here)):
            absent[fact.event] = left
    return Part(
        network=Network(None, facts, names),
        persons=len(known),
        alone=len(rows.nodes) - len(known),
        ties=int(links.sum()),
        facts=int(among[np.unique(rows.link_facts)].sum()),
        contacts={rows.nodes[number]: int(contacts[number]) for number in chosen.tolist()},
        events={rows.nodes[number]: int(events[number]) for number in chosen.tolist()},
        absent=absent,
    )


def _events(rows: Adjacency, columns: Columns, passing: Flags) -> Numbers:
    """(persons) in how many facts that pass and connect persons by themselves each takes part."""
    counting = np.zeros(len(columns.iris), dtype=np.bool_)
    counting[columns.contacts] = True
    counting &= passing & (columns.persons.counts > 1)
    counts = np.bincount(columns.persons.items[counting[columns.persons.owners]], minlength=len(columns.people))
    found = np.zeros(len(rows.nodes), dtype=np.int64)
    for iri, count in zip(columns.people, counts.tolist(), strict=True):
        if iri in rows.index:
            found[rows.index[iri]] = count
    return found


def _facts(rows: Adjacency, links: Numbers) -> Numbers:
    """Numbers of the facts that links rest on, each once."""
    begins = rows.fact_starts[links]
    counts = rows.fact_starts[links + 1] - begins
    ends = np.cumsum(counts)
    within = np.arange(ends[-1] if len(ends) else 0, dtype=np.int64)
    found: Numbers = np.unique(rows.link_facts[within + np.repeat(begins - ends + counts, counts)])
    return found
