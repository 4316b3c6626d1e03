"""A draft: what will become an event claim, while the passes over the article complete it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extraction.fillings import Filling, count
from kg.extraction.frames import Match
from kg.model import Attribution, Span
from kg.schema.model import EventType, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """A match with its status, date and voice.

    Attributes:
        match: the trigger and its own sentence's fillings.
        fillings: all fillings, those resolved elsewhere included.
        sentences: where it is stated; the first holds the trigger.
        series: ordinal the text gives, 0 for none.
        fresh: the text says it is another one ("another", "additional", "a new").
        generic: a process or habit, not one occasion.
        antecedent: place in the list of drafts of the event it takes up, or -1.
        variant: tells apart drafts that one trigger makes (distribution, exchange), from 0.
        occasion: tells apart occasions that one trigger counts ("two visits, in April and in May"), from 0.
    """

    match: Match
    fillings: tuple[Filling, ...]
    status: Status
    date: str | None
    date_span: Span | None
    attribution: Attribution | None
    sentences: tuple[int, ...]
    series: int = 0
    fresh: bool = False
    generic: bool = False
    antecedent: int = -1
    variant: int = 0
    occasion: int = 0
    headline: bool = False
    _by_role: Mapping[str, tuple[Filling, ...]] = field(init=False, repr=False, compare=False)
    _agents: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _complete: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Draw up what the passes ask of every draft again and again."""
        by_role: dict[str, tuple[Filling, ...]] = {}
        for filling in self.fillings:
            by_role[filling.role] = (*by_role.get(filling.role, ()), filling)
        object.__setattr__(self, "_by_role", by_role)
        agents: dict[str, None] = {}
        for role in self.event_type.roles:
            if role.agent:
                agents.update(dict.fromkeys(self.entities(role.iri)))
        object.__setattr__(self, "_agents", tuple(agents))
        object.__setattr__(self, "_complete", self._has_all())

    @property
    def part(self) -> tuple[int, int, int]:
        """Which of the events that one trigger tells of it is."""
        return self.match.telling, self.occasion, self.variant

    @property
    def event_type(self) -> EventType:
        """What it is an event of."""
        return self.match.event_type

    def role(self, iri: str) -> tuple[Filling, ...]:
        """Fillings of one role."""
        return self._by_role.get(iri, ())

    def entities(self, iri: str) -> tuple[str, ...]:
        """Entity keys that fill a role, in order, once each."""
        fillings = self._by_role.get(iri, ())
        return tuple(dict.fromkeys([key for filling in fillings for key in filling.entities])) if fillings else ()

    def agents(self) -> tuple[str, ...]:
        """Entity keys in agent roles, in order, once each."""
        return self._agents

    def places(self) -> tuple[Filling, ...]:
        """Fillings of roles that take places and nobody who acts."""
        return tuple([filling for iri in self.event_type.place_roles for filling in self.role(iri)])

    def values(self, iri: str) -> frozenset[str]:
        """Concepts or literals that fill a role."""
        return frozenset(filling.value for filling in self.role(iri))

    def is_complete(self) -> bool:
        """Whether every role has its minimum, and one of the roles the type demands is filled."""
        return self._complete

    def _has_all(self) -> bool:
        if any(role.minimum and count(self.role(role.iri)) < role.minimum for role in self.event_type.roles):
            return False
        known = self._agents or any(filling.public for filling in self.fillings)
        if not known and "anchored" in self.match.options():
            return False
        demanded = self.event_type.one_of
        return not demanded or any(self.role(iri) for iri in demanded)

    def is_enough(self) -> bool:
        """Whether it may stand although parties stay unsaid: one who is named takes part in so many words."""
        if self.is_complete():
            return True
        if "mutual" in self.match.options():
            return False
        if self.generic or self.match.quantified or self.status.polarity.startswith("PS"):
            return False  # what may be, with nobody knows whom, is not worth telling
        if any(count(self.role(role.iri)) < role.needed for role in self.event_type.roles):
            return False
        demanded = self.event_type.one_of
        if demanded and not any(self.role(iri) for iri in demanded):
            return False
        agents = {role.iri for role in self.event_type.roles if role.agent}
        return any(
            filling.role in agents and filling.kind == "person" and not filling.implied for filling in self.fillings
        )

    def tells_one_side(self) -> bool:
        """Whether a state, a body or somebody described takes part in so many words, and the other side is unsaid."""
        if self.is_enough() or "mutual" in self.match.options():
            return False
        if self.generic or self.match.quantified or self.status.polarity.startswith("PS"):
            return False
        open_roles = [role for role in self.event_type.roles if count(self.role(role.iri)) < role.minimum]
        if any(role.needed == 0 or count(self.role(role.iri)) < role.needed for role in open_roles):
            return False
        unsaid = {role.iri for role in open_roles if role.agent}
        return any(filling.role in unsaid and not filling.implied and not filling.open for filling in self.fillings)

    def leaves_alternatives_open(self) -> bool:
        """Whether a noun tells whose it is, and nothing of what the type also demands: "the visit by X follows".

        So does a participle before a name ("visiting President X"): the name stands behind it.
        """
        if self.generic or self.match.quantified or self.status.polarity.startswith("PS") or self.missing():
            return False
        if not self.event_type.one_of or any(self.role(iri) for iri in self.event_type.one_of):
            return False
        needed = {role.iri for role in self.event_type.roles if role.agent and role.minimum}
        own = [filling for filling in self.fillings if filling.role in needed]
        if self.match.trigger.upos != "NOUN" and any(filling.token <= self.match.token for filling in own):
            return False
        return bool(own) and all(
            filling.kind == "person" and not filling.implied and not filling.indirect for filling in own
        )

    def missing(self) -> tuple[str, ...]:
        """IRIs of roles below their minimum."""
        return tuple(role.iri for role in self.event_type.roles if count(self.role(role.iri)) < role.minimum)
