"""Where an event was that its own sentences do not say: where those who came from elsewhere were, as the article tells.

An event takes a place only where one side is not at home:

* where the clause around it is set, if another side is at home there ("told reporters in Rome after talks with X");
* from another event near it, with the traveller in common: where somebody it has besides is at home, for who stays in a
  state meets its people there; or where the article just told him to be, if nothing places those he met;
* where the story is written, by the custom of datelines: what its days brought was there unless it tells another place.

A journey lasts: who arrived on Monday is there on Wednesday, and whom he is to meet there he has not met yet.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.event_sites import AFTER
from kg.extraction.fillings import Filling
from kg.extraction.gazetteer import lookup
from kg.extraction.homeland import home_state
from kg.extraction.narrative import goes_on
from kg.extraction.offices import leads, office
from kg.extraction.tense import marks
from kg.extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.allegiance import Allegiances
    from kg.extraction.drafts import Draft
    from kg.extraction.graph import Graph
    from kg.extraction.scene import Scene

_JUST_BEFORE: Final = 2  # sentences
_AGAIN: Final = 8
_LASTS: Final = 7  # days from an arrival to what belongs to the stay
_IN: Final = word_set("in at")
_ABOUT: Final = word_set("for on about over")
_ANOTHER_TALE: Final = word_set("ccomp acl:relcl acl parataxis appos conj advcl:relcl")
_ELSEWHERE: Final = word_set(
    "sideline sidelines margin margins summit conference assembly forum session tour trip visit"
)
_NEWS: Final = 2  # days before the story's own
_AGREEING: Final = word_set("agree accept propose offer invite promise pledge suggest")
_PLANNED_NEAR: Final = 4  # sentences from a journey under way to what is still to come of it


class Stays:
    """Fills in places of one article's drafts.

    Args:
        scene: the article.
        allegiances: for whom its entities act.
    """

    def __init__(self, scene: Scene, allegiances: Allegiances) -> None:
        self._scene = scene
        self._allegiances = allegiances
        self._home = home_state(scene.article)

    def place(
        self, drafts: list[Draft], members: Sequence[int], numbers: Sequence[int], around: Sequence[Sequence[int]]
    ) -> None:
        """Give one of an event's drafts the place that the events told around it agree on.

        Args:
            drafts: all of an article; the one that takes a place is replaced.
            members: places in that list of the event's drafts.
            numbers: the event of each draft.
            around: for each member, places of the drafts told near it.
        """
        roles = drafts[members[0]].event_type.place_roles
        dates = [date for at in members if (date := drafts[at].date)]
        if not roles:
            return
        for at, near in zip(members, around, strict=True):
            draft = drafts[at]
            if draft.generic or draft.headline:
                continue
            named = self._named_beside(draft)
            if named is not None:
                drafts[at] = replace(draft, fillings=(*draft.fillings, replace(named, role=roles[0])))
                return
            found = [
                (filling, drafts[one])
                for one in near
                if numbers[one] != numbers[at]
                and self._goes_with(draft, drafts[one])
                and all(_is_within(date, drafts[one], _days(drafts, numbers, one)) for date in dates)
                for filling in self._where(draft, drafts[one])
            ]
            chosen = self._one_of(found)
            if chosen is not None:
                filling, other = chosen
                taken = replace(filling, role=roles[0], implied=True)
                sentences = tuple(dict.fromkeys((*draft.sentences, other.sentences[0])))
                drafts[at] = replace(draft, fillings=(*draft.fillings, taken), sentences=sentences)
                return
            home = None if found else self._where_written(draft, [drafts[one] for one in near])
            if home is not None:
                drafts[at] = replace(draft, fillings=(*draft.fillings, replace(home, role=roles[0])))
                return

    def _named_beside(self, draft: Draft) -> Filling | None:
        """The one place that a clause around an event is set in, where one side is at home and another is not.

        "Signed it in Rome after talks with Italy's premier", "told reporters in Rome following talks with his host".
        """
        sentence = draft.match.sentence
        graph = self._scene.graphs[sentence]
        clauses = set(_clauses_around(graph, draft.match.token))
        found: dict[str, Filling] = {}
        for row in self._scene.referring[sentence]:
            key = row.as_place or (row.entities[0] if row.kind == "place" and len(row.entities) == 1 else "")
            if not key or not _IN.intersection(marks(graph, row.head)):
                continue
            if _clause_of(graph, row.head) in clauses and not _is_set_apart(graph, row.head, draft.match.token):
                found.setdefault(key, Filling("", (key,), row.span, sentence, row.head, 0, "place", implied=True))
        if len(found) != 1:
            return None
        (filling,) = found.values()
        states = self._states(filling)
        at_home = [key for key in draft.agents() if self._allegiances.states(key) & states]
        return filling if 0 < len(at_home) < len(draft.agents()) else None

    def _where_written(self, draft: Draft, near: Sequence[Draft]) -> Filling | None:
        """The state a story is written in, where one side of what it tells of its days is at home and another is not.

        Not where any of them is told to be elsewhere, nor for what was done beside a summit, which may be anywhere.
        """
        state = f"iso:{self._home}"
        if not self._home or not draft.status.happened or not self._is_news(draft):
            return None
        hosts = [
            key
            for key in draft.agents()
            if state in (own := self._allegiances.states(key)) or (not own and self._governs(key))
        ]
        guests = [key for key in draft.agents() if (own := self._allegiances.states(key)) and state not in own]
        where = next((key for key, entity in self._scene.entities.items() if entity.reference == state), "")
        if not hosts or not guests or not where or any(self._is_abroad(other, draft, state) for other in near):
            return None
        host = next(filling for filling in draft.fillings if hosts[0] in filling.entities)
        return Filling("", (where,), host.span, host.sentence, -1, 0, "country", implied=True)

    def _is_abroad(self, other: Draft, draft: Draft, state: str) -> bool:
        """Whether somebody who takes part is told to be outside a state."""
        return not set(other.agents()).isdisjoint(draft.agents()) and any(
            state not in self._states(filling) for filling in other.places()
        )

    def _governs(self, key: str) -> bool:
        """Whether somebody is called by a bare office of government, as a country's press calls its own."""
        claims = [claim for claim in self._scene.positions if claim.holder == key]
        offices = [held for claim in claims if (held := office(claim.title.split())) is not None]
        bare = not any(claim.organization or claim.former for claim in claims)
        return bare and any(leads(held) or held.head == "minister" for held in offices)

    def _is_news(self, draft: Draft) -> bool:
        """Whether an event is dated in the days the story was written in, and told of no place and no gathering."""
        published = self._scene.article.metadata.published
        if draft.date is None or published is None:
            return False
        for sentence in draft.sentences:
            words = (token.lemma.lower() for token in self._scene.graphs[sentence].tokens)
            if not _ELSEWHERE.isdisjoint(words) or any(
                row.kind == "place" or row.as_place for row in self._scene.referring[sentence]
            ):
                return False
        (first, last), (day, _) = edtf.bounds(draft.date), edtf.bounds(published)
        if first is None or first != last or day is None:
            return False
        return first - timedelta(days=1) <= day <= first + timedelta(days=_NEWS)

    def _goes_with(self, draft: Draft, other: Draft) -> bool:
        """Whether two events have somebody in common and are of one reality, or one is to come of a journey made."""
        if draft.status.happened is not other.status.happened:
            if draft.status.happened or not self._is_to_come_of(draft, other):
                return False
        elif not draft.status.happened and (
            draft.status.polarity != other.status.polarity or draft.match.sentence < other.match.sentence
        ):
            return False  # a journey is announced before what is to come of it
        hosts = {state for filling in other.places() for state in self._states(filling)}
        return any(
            self._allegiances.same_side(one, two)
            for one in draft.agents()
            for two in other.agents()
            if not hosts & self._allegiances.states(two)
        )

    def _is_to_come_of(self, draft: Draft, other: Draft) -> bool:
        """Whether what has not taken place is told as part of a journey made, not as agreed upon in its course."""
        graph = self._scene.graphs[draft.match.sentence]
        above = (graph.tokens[node].lemma.lower() for node in graph.ancestors(draft.match.token))
        gap = draft.match.sentence - other.match.sentence
        return _is_journey(other) and 0 <= gap <= _PLANNED_NEAR and _AGREEING.isdisjoint(above)

    def _where(self, draft: Draft, other: Draft) -> Iterator[Filling]:
        """Places of another event in whose state somebody is at home whom only this event has."""
        new = set(draft.agents()) - set(other.agents())
        hosts = {state for key in new for state in self._allegiances.states(key)}
        guests = {state for key in set(draft.agents()) & set(other.agents()) for state in self._allegiances.states(key)}
        reach = _AGAIN if self._is_also(draft) else _JUST_BEFORE
        told_next = 0 < draft.match.sentence - other.match.sentence <= reach
        real = _is_journey(other) or (other.status.happened and draft.status.happened)
        follows = told_next and real and bool(new) and not hosts
        for filling in other.places():
            states = self._states(filling)
            if states & guests:
                continue
            if states & hosts or (follows and not self._tells_another_place(draft, filling)):
                yield filling

    def _is_also(self, draft: Draft) -> bool:
        """For "he also met X": whether a sentence goes on telling of the same stay, however far on."""
        graph = self._scene.graphs[draft.match.sentence]
        verbs = {draft.match.token, *(verb.token for verb in draft.match.light)}
        return any(graph.lower[child] == "also" for verb in verbs for child in graph.children(verb)) and goes_on(
            graph, verbs
        )

    def _one_of(self, found: Sequence[tuple[Filling, Draft]]) -> tuple[Filling, Draft] | None:
        """The one place found; of several in one state where the journey went, and there the city."""
        if len({filling.entities for filling, _ in found}) > 1:
            if len({self._states(filling) for filling, _ in found}) > 1:
                return None
            found = [pair for pair in found if _is_journey(pair[1])]
            cities = [pair for pair in found if not (_is_state(pair[0]) or self._is_seat(pair[0]))]
            if len({filling.entities for filling, _ in cities}) > 1:
                cities = [pair for pair in found if _is_state(pair[0])]
            found = cities
        return found[0] if found and len({filling.entities for filling, _ in found}) == 1 else None

    def _tells_another_place(self, draft: Draft, filling: Filling) -> bool:
        """Whether the draft's sentence tells of being or going at a place that is not this one."""
        graph = self._scene.graphs[draft.match.sentence]
        return any(
            (row.kind == "place" or row.as_place)
            and not {row.as_place, *row.entities} & set(filling.entities)
            and not _ABOUT.intersection(marks(graph, row.head))
            for row in self._scene.referring[draft.match.sentence]
        )

    def _is_seat(self, filling: Filling) -> bool:
        """Whether a place is the seat of a government, which lies in a city."""
        known = [lookup(self._scene.entities[key].name) for key in filling.entities if key in self._scene.entities]
        return any(entry is not None and entry.kind == "metonym" for entry in known)

    def _states(self, filling: Filling) -> frozenset[str]:
        return frozenset(state for key in filling.entities for state in self._allegiances.states(key))


