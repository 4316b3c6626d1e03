"""When and where an event was that its own sentences do not say: from what the article tells beside it.

A last pass, after it is known which drafts are one event, so that nothing inferred here joins or parts events. An event
takes a date or a place only from another event with somebody in common and of the same reality:

* told in the same sentence ("flew to Lima on Monday and met the president");
* told just before in the same narrative tense ("On Monday he met X. He then conferred with Y"): about that day (``~``);
* a stay at the same place, or in the state of somebody he deals with, if the article tells of one such stay alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.event_dates import dates_report
from kg.extraction.event_sites import SPEAKING, THEN, is_background
from kg.extraction.narrative import (
    EARLIER,
    clause_of,
    goes_on,
    is_aside,
    is_long,
    is_of_the_day,
    is_predicate,
    is_within,
)
from kg.extraction.nearby_dates import is_of_another
from kg.extraction.offsets import find_offset, shifted
from kg.extraction.remarks import day_of_remarks
from kg.extraction.stays import Stays
from kg.extraction.tense import auxiliaries, clause_tense, marks, verb_tense
from kg.extraction.wordlists import HAVING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.allegiance import Allegiances
    from kg.extraction.dates import DateExpression
    from kg.extraction.drafts import Draft
    from kg.extraction.graph import Graph
    from kg.extraction.offsets import Offset
    from kg.extraction.scene import Scene
    from kg.model import Span

    _Told = tuple[str, Span | None, int]

_NARROW_DAYS: Final = 8
_A_MONTH: Final = 31
"""Of two alike, such as a letter and its answer, the month of one is the other's too."""
_NARRATIVE: Final = 2  # sentences
_STAY: Final = 8  # sentences
_ANOTHER_TIME: Final = EARLIER | frozenset("later next again recent upcoming forthcoming coming past about".split())
_OUTCOMES: Final = frozenset({"agree", "decide", "approve"})
_FOLLOWED: Final = frozenset({"after", "following"})


