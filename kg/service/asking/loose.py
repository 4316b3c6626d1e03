"""The second reading of a question, where no pattern takes all its words: cues, names, times; what is left is told.

Nothing that narrows a question is dropped: every name and every time must become a value of the query, or the question
is not answered. Words that stand for nothing a query knows ("foreign guests", "in person") are listed as not used; more
than a few of them, or one that makes it another kind of question ("why", "not", "last week"), and it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from kg.catalogue import Parameter
from kg.service.asking.closed import (
    LIGHT,
    ORDERS,
    PASSED,
    PRONOUNS,
    TOPICS,
)
from kg.service.asking.conditions import asks_for_states
from kg.service.asking.leavings import Leavings
from kg.service.asking.matching import Binding, Words
from kg.service.asking.pieces import Kind, Piece
from kg.service.asking.roles import ANYWHERE, places_of
from kg.service.asking.shapes import COMMON, PATH
from kg.service.asking.vocabulary import NARROW, TRIGGER
from kg.service.asking.words import NOISE, lemmas
from kg.service.lookup import ENTITIES, PERSON, PLACES
from kg.vocabulary import Dip, local_name

_NAMES: Final = 4  # at most
_ROLE, _OPEN_ROLE, _OWN_QUERY, _ORDER = 1.0, 0.6, 0.3, 0.01
_BARE: Final = 1.0
_ALONE: Final = 0.8  # nearly every verb may tell what somebody says
_NARROWER: Final = 0.02  # of two queries that a word means, the one that asks less
_TOPIC_WORDS: Final = 8
_OF: Final = frozenset("about on of beside".split())  # where one stands whom all is asked of
_PLACE: Final = local_name(Dip.Place)
_PARTY: Final = frozenset("subject own by with between against".split())  # where a city stands for its state
_SETTING: Final = frozenset("situation development event crisis in the latest recent current".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may ask for.

    Attributes:
        query: its name. bindings: values of its parameters, names by their words.
        unused: words that nothing was done with, as places of words.
    """

    score: float
    query: str
    bindings: tuple[Binding, ...]
    unused: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Topic:
    """What something is said about: words from ``begin`` on; a name alone by the index of its piece."""

    begin: int
    end: int
    name: int = -1


