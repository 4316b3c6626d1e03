"""Numbers of persons or states: "the two leaders", "both sides", "the pair", "the three countries"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.extraction.encounters import acting_above, encounter, is_setting, subject_of
from kg.extraction.marking import Marked, title_words
from kg.extraction.memory import conjuncts
from kg.extraction.offices import leads, office
from kg.extraction.plural_titles import is_plural_office, singular_office, states_before
from kg.extraction.scene import Referring
from kg.extraction.wordlists import NUMBERS
from kg.model import Span

if TYPE_CHECKING:
    from kg.extraction.memory import Memory

_BACK: Final = 3
_KOREAS: Final = frozenset({"korean", "koreas", "inter-korean"})
_LEADING: Final = frozenset("leaders statesmen heads presidents premiers kings".split())
_PAIR: Final = 2
_COUNTING: Final = _KOREAS.union(NUMBERS, ("pair", "duo"))


def pair_phrases(memory: Memory, index: int) -> Iterator[Referring]:
    """The counted descriptions of a sentence that exactly so many persons or states fit."""
    marked = memory.names[index].marked
    lists = title_words()
    for at, word in enumerate(marked.lower):
        if word not in _COUNTING and not is_plural_office(word):
            continue
        if word in _KOREAS and _both_halves(marked.lower, at):
            start = at - 2 if word == "korean" else at - 1 if word == "koreas" else at
            yield _row(index, marked, start, at + 1, at, _koreas(memory, index, start, at + 1))
            continue
        if is_plural_office(word):
            office_group = _of_states(memory, index, at) or _just_named(memory, index, at)
            if office_group:
                yield _row(index, marked, at, at + 1, at, office_group)
            continue
        count = NUMBERS.get(word, 0)
        group: tuple[str, ...] = ()
        if word in {"pair", "duo"} and at and marked.lower[at - 1] == "the":
            group = _persons(memory, index, at - 1, 2, "")
            if group:
                yield _row(index, marked, at - 1, at + 1, at, group)
            continue
        if not count or (word != "both" and not _definite(marked.lower, at)) or "koreas" in marked.lower[at : at + 2]:
            continue
        noun = at + 1
        while noun < len(marked.lower) and marked.letters[noun] in "MG" and noun - at < 4:
            noun += 1
        national = _of_nation(memory, index, at + 1, count)
        if national:
            yield _row(index, marked, at - (word != "both"), at + 2, at + 1, national)
            continue
        if noun >= len(marked.lower):
            continue
        start = at - (word != "both")
        head = marked.lower[noun]
        if head in lists["pair_noun"]:
            group = _persons(memory, index, start, count, head)
            if not all(_holds(memory, key) for key in group):  # "the two ministers" are the two who are called so
                group = _holders(memory, index, start, count, head) or group
            group = group or _leaders_of(memory, index, start, count, head)
        elif head in lists["side_noun"]:
            group = _sides(memory, index, start, count)
        elif marked.letters[noun] in "V,SFWx" and word != "both" and marked.tokens[at].deprel.startswith("nsubj"):
            noun = at
            group = _persons(memory, index, start, count, "")
        if group:
            yield _row(index, marked, start, noun + 1, noun, group)


def _of_states(memory: Memory, index: int, noun: int) -> tuple[str, ...]:
    """Who holds an office in each of several states: "the Chadian and Kenyan ministers"."""
    marked = memory.names[index].marked
    first = noun
    while first > 0 and marked.letters[first - 1] == "M":
        first -= 1
    states = states_before(marked, first)
    if len(states) < 2 or marked.letters[noun + 1 : noun + 2] in ("N", "R", "O", ","):
        return ()
    group: list[str] = []
    for start, end in states:
        keys = [row.entities[0] for row in memory.rows[index] if row.kind == "country" and row.start == start < end]
        wanted = office((*marked.lower[first:noun], singular_office(marked.lower[noun])), keys[0]) if keys else None
        holders = {
            holder.person
            for holder in memory.holders
            if wanted is not None
            and holder.office.organization == wanted.organization
            and not holder.former
            and (holder.office.fits(wanted) or (wanted.head == "leader" and leads(holder.office)))
        }
        if len(holders) != 1:
            return ()
        group.extend(holders)
    return tuple(group) if len(set(group)) == len(states) else ()


def _just_named(memory: Memory, index: int, noun: int) -> tuple[str, ...]:
    """The two of an office whom the sentence before names, for a bare "the leaders", "the ministers"."""
    marked = memory.names[index].marked
    aside = marked.lower[noun + 1 : noun + 3] == (",", "who")
    if not noun or marked.lower[noun - 1] != "the":
        return ()
    if marked.letters[noun + 1 : noun + 2] in tuple("NROHMW,-P") and not aside:
        return ()
    if marked.lower[noun] not in title_words()["pair_noun"] or not index or not memory.near(index, index - 1):
        return ()
    keys = _spoken_of(memory, index - 1, 10**6)
    held = {holder.person for holder in memory.holders if not holder.former}
    fitting = len(keys) == 2 and all(key in held and _is_a(memory, key, marked.lower[noun]) for key in keys)
    return tuple(keys) if fitting and not memory.persons(index, noun) else ()


def _of_nation(memory: Memory, index: int, token: int, count: int) -> tuple[str, ...]:
    """So many persons by their nation ("the two Japanese"): the subjects together of a sentence shortly before."""
    marked = memory.names[index].marked
    if marked.letters[token : token + 1] != "G" or marked.letters[token + 1 : token + 2] in tuple("MGHNIEP-"):
        return ()
    if token + 1 < len(marked.tokens) and marked.tokens[token + 1].upos in {"NOUN", "PROPN", "ADJ"}:
        return ()
    rows = [row for row in memory.rows[index] if row.kind == "country" and row.start == token]
    if len(rows) != 1 or rows[0].how != "demonym":
        return ()
    for back in range(index, max(0, index - _BACK), -1):
        group = _together(memory, back, count)
        homes = {_home(memory, key) for key in group} - {""}
        if group:
            return group if homes <= set(rows[0].entities) and (homes or back == index) else ()
    return ()


def _together(memory: Memory, index: int, count: int) -> tuple[str, ...]:
    """So many persons who are subjects together in the nearest sentence before that speaks of persons."""
    for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
        graph = memory.graphs[at]
        found: list[tuple[str, ...]] = []
        for token in sorted(graph.tokens, key=lambda token: not token.deprel.startswith("nsubj")):
            if graph.deprels[token.index] == "conj":
                continue
            rows = [memory.at(at, head) for head in (token.index, *conjuncts(graph, token.index))]
            keys = tuple(
                dict.fromkeys(key for row in rows if row is not None and row.kind == "person" for key in row.entities)
            )
            if len(keys) == count and keys not in found:
                if token.deprel.startswith("nsubj"):
                    return keys
                found.append(keys)
        if found or memory.persons(at):
            return found[0] if len(found) == 1 else ()
    return ()


def _both_halves(lower: Sequence[str], at: int) -> bool:
    """Whether a word speaks of both halves of Korea: "inter-Korean", "the two Koreas"."""
    if lower[at] == "korean":
        return at > 1 and lower[at - 2] in {"inter", "intra"} and lower[at - 1] in "-‑"
    return lower[at] == "inter-korean" or (at > 0 and lower[at - 1] in {"two", "both"})


def _koreas(memory: Memory, index: int, start: int, end: int) -> tuple[str, ...]:
    """The keys of both halves of Korea, entered if they are not there yet."""
    tokens = memory.graphs[index].tokens
    span = Span(tokens[start].span.start, tokens[end - 1].span.end)
    drafts = [memory.register.country(reference) for reference in ("KP", "KR")]
    for draft in drafts:
        draft.hints.add(span)
    return tuple(draft.key for draft in drafts)


def _definite(lower: Sequence[str], at: int) -> bool:
    """Whether a number is definite: "the two", "their two", "these two"."""
    return at > 0 and lower[at - 1] in {"the", "their", "these", "those"}


def _row(index: int, marked: Marked, start: int, end: int, head: int, group: tuple[str, ...]) -> Referring:
    """A pair as it refers."""
    tokens = marked.tokens
    span = Span(tokens[start].span.start, tokens[end - 1].span.end)
    return Referring(index, start, end, head, span, group, group[0].split("/")[0], "pair")


def _before(index: int, token: int) -> Iterator[tuple[int, int]]:
    """Where to look, nearest first: this sentence up to a token, then the sentences before."""
    yield index, token
    for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
        yield at, 10**6


def _persons(memory: Memory, index: int, token: int, count: int, noun: str) -> tuple[str, ...]:
    """Exactly so many persons, of the kind that a plural noun asks for, in the nearest sentence that has that many."""
    nearer: set[str] = set()  # leaders who act in nearer sentences: a pair without them is not meant
    one = acting_above(memory, index, token) if count == _PAIR and not noun else ""
    for at, before in _before(index, token):
        keys = [key for key in _spoken_of(memory, at, before) if _is_a(memory, key, noun)]
        if one and at < index and keys:  # "X proposed it when the two met": X and one told of before
            others = [key for key in keys if key != one]
            return (others[0], one) if len(others) == 1 else ()
        if len(keys) == count:
            return tuple(keys) if nearer.issubset(keys) else _two_last(memory, index, noun, count)
        if len(keys) > count:
            together = _together(memory, index, count) if at < index else ()
            return together if all(_is_a(memory, key, noun) for key in together) else ()
        if at < index and noun in _LEADING:
            nearer.update(_leading_subject(memory, at))
    return ()


def _two_last(memory: Memory, index: int, noun: str, count: int) -> tuple[str, ...]:
    """The leaders who act, one in each sentence before: "X urged Y to keep Z safe. Y agreed. The two leaders"."""
    found: dict[str, None] = {}
    for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
        found.update((key, None) for key in _leading_subject(memory, at) if _is_a(memory, key, noun))
    return tuple(found) if len(found) == count else ()


def _leading_subject(memory: Memory, index: int) -> set[str]:
    """The head of state or government who is the subject of a sentence, as a set of one or none."""
    key = subject_of(memory, index)
    return {key} & {holder.person for holder in memory.holders if leads(holder.office)}


def _holds(memory: Memory, key: str) -> bool:
    """Whether a person has any office in the article."""
    return any(holder.person == key for holder in memory.holders)


def _holders(memory: Memory, index: int, token: int, count: int, noun: str) -> tuple[str, ...]:
    """Those of an office in the whole article, where they are exactly so many and all were spoken of before."""
    before = [key for at in range(index) for key in _spoken_of(memory, at, 10**6)]
    before += _spoken_of(memory, index, token)
    keys = [key for key in dict.fromkeys(before) if _holds(memory, key) and _is_a(memory, key, noun)]
    return tuple(keys) if len(keys) == count else ()


def _spoken_of(memory: Memory, index: int, before: int) -> list[str]:
    """The persons of a sentence before a token, those within pairs too, without doubles."""
    rows = sorted(memory.rows[index], key=lambda row: (row.start, row.end))
    return list(
        dict.fromkeys(key for row in rows if row.kind == "person" and row.end <= before for key in row.entities)
    )


def _is_a(memory: Memory, key: str, noun: str) -> bool:
    """Whether a person may be one of "the leaders", "the ministers"; persons of no known office may be anything."""
    offices = [holder.office for holder in memory.holders if holder.person == key]
    if not offices or noun in {
        "",
        "men",
        "women",
        "officials",
        "rivals",
        "figures",
        "politicians",
        "counterparts",
        "representatives",
    }:
        return True
    if noun in {"leaders", "statesmen", "heads"}:
        return any(leads(held) for held in offices)
    if noun in {"diplomats", "envoys", "negotiators"}:
        return not any(leads(held) for held in offices)
    if noun in {"presidents", "kings"} and any(held.head == "leader" and leads(held) for held in offices):
        return True
    single = noun.removesuffix("s") if noun != "secretaries" else "secretary"
    return any(held.head == single or (single == "premier" and "prime" in held.words) for held in offices)


def _leaders_of(memory: Memory, index: int, token: int, count: int, noun: str) -> tuple[str, ...]:
    """The leaders of exactly so many states: the persons where the article names each, else the states."""
    if noun != "leaders":
        return ()
    for at, before in _before(index, token):
        countries = memory.countries(at, before)
        if len(countries) != count:
            if len(countries) > count:
                return ()
            continue
        persons: list[str] = []
        for country in countries:
            led = {
                holder.person
                for holder in memory.holders
                if leads(holder.office) and holder.office.organization == country and not holder.former
            }
            if len(led) != 1:
                return tuple(countries)
            persons.extend(led)
        return tuple(persons)
    return ()


def _sides(memory: Memory, index: int, token: int, count: int) -> tuple[str, ...]:
    """Exactly so many states, else persons, in the nearest sentence that has either."""
    words = tuple(memory.names[index].marked.lower[token : token + 3])
    for at, before in _before(index, token):
        if at < index and _left_open(memory, at, words):
            return ()  # what meant nobody before means nobody now
        met = encounter(memory, at) if at < index else ()
        sides = _acting_sides(memory, at, before)
        if len(sides) == count:
            return tuple(sides)
        if len(sides) > count:
            return _sides_together(memory, at, before, count) if at == index else met if len(met) == count else ()
        persons = memory.persons(at, before)
        homes = [home for home in (_home(memory, person) for person in persons) if home]
        joined = list(dict.fromkeys((*sides, *homes)))
        if len(joined) == count:
            return tuple(joined)
        if len(persons) == count and set(sides) <= set(homes):
            return tuple(persons)
        if len(met) == count:
            return met
    return ()


def _left_open(memory: Memory, index: int, words: tuple[str, ...]) -> bool:
    """Whether the same words stand in a sentence and nobody could be found whom they mean."""
    lower = memory.names[index].marked.lower
    at = next((at for at in range(len(lower)) if tuple(lower[at : at + len(words)]) == words), -1)
    return at >= 0 and not any(row.how == "pair" and row.start == at for row in memory.rows[index])


def _acting_sides(memory: Memory, index: int, before: int) -> list[str]:
    """The states and unions of a sentence, without those that only say where it took place."""
    places = {
        row.entities[0]
        for row in memory.rows[index]
        if row.kind == "country" and row.how in {"capital", "name"} and is_setting(memory.graphs[index], row.head)
    }
    elsewhere = {
        row.entities[0]
        for row in memory.rows[index]
        if row.kind == "country" and not is_setting(memory.graphs[index], row.head)
    }
    return [key for key in memory.sides(index, before) if key not in places - elsewhere]


def _sides_together(memory: Memory, index: int, before: int, count: int) -> tuple[str, ...]:
    """So many states coordinated in a sentence before a token, the subjects first: "A and B discussed C's border"."""
    graph = memory.graphs[index]
    sides = set(_acting_sides(memory, index, before))
    found: list[tuple[str, ...]] = []
    for token in sorted(graph.tokens, key=lambda token: not token.deprel.startswith("nsubj")):
        if graph.deprels[token.index] == "conj":
            continue
        rows = [memory.at(index, head) for head in (token.index, *conjuncts(graph, token.index)) if head < before]
        keys = tuple(dict.fromkeys(key for row in rows if row is not None for key in row.entities))
        if len(keys) == count and sides.issuperset(keys) and keys not in found:
            if token.deprel.startswith("nsubj"):
                return keys
            found.append(keys)
    return found[0] if len(found) == 1 else ()


def _home(memory: Memory, person: str) -> str:
    """The only state whose office a person holds, or empty."""
    states = {holder.office.organization for holder in memory.holders if holder.person == person}
    states = {state for state in states if state.startswith("country/")}
    return states.pop() if len(states) == 1 else ""
