"""What people ask of paths, in their own words, as what the search takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, TypedDict

from kg.analysis.clock import Clock
from kg.analysis.network import Network
from kg.analysis.paths import LONGEST, Mode, PathFilter, PathQuestion
from kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from kg.service.border import Day, checked, day, given, point, several
from kg.service.days import iso_day, ordered_days
from kg.service.lookup import ENTITIES, PERSON, Named
from kg.service.newness import new_since
from kg.store.terms import Answering, Terms, select_rows
from kg.vocabulary import DIP, Dip, local_name

MOST_PATHS = 100
"""Paths that are told in the modes that look for several, where nobody says how many."""

_PLACE = local_name(Dip.Place)
_FEWEST, _MOST = 2, 20  # persons that are connected at a time; each two of them are asked for
_AGENTS = tuple(local_name(iri) for iri in (Dip.Organization, Dip.Country))
_OTHERS = tuple(kind for kind in ENTITIES if kind != PERSON)
_INSIDE = "SELECT DISTINCT ?name WHERE { ?place dip:within+ <$IRI> ; rdfs:label ?name } ORDER BY ?name"


class Known(Protocol):
    """Where names are looked up."""

    @property
    def reader(self) -> Answering:
        """What is asked."""
        ...

    @property
    def terms(self) -> Terms:
        """Of the store's ontology."""
        ...

    def outlets(self) -> frozenset[str]:
        """Publishers of what paths go through."""
        ...

    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Named:
        """The one thing called so."""
        ...

    def label(self, iri: str) -> str:
        """What people call an IRI."""
        ...


class Measured(Known, Protocol):
    """The same with the whole network."""

    @property
    def network(self) -> Network:
        """What is measured."""
        ...


class FactWishes(TypedDict, total=False):
    """Which facts. Names are as typed, one or several; days are ISO days or dates; each may be left out.

    Attributes:
        status: keys of statuses let pass, separated by commas or in a list, or ``any``.
        since, until: facts wholly outside are left out, and with either those without a date.
        types, not_types: keys or names of event types that alone are let pass, or are not.
        sources: least number of independent sources of a fact. outlets: publishers whose reports alone count.
        known_by: what was published by this day alone counts, with the status it had.
        concerning, barring: places, organizations and states, one of which facts must have, or none. What lies in
            a place or state counts as it.
    """

    status: str | Sequence[str]
    since: Day
    until: Day
    types: Sequence[str]
    not_types: Sequence[str]
    sources: int
    outlets: Sequence[str]
    known_by: Day
    concerning: Sequence[str]
    barring: Sequence[str]


class PathWishes(FactWishes, total=False):
    """Beside the ends of a path. Of facts without a status wished for, those that have occurred carry one.

    Attributes:
        mode: ``best`` (the shortest, then longer ones), ``shortest`` (those of the least length) or ``simple`` (all).
        count: how many paths at most; 1 in the mode ``best``, else 100. longest: hops at most.
        avoid: persons that no path may pass. through: that each must. any_of: one of whom each must.
        through_places: places, organizations and states, of each of which every path must have an event there or with
            it. any_of_places: of one of which it must. through_types, any_of_types: the same of types of events.
        order: ``forward`` or ``backward``: contacts follow one another in time. gap: days between them at most.
        hubs: contacts that nobody between the ends may have more of.
        ties: also through the organizations and states that persons share.
        new_since: a day, or ``generation:12``: facts that nobody had reported by this day, or that rest on no article
            which the store held at this generation, are told to be new.
    """

    mode: Mode
    count: int
    longest: int
    avoid: Sequence[str]
    through: Sequence[str]
    any_of: Sequence[str]
    through_places: Sequence[str]
    any_of_places: Sequence[str]
    through_types: Sequence[str]
    any_of_types: Sequence[str]
    order: Literal["", "forward", "backward"]
    gap: int | None
    hubs: int | None
    ties: bool
    new_since: Day


class ConnectWishes(FactWishes, total=False):
    """Beside the persons to be connected. Of facts without a status wished for, those that have occurred connect.

    Attributes:
        avoid: persons that it may not pass. hubs: contacts that nobody it needs besides may have more of.
        ties: also through the organizations and states that persons share.
    """

    avoid: Sequence[str]
    hubs: int | None
    ties: bool


