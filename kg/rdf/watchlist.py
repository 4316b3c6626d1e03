"""A watch-list as the quads of ``graph/watchlist``, and back; and a watch-list written in Turtle."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg import names
from kg.errors import WatchlistError
from kg.model import EntityKind
from kg.rdf.iris import KIND_CLASSES, Iris
from kg.rdf.terms import Term, Writer, iri, text
from kg.vocabulary import FOAF, OWL, RDFS, SAME_AS, SCHEMA, SKOS, TYPE, Dip
from kg.watchlist import Listed, Watchlist, identifier, namespace_of, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad

_KINDS: Final = {iri: kind for kind, iri in KIND_CLASSES.items()}
_CLASSES: Final = {
    **_KINDS,
    FOAF + "Person": EntityKind.PERSON,
    SCHEMA + "Person": EntityKind.PERSON,
    FOAF + "Organization": EntityKind.ORGANIZATION,
    SCHEMA + "Organization": EntityKind.ORGANIZATION,
    SCHEMA + "Country": EntityKind.COUNTRY,
}
_NAMES: Final = (Dip.name, SKOS + "prefLabel", RDFS + "label", FOAF + "name", SCHEMA + "name")
_ALIASES: Final = (Dip.alias, SKOS + "altLabel", SCHEMA + "alternateName")
_SAME: Final = (OWL + "sameAs", SKOS + "exactMatch", SCHEMA + "sameAs")
_STATE: Final = re.compile(r"(?:iso:)?([A-Za-z]{2})")


def watchlist_quads(watchlist: Watchlist, base: str) -> Iterator[Quad]:
    """All entries of a list."""
    iris = Iris(base)
    writer = Writer.of(iris.watchlist_graph)
    for entry in watchlist.entries:
        yield from writer.quads(iris.listed(entry.id), (Dip.ListEntry,), _pairs(entry))


def _pairs(entry: Listed) -> Iterator[tuple[str, Term]]:
    yield Dip.name, text(entry.name)
    for predicate, values in (
        (Dip.alias, entry.aliases),
        (Dip.country, entry.states),
        (Dip.title, entry.positions),
    ):
        for value in values:
            yield predicate, text(value)
    if entry.kind:
        yield Dip.kind, iri(KIND_CLASSES[EntityKind(entry.kind)])
    for known in entry.identifiers:
        yield SAME_AS, iri(known)


def read_watchlist(quads: Iterable[Quad], base: str) -> Watchlist:
    """What ``watchlist_quads`` wrote, from quads in any order."""
    prefix = Iris(base).listed("")
    values: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            values.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    return Watchlist(
        Listed(
            id=unquote(subject.removeprefix(prefix)),
            kind=next((_KINDS[value].value for value in told.get(Dip.kind, ())), ""),
            name=told[Dip.name][0],
            aliases=tuple(sorted(told.get(Dip.alias, ()))),
            identifiers=tuple(sorted(told.get(SAME_AS, ()))),
            states=tuple(sorted(told.get(Dip.country, ()))),
            positions=tuple(sorted(told.get(Dip.title, ()))),
        )
        for subject, told in values.items()
        if Dip.ListEntry in told.get(TYPE, ())
    )


def read_turtle(path: Path) -> Iterator[tuple[str, Listed]]:
    """The entries of a Turtle file, each with its place in it.

    Names are ``dip:name``, ``skos:prefLabel``, ``rdfs:label``, ``foaf:name`` or ``schema:name``; aliases ``dip:alias``,
    ``skos:altLabel`` or ``schema:alternateName``, and further names; identifiers the subject and ``owl:sameAs``.

    Raises:
        WatchlistError: when it is not Turtle, or a subject of it is no entry.
    """
    values: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in parse(path=str(path), format=RdfFormat.TURTLE):
            if isinstance(triple.subject, NamedNode | BlankNode) and isinstance(triple.object, NamedNode | Literal):
                told = values.setdefault(triple.subject.value, {})
                told.setdefault(triple.predicate.value, []).append(triple.object.value)
    except SyntaxError as error:
        raise WatchlistError(
            f"{path}:{error.lineno or 1}: not Turtle ({error.msg})", mend="Correct the file."
        ) from error
    except (OSError, ValueError) as error:
        raise WatchlistError(f"{path}: cannot be read ({error})", mend="Give a Turtle file in UTF-8.") from error
    for subject in sorted(values):
        yield f"{path}: <{subject}>", _entry(f"{path}: <{subject}>", subject, values[subject])


def _entry(place: str, subject: str, told: Mapping[str, list[str]]) -> Listed:
    called = [name for predicate in _NAMES for name in sorted(told.get(predicate, ())) if names.fold(name)]
    if not called:
        raise WatchlistError(f"{place} has no name", mend="Give it an rdfs:label.")
    others = {name for predicate in _ALIASES for name in told.get(predicate, ())} | set(called[1:])
    kinds = sorted({_CLASSES[cls].value for cls in told.get(TYPE, ()) if cls in _CLASSES})
    same = {subject, *(value for predicate in _SAME for value in told.get(predicate, ()))}
    identifiers = {identifier(owner, value, f"{place}:") for value in same if (owner := namespace_of(value))}
    states = [_STATE.fullmatch(value) for value in told.get(Dip.country, ())]
    if None in states:
        raise WatchlistError(f"{place} has a dip:country that is no ISO code", mend='Write for example "FR".')
    entry = Listed(
        id="",
        kind=kinds[0] if len(kinds) == 1 else "",
        name=called[0],
        aliases=tuple(others),
        identifiers=tuple(sorted(identifiers)),
        states=tuple(sorted(f"iso:{state[1].upper()}" for state in states if state)),
        positions=tuple(told.get(Dip.title, ())),
    )
    return well_formed(entry, place)
