"""A watch-list from a file: CSV of our own, OpenSanctions' ``targets.simple.csv`` as it is, or Turtle."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg import names
from kg.errors import WatchlistError
from kg.model import EntityKind
from kg.rdf.watchlist import read_turtle
from kg.settings import Settings
from kg.watchlist import EMPTY, KEY, OPENSANCTIONS, QID, WIKIDATA, Listed, Watchlist, folded, identifier, well_formed

COLUMNS: Final = {
    "name": "canonical name; required",
    "aliases": "other names, with ; between them",
    "wikidata": "QID (Q42) or its IRI",
    "opensanctions": "identifier there, or its IRI",
    "kind": "person, organization or country; empty: a person",
    "position": "titles, with ; between them",
    "state": "ISO codes of countries (FR), with ; between them",
}
"""The columns of our own form."""

_TARGETS: Final = frozenset(("id", "schema", "name"))  # OpenSanctions' file is told by these
_SCHEMAS: Final = {
    "Person": EntityKind.PERSON.value,
    "Organization": EntityKind.ORGANIZATION.value,
    "PublicBody": EntityKind.ORGANIZATION.value,
    "Company": EntityKind.ORGANIZATION.value,
    "LegalEntity": EntityKind.ORGANIZATION.value,
}
"""FollowTheMoney's schemata that can act; of the others (vessels, securities …) news tells no diplomacy."""

_STATE: Final = re.compile(r"[A-Za-z]{2}")
_TURTLE: Final = frozenset((".ttl", ".turtle"))
_KINDS: Final = tuple(kind.value for kind in (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.COUNTRY))


NONE: Final = "none"
"""Given in the place of a file: the store shall keep no list."""


def given_watchlist(settings: Settings) -> Watchlist | None:
    """The list that the settings name; None where they name none, so that the store's own holds.

    Raises:
        WatchlistError: as of ``read_watchlist_file``.
    """
    if not settings.watchlist:
        return None
    return EMPTY if settings.watchlist == NONE else read_watchlist_file(Path(settings.watchlist))


