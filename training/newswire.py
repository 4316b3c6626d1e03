"""The newswire sentences (a token table of the Groningen Meaning Bank): forms, XPOS tags and, where it has them, names.

The table was annotated by machine and mended by hand in part, so nothing of it is taken unseen: tags count where
`training.silver` finds them likely, names where a name model agrees or a title or list speaks for them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.conllu import NamedSentence, to_named
from training.lists import load_keyed, load_organizations, load_places, load_states
from training.name_corpora import OFFICES, is_demonym, join_tokens
from training.names_data import DOUBT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

NAMED_FILE, TAGGED_FILE = "ner_dataset.csv", "pos.csv"
"""The table with names, and a second one, of other sentences, with tags alone."""

LABELS = {"per": "PERSON", "org": "ORG", "geo": "LOC", "gpe": "LOC"}
SHORTEST, LONGEST = 4, 60
DAMAGED = re.compile(r"\b\d\d-[A-Z][a-z]{2}\b|\d,\d\d,\d{3}|[^\x00-\x7f]|https?:|[|<>_]")
"""What a spreadsheet made of numbers ("06-Mar", "2,00,000") and other marks of a damaged sentence."""

MORE_OFFICES = frozenset({
    "Mr.", "Mrs.", "Ms.", "Dr.", "Vice", "President-elect", "Secretary-General", "Attorney", "Sheikh", "Ayatollah",
    "Grand", "Major", "Lieutenant", "Sergeant", "Archbishop", "Cardinal", "Sultan", "Emir", "Senators", "Presidents",
    "Ministers", "Treasury", "Defense", "Homeland", "Commander", "Spokesman", "Spokeswoman", "Former",
})  # fmt: skip
PEOPLES = frozenset({
    "Muslim", "Muslims", "Shi'ite", "Shi'ites", "Sunni", "Sunnis", "Kurdish", "Kurds", "Islamic", "Arab", "Arabs",
    "Jewish", "Jews", "Christian", "Christians", "Western", "Hindu", "Catholic", "Islam", "Cold", "War",
})  # fmt: skip
"""Faiths and peoples, which are no names here."""

STATE_ALIASES = frozenset({"U.S.", "U.K.", "US", "UK", "America", "Britain", "United States"})


@dataclass(frozen=True, slots=True)
class WireSentence:
    """A sentence of the table: `xpos` and `tags` (B-/I-/O) are as long as `forms`."""

    forms: tuple[str, ...]
    xpos: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def text(self) -> str:
        """Running text."""
        return join_tokens(self.forms)

    @property
    def places(self) -> dict[tuple[int, int], str]:
        """XPOS tags by the place of their form in `text`."""
        text, position = self.text, 0
        found = {}
        for form, xpos in zip(self.forms, self.xpos, strict=True):
            start = text.find(form, position)
            if start >= 0:
                position = start + len(form)
                found[start, position] = xpos
        return found


def load_wire(path: Path) -> Iterator[WireSentence]:
    """The different, undamaged sentences of a table, in its order."""
    seen: set[str] = set()
    for rows in _sentences(path):
        forms = tuple(_dash(row[1], rows, index) for index, row in enumerate(rows))
        key = " ".join(forms)
        sound = DAMAGED.search(key) is None and forms[-1] in {".", "?", '"', "!"} and forms.count('"') % 2 == 0
        if sound and SHORTEST <= len(forms) <= LONGEST and key not in seen:
            seen.add(key)
            tags = tuple(row[3] if len(row) > len("fpx") else "O" for row in rows)
            yield WireSentence(forms=forms, xpos=tuple(row[2] for row in rows), tags=tags)


def _sentences(path: Path) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    with path.open(encoding="latin-1", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        for row in reader:
            if row[0] and rows:
                yield rows
                rows = []
            rows.append(row)
    # The table ends within a sentence, so the last one is left out.


def _dash(form: str, rows: Sequence[list[str]], index: int) -> str:
    """A lone hyphen is a dash in this table, but for ranges of numbers."""
    if form != "-" or index in {0, len(rows) - 1}:
        return form
    return form if rows[index - 1][1].isdigit() and rows[index + 1][1].isdigit() else "--"


def wire_names(sentence: WireSentence) -> NamedSentence:
    """The names of the table without titles, demonyms, articles, days and months; kinds as everywhere here."""
    tags = ["O"] * len(sentence.forms)
    for start, end, kind in _spans(sentence.tags):
        label = LABELS.get(kind)
        first, last = _trim(sentence, start, end, strip_titles=label == "PERSON")
        surface = " ".join(sentence.forms[first:last])
        if label is None or first >= last or is_demonym(surface, label, demonyms()):
            continue
        if surface in demonyms() | PEOPLES:
            continue
        if not any(xpos.startswith("NNP") for xpos in sentence.xpos[first:last]):
            continue
        tags[first:last] = [f"B-{label}", *[f"I-{label}"] * (last - first - 1)]
    forms = list(sentence.forms)
    return to_named(forms, tags, sentence.text)


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if kind and not (prefix == "I" and name == kind):
            yield start, index, kind
            kind = ""
        if prefix in {"B", "I"} and not kind:
            start, kind = index, name


def _trim(sentence: WireSentence, start: int, end: int, *, strip_titles: bool) -> tuple[int, int]:
    front = titles() if strip_titles else frozenset({"the", "The", "'s", "a"})
    low = not strip_titles
    while start < end and (
        sentence.forms[start] in front
        or sentence.forms[start] in times()
        or (low and sentence.forms[start].islower() and sentence.forms[start].isalpha())
    ):
        start += 1
    while start < end and (sentence.forms[end - 1] in times() or not sentence.forms[end - 1][-1:].isalnum()):
        if sentence.forms[end - 1].endswith(".") and len(sentence.forms[end - 1]) > 1:
            break
        end -= 1
    return start, end


def titles() -> frozenset[str]:
    """Words of titles."""
    listed = {part for entries in load_keyed("titles.txt").values() for title in entries for part in title.split()}
    return OFFICES | MORE_OFFICES | listed


def times() -> frozenset[str]:
    """Names of days and months, which the table glues to names."""
    calendar = load_keyed("calendar.txt")
    return frozenset(item for entries in calendar.values() for item in entries)


def demonyms() -> set[str]:
    """Adjectives of states."""
    return {state.adjective for state in load_states()} - STATE_ALIASES


def known_places() -> frozenset[str]:
    """Names that are places whatever a model says."""
    states = {name.removeprefix("the ") for state in load_states() for name in (state.name, state.capital)}
    return frozenset(states | set(load_places("cities")) | STATE_ALIASES)


def known_organizations() -> frozenset[str]:
    """Names that are organizations whatever a model says."""
    sections = ("bodies", "agencies", "groups", "media")
    return frozenset(name.removeprefix("the ") for section in sections for name in load_organizations(section))


Name = tuple[int, int, str]
LEAST_VOTES, LEAST_SHARE = 3, 0.7
"""How often table and model must have called a string a name, and with what share of one kind, to settle a doubt."""


def settle_names(tables: Sequence[NamedSentence], guesses: Sequence[Sequence[Name]]) -> list[NamedSentence]:
    """Names on which table and model agree or for which other evidence speaks; `DOUBT` where nothing does.

    Args:
        tables: sentences with names as `wire_names` gives them.
        guesses: for each, the names a model trained on other corpora finds in the same text.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for table, guessed in zip(tables, guesses, strict=True):
        for start, end, label in (*table.names, *guessed):
            votes[table.text[start:end]][label] += 1
    usual = {}
    for surface, counts in votes.items():
        label, count = counts.most_common(1)[0]
        if count >= LEAST_VOTES and count >= LEAST_SHARE * counts.total():
            usual[surface] = label
    usual |= dict.fromkeys(known_organizations(), "ORG") | dict.fromkeys(known_places(), "LOC")
    return [_settle_sentence(table, guessed, usual) for table, guessed in zip(tables, guesses, strict=True)]


