"""What words of a question may mean in one store: its names, and its ontology's words for events and statuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.errors import AmbiguousNameError
from kg.names import fold, tokens
from kg.service.asking.closed import PASSED, PLAIN
from kg.service.asking.usual_names import usual_names
from kg.service.asking.words import NOISE, Atom, lemmas
from kg.service.lookup import ENTITIES, PERSON, Named
from kg.store import Reader
from kg.store.terms import Terms, select_rows
from kg.vocabulary import Dip, local_name

LABEL, PART, TRIGGER, NARROW = 3.0, 2.6, 2.2, 1.2
"""How well a word fits an event type: its label, a word of it, a trigger, one that takes more than the word."""

_LONGEST: Final = 12  # words of a name
_ACRONYM: Final = range(3, 9)  # letters
_PLACE: Final = local_name(Dip.Place)
_ORGANIZATION: Final = local_name(Dip.Organization)
_BODIES: Final = frozenset({_ORGANIZATION, local_name(Dip.Country)})
_SMALL: Final = frozenset("of the and for in on to de la al el von van".split())  # no name ends with them

_TRIGGERS: Final = """SELECT DISTINCT ?type ?lemma ?narrow WHERE {
  GRAPH $ONTOLOGY {
    ?type fr:trigger ?trigger . ?trigger fr:lemma ?lemma .
    BIND(EXISTS { ?trigger fr:when ?when FILTER(STRSTARTS(?when, "+")) } AS ?narrow)
  }
} ORDER BY ?type ?lemma ?narrow"""
_ROLES: Final = """SELECT DISTINCT ?type ?path ?contact WHERE {
  GRAPH $ONTOLOGY {
    ?type sh:property ?role . ?role sh:path ?path .
    OPTIONAL { ?role dip:contact ?contact }
    FILTER(BOUND(?contact) || EXISTS { ?path rdfs:subPropertyOf dip:participant })
  }
} ORDER BY ?type ?path"""
_STATUSES: Final = """SELECT ?status ?rank ?polarity WHERE {
  GRAPH $ONTOLOGY { ?status a dip:Status ; fr:rank ?rank ; fr:polarity ?polarity }
} ORDER BY ?rank ?status"""
_COMING: Final = ("PR+", "PS+")  # FactBank: probable, possible


@dataclass(frozen=True, slots=True)
class EventWord:
    """Words that may mean an event type: up to ``end``, how well, and whether one side alone takes part in it."""

    end: int
    type: str
    fit: float
    one_sided: bool


class Vocabulary:
    """Knows one generation.

    Args:
        reader: of it.
        terms: of its ontology.
        things: everything that has a name.
    """

    def __init__(self, reader: Reader, terms: Terms, things: Iterable[Named]) -> None:
        self._reader = reader
        self._terms = terms
        self._kinds: dict[str, str] = {}
        self._holding: dict[str, set[str]] = {}
        self._forms: dict[str, set[str]] = {}  # whole names of things that are no persons; "us" for "U.S."
        self._called: dict[str, str] = {}
        self._places: set[str] = set()  # places' own names
        self._surnames: dict[str, set[str]] = {}  # last word of a person's name -> persons
        things = [thing for thing in things if thing.kind in ENTITIES]
        for thing in things:
            self._kinds[thing.iri], self._called[thing.iri] = thing.kind, thing.name
            for name in (thing.name, *thing.aliases):
                parts = tokens(name)
                if thing.kind != PERSON:
                    for form in _forms(parts):
                        self._forms.setdefault(form, set()).add(thing.iri)
                for part in parts:
                    self._holding.setdefault(part, set()).add(thing.iri)
            if thing.kind == _PLACE:
                self._places.add(" ".join(tokens(thing.name)))
            elif thing.kind == PERSON and (parts := tokens(thing.name)):
                self._surnames.setdefault(parts[-1], set()).add(thing.iri)
        self._usual = self._known_besides(things)

    def names(self, atoms: Sequence[Atom], begin: int) -> list[tuple[int, frozenset[str]]]:
        """Words from one on that one thing's names hold: where they end, kinds of such things; longest first."""
        first = atoms[begin]
        if first.word in _SMALL:
            return []
        if first.capitals and first.word not in self._holding and first.word in self._forms:
            return [(begin + 1, self._kinds_of(self._forms[first.word]))]
        usual = self._called_usually(atoms, begin)
        found: list[tuple[int, frozenset[str]]] = []
        things: set[str] | None = None
        for end in range(begin, min(len(atoms), begin + _LONGEST)):
            word = atoms[end].word
            holding = self._holding.get(word, set())
            things = set(holding) if things is None else things & holding
            if not things:
                break
            part = end == begin and word in PLAIN and not self.is_whole(word)  # "African leaders" are no union
            if word not in _SMALL and not (part and all(self._kinds[iri] != PERSON for iri in things)):
                found.append((end + 1, frozenset(self._kinds[iri] for iri in things)))
        return ([usual] if usual and (not found or found[-1][0] < usual[0]) else []) + found[::-1]

    def _known_besides(self, things: Sequence[Named]) -> Mapping[str, bool]:
        """Take up what states and bodies are called, where nothing in the store is; whether in capitals alone."""
        claims: dict[str, set[str]] = {}
        acronyms: set[str] = set()
        for thing in things:
            if thing.kind not in _BODIES:
                continue
            for name in (thing.name, *thing.aliases):
                claimed = {form for other in usual_names().get(fold(name), ()) for form in _forms(tokens(other))}
                large = [word for word in tokens(name) if word not in _SMALL]
                if len(large) in _ACRONYM and (acronym := "".join(word[0] for word in large)) not in claimed:
                    acronyms.add(acronym)
                    claimed.add(acronym)
                for form in claimed:
                    claims.setdefault(form, set()).add(thing.iri)
        new = {form: iris for form, iris in claims.items() if form not in self._forms and form not in self._holding}
        self._forms |= new
        return {form: form in acronyms for form in new}

    def _called_usually(self, atoms: Sequence[Atom], begin: int) -> tuple[int, frozenset[str]] | None:
        """What the store calls otherwise: "USA", "U.S.", "United States of America"."""
        shouts = all(atom.capitals for atom in atoms)
        for end in range(min(len(atoms), begin + _LONGEST), begin, -1):
            words = [atom.word for atom in atoms[begin:end]]
            initials = len(words) > 1 and all(len(word) == 1 for word in words)
            form = "".join(words) if initials and atoms[begin].start == atoms[end - 1].start else " ".join(words)
            if form not in self._usual and not (initials and form in self._forms):
                continue
            if atoms[begin].capitals and not shouts:
                return end, self._kinds_of(self._forms[form])
            if not (self._usual.get(form) or form in NOISE or form in PASSED):  # neither "us" nor "who"
                return end, self._kinds_of(self._forms[form])
        return None

    def _kinds_of(self, iris: Iterable[str]) -> frozenset[str]:
        return frozenset(self._kinds[iri] for iri in iris)

    def is_place(self, name: str) -> bool:
        """Whether a folded name is a place's own: a city is meant, not the state it may stand for."""
        return name in self._places

    def is_whole(self, word: str) -> bool:
        """Whether a folded word is the whole name of a state, place or organization."""
        return word in self._forms

    def one_sided(self, kind: str) -> bool:
        """Whether one agent takes part alone in events of a type."""
        return kind in self._one_sided

    def meant(self, name: str, kinds: Iterable[str]) -> str:
        """A name, or the IRI of the one state, place or organization that is called just so, whatever others hold.

        A person whose surname it is comes before an organization that no table knows.

        Args:
            name: as written in the question.
            kinds: that fit.

        Raises:
            AmbiguousNameError: it is a body's name and the surname of several.
        """
        parts = tokens(name)
        found = next((self._forms[form] for form in _forms(parts) if form in self._forms), ())
        fitting = [iri for iri in found if self._kinds[iri] in kinds]
        if len(fitting) != 1:
            return name
        bearers = sorted(self._surnames.get(parts[0], ())) if len(parts) == 1 and PERSON in kinds else []
        if not bearers or self._kinds[fitting[0]] != _ORGANIZATION or fold(name) in usual_names():
            return fitting[0]
        if len(bearers) > 1:
            raise AmbiguousNameError(name, choices=tuple(sorted({self._called[iri] for iri in (*bearers, *fitting)})))
        return bearers[0]

    def events(self, atoms: Sequence[Atom], begin: int) -> list[EventWord]:
        """Event types that words from one on may mean; best first."""
        forms = lemmas(atoms[begin].word)
        best: dict[str, tuple[float, int]] = {}
        for key, words in self._labels.items():
            length = len(words)
            own = atoms[begin : begin + length]
            if len(own) == length and all(want in lemmas(atom.word) for want, atom in zip(words, own, strict=True)):
                best[key] = (LABEL, begin + length)
            elif forms & set(words):
                best[key] = (PART, begin + 1)
        for form in forms:
            for key, fit in self._triggers.get(form, {}).items():
                if fit > best.get(key, (0.0, 0))[0]:
                    best[key] = (fit, begin + 1)
        words_found = [EventWord(end, key, fit, key in self._one_sided) for key, (fit, end) in best.items()]
        return sorted(words_found, key=lambda word: (-word.fit, word.type))

    def status(self, word: str) -> str:
        """The key of a status that a word means; empty where it means none."""
        forms = lemmas(word)
        return next((key for key in sorted(self._terms.statuses) if forms & lemmas(key)), "")

    @cached_property
    def coming(self) -> str:
        """Keys of the statuses of what may yet happen, with commas."""
        keys = {iri: key for key, iri in self._terms.statuses.items()}
        rows = select_rows(self._reader, _STATUSES)
        return ",".join(keys[iri] for iri, _, polarity in rows if polarity in _COMING and iri in keys)

    @cached_property
    def event_words(self) -> frozenset[str]:
        """Words of labels and triggers."""
        return frozenset(self._triggers).union(*self._labels.values())

    @cached_property
    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        return {key: tokens(self._terms.label(iri)) for iri, key in sorted(self._terms.types.items())}

    @cached_property
    def _triggers(self) -> Mapping[str, Mapping[str, float]]:
        """Lemma -> event type -> how well it fits."""
        found: dict[str, dict[str, float]] = {}
        for iri, lemma, narrow in select_rows(self._reader, _TRIGGERS):
            if iri in self._terms.types:
                fits = found.setdefault(lemma, {})
                key = self._terms.types[iri]
                fits[key] = max(fits.get(key, 0.0), NARROW if narrow == "true" else TRIGGER)
        return found

    @cached_property
    def _one_sided(self) -> frozenset[str]:
        """Types in which one agent takes part alone: who says something says it to nobody we know."""
        roles: dict[str, list[str]] = {}
        for iri, _, contact in select_rows(self._reader, _ROLES):
            roles.setdefault(iri, []).append(contact)
        return frozenset(
            key
            for iri, key in self._terms.types.items()
            if len(roles.get(iri, ())) < 2 and "true" not in roles.get(iri, ())
        )


def _forms(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A name, and initials without their points."""
    whole = " ".join(parts)
    return (whole, "".join(parts)) if len(parts) > 1 and all(len(part) == 1 for part in parts) else (whole,)
