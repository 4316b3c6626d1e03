"""Names looked up by query, where reading all of them is too much: the same rules over those that may be meant.

A store compares letters, not what ``kg.names.fold`` makes of them; so each letter of a word becomes all the letters
that fold to it, and the things whose names hold the longest word are looked at as ``NameIndex`` looks at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg.errors import UnknownNameError, UsageError
from kg.names import fold, tokens
from kg.service.lookup import PERSON, Named, NameIndex
from kg.store.paging import Paging
from kg.store.terms import Answering
from kg.vocabulary import PREFIXES, local_name

MOST: Final = 5_000
"""Things that are looked at for one name."""

_BEGINNING: Final = 3  # letters that near names have in common at the beginning of a word
_LAST: Final = 0x1F00  # Latin, Greek, Cyrillic and their extensions lie below
_DROPPED: Final = "['’‘`´ʻʼʿʾ\\u0300-\\u036F]*"
_WORDS: Final = 8  # of a name, beside the longest
_NO_WORD: Final = "[^\\p{L}\\p{N}]*"
_APART: Final = "[^\\p{L}\\p{N}]+"
_SPECIAL: Final = frozenset("\\^$.|?*+()[]{}-&~")
_IRI: Final = re.compile(r"(?:.*<)?(?P<iri>[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]+)>?", re.DOTALL)

_HOLDING: Final = """SELECT ?thing ?kind ?label ?alias WHERE {
  { SELECT DISTINCT ?thing ?kind WHERE {
      VALUES ?kind { $KINDS } ?thing a ?kind ; rdfs:label|dip:alias ?name .
      FILTER(REGEX(STR(?name), "$PATTERN", "i")) $BESIDE } ORDER BY ?thing ?kind LIMIT $MOST }
  ?thing rdfs:label ?label . OPTIONAL { ?thing dip:alias ?alias }
} ORDER BY ?thing ?kind ?label ?alias"""
_BESIDE: Final = """FILTER EXISTS {
  ?thing rdfs:label|dip:alias ?name$NUMBER FILTER(REGEX(STR(?name$NUMBER), "$PATTERN", "i")) }"""
_OF_IRI: Final = """SELECT ?thing ?kind ?label ?alias WHERE {
  VALUES ?thing { <$IRI> } ?thing a ?kind ; rdfs:label ?label . FILTER(?kind IN ($LIST))
  OPTIONAL { ?thing dip:alias ?alias }
} ORDER BY ?thing ?kind ?label ?alias"""
_LABELS: Final = "SELECT ?thing ?name WHERE { VALUES ?thing { $THINGS } ?thing rdfs:label ?name } ORDER BY ?thing ?name"


class NameQueries:
    """Looks names up in a store that is not read whole.

    Args:
        reader: one generation of a store, or an endpoint.
    """

    def __init__(self, reader: Answering) -> None:
        self._paging = Paging(reader)

    def find(self, name: str, *, kinds: Sequence[str]) -> Named:
        """The one thing called so.

        Args:
            name: as of ``NameIndex.find``.
            kinds: local names of classes, one or more.

        Raises:
            AmbiguousNameError: several are called so; carries their full names.
            UnknownNameError: none is; carries the nearest among the names that begin alike.
            UsageError: more things than are looked at may be called so.
        """
        things = self._of_iri(name, kinds) or self._called(name, kinds)
        try:
            return NameIndex(things).find(name, kinds=kinds)
        except UnknownNameError:
            beginnings = {word[:_BEGINNING] for word in tokens(name) if len(word) >= _BEGINNING}
            pattern = "|".join(f"(^|[ -]){holding(word)}" for word in sorted(beginnings))
            near = NameIndex(self._holding(pattern, kinds)) if beginnings else NameIndex(())
            raise UnknownNameError(name, nearest=near.nearest(name, kinds=kinds)) from None

    def _called(self, name: str, kinds: Sequence[str]) -> list[Named]:
        """Those that ``NameIndex`` has to see to find what it would find among all."""
        words = tokens(name)
        if not words:
            return []
        exact = self._holding(f"^{_NO_WORD}{_APART.join(map(holding, words))}{_NO_WORD}$", kinds)
        labelled = [thing for thing in exact if fold(thing.name) == fold(name)]
        whole = labelled and (len(words) > 1 or len(labelled) > 1 or labelled[0].kind != PERSON)
        longest, *others = sorted(dict.fromkeys(words), key=len, reverse=True)
        beside = [holding(word) for word in others[:_WORDS]]
        things = exact if whole else self._holding(holding(longest), kinds, beside=beside)
        if len(things) > MOST:
            raise UsageError(
                f"more than {MOST:,} names in the store hold {name!r}", mend="Give the full name, or an IRI."
            )
        return things

    def labels(self, iris: Sequence[str]) -> dict[str, str]:
        """Names of some things; one that has none is absent."""
        if not iris:
            return {}
        things = " ".join(f"<{iri}>" for iri in iris)
        return {row[0]: row[1] for row in reversed(self._rows(_LABELS.replace("$THINGS", things)))}

    def _holding(self, pattern: str, kinds: Sequence[str], *, beside: Sequence[str] = ()) -> list[Named]:
        """Things with a name like a pattern, and names like others; one more than ``MOST`` where there are more."""
        more = (
            _BESIDE.replace("$NUMBER", str(number)).replace("$PATTERN", _quoted(one))
            for number, one in enumerate(beside)
        )
        query = _HOLDING.replace("$KINDS", " ".join(f"dip:{kind}" for kind in kinds)).replace("$MOST", str(MOST + 1))
        return _things(self._rows(query.replace("$BESIDE", " ".join(more)).replace("$PATTERN", _quoted(pattern))))

    def _of_iri(self, name: str, kinds: Sequence[str]) -> list[Named]:
        """The thing of an IRI, or of a choice that ends in one."""
        found = _IRI.fullmatch(name)
        try:
            iri = ox.NamedNode(found["iri"]).value if found else ""
        except ValueError:
            return []
        if not iri:
            return []
        classes = ", ".join(f"dip:{kind}" for kind in kinds)
        return _things(self._rows(_OF_IRI.replace("$LIST", classes).replace("$IRI", iri)))

    def _rows(self, query: str) -> list[tuple[str, ...]]:
        return list(self._paging.rows(query))


def holding(word: str) -> str:
    """A regular expression (XPath's) for what a folded word may have been.

    >>> re.search(holding("oesterreich"), "Österreich") is None, bool(re.search(holding("sorensen"), "Sørensen"))
    (True, True)
    >>> bool(re.search(holding("strasse"), "Straße")), bool(re.search(holding("obrien"), "O’Brien"))
    (True, True)
    """
    single, double = _letters()
    parts: list[str] = []
    place = 0
    while place < len(word):
        one = single.get(word[place], "") or word[place]
        pair = word[place : place + 2]
        if pair in double:
            second = single.get(pair[1], "") or pair[1]
            parts.append(f"({_class(one)}{_DROPPED}{_class(second)}|{_class(double[pair])})")
            place += 2
        else:
            parts.append(_class(one))
            place += 1
    return _DROPPED.join(parts)


def _quoted(pattern: str) -> str:
    """A regular expression inside a literal."""
    return pattern.replace("\\", "\\\\").replace('"', '\\"')


def _class(letters: str) -> str:
    return "[" + "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in letters) + "]"


@cache
def _letters() -> tuple[dict[str, str], dict[str, str]]:
    """Folded letter, or two of them -> letters that fold to it."""
    single: dict[str, str] = {}
    double: dict[str, str] = {}
    for code in range(ord("0"), _LAST):
        letter = chr(code)
        folded = fold(letter)
        if len(folded) == 1:
            single[folded] = single.get(folded, "") + letter
        elif len(folded) == 2 and folded.isalpha():
            double[folded] = double.get(folded, "") + letter
    return single, double


def _things(rows: Sequence[tuple[str, ...]]) -> list[Named]:
    """Rows of thing, class, label and alias."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    for iri, kind, label, alias in rows:
        aliases = found.setdefault(iri, (local_name(kind.removeprefix(PREFIXES["dip"])), label, []))[2]
        aliases.extend([alias] if alias and alias not in aliases else [])
    return [Named(iri, kind, label, tuple(aliases)) for iri, (kind, label, aliases) in found.items()]
