"""From the network to a chart: who is shown, which of their events with which sentences, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.analysis.network import Network
from kg.analysis.paths import PathFilter
from kg.errors import UsageError
from kg.export import Chart, Quote, make_sheet
from kg.export.sheet import Node, Value, printable
from kg.service.views import Evidence
from kg.service.wishes import FactWishes
from kg.store.terms import ANY, Terms
from kg.vocabulary import Dip, local_name

MOST_SHOWN: Final = 2_000
"""Persons that a picture may be asked for: places are found among all pairs."""

MOST_EVENTS: Final = 100_000
"""Events of a page: above, fewer persons are shown, for a browser holds them all at once."""

_TAIL: Final = 10  # letters of an id
_TOLD: Final = {
    "status": "status", "since": "a day not before", "until": "a day not after", "types": "type",
    "not_types": "no type", "sources": "independent sources from", "outlets": "reports of",
    "known_by": "reports known by", "concerning": "place or party", "barring": "no place or party",
}  # fmt: skip


def make_chart(
    network: Network,
    terms: Terms,
    wanted: PathFilter,
    *,
    top: int,
    columns: Mapping[str, Mapping[str, Value]],
    filters: Sequence[str],
    generation: int,
    evidence: Callable[[Sequence[str]], Mapping[str, Sequence[Evidence]]] | None,
) -> Chart:
    """The chart of a network's best-connected part.

    Args:
        network: projection of a store.
        terms: of the same store.
        wanted: which events.
        top: persons at most.
        columns: further attributes of persons: name -> IRI -> value.
        filters: what was asked for, in words.
        generation: of the store.
        evidence: IRIs of events -> their sentences; None where these are not shown.

    Raises:
        UsageError: for a number of persons that cannot be.
    """
    from kg.analysis.busiest import busiest  # noqa: PLC0415 - arrays are read for pictures alone

    if not 1 <= top <= MOST_SHOWN:
        raise UsageError(f"{top} persons cannot be drawn", mend=f"Give a number from 1 to {MOST_SHOWN:,}.")
    part = busiest(network, wanted, most=top)
    while evidence and len(part.network.facts) > MOST_EVENTS and len(part.network.names) > 1:
        part = busiest(network, wanted, most=len(part.network.names) // 2)
    own = {**columns, "contacts": part.contacts, "events": part.events}
    whole = make_sheet(part.network, terms, PathFilter(outlets=wanted.outlets, known_by=wanted.known_by), columns=own)
    sheet = replace(whole, nodes=_told_apart(whole.nodes, network))
    shown = {event.iri: event.id for event in sheet.events}
    counted = {iri: {report.article for report in wanted.counted(fact)} for iri, fact in part.network.facts.items()}
    found = evidence(sorted(part.network.facts)) if evidence else {}
    quotes = {
        shown[printable(iri)]: tuple(_quote(item) for item in _once(items) if item.article in counted[iri])
        for iri, items in found.items()
    }
    statuses = {local_name(iri): terms.label(iri) for iri in terms.statuses.values()}
    return Chart(
        sheet=sheet,
        persons=part.persons,
        ties=part.ties,
        events=part.facts,
        alone=part.alone,
        filters=tuple(filters),
        generation=generation,
        absent={shown[printable(iri)]: count for iri, count in part.absent.items()},
        labels={**{key: terms.label(iri) for iri, key in terms.types.items()}, **statuses},
        quotes=quotes,
    )


def _told_apart(nodes: Sequence[Node], network: Network) -> tuple[Node, ...]:
    """The same with an office behind a name that several bear, or, where that is the same, the end of the IRI."""
    bearers: dict[str, list[Node]] = {}
    for node in nodes:
        bearers.setdefault(" ".join(node.label.casefold().split()), []).append(node)
    alike = {node.iri for group in bearers.values() if len(group) > 1 for node in group}
    if not alike:
        return tuple(nodes)
    offices: dict[str, list[str]] = {}
    for iri in sorted(network.ties):
        fact = network.ties[iri]
        for person in fact.persons if fact.type == Dip.Position else ():
            offices.setdefault(printable(person), []).append(fact.label)
    behind = {iri: min(offices.get(iri, [""])) for iri in alike}
    found = []
    for node in nodes:
        if node.iri in alike:
            others = [behind[one.iri] for one in bearers[" ".join(node.label.casefold().split())] if one is not node]
            office = behind[node.iri]
            note = office if office and office not in others else node.id[-_TAIL:].partition("-")[2] or node.id[-_TAIL:]
            found.append(replace(node, label=f"{node.label} ({printable(note)})"))
        else:
            found.append(node)
    return tuple(found)


def told(wishes: FactWishes) -> list[str]:
    """A filter as people said it.

    >>> told({"status": "occurred", "since": "2024-01-01", "types": ["Meeting"], "until": ""})
    ['status occurred', 'a day not before 2024-01-01', 'type Meeting']
    """
    found = []
    for name, lead in _TOLD.items():
        value: object = wishes.get(name)
        if not value or (name == "status" and value == ANY):
            continue
        found.append(f"{lead} {' or '.join(map(str, value)) if isinstance(value, list | tuple) else value}")
    return found


def _once(items: Sequence[Evidence]) -> list[Evidence]:
    """Each sentence once, however many claims it carries."""
    return list({(item.article, item.start, item.end): item for item in reversed(items)}.values())[::-1]


def _quote(item: Evidence) -> Quote:
    return Quote(
        words=printable(item.quote),
        outlet=printable(item.outlet),
        headline=printable(item.headline),
        file=printable(item.file),
        published=item.published,
        status=item.status,
        voice=printable(item.attribution),
    )