def fact_filter(graph: Known, wishes: FactWishes, *, status: str) -> PathFilter:
    """The filter that is wished for.

    Args:
        graph: where names are looked up.
        wishes: as typed.
        status: where none is wished for.

    Raises:
        UnknownNameError, AmbiguousNameError: for a name.
        UsageError: for a status, a type, a day or a number.
    """
    since, until = ordered_days(*(day(name, wishes.get(name, "")) for name in ("since", "until")))
    terms = graph.terms
    return PathFilter(
        statuses=terms.status_iris(str(given("status", wishes.get("status", status)))),
        since=since,
        until=until,
        types=frozenset(map(terms.type_iri, wishes.get("types", ()))),
        barred_types=frozenset(map(terms.type_iri, wishes.get("not_types", ()))),
        sources=wishes.get("sources", 0),
        outlets=frozenset(_outlet(graph, name) for name in wishes.get("outlets", ())),
        known_by=iso_day(day("known_by", wishes.get("known_by", ""))),
        concerning=_circumstances(graph, wishes.get("concerning", ())),
        barring=_circumstances(graph, wishes.get("barring", ())),
    )


def path_question(
    graph: Known, source: str | Sequence[str], target: str | Sequence[str], wishes: PathWishes
) -> tuple[tuple[str, ...], tuple[str, ...], PathQuestion]:
    """The ends of paths, and what is wanted of them.

    Raises:
        UnknownNameError, AmbiguousNameError: for a name.
        UsageError: for a status, a type, a day, a number, or the same person at both ends.
    """
    wishes = checked(wishes, PathWishes)
    sources, targets = _persons(graph, source), _persons(graph, target)
    if len({*sources, *targets}) == 1:
        names = [one if isinstance(one, str) else one[0] for one in (source, target)]
        raise UsageError(
            f"{names[0]!r} and {names[1]!r} are both {graph.label(sources[0])}", mend="Name two different persons."
        )
    wanted = fact_filter(graph, wishes, status="occurred")
    ties = wishes.get("ties", False)

    def passed(names: Sequence[str]) -> tuple[str, ...]:
        return _passed(graph, names, ties=ties)

    gap, hubs, order = wishes.get("gap"), wishes.get("hubs"), wishes.get("order", "")
    if gap is not None and not order:
        raise UsageError("a gap between contacts needs their order", mend="Give the order, forward or backward, too.")
    mode = wishes.get("mode", "best")
    question = PathQuestion(
        wanted=wanted,
        mode=mode,
        count=wishes.get("count", 1 if mode == "best" else MOST_PATHS),
        longest=wishes.get("longest", LONGEST),
        avoid=frozenset(passed(wishes.get("avoid", ()))),
        through=passed(wishes.get("through", ())),
        any_of=frozenset(passed(wishes.get("any_of", ()))),
        through_places=tuple(_circumstances(graph, [name]) for name in wishes.get("through_places", ())),
        any_of_places=_circumstances(graph, wishes.get("any_of_places", ())),
        through_types=tuple(map(graph.terms.type_iri, wishes.get("through_types", ()))),
        any_of_types=frozenset(map(graph.terms.type_iri, wishes.get("any_of_types", ()))),
        clock=Clock(order == "backward", gap) if order else None,
        hubs=hubs,
        ties=ties,
        new_since=new_since(graph.reader, point("new_since", wishes.get("new_since", ""))),
    )
    question.demands()  # refuses too many
    return sources, targets, question


def connection_question(
    graph: Known, names: Sequence[str], wishes: ConnectWishes
) -> tuple[tuple[str, ...], PathQuestion]:
    """The persons to be connected, and what may connect them.

    Raises:
        UnknownNameError, AmbiguousNameError: for a name.
        UsageError: for a status, a type, a day, a number, or fewer or more persons than can be.
    """
    wishes = checked(wishes, ConnectWishes)
    persons = _persons(graph, names)
    if not _FEWEST <= len(persons) <= _MOST:
        raise UsageError(
            f"{len(persons)} different persons are named", mend=f"Name from {_FEWEST} to {_MOST} different persons."
        )
    ties = wishes.get("ties", False)
    return persons, PathQuestion(
        fact_filter(graph, wishes, status="occurred"),
        avoid=frozenset(_passed(graph, wishes.get("avoid", ()), ties=ties)),
        hubs=wishes.get("hubs"),
        ties=ties,
    )