def _settle_sentence(table: NamedSentence, guessed: Sequence[Name], usual: Mapping[str, str]) -> NamedSentence:
    groups: list[tuple[list[Name], list[Name]]] = []
    ends = 0
    marked = [(*name, 0) for name in table.names] + [(*name, 1) for name in guessed]
    for start, end, label, source in sorted(marked):
        if not groups or start >= ends:
            groups.append(([], []))
            ends = end
        groups[-1][source].append((start, end, label))
        ends = max(ends, end)
    names = [_settle(table.text, ours, theirs, usual) for ours, theirs in groups]
    return NamedSentence(text=table.text, names=tuple(names))


def _settle(text: str, table: Sequence[Name], model: Sequence[Name], usual: Mapping[str, str]) -> Name:
    start, end = min(name[0] for name in (*table, *model)), max(name[1] for name in (*table, *model))
    if list(table) == list(model) and len(table) == 1:
        return table[0]
    if text[start:end] in usual and any((name[0], name[1]) == (start, end) for name in (*table, *model)):
        return start, end, usual[text[start:end]]
    persons = [name for name in (*table, *model) if name[2] == "PERSON" and (name[0], name[1]) == (start, end)]
    before = text[:start].split()
    if persons and _is_full_name(text[start:end]) and (not model or not table or (before and before[-1] in titles())):
        return persons[0]
    return start, end, DOUBT


def _is_full_name(surface: str) -> bool:
    """Whether this looks like given and family name: capitals with small particles between, no title, no place."""
    parts = surface.split()
    plain = all(part[0].isupper() or part.startswith("al-") or part in PARTICLES for part in parts)
    words = titles() | times() | known_places()
    return len(parts) > 1 and plain and not words.intersection(parts)


PARTICLES = frozenset(
    {"al", "bin", "bint", "ben", "ibn", "da", "de", "del", "der", "di", "dos", "el", "la", "van", "von"}
)
