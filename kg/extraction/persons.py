"""Who is who in one article: full names first, then surnames and given names, resolved only where nothing contradicts.

A person is never merged on a surname with another full name. A surname that several persons of the article share
goes by
the title or description given with it, else by how they stand in the article (`kg.extraction.standing`), else nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.abbreviations import fold_in_parts
from kg.extraction.monsieur import without_monsieur
from kg.extraction.names import Name, SentenceNames, person_name
from kg.extraction.overlooked import called_by, overlooked
from kg.extraction.people import Person, Sighting
from kg.extraction.rival_offices import excluded, same_kind
from kg.extraction.royalty import royals_apart
from kg.extraction.standing import is_relative
from kg.extraction.surnames import Bearers, SurnameResolver
from kg.extraction.titles import Title
from kg.extraction.unlikely_persons import is_placed, peoples
from kg.model import BlockKind, Document
from kg.names import (
    bare,
    by_initial,
    fold,
    full_keys,
    generation,
    is_surname_of,
    likeness_keys,
    may_abbreviate,
    same_name,
    surname_keys,
)

_BYLINE: Final = re.compile(
    r"^\W*(?:by|photo(?:graph)? by|written by|reporting by|story by|with reporting by"
    r"|\(?(?:additional )?reporting by|editing by)\b",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(r"(?:reporting|editing|writing|photo|compiled|translated)\s+by\s*$", re.IGNORECASE)
_HYPHENS: Final = frozenset("-‑–")
_NEAR_ALIAS: Final = 6
_SLAVIC: Final = re.compile(r"^\w \w \w+(?:ov|ev|ova|eva|sky|skiy|skii|enko|dze|shvili)$")
_LONGEST_BYLINE: Final = 90
_FIRMS: Final = tuple("bank corp neft prom gaz tel soft tech chem invest petro avia media".split())


def byline(document: Document, index: int) -> bool:
    """Whether a sentence is a byline or credit: names in it stand outside the story."""
    sentence = document.sentences[index]
    text = document.article.text[sentence.span.start : sentence.span.end]
    if len(text) > _LONGEST_BYLINE:
        return False
    if document.article.blocks[sentence.block].kind is BlockKind.HEADLINE and not text.lower().startswith("by "):
        return False
    return bool(_BYLINE.match(text)) and not text.rstrip().endswith(",")


def credited(document: Document, index: int, name: Name) -> bool:
    """Whether a name stands right behind "reporting by", "editing by", or signs a headline ("Hopes rise by A B")."""
    sentence = document.sentences[index]
    before = document.article.text[sentence.span.start : name.span.start].rstrip()
    if before[-2:].lower() != "by":
        return False
    return bool(_CREDIT.search(before)) or _signs(document, index, name)


def _signs(document: Document, index: int, name: Name) -> bool:
    """Whether a full name ends a headline behind "by" where nothing is told to be done by anybody."""
    sentence = document.sentences[index]
    return (
        document.article.blocks[sentence.block].kind is BlockKind.HEADLINE
        and name.end == len(sentence.tokens)
        and len(bare(name.text)) > 1
        and name.before is None
        and not any(token.feat("VerbForm") == "Part" or token.xpos == "VBN" for token in sentence.tokens)
    )


def gather(
    document: Document, names: Sequence[SentenceNames]
) -> tuple[tuple[Person, ...], Mapping[tuple[int, int], int], tuple[SentenceNames, ...]]:
    """The persons of an article; which of them each person name means: ``(sentence, first token) -> index``; all names.

    Names that mean nobody for certain are in no person. Surnames that nothing had marked are added to the names.
    """
    names = without_monsieur(names)
    sightings = [
        Sighting(index, name, byline(document, index) or credited(document, index, name))
        for index, found in enumerate(names)
        for name in found.names
        if name.kind == "person"
    ]
    full, short = _by_length(sightings)
    persons = _full_names(full, names)
    fold_in_parts(persons, document)
    short, split = _pairs_split(document.article.text, names, short, persons)
    added = split + list(overlooked(document.article.text, names, persons))
    short.extend(added)
    short.sort(key=lambda sighting: sighting.place)
    short = _aliases(short, persons, names)
    singles = _single_names(short, persons, names)
    seen = {sighting.place for sighting in short}
    # "President X" and no given name: what is an office's bearer once is him wherever the model misses the name
    late = overlooked(document.article.text, names, [person for person in singles if any(person.titles())])
    later = [sighting for sighting in late if sighting.place not in seen]
    added += later
    short = sorted((*short, *later), key=lambda sighting: sighting.place)
    persons.extend(singles)
    order = {id(sighting): number for number, person in enumerate(persons) for sighting in person.sightings}
    resolver = SurnameResolver(persons, order, names)
    apart = [sighting for sighting in short if id(sighting) not in order and resolver.rivalled(sighting)]
    for person in _by_word(apart):
        order.update({id(sighting): len(persons) for sighting in person.sightings})
        persons.append(person)
    resolver = SurnameResolver(persons, order, names)
    for sighting in short:
        if id(sighting) not in order:
            resolver.place(sighting)
    for person in persons:
        person.sightings.sort(key=lambda sighting: sighting.place)
    where = {sighting.place: number for number, person in enumerate(persons) for sighting in person.sightings}
    return tuple(persons), where, _no_persons(_joined(names, added, where), where)


def _joined(
    names: Sequence[SentenceNames], added: Sequence[Sighting], where: Mapping[tuple[int, int], int]
) -> tuple[SentenceNames, ...]:
    """The names with those added that were resolved; they take the place of what the model saw there."""
    by_sentence: dict[int, list[Name]] = {}
    for sighting in added:
        if sighting.place in where:
            by_sentence.setdefault(sighting.sentence, []).append(sighting.name)
    joined = []
    for index, found in enumerate(names):
        more = by_sentence.get(index, [])
        taken = {at for name in more for at in range(name.start, name.end)}
        whole = {(name.start, name.end) for name in more}
        kept = [
            name
            for name in found.names
            if (name.kind == "entry" and (name.start, name.end) not in whole)
            or not taken.intersection(range(name.start, name.end))
        ]
        ordered = sorted((*kept, *more), key=lambda name: (name.span.start, name.span.end))
        joined.append(replace(found, names=tuple(ordered)) if more else found)
    return tuple(joined)


def _no_persons(names: Sequence[SentenceNames], where: Mapping[tuple[int, int], int]) -> tuple[SentenceNames, ...]:
    """The names; single words that are nobody's are a movement's ("the Huns") or, by where they stand, a place's."""
    lone = {
        fold(name.text)
        for index, found in enumerate(names)
        for name in found.names
        if name.kind == "person" and name.end - name.start == 1 and (index, name.start) not in where
    }
    movements = peoples((found.marked for found in names), lone)
    changed = []
    for index, found in enumerate(names):
        rows = []
        for name in found.names:
            kind = name.kind
            if kind == "person" and (index, name.start) not in where and fold(name.text) in lone:
                placed = not name.certain and is_placed(found.marked, name.start, name.end)
                kind = "organization" if fold(name.text) in movements else "place" if placed else kind
            rows.append(replace(name, kind=kind) if kind != name.kind else name)
        changed.append(replace(found, names=tuple(rows)) if lone else found)
    return tuple(changed)