def find_person(graph: Known, name: str) -> Named:
    """The one person called so.

    Raises:
        UnknownNameError, AmbiguousNameError: when nobody is, or several are.
        UsageError: when it is the name of something else.
    """
    return _found(graph, name, (PERSON,))


def _found(graph: Known, name: str, kinds: Sequence[str]) -> Named:
    """As ``Known.find``; who names a thing of another kind is told so, instead of that nothing is called so."""
    try:
        return graph.find(name, kinds=kinds)
    except UnknownNameError as error:
        try:
            other = graph.find(name, kinds=_OTHERS)
        except (UnknownNameError, AmbiguousNameError):
            raise error from None
    kind = graph.terms.label(DIP + other.kind)
    raise UsageError(
        f"{other.name} is {'an' if kind[0] in 'aeiou' else 'a'} {kind}, not a person",
        mend="Name a person. Paths go through organizations and states with --via org (API: via=org);"
        " --in (API: in) asks for events there, or with one of them.",
    )


def _passed(graph: Known, names: Sequence[str], *, ties: bool) -> tuple[str, ...]:
    """IRIs of those whom paths pass or not: persons; with ties also organizations and states."""
    kinds = (PERSON, *_AGENTS) if ties else (PERSON,)
    return tuple(_found(graph, name, kinds).iri for name in names)


def _persons(graph: Known, names: str | Sequence[str]) -> tuple[str, ...]:
    """IRIs of persons, each once, in the order given."""
    persons = several("a person", names)
    if not persons:
        raise UsageError("nobody is named", mend="Name a person.")
    return tuple(dict.fromkeys(find_person(graph, name).iri for name in persons))


def _circumstances(graph: Known, names: Sequence[str]) -> frozenset[str]:
    """Places by name, as facts have them, and organizations and states by IRI and by name, since states are places.

    What lies within a place is in it, as it is for catalogue queries.
    """
    found = [_surrounding(graph, name) for name in names]
    named = {part for thing in found for part in (thing.name, *(() if thing.kind == _PLACE else (thing.iri,)))}
    return frozenset(named.union(*(places_in(graph, thing) for thing in found)))


def _surrounding(graph: Known, name: str) -> Named:
    """The place, organization or state called so; who names a person is told so."""
    try:
        return graph.find(name, kinds=_OTHERS)
    except UnknownNameError as error:
        try:
            person = graph.find(name, kinds=(PERSON,))
        except (UnknownNameError, AmbiguousNameError):
            raise error from None
    raise UsageError(
        f"{name!r} is a person, {person.name}: not a place, an organization or a state",
        mend="Name one of these. Persons whom a path is to pass or not are named with --through, --any-of and --avoid"
        " (API: through, any-of, avoid).",
    )


def places_in(graph: Known, thing: Named) -> tuple[str, ...]:
    """Names of the places that lie within a place or a state, or within one of these."""
    return tuple(row[0] for row in select_rows(graph.reader, _INSIDE.replace("$IRI", thing.iri)))


def places_told(graph: Known, names: Sequence[str]) -> str:
    """What was asked for by place, where that holds more than was named; empty where it does not.

    Args:
        graph: where names are looked up.
        names: as typed.
    """
    told = []
    for name in names:
        thing = graph.find(name, kinds=_OTHERS)
        inside = set(places_in(graph, thing)) - {thing.name}
        more = f" and {len(inside)} place{'' if len(inside) == 1 else 's'} in it" if inside else ""
        told.append((f"{thing.name}{more}", bool(inside)))
    return ", ".join(words for words, _ in told) if any(held for _, held in told) else ""


def _outlet(graph: Known, name: str) -> str:
    """A publisher as the articles name it; case does not matter.

    Raises:
        UsageError: when no article is of it; names those there are.
    """
    known = sorted(graph.outlets())
    found = [outlet for outlet in known if outlet.casefold() == name.casefold()]
    if not found:
        raise UsageError(f"no article is of {name!r}", mend=f"There are {', '.join(known[:10]) or 'none'}.")
    return found[0]
