"""Drafts of one event together, and by what a draft finds those it may belong to."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import edtf
from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft


@dataclass(slots=True)
class Cluster:
    """Drafts of one event, and what they say together."""

    members: list[Draft] = field(default_factory=list)
    agents: dict[str, dict[str, None]] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)
    date: str | None = None
    series: int = 0
    happened: bool = False

    def add(self, draft: Draft) -> None:
        """Take a draft in."""
        self.members.append(draft)
        for role in draft.event_type.roles:
            if role.agent:
                self.agents.setdefault(role.iri, {}).update(dict.fromkeys(draft.entities(role.iri)))
        self.places.update(dict.fromkeys(key for filling in draft.places() for key in filling.entities))
        if draft.date is not None:
            self.date = draft.date if self.date is None else edtf.intersect(self.date, draft.date) or self.date
        self.series = self.series or draft.series
        self.happened = self.happened or draft.status.happened


class Occasions:
    """Clusters by what a draft must share with one to be of the same event; a process is no occasion.

    Args:
        allegiances: who acts for whom.
    """

    def __init__(self, allegiances: Allegiances) -> None:
        self._allegiances = allegiances
        self._of_type: dict[str, dict[int, None]] = {}
        self._by_side: dict[tuple[str, str], set[int]] = {}
        self._by_sentence: dict[tuple[str, int], set[int]] = {}

    def enter(self, draft: Draft, number: int) -> None:
        """Note a draft of a cluster."""
        kind = draft.event_type.iri
        self._of_type.setdefault(kind, {})[number] = None
        self._by_sentence.setdefault((kind, draft.match.sentence), set()).add(number)
        for side in self._sides(draft):
            self._by_side.setdefault((kind, side), set()).add(number)

    def of_type(self, draft: Draft) -> list[int]:
        """Clusters of the draft's type, in order."""
        return list(self._of_type.get(draft.event_type.iri, ()))

    def around(self, draft: Draft) -> list[int]:
        """Those of them told beside it or with somebody of a side of its parties, in order."""
        kind, here = draft.event_type.iri, draft.match.sentence
        found: set[int] = set()
        for sentence in (here - 1, here, here + 1):
            found.update(self._by_sentence.get((kind, sentence), ()))
        for side in self._sides(draft):
            found.update(self._by_side.get((kind, side), ()))
        return sorted(found)

    def _sides(self, draft: Draft) -> set[str]:
        """Those who take part and those they act for: two entities of one side have one in common."""
        agents = draft.agents()
        return {*agents, *(side for agent in agents for side in self._allegiances.acts_for(agent))}