def _by_length(sightings: Sequence[Sighting]) -> tuple[list[Sighting], list[Sighting]]:
    """Full names, and names that are only a part of one (single words, a double surname beside the full name)."""
    multi = sorted({sighting.name.text for sighting in sightings if len(bare(sighting.name.text)) > 1})
    longer: dict[str, list[str]] = {}
    for text in multi:
        for key in full_keys(text):
            longer.setdefault(key, []).append(text)
    parts = {
        text
        for text in multi
        if any(
            other != text and len(other) > len(text) and is_surname_of(text, other)
            for key in surname_keys(text)
            for other in longer.get(key, ())
        )
    }
    full = [sighting for sighting in sightings if len(bare(sighting.name.text)) > 1 and sighting.name.text not in parts]
    chosen = {id(sighting) for sighting in full}
    return full, [sighting for sighting in sightings if id(sighting) not in chosen]


def _full_names(full: Sequence[Sighting], names: Sequence[SentenceNames]) -> list[Person]:
    """One person per full name, whatever its spelling."""
    persons: list[Person] = []
    by_key: dict[str, dict[int, None]] = {}
    offices: dict[str, list[Title]] = {}
    for sighting in full:
        before = (sighting.name.before,) if sighting.name.before else ()
        offices.setdefault(sighting.name.text, []).extend((*before, *sighting.name.after))
    for sighting in full:
        text = sighting.name.text
        like = sorted({number for key in likeness_keys(text) for number in by_key.get(key, ())})
        found = _whose(sighting, [(number, persons[number].forms) for number in like], offices, names)
        found = len(persons) if found is None else found
        if found == len(persons):
            persons.append(Person())
        if text not in persons[found].forms:
            persons[found].forms.append(text)
            for key in likeness_keys(text):
                by_key.setdefault(key, {})[found] = None
        persons[found].sightings.append(sighting)
    return persons


def _whose(
    sighting: Sighting,
    like: Sequence[tuple[int, Sequence[str]]],
    offices: Mapping[str, Sequence[Title]],
    names: Sequence[SentenceNames],
) -> int | None:
    """Which person, of those with a name like it, a full name is; None for nobody yet.

    The same words first. Who comes in by kinship ("his father, X") under other words is another person, and so is who
    has two bearers to choose from without an office in common with one of them.
    """
    text, name = sighting.name.text, sighting.name
    same = next((number for number, forms in like if text in forms), None)
    if same is not None:
        return same
    alike = [number for number, forms in like if _one_person(text, forms, offices)]
    if alike and is_relative(names[sighting.sentence].marked, name.start, name.end):
        return None
    if len(alike) > 1:
        mine = offices[text]
        forms_of = dict(like)
        alike = [
            number for number in alike if same_kind(mine, [held for form in forms_of[number] for held in offices[form]])
        ]
    return alike[0] if len(alike) == 1 else None


