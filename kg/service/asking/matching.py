"""One pattern against one question: the best way in which every word of the question has its place, if there is any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.service.asking.closed import ANYBODY, TITLES
from kg.service.asking.dates import MONTHS
from kg.service.asking.shapes import Element, Event, Literal, Shape, Slot
from kg.service.asking.times import windows
from kg.service.asking.vocabulary import NARROW, TRIGGER, EventWord, Vocabulary
from kg.service.asking.words import NOISE, Atom, is_participle, lemmas
from kg.service.lookup import ENTITIES, PERSON, PLACES

_LITERAL, _SMALL, _STATUS, _BESIDE, _LONGER = 3.0, 0.5, 2.0, 0.5, 0.1
_NAME, _WORD_OF_NAME = -0.2, 1.0  # one long name is better than two short ones
_ANY_TYPE, _WORD_OF_TEXT, _UNKNOWN = -0.1, -0.3, -2.0
_TEXT: Final = 8  # words at most that a text slot takes
_IN: Final = frozenset("in at near inside within".split())
_SHOWN: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (("last", "time"), "pick", "last"), (("last",), "pick", "last"), (("latest",), "pick", "last"),
    (("lately",), "pick", "last"), (("recently",), "pick", "last"), (("most", "recent"), "pick", "last"),
    (("most", "recently"), "pick", "last"), (("first", "time"), "pick", "first"), (("first",), "pick", "first"),
    (("final",), "pick", "last"), (("newest",), "pick", "last"),
    (("earliest",), "pick", "first"), (("how", "often"), "pick", "count"),
    (("frequency",), "pick", "count"), (("how", "many", "times"), "pick", "count"),
    (("number", "of", "times"), "pick", "count"), (("how", "many"), "pick", "count"),
    (("how", "frequently"), "pick", "count"), (("number",), "pick", "count"),
    (("when",), "focus", "when"), (("where",), "focus", "where"), (("what", "date"), "focus", "when"),
    (("which", "day"), "focus", "when"), (("what", "day"), "focus", "when"), (("on", "what", "date"), "focus", "when"),
    (("on", "which", "date"), "focus", "when"), (("on", "what", "day"), "focus", "when"),
    (("on", "which", "day"), "focus", "when"), (("take", "place"), "focus", ""),
    (("in", "which", "place"), "focus", "where"), (("in", "what", "place"), "focus", "where"),
    (("which", "year"), "focus", "when"), (("what", "year"), "focus", "when"), (("which", "month"), "focus", "when"),
    (("in", "which", "year"), "focus", "when"), (("in", "what", "year"), "focus", "when"),
    (("in", "which", "month"), "focus", "when"), (("list", "of"), "focus", ""),
    (("what", "who"), "focus", ""), (("which", "who"), "focus", ""),
    (("who", "who"), "focus", ""), (("each", "other"), "focus", ""),
    (("one", "another"), "focus", ""),
)  # fmt: skip
_WILL: Final = (("will",), ("shall",), ("plan", "to"), ("go", "to"), ("due", "to"), ("expect", "to"), ("about", "to"))
SHOWN_WORDS: Final = frozenset(word for words, _, _ in _SHOWN for word in words)
_LITTLE: Final = frozenset(
    "who what which where how any to with for on against from by between of about in upon".split()
)
_BEHIND: Final = frozenset("to from by with against on between".split())
_STATE: Final = "us"
_STEM: Final = 6  # letters: "represents" is of a representative
_TITLE_LEADS: Final = frozenset(
    "be is are was were been being the a an as hold become office post position job".split()
)
_ASKING: Final = frozenset("who what which when where how why whose".split())


@dataclass(frozen=True, slots=True)
class Binding:
    """What a parameter is given, by the words from ``begin`` to ``end``; ``value`` where they are not a name.

    ``known`` is false of words that may be a name, but of nobody.
    """

    parameter: str
    begin: int
    end: int
    value: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """How well a pattern fits, and what its parameters become."""

    score: float
    bindings: tuple[Binding, ...]


class Words:
    """What the words of one question may be, looked up once for all patterns.

    Args:
        atoms: of the question.
        vocabulary: of the store.
        literals: every word that some pattern holds.
    """

    def __init__(self, atoms: Sequence[Atom], vocabulary: Vocabulary, literals: frozenset[str]) -> None:
        self.atoms = atoms
        self.vocabulary = vocabulary
        places = range(len(atoms))
        self.forms = [lemmas(atom.word) for atom in atoms]
        self.names = [vocabulary.names(atoms, place) for place in places]
        self.events = [vocabulary.events(atoms, place) for place in places]
        self.windows = [list(windows(atoms, place)) for place in places]
        self.statuses = [vocabulary.status(atom.word) for atom in atoms]
        self._all = frozenset().union(*self.forms)
        self._types = frozenset(word.type for found in self.events for word in found)
        self.beside = [list(self._beside(place)) for place in places]
        self.strange = [self._strange(place, literals) for place in places]

    def may_fit(self, shape: Shape) -> bool:
        """Whether the question has every word and event type of a pattern, in whatever order: cheap, and seldom so."""
        return all(
            (not isinstance(element, Literal) or element.words & self._all)
            and (not isinstance(element, Event) or element.type in self._types)
            for element in shape.elements
        )

    def shouted(self, place: int) -> bool:
        """Whether a word is a name in capitals among small words: "US", not "us", though the store has none such."""
        atom = self.atoms[place]
        called = bool(self.names[place]) or atom.word == _STATE
        return atom.capitals and called and not all(other.capitals for other in self.atoms)

    def breaks_title(self, place: int) -> bool:
        """Whether a word is no part of a title: an event, a preposition before names, or the first of a name."""
        if self.atoms[place].word in _BEHIND or any(word.fit > NARROW for word in self.events[place]):
            return True
        if any(kinds == {PERSON} for end, kinds in self.names[place] if end == place + 1):
            return True
        return any(
            end > place + 1
            and (PERSON in kinds or self.vocabulary.is_whole(" ".join(atom.word for atom in self.atoms[place:end])))
            for end, kinds in self.names[place]
        )

    def may_begin_title(self, place: int) -> bool:
        """Whether a title may begin here: behind "is", "the" or "post", or with a word for an office; no other verb."""
        word, before = self.atoms[place].word, self.forms[place - 1] if place else frozenset[str]()
        if word in TITLES or word in ANYBODY:
            return True
        if is_participle(word) or word.endswith("ing"):
            return False
        stems = [form for form in self.forms[place] if len(form) >= _STEM]
        return bool(before & _TITLE_LEADS) or any(title.startswith(stem) for title in TITLES for stem in stems)

    def _beside(self, place: int) -> Iterator[tuple[int, str, str]]:
        """What may stand anywhere and changes how the answer is shown, or which statuses count."""
        for words, kind, value in (*_SHOWN, *((words, "will", "") for words in _WILL)):
            here = self.forms[place : place + len(words)]
            if len(here) == len(words) and all(word in forms for word, forms in zip(words, here, strict=True)):
                # "which persons" and "persons who" ask as "who" does: the first of the two goes.
                yield place + (1 if words[-1] == "who" else len(words)), kind, value

    def _strange(self, place: int, literals: frozenset[str]) -> bool:
        """Whether a word is nothing a question is made of, so that it may be a name nobody knows."""
        word = self.atoms[place].word
        if any(word.fit >= TRIGGER for word in self.events[place]):
            return False
        if word == _STATE and self.shouted(place):
            return not self.names[place]
        known = self.forms[place] & (literals | NOISE | _IN | _ASKING) or word in MONTHS or word.isdecimal()
        return not (known or self.names[place] or self.windows[place] or self.beside[place])


class Matcher:
    """Matches one shape; remembers what it found from each place on.

    Args:
        shape: the pattern.
        words: of the question.
    """

    def __init__(self, shape: Shape, words: Words) -> None:
        self._shape = shape
        self._words = words
        self._known: dict[tuple[int, int], Match | None] = {}

    def best(self) -> Match | None:
        """The best way to read the whole question by the pattern."""
        return self._from(0, 0)

    def _from(self, element: int, place: int) -> Match | None:
        key = (element, place)
        if key not in self._known:
            self._known[key] = None  # nothing stands still, so this is never asked for meanwhile
            self._known[key] = max(self._ways(element, place), key=_score, default=None)
        return self._known[key]

    def _ways(self, element: int, place: int) -> Iterator[Match]:
        elements = self._shape.elements
        if place == len(self._words.atoms):
            if element == len(elements):
                yield Match(0.0, ())
            return
        if element < len(elements):
            for score, end, binding in self._taken(elements[element], place):
                yield from _joined(score, binding, self._from(element + 1, end))
        for score, end, bindings in self._passed(place):
            yield from _joined(score, bindings, self._from(element, end))

    def _taken(self, element: Element, place: int) -> Iterator[tuple[float, int, tuple[Binding, ...]]]:
        """Ways in which words from a place on fill an element."""
        words = self._words
        if isinstance(element, Literal):
            if found := element.words & words.forms[place]:
                yield (_SMALL if found <= _LITTLE else _LITERAL), place + 1, ()
        elif isinstance(element, Event):
            yield from (
                (word.fit, word.end, ())
                for word in words.events[place]
                if word.type == element.type and not (words.statuses[place] and word.fit <= NARROW)
            )
        else:
            yield from self._filled(element, place, last=element is self._shape.elements[-1])

    def _filled(self, slot: Slot, place: int, *, last: bool) -> Iterator[tuple[float, int, tuple[Binding, ...]]]:
        """Ways in which words from a place on are the value of a parameter."""
        words, parameter = self._words, slot.parameter
        if parameter.kind == "entity":
            classes = frozenset(parameter.of or ENTITIES)
            for end, kinds in words.names[place]:
                if kinds & classes and (not slot.own or words.atoms[end - 1].own):
                    yield _NAME + _WORD_OF_NAME * (end - place), end, (Binding(parameter.name, place, end),)
            end = place
            while end < len(words.atoms) and words.strange[end]:
                end += 1
            if end > place and not slot.own:
                yield _UNKNOWN, end, (Binding(parameter.name, place, end, known=False),)
        elif parameter.kind == "type":
            for word in words.events[place]:
                if self._takes_two(word) and word.fit > NARROW:
                    yield word.fit + _ANY_TYPE, word.end, (Binding(parameter.name, place, word.end, word.type),)
        elif parameter.kind == "status" and words.statuses[place]:
            yield _STATUS, place + 1, (Binding(parameter.name, place, place + 1, words.statuses[place]),)
        elif parameter.kind == "text":
            bars = words.windows[place] or not (last or words.may_begin_title(place))
            ends = () if bars else range(place + 1, min(len(words.atoms), place + _TEXT) + 1)
            for end in ends:
                if words.atoms[end - 1].word in _IN | _ASKING or words.atoms[place].word in NOISE:
                    return
                if not last and words.breaks_title(end - 1):
                    return
                yield _WORD_OF_TEXT * (end - place), end, (Binding(parameter.name, place, end, "text"),)

    def _takes_two(self, word: EventWord) -> bool:
        """A type that one takes part in alone is meant by its own name at most: "who told X" asks for no statement."""
        return not word.one_sided or word.fit > 3 - _ANY_TYPE - 0.2

    def _passed(self, place: int) -> Iterator[tuple[float, int, tuple[Binding, ...]]]:
        """Words that need no element: noise, and what may stand anywhere."""
        words, parameters = self._words, self._shape.parameters
        if words.atoms[place].word in NOISE and not words.shouted(place):
            yield 0.0, place + 1, ()
        for window in words.windows[place]:
            days = (("since", window.since), ("until", window.until))
            if all(name in parameters for name, day in days if day):
                told = tuple(Binding(name, place, window.end, day) for name, day in days if day)
                yield _BESIDE + _LONGER * (window.end - place), window.end, told
        if "at" in parameters and words.atoms[place].word in _IN and place + 1 < len(words.atoms):
            for end, kinds in words.names[place + 1]:
                if kinds & PLACES:
                    yield _BESIDE, end, (Binding("at", place + 1, end),)
        if "status" in parameters and words.statuses[place]:
            yield _BESIDE, place + 1, (Binding("status", place, place + 1, words.statuses[place]),)
        for end, kind, value in words.beside[place]:
            if kind == "will" and "status" in parameters:
                yield _BESIDE + _LONGER, end, (Binding("status", place, end, words.vocabulary.coming),)
            elif kind != "will":
                yield (_BESIDE if value else 0.0), end, (Binding(f"={kind}", place, end, value),) if value else ()


def _score(match: Match) -> float:
    return match.score


def _joined(score: float, bindings: tuple[Binding, ...], rest: Match | None) -> Iterator[Match]:
    """A way and what follows it; none where they give one parameter two values."""
    if rest is None:
        return
    given = {binding.parameter for binding in bindings}
    if any(binding.parameter in given and not binding.parameter.startswith("=") for binding in rest.bindings):
        return
    yield Match(score + rest.score, (*bindings, *rest.bindings))
