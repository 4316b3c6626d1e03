"""From a question to the catalogue query or path call that answers it: never a guess between equal names."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from kg.catalogue import Query
from kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from kg.service.asking.closed import usual_words
from kg.service.asking.conditions import (
    asks_for_states,
    asks_of_both,
    asks_of_ties,
    asks_of_ties_to_both,
    has_unkept,
)
from kg.service.asking.cues import Cues
from kg.service.asking.loose import Loose
from kg.service.asking.matching import SHOWN_WORDS, Binding, Match, Matcher, Words
from kg.service.asking.offers import own_queries, parameters_of, sided_types
from kg.service.asking.pieces import Cutter, Kind, Piece
from kg.service.asking.roles import places_of
from kg.service.asking.shapes import COMMON, PATH, Literal, Shape, Slot, parse_shapes
from kg.service.asking.spelling import Spelling
from kg.service.asking.vocabulary import Vocabulary
from kg.service.asking.words import split
from kg.service.lookup import ENTITIES, NameIndex

LONGEST: Final = 500  # characters of a question
_WORDS: Final = 60
_UNDIRECTED: Final = "direction is not kept: events of either side"
_TOGETHER: Final = frozenset("with between".split())
_DIRECTED: Final = frozenset("subject object by to from".split())  # places of names


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question became.

    Attributes:
        query: name of the catalogue query, or ``path``.
        values: parameter -> value as people type it.
        things: IRIs of those named, by parameter.
        pick: ``last``, ``first``, ``count`` or empty. focus: ``when``, ``where`` or empty.
        unused: words that nothing was done with. read_as: words that were taken for slips, each with what it became.
        undirected: who did it, and to whom, was asked, but facts of either side are found.
    """

    query: str
    values: Mapping[str, str]
    things: Mapping[str, str]
    pick: str = ""
    focus: str = ""
    unused: tuple[str, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()
    undirected: bool = False

    @property
    def remarks(self) -> str:
        """What was not taken as it was typed, in a line; empty where all was."""
        slips = [f"{typed} read as {taken}" for typed, taken in self.read_as]
        left = [f"not used: {', '.join(self.unused)}"] if self.unused else []
        return "; ".join([*left, *slips, *([_UNDIRECTED] if self.undirected else [])])

    @property
    def command(self) -> str:
        """The command that gives the same answer, as a shell takes it."""
        if self.query == PATH:
            ends = [self.values["from"], self.values["to"]]
            days = [
                part for name in ("since", "until") if name in self.values for part in (f"--{name}", self.values[name])
            ]
            return shlex.join(["kg", "path", *ends, *days])
        return " ".join(
            ["kg query", self.query, *(f"{key}={shlex.quote(value)}" for key, value in self.values.items())]
        )


class Understander:
    """Understands questions to one generation.

    Args:
        catalogue: the queries there are.
        vocabulary: of the generation.
        names: of the generation.
        choices: tells what can be asked.
    """

    def __init__(
        self,
        catalogue: Mapping[str, Query],
        vocabulary: Vocabulary,
        names: NameIndex,
        choices: Callable[[], tuple[str, ...]],
    ) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._find_choices = choices
        self._shapes = parse_shapes(catalogue.values())
        self._own = own_queries(self._shapes)
        self._parameters = parameters_of(tuple(catalogue.values()), self._shapes)
        self._sided = sided_types(self._own, self._parameters)
        self._cues = Cues(catalogue.values())
        self._literals = frozenset(
            word
            for shape in self._shapes
            for element in shape.elements
            if isinstance(element, Literal)
            for word in element.words
        )

    @cached_property
    def _spelling(self) -> Spelling:
        """Of every word a question is made of."""
        return Spelling(usual_words(self._literals | self._cues.words | self._vocabulary.event_words | SHOWN_WORDS))

    @cached_property
    def _choices(self) -> tuple[str, ...]:
        """What can be asked; looked up once, for it looks at every person."""
        return self._find_choices()

    def understand(self, question: str) -> Understood:
        """What a question asks for.

        Args:
            question: in English, as typed.

        Raises:
            UsageError: when it is none that can be answered, with what can be asked; or too long.
            AmbiguousNameError: a name in it may be several's.
            UnknownNameError: a name in it is nobody's.
        """
        if len(question) > LONGEST:
            raise UsageError(
                f"a question may have {LONGEST} characters, this has {len(question):,}", mend="Ask for one thing."
            )
        atoms = split(question)
        if len(atoms) > _WORDS:
            raise UsageError(f"a question may have {_WORDS} words, this has {len(atoms)}", mend="Ask for one thing.")
        words = Words(atoms, self._vocabulary, self._literals)
        exact = self._exact(words, self._kept(question, words))
        if exact and all(binding.known for binding in exact[1].bindings):
            return self._resolved(question, exact[0].query, self._named(exact, words), words)
        mended, read_as = self._spelling.corrected(atoms, may=lambda place: _may_be_mended(words, place))
        if read_as:
            words = Words(mended, self._vocabulary, self._literals)
            again = self._exact(words, self._kept(question, words))
            if again and all(binding.known for binding in again[1].bindings):
                return replace(
                    self._resolved(question, again[0].query, self._named(again, words), words), read_as=read_as
                )
        if found := self._loosely(question, words):
            return replace(found, read_as=read_as)
        if exact:
            words = Words(atoms, self._vocabulary, self._literals)
            return self._resolved(question, exact[0].query, exact[1].bindings, words)  # tells the nearest names
        raise outside(question, self._choices)

    def _kept(self, question: str, words: Words) -> tuple[Piece, ...]:
        """The pieces of a question; raises where a condition would be lost."""
        pieces = Cutter(words, self._cues).pieces()
        if has_unkept(pieces, words.atoms):
            raise outside(question, self._choices)
        return pieces

    def _exact(self, words: Words, pieces: Sequence[Piece]) -> tuple[Shape, Match] | None:
        """The pattern that fits best, and how."""
        found: list[tuple[Shape, Match]] = []
        for shape in self._shapes:
            if not words.may_fit(shape):
                continue
            match = Matcher(shape, words).best()
            if match is not None and _complete(shape, match) and self._keeps(shape, match, words, pieces):
                found.append((shape, match))
        return max(found, key=lambda pair: pair[1].score, default=None)  # of equals the first in the catalogue

    def _keeps(self, shape: Shape, match: Match, words: Words, pieces: Sequence[Piece]) -> bool:
        """Whether a pattern keeps what is asked of two persons, each for himself, where that is asked."""
        if shape.query == PATH:
            return not asks_of_ties_to_both(pieces, words.atoms)
        if shape.query != COMMON:
            return not asks_of_both(pieces, words.atoms)
        if asks_of_ties(pieces, words.atoms) and not asks_of_ties_to_both(pieces, words.atoms):
            return False
        picked = any(binding.parameter == "=pick" and binding.value != "count" for binding in match.bindings)
        types = {binding.value for binding in match.bindings if binding.parameter == "type"}
        return not (picked or types & self._sided or asks_for_states(pieces, words.atoms))

    def _named(self, found: tuple[Shape, Match], words: Words) -> tuple[Binding, ...]:
        """Values; what is said about something that is known by name is not sought as words alone."""
        shape, match = found
        pieces = Cutter(words, self._cues).pieces() if "about" in shape.parameters else ()
        names = {(piece.begin, piece.end) for piece in pieces if piece.kind is Kind.NAME}
        return tuple(
            replace(binding, parameter="about", value="")
            if binding.parameter == "contains" and (binding.begin, binding.end) in names
            else binding
            for binding in match.bindings
        )

    def _loosely(self, question: str, words: Words) -> Understood | None:
        """The second reading, that leaves words out."""
        if not words.atoms:
            return None
        cutter = Cutter(words, self._cues)
        pieces = cutter.pieces()
        if asks_of_ties_to_both(pieces, words.atoms):
            pieces = tuple(map(_of_each, pieces))
        loose = Loose(
            words,
            pieces,
            self._parameters,
            self._own,
            sided=self._sided,
            of_both=asks_of_both(pieces, words.atoms),
            capitals_tell=cutter.capitals_tell,
        )
        if reading := loose.best():
            found = self._resolved(question, reading.query, reading.bindings, words)
            told = tuple(question[words.atoms[a].start : words.atoms[b - 1].end] for a, b in reading.unused)
            return replace(found, unused=told)
        strange = [piece for piece in pieces if piece.kind is Kind.STRANGE]
        if strange and loose.asks and not any(piece.kind is Kind.REFUSED for piece in pieces):
            self._names.find(_text(question, words, strange[0].begin, strange[0].end), kinds=ENTITIES)
        return None

    def _resolved(self, question: str, query: str, bindings: Sequence[Binding], words: Words) -> Understood:
        """Names found, values in the order of the query's parameters."""
        values: dict[str, str] = {}
        things: dict[str, str] = {}
        shown: dict[str, str] = {}
        parameters = self._parameters[query]
        for binding in bindings:
            if binding.parameter.startswith("="):
                shown.setdefault(binding.parameter[1:], binding.value)
                continue
            parameter = parameters[binding.parameter]
            text = _text(question, words, binding.begin, binding.end)
            if parameter.kind == "entity":
                iri, name = self._thing(question, text, parameter.of or ENTITIES, binding, words)
                things[parameter.name], values[parameter.name] = iri, name
            else:
                values[parameter.name] = text if binding.value == "text" else binding.value
        if query == COMMON and len(set(things.values())) < len(things):
            raise UsageError(f"both names are {values['other']}'s", mend="Name two different persons, or ask for one.")
        ordered = {name: values[name] for name in parameters if name in values}
        directed = "type" in ordered and not self._own.get(ordered["type"]) and self._is_directed(query, things, words)
        return Understood(query, ordered, things, shown.get("pick", ""), shown.get("focus", ""), undirected=directed)

    def _is_directed(self, query: str, things: Mapping[str, str], words: Words) -> bool:
        """Whether a name stands on one side of what is asked, where the query tells the sides not apart."""
        if all(self._parameters[query][name].heard for name in things):
            return False
        pieces = Cutter(words, self._cues).pieces()
        places = set((places_of(pieces, words.atoms) or {}).values())
        mutual = len(things) > 1 and len(places) == 1 and query != COMMON  # what two do is done by either
        return bool(places & _DIRECTED) and not places & _TOGETHER and not mutual

    def _thing(
        self, question: str, text: str, kinds: tuple[str, ...], binding: Binding, words: Words
    ) -> tuple[str, str]:
        """The one thing that is meant: its IRI, and a name that is its own alone."""
        try:
            thing = self._names.find(self._vocabulary.meant(text, kinds), kinds=kinds)
        except UnknownNameError as error:
            if _no_name(question, binding, words, near=bool(error.nearest)):
                raise outside(question, self._choices) from error
            raise
        try:
            own = self._names.find(thing.name, kinds=kinds).iri == thing.iri
        except AmbiguousNameError:
            own = False
        return thing.iri, thing.name if own else thing.iri


def _text(question: str, words: Words, begin: int, end: int) -> str:
    """Words as they were typed; folded where they are but a part of a word with hyphens."""
    atoms = words.atoms
    torn = (begin and atoms[begin - 1].start == atoms[begin].start) or (
        end < len(atoms) and atoms[end].start == atoms[end - 1].start
    )
    if torn:
        return " ".join(atom.word for atom in atoms[begin:end])
    return question[words.atoms[begin].start : words.atoms[end - 1].end]


def _may_be_mended(words: Words, place: int) -> bool:
    """Whether a word is written small, is no part of a name, and means nothing as it stands."""
    return not (words.atoms[place].capital or words.names[place] or words.events[place] or words.windows[place])


def _of_each(piece: Piece) -> Piece:
    """A piece whose word means a path, as one that means the common contacts."""
    if piece.cue is None or PATH not in piece.cue.queries:
        return piece
    queries = {COMMON if query == PATH else query: fit for query, fit in piece.cue.queries.items()}
    return replace(piece, cue=replace(piece.cue, queries=queries))


def _no_name(question: str, binding: Binding, words: Words, *, near: bool) -> bool:
    """Whether what nobody is called is no name at all: written small, and like no name, or behind an article."""
    written = [question[atom.start : atom.start + 1] for atom in words.atoms[binding.begin : binding.end]]
    before = words.atoms[binding.begin - 1].word if binding.begin else ""
    return not any(letter.isupper() for letter in written) and (not near or before in ("a", "an", "the"))


def outside(question: str, choices: tuple[str, ...]) -> UsageError:
    """The error for what cannot be asked, with what can be."""
    asked = " ".join(question.split())
    shown = asked if len(asked) <= 80 else asked[:79] + "…"
    return UsageError(
        f"the question {shown!r} is not understood", mend="\n  ".join(["You can ask, for example:", *choices])
    )


def _complete(shape: Shape, match: Match) -> bool:
    """Whether every parameter that the query needs has a value, and a pattern's slots are not one thing twice."""
    given = {binding.parameter for binding in match.bindings}
    slots = [element.parameter.name for element in shape.elements if isinstance(element, Slot)]
    return len(slots) == len(set(slots)) and all(
        parameter.name in given for parameter in shape.parameters.values() if parameter.required
    )
