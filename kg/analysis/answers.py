"""What is asked of paths, and what is answered: values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from kg.analysis.clock import Clock
from kg.analysis.filters import Demand, PathFilter
from kg.analysis.network import Fact
from kg.analysis.newness import NewSince
from kg.analysis.ranking import Rank
from kg.errors import UsageError

LONGEST: Final = 8  # hops; beyond, a path says nothing of people
DEMANDS: Final = 8
"""Demands of one question at most: what a search carries along doubles with each."""

ENDED: Final = ("steps", "demands")
"""Values of ``PathAnswer.cut`` of searches that ended before they had looked at all paths."""

Mode = Literal["best", "shortest", "simple"]


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """What is wanted of a path beside its ends.

    Attributes:
        wanted: which facts may carry it.
        mode: ``best``: the shortest, then longer ones; ``shortest``: those of the least length; ``simple``: every one.
        count: how many paths at most; 1 or more.
        longest: hops.
        avoid: IRIs that no path may pass.
        through: IRIs that every path must pass.
        any_of: IRIs one of which every path must pass; empty for no such wish.
        through_places: of each demand the names of places and IRIs of organizations and states that meet it: every path
            must have a fact at one of them. any_of_places: the same of a demand that any of several places meets.
        through_types: IRIs of event types, of each of which every path must have a fact. any_of_types: of one of which.
        clock: which way time goes along it; None where that does not matter.
        hubs: contacts (under the statuses wanted) that nobody between the ends may have more of; None for any number.
        ties: also through the organizations and states that persons share.
        new_since: from when on facts are told to be new; None where that is not asked. It keeps nothing out.
    """

    wanted: PathFilter = field(default_factory=PathFilter)
    mode: Mode = "best"
    count: int = 1
    longest: int = LONGEST
    avoid: frozenset[str] = frozenset()
    through: tuple[str, ...] = ()
    any_of: frozenset[str] = frozenset()
    through_places: tuple[frozenset[str], ...] = ()
    any_of_places: frozenset[str] = frozenset()
    through_types: tuple[str, ...] = ()
    any_of_types: frozenset[str] = frozenset()
    clock: Clock | None = None
    hubs: int | None = None
    ties: bool = False
    new_since: NewSince | None = None

    def active(self) -> tuple[str, ...]:
        """Names of what narrows the answer, each of which can be left out alone."""
        own = (
            ("avoid", self.avoid),
            ("through", self.through),
            ("any_of", self.any_of),
            *self.demanding().items(),
            ("gap", self.clock is not None and self.clock.gap is not None),
            ("clock", self.clock is not None),
            ("hubs", self.hubs is not None),
            ("longest", self.longest < LONGEST),
        )
        return (*self.wanted.active(), *(name for name, given in own if given))

    def without(self, name: str) -> PathQuestion:
        """The same without one of ``active``."""
        if name in self.wanted.active():
            return replace(self, wanted=self.wanted.without(name))
        if name == "gap" and self.clock is not None:
            return replace(self, clock=replace(self.clock, gap=None))
        nothing = frozenset[str]()
        empty: dict[str, Any] = {
            "avoid": nothing, "through": (), "any_of": nothing, "clock": None, "hubs": None, "longest": LONGEST,
            "through_places": (), "any_of_places": nothing, "through_types": (), "any_of_types": nothing,
        }  # fmt: skip
        return replace(self, **{name: empty[name]})

    def demands(self) -> tuple[Demand, ...]:
        """What the facts of every path have to be, each demand once.

        Raises:
            UsageError: for more than ``DEMANDS``.
        """
        found = tuple(dict.fromkeys(demand for demands in self.demanding().values() for demand in demands))
        if len(found) > DEMANDS:
            raise UsageError(
                f"{len(found)} places and types are asked for at once",
                mend=f"Ask for {DEMANDS} at most; those of which one is enough count as one.",
            )
        return found

    def demanding(self) -> dict[str, tuple[Demand, ...]]:
        """Of each name of ``active`` that demands something of facts, what."""
        found = {
            "through_places": tuple(map(Demand, self.through_places)),
            "any_of_places": (Demand(self.any_of_places),) if self.any_of_places else (),
            "through_types": tuple(Demand(types=frozenset({iri})) for iri in self.through_types),
            "any_of_types": (Demand(types=self.any_of_types),) if self.any_of_types else (),
        }
        return {name: demands for name, demands in found.items() if demands}


@dataclass(frozen=True, slots=True)
class Hop:
    """Two next to each other on a path, and every fact they share that may carry it, earliest first."""

    one: str
    other: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of persons (IRIs; with ties also organizations), the hops between them (one fewer), and its rank.

    Attributes:
        contacts: of each person between the ends, under the statuses that were asked for.
    """

    persons: tuple[str, ...]
    hops: tuple[Hop, ...]
    rank: Rank
    contacts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What would have to be left out of a question for there to be a path, and that path."""

    left_out: str
    path: Path


@dataclass(frozen=True, slots=True)
class Expansion:
    """That an answer rests on a part of the network, read from both ends, and how much of it.

    Attributes:
        requests: queries that were sent.
        persons, facts: that were read.
        steps: every path of so many steps or fewer was looked at, save behind ``hubs``.
        ended: why the reading ended before the paths were decided (``nodes``, ``seconds``); empty where they are.
        ended_beside: the same of what is told beside them: what would be shorter, what could be left out.
        hubs: IRIs of persons with so many facts that nobody looked behind them.
        nodes, seconds: what might be read, and how long; nought for any time.
    """

    requests: int
    persons: int
    facts: int
    steps: int
    ended: str = ""
    ended_beside: str = ""
    hubs: tuple[str, ...] = ()
    nodes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The answer to "who connects them?".

    Attributes:
        sources, targets: IRIs of persons.
        question: as asked.
        paths: best first: by length, then by rank.
        more: further paths of the same length exist than were asked for.
        cut: why not all paths were looked at; empty where all were.
        removed: name of a criterion -> facts that it alone keeps out of the network, ``together`` all of them, and for
            ``hubs`` persons between the ends.
        left_out: contacts between the ends themselves that the filter kept out, earliest first.
        relaxed: where there is no path, what could be left out of the question, one thing at a time, nearest first.
        otherwise: the shortest path were nothing asked for, when it is shorter or the only one; else None.
        cut_beside: as ``cut``, of the search for ``relaxed`` and ``otherwise``: there may be more than is told.
        barred: what of the question keeps ``otherwise`` out; all of it would have to be left out together.
        busy: persons between the ends who have more contacts than were asked for, and how many, the busiest first;
            some of them.
        fresh: IRIs of facts on the paths that are new by ``question.new_since``.
        telling: makes it plain JSON values; an answer of ``KnowledgeGraph`` has it.
        expansion: what was read, where that was a part of the network; ``removed`` then counts in it alone. Else None.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    question: PathQuestion
    paths: tuple[Path, ...]
    more: bool = False
    cut: str = ""
    removed: tuple[tuple[str, int], ...] = ()
    left_out: tuple[Fact, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    otherwise: Path | None = None
    barred: tuple[str, ...] = ()
    cut_beside: str = ""
    busy: tuple[tuple[str, int], ...] = ()
    fresh: frozenset[str] = frozenset()
    expansion: Expansion | None = None
    telling: Callable[[Any], dict[str, object]] | None = field(default=None, compare=False, repr=False)

    def form(self) -> dict[str, object]:
        """The answer as plain JSON values with names and sentences, as ``kg path --format json`` prints it."""
        return told_by(self.telling, self)

    @property
    def is_decided(self) -> bool:
        """Whether, where there is no path, it is known that there is none: neither search nor reading ended before."""
        return self.cut not in ENDED and not (self.expansion and self.expansion.ended)

    @property
    def is_nothing(self) -> bool:
        """Whether it is known that nothing at all connects them, whatever was asked for."""
        told = self.paths or self.relaxed or self.otherwise or self.expansion
        return self.is_decided and not self.cut_beside and not told

    @property
    def source(self) -> str:
        """The first of the sources."""
        return self.sources[0]

    @property
    def target(self) -> str:
        """The first of the targets."""
        return self.targets[0]

    @property
    def all_paths(self) -> tuple[Path, ...]:
        """Every path it speaks of: those found, and what leaving something out or counting everything would find."""
        return (*self.paths, *(one.path for one in self.relaxed), *((self.otherwise,) if self.otherwise else ()))


def told_by(telling: Callable[[Any], dict[str, object]] | None, answer: object) -> dict[str, object]:
    """An answer as plain JSON values.

    Raises:
        UsageError: when it was made without a store, which alone knows names and sentences.
    """
    if telling is None:
        raise UsageError("this answer knows no names", mend="Ask a graph: kg.open(store).path(…).")
    return telling(answer)
