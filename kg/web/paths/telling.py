"""An answer as values that a page shows: stops and steps of paths, filters in force, what they kept out, other ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.analysis.connecting import Connection
from kg.analysis.network import Fact
from kg.analysis.paths import Hop, Path, PathAnswer
from kg.errors import KgError
from kg.service import KnowledgeGraph
from kg.service.forms import CUTS, listed, reasons, said
from kg.web.paths.net import Net, net
from kg.web.paths.question import Question
from kg.web.paths.strip import Strip, strip

_MORE: Final = (3, 10, 30, 100)
_LONGEST: Final = 8
_NAMED_BELOW: Final = ("statuses", "window")  # a contact of the two themselves that these keep out is told anyway

_CHIPS: Final = {
    "status": "status", "mode": "which paths:", "k": "paths at most", "longest": "steps at most", "since": "not before",
    "until": "not after", "type": "only", "not-type": "no", "min-sources": "independent sources at least",
    "outlet": "reported by", "known-by": "known by", "in": "in or with", "not-in": "not in or with",
    "avoid": "avoiding", "through": "through", "any-of": "through one of",
    "through-place": "an event in or with", "any-of-place": "an event in or with one of:",
    "through-type": "an event of type", "any-of-type": "an event of one of the types:", "order": "in time",
    "gap": "days between contacts at most", "max-contacts": "contacts of anybody between at most", "via": "also via",
    "new-since": "new since",
}  # fmt: skip
"""What a filter in force is called."""

_OF_ONE: Final = {"have": "has", "lie": "lies", "are": "is"}

_KEPT_OUT: Final = {
    "statuses": "have another status", "window": "lie outside these days", "types": "are of other types",
    "sources": "have fewer independent sources", "outlets": "are reported by others alone",
    "known_by": "had not been reported by then", "concerning": "are elsewhere, or with others",
    "barring": "are in or with what is left out", "barred_types": "are of the types left out",
    "hubs": "have more contacts than that", "together": "are left out by all of these together",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: what it is called, its value, and the address without it."""

    words: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody on a path.

    Attributes:
        iri: of whom. name: to be told. is_end: whether the question named them. is_person: no organization or state.
        avoid, through: addresses of the same question with that wish; empty where it makes no sense.
    """

    iri: str
    name: str
    is_end: bool
    is_person: bool
    avoid: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What two next to each other share.

    Attributes:
        anchor: of its sentences on the page. one, other: names. facts: earliest first.
        count: of facts, in words. days: first and last of them, one where they are the same, none where none is known.
        happened: whether any of it took place. words: what it is where none did.
    """

    anchor: str
    one: str
    other: str
    facts: tuple[Fact, ...]
    count: str
    days: tuple[str, ...]
    happened: bool
    words: str

    @property
    def when(self) -> str:
        """The days in words."""
        return " to ".join(self.days) or "no date"


