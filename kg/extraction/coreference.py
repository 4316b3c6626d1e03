"""What words that name nobody refer to: pronouns, offices, "the two leaders", counterparts.

A wrong link is worse than none.

Sentences are read in order; each reading may rest on what was resolved before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from kg.extraction.counterparts import administrations, counterpart_offices, counterparts
from kg.extraction.dignities import dignities
from kg.extraction.given_names import gender_of
from kg.extraction.graph import Graph
from kg.extraction.guests import guests
from kg.extraction.homeland import home_state
from kg.extraction.marking import title_words
from kg.extraction.memory import Memory
from kg.extraction.names import SentenceNames
from kg.extraction.nationals import nationals, officials_of
from kg.extraction.neuter import neuter_pronouns
from kg.extraction.office_phrases import office_phrases
from kg.extraction.offices import Holder, office
from kg.extraction.pairs import pair_phrases
from kg.extraction.pronouns import plural_pronouns, singular_pronouns, unnamed_subject
from kg.extraction.register import Register
from kg.extraction.relations import base
from kg.extraction.scene import Referring
from kg.extraction.speakers import first_persons
from kg.model import Document, EntityKind

_LEAD: Final = 2  # sentences in which an office may stand before its holder is named
_ARGUMENTS: Final = frozenset({"nsubj", "obj", "iobj", "obl"})


def anaphors(
    document: Document,
    graphs: Sequence[Graph],
    names: Sequence[SentenceNames],
    referring: Sequence[Sequence[Referring]],
    register: Register,
    holders: Sequence[Holder],
) -> tuple[tuple[Referring, ...], ...]:
    """All that refers, per sentence: what was given, less what a resolved phrase replaces, and the resolved phrases."""
    memory = Memory(
        document,
        graphs,
        names,
        register,
        holders,
        [list(rows) for rows in referring],
        _genders(names, referring, register),
        register.known_country(home_state(document.article)),
    )
    for index in range(len(graphs)):
        for phrase in office_phrases(
            memory.names[index],
            index,
            memory.rows[index],
            memory.holders,
            partial(_recent, memory, index),
            partial(_of_home, memory, index),
            partial(_barred, memory, index),
        ):
            memory.rows[index] = [row for row in memory.rows[index] if not (row.group and row.head == phrase.head)]
            memory.rows[index].append(phrase)
        memory.rows[index].extend(list(nationals(memory, index)))
        memory.rows[index].extend(list(officials_of(memory, index)))
        memory.rows[index].extend(list(guests(memory, index)))
        memory.rows[index].extend(list(first_persons(memory, index)))
        pronouns = list(singular_pronouns(memory, index))
        memory.rows[index].extend(pronouns)
        described = list(counterparts(memory, index))  # may take rows away, so it ends before the rows grow
        memory.rows[index].extend(described)
        memory.holders = (*memory.holders, *counterpart_offices(memory, index, described))
        memory.rows[index].extend(pair_phrases(memory, index))
        memory.rows[index].extend(administrations(memory, index))
        memory.rows[index].extend(plural_pronouns(memory, index))
        memory.rows[index].extend(list(dignities(memory, index)))
        memory.rows[index].extend(list(neuter_pronouns(memory, index)))
        if unnamed_subject(memory, index):
            memory.blocked.add(index)
    return tuple(tuple(rows) for rows in memory.rows)


def _genders(
    names: Sequence[SentenceNames], referring: Sequence[Sequence[Referring]], register: Register
) -> dict[str, str]:
    """Gender of persons by title, else by given name; persons of whom nothing tells are absent."""
    lists = title_words()
    found: dict[str, str] = {}
    for key, draft in sorted(register.drafts.items()):
        if draft.kind is EntityKind.PERSON:
            given = draft.parts[1].split()[:1]
            gender = gender_of(given[0]) if given else ""
            if gender:
                found[key] = gender
    for rows, sentence in zip(referring, names, strict=True):
        for row in rows:
            if row.kind == "person" and row.how == "office":
                words = set(sentence.marked.lower[row.start : row.end])
                for gender in ("male", "female"):
                    if words & lists[gender]:
                        found[row.entities[0]] = gender
        for name in sentence.names:
            if name.kind == "person" and name.before is not None and name.before.honorific:
                key = next((row.entities[0] for row in rows if row.start == name.start and row.kind == "person"), "")
                words = {word.rstrip(".") for word in sentence.marked.lower[name.before.start : name.before.end]}
                for gender in ("male", "female"):
                    if key and words & lists[gender]:
                        found[key] = gender
    return found


def _of_home(memory: Memory, index: int, keys: Sequence[str]) -> list[str]:
    """Those whom an office without a state can mean: of several the dateline state's, no foreigner from far back."""
    homes = {
        key: {holder.office.organization for holder in memory.holders if holder.person == key} - {""} for key in keys
    }
    at_home = [key for key in keys if memory.home in homes[key]] if memory.home else []
    if len(keys) > 1:
        return at_home
    near = _recent(memory, index, keys, 1)
    return list(keys) if at_home or near or not memory.home or not any(homes.values()) else []


def _barred(memory: Memory, index: int, start: int, end: int) -> set[str]:
    """Whom an office phrase cannot mean: who is named with the office behind it, or beside it with the same verb."""
    graph, marked = memory.graphs[index], memory.names[index].marked
    words = set(marked.lower[start:end])
    own = next((at for at in range(start, end) if graph.heads[at] not in range(start, end)), start)
    verb, label = graph.heads[own], base(graph.deprels[own])
    found = _unnamed_yet(memory, index) if _is_vague(words) and index > _LEAD else set()
    for row in memory.rows[index]:
        if row.kind != "person" or row.how not in {"name", "surname"} or start <= row.head < end:
            continue
        titled = row.start >= end and marked.letters[row.start - 1] == "H" and marked.lower[row.start - 1] in words
        beside = base(graph.deprels[row.head])
        together = verb >= 0 and graph.heads[row.head] == verb and graph.tokens[verb].upos == "VERB"
        if titled or (together and label != beside and "nsubj" in (label, beside) and {label, beside} <= _ARGUMENTS):
            found.update(row.entities)
    return found


def _is_vague(words: set[str]) -> bool:
    """Whether of all ministers any may be meant: "the Chadian minister"."""
    held = office(sorted(words))
    return held is not None and held.head == "minister" and not held.words & title_words()["modifier"]


def _unnamed_yet(memory: Memory, index: int) -> set[str]:
    """The persons whom the article names only further on."""
    named = {key for rows in memory.rows[: index + 2] for row in rows if row.kind == "person" for key in row.entities}
    return {holder.person for holder in memory.holders} - named


def _recent(memory: Memory, sentence: int, keys: Sequence[str], back: int = 3) -> list[str]:
    """Those of some persons who were referred to last, within three sentences."""
    for at in range(sentence, max(-1, sentence - 1 - back), -1):
        named = [key for key in keys if any(key in row.entities for row in memory.rows[at])]
        if named:
            return named
    return []