class Loose:
    """Reads one question.

    Args:
        words: of it. pieces: it is cut into.
        parameters: of every query, by name, those of ``path`` among them.
        own: event type -> queries that are about it alone.
        sided: event types whose sides are told apart.
        of_both: it is asked who has to do with each of two persons.
        capitals_tell: whether what is small is no name.
    """

    def __init__(
        self,
        words: Words,
        pieces: Sequence[Piece],
        parameters: Mapping[str, Mapping[str, Parameter]],
        own: Mapping[str, frozenset[str]],
        *,
        sided: frozenset[str],
        of_both: bool,
        capitals_tell: bool,
    ) -> None:
        self._words = words
        self._atoms = words.atoms
        self._pieces = pieces
        self._parameters = parameters
        self._own = own
        self._sided = sided
        self._of_both = of_both
        self._leavings = Leavings(pieces, words.atoms, capitals_tell=capitals_tell)
        self._places = places_of(pieces, words.atoms)
        self._coming = any(piece.shown[0] == "will" for piece in pieces)

    def best(self) -> Reading | None:
        """The best reading, if there is any."""
        if self._places is None or self._atoms[0].word in ORDERS:
            return None
        found = [reading for order, reading in enumerate(self._readings()) if reading]
        return max(found, key=lambda reading: reading.score, default=None)

    @property
    def asks(self) -> bool:
        """Whether it holds a cue, so that what looks like a name in it may be meant as one."""
        return any(piece.cue and piece.cue.fit > NARROW for piece in self._pieces)

    def _readings(self) -> Iterator[Reading | None]:
        """Every query that cues speak of, or that fits names alone."""
        cued = False
        for order, (query, parameters) in enumerate(self._parameters.items()):
            if self._of_both and query not in (COMMON, PATH):
                continue
            for kind, fit, used in self._meant(query, parameters):
                cued = True
                yield self._reading(query, kind, fit - _ORDER * order, used)
        if self._of_both:
            return
        if not cued:
            yield from self._bare()
        elif "events" in self._parameters and (told := self._told_of()):
            yield self._reading("events", "", _BARE, told)

    def _is_topic(self, index: int) -> bool:
        """Whether a piece is but "about": beside events it tells what they were about, and asks for nothing itself."""
        piece = self._pieces[index]
        return piece.end == piece.begin + 1 and self._atoms[piece.begin].word in TOPICS

    def _told_of(self) -> list[int]:
        """The pieces that ask for all about something, where nothing else is asked: of a place, its events."""
        cues = [(index, piece.cue) for index, piece in enumerate(self._pieces) if piece.cue]
        strong = any(fit > NARROW for _, cue in cues for fit in cue.types.values())
        return [] if strong or any("involving" not in cue.queries for _, cue in cues) else [index for index, _ in cues]

    def _meant(self, query: str, parameters: Mapping[str, Parameter]) -> Iterator[tuple[str, float, list[int]]]:
        """Event types a query may be asked for, how well, by which pieces; an empty type is the query itself."""
        cues = [(index, piece.cue) for index, piece in enumerate(self._pieces) if piece.cue]
        strong = any(fit > NARROW for _, cue in cues for fit in cue.types.values())
        itself = [
            (index, cue.queries[query])
            for index, cue in cues
            if query in cue.queries and not (strong and self._is_topic(index))
        ]
        kinds = sorted({kind for _, cue in cues for kind in cue.types})
        coming = query == "unfulfilled"
        for kind in kinds:
            if query == COMMON and (kind in self._sided or not (self._of_both or itself)):
                continue
            fits = [(index, cue.types[kind]) for index, cue in cues if kind in cue.types]
            best = max(fit for _, fit in fits) + 0.1 * (len(fits) - 1)
            used = [index for index, fit in fits if fit > NARROW or fit == best or best <= NARROW]
            if query == COMMON and itself:  # "common contacts by phone"
                yield kind, best + 0.9, [*used, *(index for index, _ in itself if index not in used)]
            elif query in self._own.get(kind, ()):
                alone = self._words.vocabulary.one_sided(kind) and best <= TRIGGER
                yield kind, best + (-_ALONE if alone else _OWN_QUERY), used
            elif "type" in parameters and not self._words.vocabulary.one_sided(kind):
                if not coming:
                    yield kind, best, used
                elif itself:
                    yield kind, best + 0.9, [*used, *(index for index, _ in itself)]
        if itself:
            yield "", max(fit for _, fit in itself) - _NARROWER * len(parameters), [index for index, _ in itself]
        elif coming and any(piece.status for piece in self._pieces):
            yield "", 2.0, []

    def _bare(self) -> Iterator[Reading | None]:
        """Names alone: what is known of them."""
        asked = {atom.word for atom in self._atoms} & {"when", "where", "how", "which", "whom", "whose"}
        odd = any(piece.kind in (Kind.LEFT, Kind.PLAIN, Kind.CUE) or piece.shown[0] == "pick" for piece in self._pieces)
        done = any(
            piece.kind is Kind.PASSED and word not in PASSED and word not in NOISE and lemmas(word) & LIGHT
            for piece in self._pieces
            for word in [self._atoms[piece.begin].word]
        )
        if asked - {"when"} or odd or done or not self._places:
            return
        queries = ("visits",) if asked else ("unfulfilled",) if self._coming else ("positions", "involving", "events")
        if asked and len(self._places) < 2:
            return  # when somebody was is nothing; when somebody was somewhere is a visit
        for order, query in enumerate(queries):
            if query in self._parameters:
                yield self._reading(query, "", _BARE - _ORDER * order, [])

    def _reading(self, query: str, kind: str, fit: float, used: list[int]) -> Reading | None:
        """A query with everything in its place."""
        parameters = self._parameters[query]
        given: list[Binding] = []
        if kind and query not in self._own.get(kind, ()):
            given.append(Binding("type", 0, 1, kind))
        topic = self._topic(parameters, used)
        taken = set(used)
        if topic:
            given.append(
                Binding(
                    "about" if topic.name >= 0 else "contains",
                    topic.begin,
                    topic.end,
                    "" if topic.name >= 0 else "text",
                )
            )
            taken |= {i for i, piece in enumerate(self._pieces) if topic.begin <= piece.begin < topic.end}
        chosen = self._chosen(parameters, taken)
        if chosen:
            given.append(chosen[0])
            taken |= chosen[1]
        if any(self._forbidden(piece, query) for i, piece in enumerate(self._pieces) if i not in taken):
            return None
        if query == PATH and any(piece.shown[0] == "pick" for piece in self._pieces):
            return None
        if query == COMMON and not self._keeps_common():
            return None
        beside = self._beside(query, parameters, taken)
        weak = fit <= NARROW + _OWN_QUERY
        assigned = self._assigned(
            parameters, taken, query, itself=not kind or query == COMMON, weak=weak and bool(kind)
        )
        left = self._leavings.told(taken, weak=weak)
        if beside is None or assigned is None or left is None:
            return None
        score, names = assigned
        bindings = [*given, *beside, *names]
        values = [binding.parameter for binding in bindings if not binding.parameter.startswith("=")]
        if len(values) > len(set(values)):
            return None  # two times, or two values of one parameter
        if any(parameter.required and parameter.name not in values for parameter in parameters.values()):
            return None
        unused, cost = left
        return Reading(fit + score - cost, query, tuple(bindings), tuple(unused))

    def _keeps_common(self) -> bool:
        """Whether persons are asked for, and neither the first nor the last of them."""
        picked = any(piece.shown in (("pick", "first"), ("pick", "last")) for piece in self._pieces)
        return not picked and not asks_for_states(self._pieces, self._atoms)

    def _forbidden(self, piece: Piece, query: str) -> bool:
        """Whether a piece makes it another question than a query answers."""
        word = self._atoms[piece.begin].word
        if word == "how" and piece.kind is Kind.PASSED:
            return query not in (PATH, "counterparts", "statements")
        if piece.kind is Kind.REFUSED and word in PRONOUNS:
            names = [one.begin for one in self._pieces if one.kind is Kind.NAME]
            return len(names) != 1 or names[0] > piece.begin
        return piece.kind in (Kind.REFUSED, Kind.STRANGE)

    def _topic(self, parameters: Mapping[str, Parameter], used: Sequence[int]) -> _Topic | None:
        """What something is said about, where the query takes that."""
        if "contains" not in parameters or not used:
            return None
        cue_ends = {self._pieces[index].end - 1 for index in used}
        for index, piece in enumerate(self._pieces):
            last = self._atoms[piece.end - 1].word
            if piece.kind is Kind.TIME or last not in TOPICS or index < min(used):
                continue
            if index in used and piece.end - 1 not in cue_ends:
                continue
            rest = self._pieces[index + 1 :]
            inside: list[Piece] = []
            for after in rest:
                if after.kind is Kind.TIME and inside:
                    break
                inside.append(after)
            while inside and inside[0].kind is Kind.PASSED and self._atoms[inside[0].begin].word in ("the", "a", "an"):
                inside = inside[1:]
            if not inside or inside[-1].end - inside[0].begin > _TOPIC_WORDS:
                return None
            names = [one for one in inside if one.kind is Kind.NAME]
            setting = [self._atoms[place].word for one in inside[:-1] for place in range(one.begin, one.end)]
            if len(names) == 1 and inside[-1] is names[0] and all(lemmas(word) & _SETTING for word in setting):
                inside = names  # the situation in a place is what is said about it
            if len(names) == 1 and all(one.kind in (Kind.NAME, Kind.TITLE) for one in inside) and "about" in parameters:
                return _Topic(names[0].begin, names[0].end, name=1)
            return _Topic(inside[0].begin, inside[-1].end)
        return None

    def _chosen(self, parameters: Mapping[str, Parameter], taken: set[int]) -> tuple[Binding, set[int]] | None:
        """A value that words of its own mean: "lifted"."""
        for parameter in parameters.values():
            for value, words in parameter.words:
                hits = {
                    index
                    for index, piece in enumerate(self._pieces)
                    if index not in taken
                    and piece.kind not in (Kind.NAME, Kind.TIME)
                    and any(lemmas(self._atoms[place].word) & set(words) for place in range(piece.begin, piece.end))
                }
                if hits:
                    return Binding(parameter.name, 0, 1, value), hits
        return None

    def _beside(self, query: str, parameters: Mapping[str, Parameter], taken: set[int]) -> list[Binding] | None:
        """Times, statuses, what is picked; None where the query cannot take one."""
        found: list[Binding] = []
        statuses = [
            p.status for i, p in enumerate(self._pieces) if p.status and (i not in taken or not self._only(query, i))
        ]
        for index, piece in enumerate(self._pieces):
            if index in taken and piece.kind is Kind.TIME:
                continue
            if piece.window:
                for name, day in (("since", piece.window.since), ("until", piece.window.until)):
                    if day and name not in parameters:
                        return None
                    if day:
                        found.append(Binding(name, piece.begin, piece.end, day))
            if piece.kind is Kind.SHOWN and piece.shown[0] != "will" and piece.shown[1]:
                found.append(Binding(f"={piece.shown[0]}", piece.begin, piece.end, piece.shown[1]))
        planned = any(p.cue and "unfulfilled" in p.cue.queries for p in self._pieces)
        if query != "unfulfilled":
            status = statuses[0] if statuses else self._words.vocabulary.coming if self._coming or planned else ""
        else:
            status = statuses[0] if statuses and not planned else ""
        if len(set(statuses)) > 1 or (status and "status" not in parameters):
            return None
        if status:
            found.append(Binding("status", 0, 1, status))
        if query == "unfulfilled" and not (planned or statuses or self._coming):
            return None
        return found

    def _only(self, query: str, index: int) -> bool:
        """Whether a piece is taken as the query's own word."""
        cue = self._pieces[index].cue
        return bool(cue and query in cue.queries)

    def _assigned(
        self, parameters: Mapping[str, Parameter], taken: set[int], query: str, *, itself: bool, weak: bool
    ) -> tuple[float, list[Binding]] | None:
        """Every name as the value of a parameter, in the best way; None where there is none."""
        places = self._places or {}
        names = [index for index, piece in enumerate(self._pieces) if piece.kind is Kind.NAME and index not in taken]
        slots = [parameter for parameter in parameters.values() if parameter.kind == "entity"]
        if len(names) > min(_NAMES, len(slots)):
            return None
        best: tuple[float, list[Binding]] | None = None
        for chosen in permutations(slots, len(names)):
            score = 0.0
            for index, parameter in zip(names, chosen, strict=True):
                fit = self._fits(self._pieces[index], places[index], parameter, itself=itself)
                if weak and places[index] in ("object", "with") and not set(parameter.of) & PLACES:
                    fit = None  # who leads or accompanies somebody visits nobody
                if fit is None:
                    break
                score += fit
            else:
                if query == PATH and len(names) != 2:
                    return None
                score -= _ORDER * sum(slots.index(parameter) for parameter in chosen)
                if best is None or score > best[0]:
                    best = (
                        score,
                        [
                            Binding(parameter.name, self._pieces[index].begin, self._pieces[index].end)
                            for index, parameter in zip(names, chosen, strict=True)
                        ],
                    )
        return best

    def _is_city(self, piece: Piece) -> bool:
        """Whether a name is a place's own, and so no state's that it may stand for."""
        return self._words.vocabulary.is_place(" ".join(atom.word for atom in self._atoms[piece.begin : piece.end]))

    def _fits(self, piece: Piece, place: str, parameter: Parameter, *, itself: bool) -> float | None:
        """How well a name in its place is a parameter's value."""
        kinds, classes = piece.kinds, frozenset(parameter.of or ENTITIES)
        city = itself and place not in _PARTY and PERSON not in kinds and self._is_city(piece)
        if not (frozenset({_PLACE}) if city else kinds) & classes:
            return None
        if city and place == "for" and classes <= PLACES:
            return _OPEN_ROLE
        if parameter.heard:
            return _ROLE if place in parameter.heard else _OPEN_ROLE if itself and place in _OF else None
        return _OPEN_ROLE if place in ANYWHERE or (itself and place in _OF) else None