def _clauses_around(graph: Graph, trigger: int) -> Iterator[int]:
    """The verb that tells an event, and those whose circumstance it is: what is said or told by the way ends them."""
    node = trigger
    while node >= 0:
        if graph.tokens[node].upos == "VERB":
            yield node
        above, relation = graph.heads[node], graph.deprels[node]
        if relation in _ANOTHER_TALE or (relation == "obl" and "since" in marks(graph, node)):
            return
        node = above


def _is_set_apart(graph: Graph, place: int, trigger: int) -> bool:
    """Whether a place stands in a phrase of another time ("not since a round in Rome") that the event does not."""
    shared = {trigger, *graph.ancestors(trigger)}
    phrase = (node for node in (place, *graph.ancestors(place)) if node not in shared)
    return any(AFTER.intersection(marks(graph, node)) for node in phrase)


def _clause_of(graph: Graph, index: int) -> int:
    """The verb in whose clause a token stands."""
    return next((node for node in graph.ancestors(index) if graph.tokens[node].upos == "VERB"), -1)


def _is_journey(draft: Draft) -> bool:
    """Whether a draft tells where somebody is away from home."""
    return "away" in draft.match.options()


def _is_state(filling: Filling) -> bool:
    return all(key.startswith("country/") for key in filling.entities)


def _days(drafts: Sequence[Draft], numbers: Sequence[int], place: int) -> list[str]:
    """The dates that an event has wherever it is told."""
    own = drafts[place].date
    if own is not None:
        return [own]
    return [
        date for one, number in zip(drafts, numbers, strict=True) if number == numbers[place] and (date := one.date)
    ]


def _is_within(date: str, other: Draft, days: Sequence[str]) -> bool:
    """Whether an event of a date may belong to another of these dates: on its day, or in the days after an arrival."""
    if not days or any(edtf.compatible(one, date) for one in days):
        return True
    if not _is_journey(other):
        return False
    day = edtf.bounds(date)[0]
    starts = [first for one in days if (first := edtf.bounds(one)[0]) is not None]
    return day is not None and any(0 <= (day - first).days <= _LASTS for first in starts)
