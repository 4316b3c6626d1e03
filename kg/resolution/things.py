"""Which countries, places and organizations of different articles are one.

Countries by reference. Places by name and what they lie in: one whose surroundings are unknown joins another of its
name only if there is one such. Organizations by reference, or by name and country; a name made of common words alone
("foreign ministry") needs the country to be known, and an acronym the articles' own word for what it stands for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg import names
from kg.model import EntityKind
from kg.resolution.clusters import Link, cluster

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.resolution.appearances import Appearance

GENERIC: Final = frozenset(
    """
    administration affairs agency air and armed army assembly authority bank board bureau cabinet central chamber
    command commission committee congress council court defence defense delegation department directorate economy
    education embassy energy executive federal finance for force forces foreign general government guard high house
    in intelligence interior international joint justice law legislature lower military minister ministry mission
    national navy of office opposition palace parliament party people police presidency president presidential prime
    s secretariat security senate service services staff state supreme the trade treasury tribunal union unit upper
    """.split()
)
"""Words that make no name of an organization by themselves: every state has a foreign ministry."""

_ACRONYM: Final = range(2, 9)  # letters of an acronym
_SURE: Final = 2  # a place whose surroundings are known


def group_countries(countries: Sequence[Appearance]) -> list[list[Appearance]]:
    """The countries, grouped by reference, or by name where there is none."""
    groups: dict[str, list[Appearance]] = defaultdict(list)
    for country in countries:
        groups[country.entity.reference or names.fold(country.entity.name)].append(country)
    return list(groups.values())


def group_unnamed(things: Sequence[Appearance]) -> list[list[Appearance]]:
    """Descriptions ("two shipping companies"): one only in copies of one story."""
    groups: dict[tuple[str, str], list[Appearance]] = defaultdict(list)
    for thing in things:
        groups[thing.group, thing.ref.key].append(thing)
    return list(groups.values())


@dataclass(frozen=True, slots=True, order=True)
class _Spot:
    """A place as far as it can be told apart."""

    name: str
    reference: str
    chain: tuple[str, ...]


def group_places(places: Sequence[Appearance]) -> list[list[Appearance]]:
    """The places, grouped by name and surroundings."""
    alike: dict[_Spot, list[Appearance]] = defaultdict(list)
    for place in places:
        alike[_Spot(names.fold(place.entity.name), place.entity.reference, place.chain)].append(place)
    nodes = sorted(alike)
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        blocks[node.name].append(index)
        if node.reference:
            blocks[f"={node.reference}"].append(index)

    def excludes(left: int, right: int) -> bool:
        a, b = nodes[left], nodes[right]
        if a.reference and b.reference:
            return a.reference != b.reference
        return a.name != b.name or not _nested(a.chain, b.chain)

    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    links = [
        Link(_SURE if nodes[left].chain and nodes[right].chain else 1, left, right)
        for left, right in pairs
        if not excludes(left, right)
    ]
    groups = cluster(len(nodes), links, excludes, sure=_SURE)
    return [[place for index in group for place in alike[nodes[index]]] for group in groups]


def _nested(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one chain of surroundings leaves out parts of the other, but contradicts nothing."""
    short, long = sorted((first, second), key=len)
    rest = iter(long)
    return all(any(part == other for other in rest) for part in short)


@dataclass(frozen=True, slots=True, order=True)
class _Body:
    """An organization as far as it can be told apart. ``acronyms``: those its article uses for it."""

    name: str
    reference: str
    country: str
    acronyms: tuple[str, ...]
    own: str


def group_organizations(
    organizations: Sequence[Appearance], demonyms: dict[str, frozenset[str]]
) -> list[list[Appearance]]:
    """The organizations, grouped.

    Args:
        organizations: all of them.
        demonyms: for each country's reference the folded words by which articles call it, to strip from names
            ("U.S. State Department").
    """
    alike: dict[_Body, list[Appearance]] = defaultdict(list)
    for organization in organizations:
        alike[_body(organization, demonyms)].append(organization)
    nodes = sorted(alike)
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        for key in {node.name, *node.acronyms} | ({f"={node.reference}"} if node.reference else set()):
            blocks[key].append(index)
    articles = [frozenset(thing.ref.article for thing in alike[node]) for node in nodes]

    def excludes(left: int, right: int) -> bool:
        a, b = nodes[left], nodes[right]
        if a.reference and b.reference:
            return a.reference != b.reference
        if a.own != b.own or (a.country and b.country and a.country != b.country):
            return True
        return a.name != b.name and not articles[left].isdisjoint(articles[right])

    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    links = [Link(1, left, right) for left, right in pairs if not excludes(left, right)]
    return [
        [thing for index in group for thing in alike[nodes[index]]] for group in cluster(len(nodes), links, excludes)
    ]


def _body(organization: Appearance, demonyms: dict[str, frozenset[str]]) -> _Body:
    entity = organization.entity
    words = list(names.tokens(entity.name))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    words = _without_country(words, demonyms.get(entity.country, frozenset()))
    name = " ".join(words)
    written = {entity.name, *(mention.text for mention in entity.mentions)}
    acronyms = {names.fold(form).replace(" ", "") for form in written if _is_acronym(form)}
    vague = not entity.reference and not entity.country and set(words) <= GENERIC
    # a vague name is its own article's alone, or its copies'
    return _Body(name, entity.reference, entity.country, tuple(sorted(acronyms)), organization.group if vague else "")


def _without_country(words: list[str], demonyms: frozenset[str]) -> list[str]:
    for length in range(min(3, len(words) - 1), 0, -1):
        if " ".join(words[:length]) in demonyms:
            return words[length:]
    return words


def _is_acronym(form: str) -> bool:
    letters = form.replace(".", "")
    return len(letters) in _ACRONYM and letters.isalpha() and letters.isupper()


def country_words(appearances: Sequence[Appearance]) -> dict[str, frozenset[str]]:
    """For each country's reference the folded words by which the articles call it."""
    words: dict[str, set[str]] = defaultdict(set)
    for appearance in appearances:
        entity = appearance.entity
        if entity.kind is EntityKind.COUNTRY and entity.reference:
            words[entity.reference].update(
                names.fold(form) for form in [entity.name, *(m.text for m in entity.mentions)]
            )
    return {reference: frozenset(forms) for reference, forms in words.items()}
