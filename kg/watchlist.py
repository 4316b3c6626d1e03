"""A watch-list as values: whom an analyst follows, under which names, and who that is elsewhere.

It enters twice: before extraction its names are marked in the parsed text, and in resolution it says who is who.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Final

from kg import names
from kg.errors import WatchlistError

_MARKS = frozenset("\"'“”‘’«»()")
WIKIDATA = "http://www.wikidata.org/entity/"
OPENSANCTIONS = "https://www.opensanctions.org/entities/"
QID: Final = re.compile(r"Q[1-9]\d*", re.ASCII)
KEY: Final = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)
_ELSEWHERE: Final = re.compile(
    r"https?://(?:www\.)?(?:(wikidata\.org/(?:entity|wiki))|opensanctions\.org/entities)/(.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a watch-list.

    Attributes:
        id: unique in the list; part of an IRI.
        kind: ``person``, ``organization`` or ``country``; empty where the list does not say.
        name: canonical. aliases: other names, sorted.
        identifiers: IRIs at Wikidata and OpenSanctions, sorted.
        states: references of countries (``iso:FR``), sorted. positions: titles, sorted.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All names, the canonical one first."""
        return (self.name, *self.aliases)


class Watchlist:
    """The entries of a list, by id; empty where none is given. Can be pickled.

    Args:
        entries: in any order, ids unique.
    """

    def __init__(self, entries: Iterable[Listed] = ()) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.id))

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Watchlist) and self.entries == other.entries

    def __hash__(self) -> int:
        return hash(self.entries)

    @cached_property
    def digest(self) -> str:
        """Names the list's content; empty for an empty list."""
        if not self.entries:
            return ""
        rows = [asdict(entry) for entry in self.entries]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    @cached_property
    def _by_form(self) -> dict[str, tuple[Listed, ...]]:
        found: dict[str, dict[str, Listed]] = {}
        for entry in self.entries:
            for form in entry.forms:
                found.setdefault(folded(form), {})[entry.id] = entry
        return {form: tuple(known[key] for key in sorted(known)) for form, known in found.items()}

    def named(self, form: str) -> tuple[Listed, ...]:
        """The entries that bear a name; several are homonyms."""
        return self._by_form.get(folded(form), ())

    @property
    def homonyms(self) -> tuple[str, ...]:
        """Names that several entries bear, sorted."""
        return tuple(sorted({entry.name for known in self._by_form.values() if len(known) > 1 for entry in known}))


EMPTY = Watchlist()


def identifier(namespace: str, value: str, place: str) -> str:
    """The IRI of an identifier at Wikidata or OpenSanctions.

    Args:
        namespace: where it names somebody.
        value: the bare identifier, or an IRI.
        place: where it is written, and as what.

    Raises:
        WatchlistError: when it is none.
    """
    found = _ELSEWHERE.fullmatch(value)
    key = (found[2] if found else value).rstrip("/")
    pattern, example = (QID, "Q42") if namespace == WIKIDATA else (KEY, "NK-2a3b")
    if not pattern.fullmatch(key):
        raise WatchlistError(f"{place} {value!r} is no identifier", mend=f"Write for example {example}.")
    return namespace + key


def namespace_of(value: str) -> str:
    """Whose identifier an IRI is: Wikidata's, OpenSanctions' or nobody's (the empty string)."""
    found = _ELSEWHERE.fullmatch(value)
    return "" if found is None else WIKIDATA if found[1] else OPENSANCTIONS


def well_formed(entry: Listed, place: str) -> Listed:
    """An entry as it was read, in order: what names nobody is no alias.

    Raises:
        WatchlistError: when it has no name, or a value holds a control character.
    """
    name = entry.name.strip()
    if not names.fold(name):
        raise WatchlistError(f"{place}: there is no name", mend="Give every entry a name.")
    aliases = {alias.strip() for alias in entry.aliases if names.fold(alias)} - {name}
    positions = {position.strip() for position in entry.positions} - {""}
    for value in (name, *aliases, *positions):
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
            raise WatchlistError(f"{place}: {value!r} holds a control character", mend="Leave it out.")
    return replace(entry, name=name, aliases=tuple(sorted(aliases)), positions=tuple(sorted(positions)))


def folded(form: str) -> str:
    """A name as the list compares it: without honorifics, case, diacritics and hyphens; "III" and "Jr." stay."""
    if not _MARKS.isdisjoint(form):  # perhaps a nickname
        return names.fold(" ".join(names.plain(form))) or names.fold(form)
    words = names.fold(form).split()
    while len(words) > 1 and words[0] in names.HONORIFICS:  # lists are long, and `plain` folds word by word
        words = words[1:]
    return " ".join(words)


def identity(
    watchlist: Watchlist,
    forms: Iterable[str],
    *,
    kind: str,
    states: frozenset[str],
    nearby: frozenset[str],
    titles: frozenset[str],
) -> tuple[Listed | None, Sequence[Listed]]:
    """Who of a list somebody is, as far as it can be told.

    Args:
        watchlist: the list.
        forms: names that an article gives.
        kind: what the article takes it for.
        states: references of the states the article says it belongs to.
        nearby: references of all states that the article names.
        titles: folded words of its titles.

    Returns:
        The entry, or None; and the entries between which the article leaves it open.
    """
    found = {entry.id: entry for form in forms for entry in watchlist.named(form) if entry.kind in ("", kind)}
    possible = [
        found[key]
        for key in sorted(found)
        if not (
            states
            and found[key].states
            and states.isdisjoint(found[key].states)
            and nearby.isdisjoint(found[key].states)
        )
    ]
    if len(possible) == 1 and len(found) == 1:
        return possible[0], ()
    spoken = [
        entry
        for entry in possible
        if not states.isdisjoint(entry.states)
        or any(not titles.isdisjoint(names.tokens(position)) for position in entry.positions)
    ]
    if len(spoken) == 1:
        return spoken[0], ()
    return None, possible