def extraction_key(rules: str, watchlist: Watchlist) -> str:
    """What reads an article beside model and ontology: the rules, and the list whose names it marks."""
    return f"{rules}+{watchlist.digest[:16]}" if watchlist else rules


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry and where it stands."""

    place: str
    entry: Listed


def read_watchlist_file(path: Path) -> Watchlist:
    """The list in a file; Turtle by its suffix, else CSV.

    Raises:
        WatchlistError: when it cannot be read, a column or value is wrong, or two entries cannot be told apart; names
            the file and the line.
    """
    if path.suffix.lower() in _TURTLE:
        return _checked([_Placed(place, _keyed(entry)) for place, entry in read_turtle(path)], strict=True)
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise WatchlistError(f"{path}:{line}: not UTF-8", mend="Save the file in UTF-8.") from error
    except OSError as error:
        raise WatchlistError(f"{path}: cannot be read ({error.strerror})", mend="Give a CSV or Turtle file.") from error
    rows = csv.DictReader(content.splitlines(keepends=True), strict=True)
    try:
        columns = [column.strip().lower() for column in rows.fieldnames or ()]
        rows.fieldnames = columns
        targets = set(columns) >= _TARGETS
        if not targets:
            _check_columns(columns, path)
        read = _target if targets else _own
        placed = [_Placed(place, entry) for place, row in _rows(rows, path) if (entry := read(row, place)) is not None]
    except csv.Error as error:
        raise WatchlistError(f"{path}:{rows.line_num + 1}: not CSV ({error})", mend="Correct the line.") from error
    return _checked(placed, strict=not targets)


def _rows(rows: csv.DictReader[str], path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    for row in rows:
        place = f"{path}:{rows.line_num}"
        if None in row or None in row.values():
            raise WatchlistError(
                f"{place}: not as many fields as columns", mend="Put a field that holds a comma into quotation marks."
            )
        if any(row.values()):
            yield place, {column: value.strip() for column, value in row.items()}


def _check_columns(columns: list[str], path: Path) -> None:
    wrong = [column for column in columns if column not in COLUMNS]
    if wrong or "name" not in columns or len(set(columns)) < len(columns):
        what = f"unknown column {wrong[0]!r}" if wrong else "the columns lack name, or repeat one"
        raise WatchlistError(
            f"{path}:1: {what}",
            mend=f"Columns are {', '.join(COLUMNS)}; or give OpenSanctions' targets.simple.csv as it is.",
        )


def _own(row: Mapping[str, str], place: str) -> Listed:
    kind = row.get("kind", "").lower() or EntityKind.PERSON.value
    if kind not in _KINDS:
        raise WatchlistError(f"{place}: kind {kind!r}", mend=f"Write {', '.join(_KINDS)}, or nothing.")
    identifiers = [
        identifier(namespace, value, f"{place}: {column}")
        for column, namespace in (("wikidata", WIKIDATA), ("opensanctions", OPENSANCTIONS))
        for value in _parts(row.get(column, ""))
    ]
    states = _parts(row.get("state", ""))
    if any(not _STATE.fullmatch(state) for state in states):
        raise WatchlistError(f"{place}: state {row['state']!r} is no ISO code", mend="Write for example FR.")
    return _keyed(_named(row, place, kind, identifiers, states, _parts(row.get("position", ""))))


def _target(row: Mapping[str, str], place: str) -> Listed | None:
    kind = _SCHEMAS.get(row["schema"])
    if kind is None:
        return None
    key = row["id"]
    if not KEY.fullmatch(key):
        raise WatchlistError(f"{place}: id {key!r} is no identifier", mend="Give the file as it is published.")
    identifiers = [OPENSANCTIONS + key, *([WIKIDATA + key] if QID.fullmatch(key) else [])]
    states = [state for state in _parts(row.get("countries", "")) if _STATE.fullmatch(state)]
    return replace(_named(row, place, kind, identifiers, states, []), id=key)


def _named(
    row: Mapping[str, str],
    place: str,
    kind: str,
    identifiers: Iterable[str],
    states: Iterable[str],
    positions: Iterable[str],
) -> Listed:
    entry = Listed(
        id="",
        kind=kind,
        name=row["name"],
        aliases=tuple(_parts(row.get("aliases", ""))),
        identifiers=tuple(sorted(set(identifiers))),
        states=tuple(sorted({f"iso:{state.upper()}" for state in states})),
        positions=tuple(positions),
    )
    return well_formed(entry, place)


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


def _keyed(entry: Listed) -> Listed:
    """The entry with an id: of its first identifier, else of its name and what tells it from namesakes."""
    if entry.identifiers:
        return replace(entry, id=min(entry.identifiers, key=lambda one: (WIKIDATA not in one, one)).rpartition("/")[2])
    told = "\n".join((entry.kind, entry.name, *entry.states, "", *entry.positions))
    return replace(entry, id=f"{names.slug(entry.name)}-{hashlib.sha256(told.encode()).hexdigest()[:6]}")


def _checked(placed: list[_Placed], *, strict: bool) -> Watchlist:
    """The list, when no two entries claim to be one.

    Args:
        placed: the entries.
        strict: an alias of two entries is an error; else it is a name that several share.

    Raises:
        WatchlistError: for the second of two.
    """
    seen: dict[str, _Placed] = {}
    for one in placed:
        for what in (one.entry.id, *one.entry.identifiers):
            if what in seen and seen[what] is not one:
                raise WatchlistError(
                    f"{one.place}: {what} is {seen[what].entry.name!r} in {seen[what].place}",
                    mend="Make one entry of the two, with aliases; tell namesakes apart by state or position.",
                )
            seen[what] = one
    if strict:
        _check_aliases(placed)
    return Watchlist(one.entry for one in placed)


def _check_aliases(placed: list[_Placed]) -> None:
    """An alias belongs to one entry; two entries may bear one canonical name (homonyms)."""
    bearers: dict[str, list[_Placed]] = {}
    for one in placed:
        for form in dict.fromkeys(folded(form) for form in one.entry.forms):
            bearers.setdefault(form, []).append(one)
    for form, shared in bearers.items():
        if len(shared) > 1 and any(folded(one.entry.name) != form for one in shared):
            first, second = shared[:2]
            raise WatchlistError(
                f"{second.place}: {form!r} names {second.entry.name!r} here and {first.entry.name!r} in {first.place}",
                mend="Leave the alias to the one it tells for sure.",
            )