def _one_person(text: str, forms: Sequence[str], offices: Mapping[str, Sequence[Title]]) -> bool:
    """Whether a full name is a person's: never on an initial alone against two different offices of the article."""
    mine = offices[text]
    theirs = [title for form in forms for title in offices[form]]
    if not all(same_name(text, form) or may_abbreviate(text, form) for form in forms):
        return False
    for form in forms:
        if same_name(text, form):
            rivals = by_initial(text, form) and any(excluded(title, theirs) for title in mine)
            if not rivals and (generation(text) == generation(form) or same_kind(mine, theirs)):
                return True
        elif may_abbreviate(text, form):
            if same_kind(mine, theirs):
                return True
            if _SLAVIC.search(fold(text)) and not any(excluded(title, theirs) for title in mine):
                return True  # "P.N. Orlov": given name and patronymic
    return False


def _pairs_split(
    text: str, names: Sequence[SentenceNames], short: Sequence[Sighting], persons: Sequence[Person]
) -> tuple[list[Sighting], list[Sighting]]:
    """Single names, without pairs of two surnames ("the X-Y summit"), and the halves of those."""
    calls = called_by(persons)
    kept: list[Sighting] = []
    halves: list[Sighting] = []
    for sighting in short:
        name, marked = sighting.name, names[sighting.sentence].marked
        words = [at for at in range(name.start, name.end) if marked.lower[at] not in _HYPHENS]
        hyphened = len(words) == 2 and name.end - name.start == 3
        if hyphened and fold(name.text) not in calls and all(fold(marked.tokens[at].form) in calls for at in words):
            within = set(range(name.start, name.end))
            halves += [Sighting(sighting.sentence, person_name(marked, text, at, at + 1, within)) for at in words]
        else:
            kept.append(sighting)
    return kept, halves


def _aliases(short: Sequence[Sighting], persons: Sequence[Person], names: Sequence[SentenceNames]) -> list[Sighting]:
    """Single names, without those that "known as" gives to the person named before them."""
    left: list[Sighting] = []
    for sighting in short:
        sentence, start = sighting.place
        lower = names[sentence].marked.lower
        known = start > 1 and lower[start - 1] == "as" and lower[start - 2] in {"known", "nicknamed", "styled"}
        named = known and [
            (seen.name.end, number)
            for number, person in enumerate(persons)
            for seen in person.sightings
            if seen.sentence == sentence and seen.name.end < start and start - seen.name.end <= _NEAR_ALIAS
        ]
        if named:
            person = persons[max(named)[1]]
            person.forms.append(sighting.name.text)
            person.sightings.append(sighting)
        else:
            left.append(sighting)
    return left


def _single_names(short: Sequence[Sighting], persons: Sequence[Person], names: Sequence[SentenceNames]) -> list[Person]:
    """Persons of whom the article never gives a full name: titled, or named by the model more than once."""
    groups: dict[str, list[Sighting]] = {}
    bearers = Bearers(persons)
    for sighting in short:
        if not bearers.of(sighting.name.text):
            groups.setdefault(fold(" ".join(bare(sighting.name.text))), []).append(sighting)
    found = []
    movements = peoples((found.marked for found in names), groups)
    parted = [(word, part) for word, whole in groups.items() for part in royals_apart(whole, names)]
    for word, group in parted:
        if word in movements and not any(sighting.name.before for sighting in group):
            continue
        lone = len(group) == 1 and _name_like(group[0], names)
        titled = lone or any(
            sighting.name.before is not None or sighting.name.after or sighting.name.certain for sighting in group
        )
        if titled or len(group) > 1 or any(len(bare(sighting.name.text)) > 1 for sighting in group):
            longest = max((sighting.name.text for sighting in group), key=len)
            person = Person([longest], list(group))
            found.append(person)
    return found


def _by_word(sightings: Sequence[Sighting]) -> Iterator[Person]:
    """One person for every word that names somebody whom no full name of the article means."""
    groups: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        groups.setdefault(fold(" ".join(bare(sighting.name.text))), []).append(sighting)
    for group in groups.values():
        yield Person([group[0].name.text], group)


def _name_like(sighting: Sighting, names: Sequence[SentenceNames]) -> bool:
    """Whether a single word the model took for a person, once, is a name and no common word of the article."""
    token = names[sighting.sentence].marked.tokens[sighting.name.start]
    word = token.form
    if token.upos != "PROPN" or word.isupper() or len(word) < 3 or word.lower().endswith(_FIRMS):
        return False
    if is_placed(names[sighting.sentence].marked, sighting.name.start, sighting.name.end):
        return False
    lower = word.lower()
    return not any(
        lower in found.marked.lower and any(other.form == lower for other in found.marked.tokens) for found in names
    )