@dataclass(frozen=True, slots=True)
class Told:
    """A path.

    Attributes:
        anchor: on the page. stops, steps: in order. strip: its picture.
        reasons: why it stands where it does among those as long.
        address: of a question that asks for it; empty where this page does.
    """

    anchor: str
    stops: tuple[Stop, ...]
    steps: tuple[Step, ...]
    strip: Strip
    reasons: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class KeptOut:
    """How much a part of a question keeps out: in words, and the address of the question without that part."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Way:
    """Another question: what would be different, and its address."""

    words: str
    address: str


class Telling:
    """Tells one answer.

    Args:
        graph: the generation it was asked of.
        question: that was asked.
        answer: the answer.
    """

    def __init__(self, graph: KnowledgeGraph, question: Question, answer: PathAnswer) -> None:
        self._graph = graph
        self._question = question
        self._answer = answer
        self._ends = {*answer.sources, *answer.targets}
        self._wished = {*answer.question.through, *answer.question.any_of}

    def paths(self) -> list[Told]:
        """The paths, best first."""
        return [self._told(f"p{place}", path) for place, path in enumerate(self._answer.paths, 1)]

    def nearest(self) -> Told | None:
        """Where there is no path, that of the nearest question, unless it is told anyway."""
        for one in self._answer.relaxed[:1]:
            if len(one.path.hops) == 1 and one.left_out in _NAMED_BELOW:
                return None
            return self._told("nearest", one.path, self._question.without_part(one.left_out).place())
        return None

    def otherwise(self) -> Told | None:
        """The path without what keeps it out, where it is no single contact and not told already."""
        path = self._answer.otherwise
        if path is None or len(path.hops) == 1 or self._answer.relaxed:
            return None
        return self._told("otherwise", path, self._eased().place())

    def in_the_way(self) -> str:
        """What keeps ``otherwise`` out, in words."""
        return listed([f"the {said(name)}" for name in self._answer.barred])

    def _eased(self) -> Question:
        """The question without that."""
        eased = self._question
        for name in self._answer.barred:
            eased = eased.without_part(name)
        return eased

    def kept_out(self) -> list[KeptOut]:
        """What each filter keeps out of the network, and the way to ask without."""
        removed = [(name, count) for name, count in self._answer.removed if count]
        return [
            KeptOut(
                f"{count:,} {'person' if name == 'hubs' else 'event'}{'' if count == 1 else 's'}"
                f" {_kept_out(name, count)}",
                "" if name == "together" else self._question.without_part(name).place(),
            )
            for name, count in removed
        ]  # fmt: skip

    def eased(self) -> list[Way]:
        """Where there is no path: what could be left out, nearest first."""
        return [
            Way(f"the {said(one.left_out)} ({_steps(one.path)})", self._question.without_part(one.left_out).place())
            for one in self._answer.relaxed
        ]

    def untried(self) -> list[Way]:
        """Where there is no path: what was not looked at, and might give one."""
        ways = []
        offered = {one.left_out for one in self._answer.relaxed}
        if self._question.value("longest", str(_LONGEST)) != str(_LONGEST):
            longer = self._question.without("longest", "mode") if self._question.value("mode") == "simple" else None
            ways.append(Way("paths of any length", (longer or self._question.without("longest")).place()))
        if "ties" not in offered and not self._question.value("via"):
            ways.append(
                Way("organizations and states that persons share", self._question.with_only("via", "org").place())
            )
        return ways

    def truncated(self) -> tuple[str, Way | None]:
        """That there are more paths, in words, and how to get them; nothing where there are not."""
        answer, shown = self._answer, len(self._answer.paths)
        words = f"{CUTS[answer.cut].capitalize()}." if answer.cut else ""
        if answer.more and not words:
            words = f"{shown} path{'' if shown == 1 else 's'} shown; there are more of this length."
        more = next((count for count in _MORE if count > answer.question.count), None)
        if not (answer.more and more and shown):
            return words, None
        return words, Way(f"Show up to {more}", self._question.with_only("k", str(more)).place())

    def _told(self, anchor: str, path: Path, address: str = "") -> Told:
        names = [self._graph.label(iri) for iri in path.persons]
        steps = tuple(
            step(self._graph, f"{anchor}s{place}", hop) for place, hop in enumerate(path.hops, 1)
        )  # fmt: skip
        return Told(
            anchor=anchor,
            stops=tuple(self._stop(iri) for iri in path.persons),
            steps=steps,
            strip=strip(names, [len(hop.facts) for hop in path.hops]),
            reasons=tuple(reasons(self._graph, path)),
            address=address,
        )

    def _stop(self, iri: str) -> Stop:
        name = self._graph.label(iri)
        thing = self._graph.names.get(iri)
        is_person = thing is None or thing.kind == "Person"
        if iri in self._ends:
            return Stop(iri, name, is_end=True, is_person=is_person)
        called = callable_name(self._graph, iri)
        avoid = self._question.with_one("avoid", called).place()
        through = "" if iri in self._wished else self._question.with_one("through", called).place()
        return Stop(iri, name, is_end=False, is_person=is_person, avoid=avoid, through=through)


def chips(graph: KnowledgeGraph, question: Question) -> list[Chip]:
    """The filters in force, each with the way to take it off."""
    found = []
    for name, value in question.filters:
        thing = graph.names.get(value)
        told = thing.name if thing else value
        found.append(Chip(_CHIPS[name], told, question.without_one(name, value).place()))
    return found


def step(graph: KnowledgeGraph, anchor: str, hop: Hop) -> Step:
    """Two next to each other."""
    terms = graph.terms
    offices = [fact for fact in hop.facts if not fact.status]
    shared = ((len(hop.facts) - len(offices), "event"), (len(offices), "office"))
    statuses = sorted({terms.label(fact.status) for fact in hop.facts if fact.status})
    return Step(
        anchor=anchor,
        one=graph.label(hop.one),
        other=graph.label(hop.other),
        facts=hop.facts,
        count=", ".join(_counted(number, what) for number, what in shared if number),
        days=_days(hop.facts),
        happened=bool(offices) or any(fact.status in terms.happened for fact in hop.facts),
        words=", ".join(statuses),
    )


def connection_steps(graph: KnowledgeGraph, found: Connection) -> list[Step]:
    """The links of what connects several persons."""
    return [step(graph, f"s{place}", hop) for place, hop in enumerate(found.hops, 1)]


def connection_ways(question: Question, found: Connection) -> list[Way]:
    """Where not all are connected: what could be left out so that they are."""
    words = {
        "statuses": "Count every status",
        "ties": "Count organizations and states that they share",
        "together": "Leave all of it out",
    }
    return [
        Way(
            words.get(name, f"Leave out the {said(name)}"),
            (question.widest() if name == "together" else question.without_part(name)).place(),
        )
        for name in found.without
    ]


def connection_net(graph: KnowledgeGraph, found: Connection) -> Net:
    """The picture of what connects several persons."""
    named = {iri: graph.label(iri) for iri in (*(one for group in found.groups for one in group), *found.between)}
    return net(named, [(hop.one, hop.other, len(hop.facts)) for hop in found.hops])


def callable_name(graph: KnowledgeGraph, iri: str) -> str:
    """What a thing can be asked for by: its name, where that means it alone; else its IRI."""
    name = graph.label(iri)
    try:
        return name if graph.names.find(name).iri == iri else iri
    except KgError:
        return iri


def _days(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The first and the last day or month or year, as articles give them (EDTF)."""
    dated = [fact for fact in facts if fact.dates]
    if not dated:
        return ()
    first = min(dated, key=lambda fact: (fact.earliest or "9999", fact.event))
    last = max(dated, key=lambda fact: (fact.latest or fact.earliest, fact.event))
    begin, end = first.dates[0].partition("/")[0], last.dates[-1].rpartition("/")[2]
    return tuple(dict.fromkeys(_in_words(day) for day in (begin, end) if day.strip(".")))


def _in_words(day: str) -> str:
    """A day that is but nearly known is told so."""
    return f"about {day[:-1]}" if day.endswith(("~", "?", "%")) else day


def _kept_out(name: str, count: int) -> str:
    """Why so many are kept out; of one in the singular."""
    words = _KEPT_OUT.get(name, said(name))
    verb, space, rest = words.partition(" ")
    return f"{_OF_ONE.get(verb, verb)}{space}{rest}" if count == 1 else words


def _steps(path: Path) -> str:
    return _counted(len(path.hops), "step")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