class Circumstances:
    """Fills in dates and places of one article's drafts.

    Args:
        scene: the article.
        allegiances: for whom its entities act.
        dates: the date expressions of each of its sentences.
    """

    def __init__(self, scene: Scene, allegiances: Allegiances, dates: Sequence[Sequence[DateExpression]] = ()) -> None:
        self._scene = scene
        self._allegiances = allegiances
        self._dates = dates or ((),) * len(scene.graphs)
        self._stays = Stays(scene, allegiances)
        self._places_of: dict[int, list[int]] = {}

    def complete(self, drafts: Sequence[Draft], numbers: Sequence[int]) -> list[Draft]:
        """The drafts with dates and places filled in where their event has none.

        Args:
            drafts: complete ones, in order of the text.
            numbers: the event of each.
        """
        known = list(drafts)
        self._places_of = {}
        events: dict[int, list[int]] = {}
        for place, (draft, number) in enumerate(zip(drafts, numbers, strict=True)):
            self._places_of.setdefault(draft.match.sentence, []).append(place)
            events.setdefault(number, []).append(place)
        placed: list[int] = []
        for members in events.values():
            if not any(drafts[place].date for place in members):
                self._date(known, members, numbers)
            if not any(drafts[place].places() for place in members):
                self._stays.place(known, members, numbers, [self._around(drafts[place]) for place in members])
                if not any(known[place].date for place in members):
                    placed += [place for place in members if known[place].places()]
        told = tuple(known)
        for place in placed:  # what took its place from a stay may take its day too, but lends it to nothing else
            others = self._others(told, place, numbers)
            known[place] = _dated(told[place], _told(self._same_stay(told[place], others), about=False))
        return known

    # ------------------------------------------------------------------------------------------------- dates
    def _date(self, drafts: list[Draft], members: Sequence[int], numbers: Sequence[int]) -> None:
        for place in members:
            draft = drafts[place]
            if draft.generic or draft.headline:
                continue
            offset = find_offset(self._graph(draft), *_words(draft))
            if offset is not None:
                if (told := self._set_apart(drafts, place, numbers, offset)) is not None:
                    drafts[place] = _dated(draft, told)
                continue
            others = self._others(drafts, place, numbers)
            near = [drafts[at] for at in self._around(draft)]
            told = self._told_of_clause(draft) or _told(self._instead(draft, near), about=False)
            told = told or _told(self._beside(draft, others), about=False) or self._what_followed(draft)
            told = (
                told
                or self._remarks(draft)
                or _told(self._just_before(draft, others), about=True)
                or self._clock(draft)
            )
            told = told or self._hour(draft, others) or _told(self._same_stay(draft, others), about=False)
            if told is not None:
                drafts[place] = _dated(draft, told)
                return

    def _set_apart(self, drafts: Sequence[Draft], place: int, numbers: Sequence[int], offset: Offset) -> _Told | None:
        """For "the visit came two days after X met Y": as far from what the sentence tells before as its words say."""
        before = [
            at
            for at in self._places_of.get(drafts[place].match.sentence, ())
            if drafts[at].match.token < offset.start and numbers[at] != numbers[place]
        ]
        if not before:
            return None
        for at, number in enumerate(numbers):
            date = drafts[at].date
            if number == numbers[before[-1]] and date and (day := shifted(date, offset)) is not None:
                return day, drafts[at].date_span, drafts[at].sentences[0]
        return None

    def _others(self, drafts: Sequence[Draft], place: int, numbers: Sequence[int]) -> list[Draft]:
        """The events near one that may lend it their day: of its reality, and of a time that is narrow enough."""
        draft = drafts[place]
        return [
            drafts[at]
            for at in self._around(draft)
            if numbers[at] != numbers[place]
            and _is_narrow(drafts[at].date, _NARROW_DAYS if drafts[at].event_type != draft.event_type else _A_MONTH)
            and self._goes_with(draft, drafts[at])
        ]

    def _around(self, draft: Draft) -> list[int]:
        """Places of the drafts told near one, in order: nothing is taken from further off than a stay lasts."""
        here = draft.match.sentence
        window = range(here - _STAY, here + _STAY + 1)
        return sorted(place for sentence in window for place in self._places_of.get(sentence, ()))

    def _instead(self, draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
        """For "Talks on Monday fell through. They spoke by phone instead": what did not take place just before."""
        words = self._graph(draft).children(draft.match.token)
        if not draft.status.happened or not any(
            self._graph(draft).tokens[at].form.lower() == "instead" for at in words
        ):
            return None
        agents = set(draft.agents())
        before = [
            other
            for other in drafts
            if 0 <= draft.match.sentence - other.match.sentence <= 1
            and not other.status.happened
            and _is_narrow(other.date)
            and agents <= set(other.agents())
        ]
        return before[-1] if before else None

    def _told_of_clause(self, draft: Draft) -> _Told | None:
        """The one date of a clause that this one is part of in the same tense: "today received X, who handed him Y"."""
        sentence, graph = draft.match.sentence, self._graph(draft)
        light = next((verb.token for verb in draft.match.light), draft.match.token)
        tense = clause_tense(graph, light)
        if set(self._forms(draft)) & HAVING:
            return None
        for verb in graph.ancestors(light):
            if not is_predicate(graph, verb) or graph.tokens[verb].lemma.lower() in SPEAKING:
                continue
            prospect = not draft.status.happened and draft.status.polarity != "CT-"
            if verb_tense(graph, verb) != tense or (tense == "past" and prospect):
                return None  # "hopes of talks rose on Sunday"
            own = [
                one
                for one in self._dates[sentence]
                if _is_narrow(one.edtf) and clause_of(graph, one.head) == verb and not is_of_another(graph, one)
            ]
            if own:
                told = len(own) == 1 and not _is_parted(graph, light, own[0].head)
                return (own[0].edtf or "", own[0].span, sentence) if told else None
        return None

    def _what_followed(self, draft: Draft) -> _Told | None:
        """About the day of what was done right after: "signed the accord on Monday after talks with X"."""
        sentence, graph = draft.match.sentence, self._graph(draft)
        light = next((verb.token for verb in draft.match.light), draft.match.token)
        tops = {light, draft.match.token, graph.transparent.get(draft.match.token, light)}
        tops |= {graph.heads[one] for one in tops if graph.deprels[one].startswith("nsubj") and graph.heads[one] >= 0}
        phrases = [(top, set(marks(graph, top)) & _FOLLOWED) for top in tops]
        top = next((one for one, words in phrases if words), None)
        if not draft.status.happened or top is None or is_long(graph, top, draft.match.token):
            return None
        verb = clause_of(graph, top)
        if verb < 0 or verb_tense(graph, verb) != "past" or set(self._forms(draft)) & HAVING:
            return None
        days = [one for one in self._dates[sentence] if _is_narrow(one.edtf) and not one.days]
        if len(days) != 1 or clause_of(graph, days[0].head) != verb or is_of_another(graph, days[0]):
            return None
        return _about(days[0].edtf or ""), days[0].span, sentence

    def _remarks(self, draft: Draft) -> _Told | None:
        """The day on which the article says that its speaker spoke, of the occasion on which he did."""
        found = day_of_remarks(self._scene, self._allegiances, self._dates, draft) if draft.status.happened else None
        if found is None or not _is_narrow(found[0].edtf):
            return None
        expression, sentence, later = found
        return _about(expression.edtf or "") if later else expression.edtf or "", expression.span, sentence

    def _hour(self, draft: Draft, others: Sequence[Draft]) -> _Told | None:
        """About the story's day, where the sentence only says at what hour of it: "in the afternoon he met X"."""
        graph = self._graph(draft)
        if not is_of_the_day(graph, _verbs(graph, draft)):
            return None
        if not draft.status.happened and "earlier" in graph.lower:
            return None
        before = [
            other
            for other in others
            if other.match.sentence < draft.match.sentence and not other.headline and _is_a_day(other.date)
        ]
        if before:
            return _told(max(before, key=lambda other: (other.match.sentence, other.match.token)), about=True)
        return self._day_before(draft, _STAY)

    def _clock(self, draft: Draft) -> _Told | None:
        """About the one day that the sentences just before speak of, if they speak of somebody who takes part."""
        graph = self._graph(draft)
        if not draft.status.happened or not goes_on(graph, _verbs(graph, draft)):
            return None
        return self._day_before(draft, _NARRATIVE)

    def _day_before(self, draft: Draft, back: int) -> _Told | None:
        """About the one day that the nearest of some sentences before tells of."""
        now, graph = draft.match.sentence, self._graph(draft)
        own = [one for one in self._dates[now] if one.edtf and one.opening != "since"]
        if any(not dates_report(graph, one) for one in own):
            return None
        for sentence in range(now - 1, max(now - 1 - back, -1), -1):
            before = self._scene.graphs[sentence]
            days = [
                one
                for one in self._dates[sentence]
                if _is_narrow(one.edtf) and not is_of_another(before, one) and _is_told(before, one)
            ]
            if not days:
                continue
            common = any(
                self._allegiances.same_side(one, two)
                for row in self._scene.referring[sentence]
                if not is_within(before, row.start, clause_of(before, days[0].head))
                for one in row.entities
                for two in draft.agents()
            )
            if not common or len({one.edtf for one in days}) > 1:
                return None
            return _about(days[0].edtf or ""), days[0].span, sentence
        return None

    def _forms(self, draft: Draft) -> list[str]:
        """The auxiliaries of the verbs that tell the event."""
        graph = self._graph(draft)
        verbs = {draft.match.token, *(verb.token for verb in draft.match.light)}
        return [graph.tokens[part].form.lower() for verb in sorted(verbs) for part in auxiliaries(graph, verb)]

    def _goes_with(self, draft: Draft, other: Draft) -> bool:
        """Whether two events have somebody in common and are both fact or both not."""
        if draft.status.happened is not other.status.happened:
            return False
        if not draft.status.happened and draft.status.polarity != other.status.polarity:
            return False
        return any(self._allegiances.same_side(one, two) for one in draft.agents() for two in other.agents())

    def _beside(self, draft: Draft, others: Sequence[Draft]) -> Draft | None:
        """An event of the same sentence that nothing sets at another time."""
        graph = self._graph(draft)
        near = [
            other
            for other in others
            if other.match.sentence == draft.match.sentence
            and not _is_parted(graph, draft.match.token, other.match.token)
            and not self._is_next(draft, other)
            and is_background(graph, draft.match.token) is is_background(graph, other.match.token)
        ]
        return min(near, key=lambda other: abs(other.match.token - draft.match.token)) if near else None

    def _is_next(self, draft: Draft, other: Draft) -> bool:
        """Whether one is the next of two alike ("called at A in March, then drove to B")."""
        if draft.event_type.iri != other.event_type.iri:
            return False
        graph = self._graph(draft)
        first, last = sorted((draft.match.token, other.match.token))
        return not THEN.isdisjoint(graph.lower[first + 1 : last])

    def _just_before(self, draft: Draft, others: Sequence[Draft]) -> Draft | None:
        """The event told last in the sentences before, where this one goes on telling."""
        graph = self._graph(draft)
        if not goes_on(graph, _verbs(graph, draft)):
            return None
        before = [
            other
            for other in others
            if 0 < draft.match.sentence - other.match.sentence <= _NARRATIVE
            and not other.headline
            and not is_aside(self._graph(other), other.match.token)
        ]
        return max(before, key=lambda other: (other.match.sentence, other.match.token)) if before else None

    def _same_stay(self, draft: Draft, others: Sequence[Draft]) -> Draft | None:
        """The one dated event at the same place with the same people."""
        where = {key for filling in draft.places() for key in filling.entities}
        stays = [other for other in others if where & {key for filling in other.places() for key in filling.entities}]
        if len({other.date for other in stays}) != 1 or not goes_on(
            self._graph(draft), _verbs(self._graph(draft), draft)
        ):
            return None
        return stays[0]

    def _graph(self, draft: Draft) -> Graph:
        return self._scene.graphs[draft.match.sentence]


def _words(draft: Draft) -> tuple[int, int | None]:
    """The trigger, and the verb that lends it its arguments."""
    return draft.match.token, next((verb.token for verb in draft.match.light), None)


def _dated(draft: Draft, told: _Told | None) -> Draft:
    if told is None:
        return draft
    date, span, sentence = told
    return replace(draft, date=date, date_span=span, sentences=tuple(dict.fromkeys((*draft.sentences, sentence))))


def _told(source: Draft | None, *, about: bool) -> _Told | None:
    if source is None or source.date is None:
        return None
    return (_about(source.date) if about else source.date, source.date_span, source.sentences[0])


def _is_told(graph: Graph, expression: DateExpression) -> bool:
    """Whether a date stands in a clause that tells in the past."""
    verb = clause_of(graph, expression.head)
    if verb < 0 or verb_tense(graph, verb) != "past" or dates_report(graph, expression):
        return False
    if is_aside(graph, verb):
        return False
    return graph.tokens[verb].lemma.lower() not in SPEAKING - _OUTCOMES


def _is_narrow(date: str | None, most: int = _NARROW_DAYS) -> bool:
    earliest, latest = edtf.bounds(date) if date else (None, None)
    return earliest is not None and latest is not None and (latest - earliest).days <= most


def _is_a_day(date: str | None) -> bool:
    earliest, latest = edtf.bounds(date) if date else (None, None)
    return earliest is not None and earliest == latest


def _about(date: str) -> str:
    """The date, approximate where it is a single day."""
    value = edtf.parse(date)
    if value.is_interval or value.start is None or value.start.qualifier:
        return date
    return f"{date}~"


def _is_parted(graph: Graph, one: int, other: int) -> bool:
    """Whether words between two triggers set one at another time."""
    first, last = min(one, other), max(one, other)
    return any(
        graph.tokens[index].form.lower() in _ANOTHER_TIME or graph.tokens[index].form == ";"
        for index in range(first + 1, last)
    )


def _verbs(graph: Graph, draft: Draft) -> set[int]:
    """The trigger, the verbs that lend it arguments, and the verb above."""
    above = next((node for node in graph.ancestors(draft.match.token) if graph.tokens[node].upos == "VERB"), None)
    return {draft.match.token, *(verb.token for verb in draft.match.light)} | (set() if above is None else {above})
