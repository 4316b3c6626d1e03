"""What a sentence says of an event's reality: one climb from its trigger through what governs it.

Cues (``will``, ``cancel``, ``plan for``) come from the ontology's scheme of statuses; which of two wins is told by
their ranks and FactBank values (Saurí and Pustejovsky 2009). Grammar is here: tense, negation, subordination.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.relations import base
from kg.extraction.status_climb import Climb
from kg.extraction.status_cues import CueTable
from kg.extraction.status_words import MOTION
from kg.extraction.tense import auxiliaries, verb_tense
from kg.extraction.wordlists import BEING_NOW, ENDING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.extraction.graph import Graph
    from kg.extraction.relations import Tense
    from kg.extraction.status_cues import Cue
    from kg.model import Span
    from kg.schema.model import Schema, Status

_FRESH_DAYS: Final = 7


_WEEK: Final = 6  # days from Monday to Sunday
_CLOSING: Final = ENDING | {"continue"}


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status and why.

    Attributes:
        iri: of the status.
        cues: characters of the words that decided, in order; empty where tense alone did.
    """

    iri: str
    cues: tuple[Span, ...]


class StatusReader:
    """Reads statuses with the cues of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._table = CueTable(schema)

    def coming(self) -> Status:
        """What is told as lying ahead, where the words say no more."""
        return self._table.weakest("PR+")

    def possible(self) -> Status:
        """What may come about, where the words say no more."""
        return self._table.weakest("PS+")

    def read(
        self,
        graph: Graph,
        trigger: int,
        *,
        light_verb: int | None = None,
        event_date: str | None = None,
        today: date | None = None,
        headline: bool = False,
        declared: bool = False,
        doing: frozenset[int] = frozenset(),
        undated: bool = False,
    ) -> StatusReading:
        """The status the sentence gives an event.

        Args:
            graph: of the sentence.
            trigger: the word that evokes the event.
            light_verb: verb that lends it its arguments, where that is not its syntactic head.
            event_date: EDTF of the event, to tell a plan in the present tense ("they meet on Friday") from a fact.
            today: day of publication.
            headline: of a headline or a picture's caption: the present tense tells what happened.
            declared: announcing the event is doing it (a measure, not a meeting).
            doing: words that say what is done, as far as the event's type knows such.
            undated: a day is named, but nobody knows which, for want of the day of publication.
        """
        climb = Climb(graph, trigger, self._table, light_verb=light_verb, declared=declared, doing=doing)
        climb.run()
        status = _fold(climb.cues, self._table, asserted=climb.asserted)
        if status is None:
            verbal = graph.tokens[trigger].upos == "VERB" and not headline
            status = self._by_tense(
                climb.tense, event_date, today, headline=headline, verbal=verbal,
                setting_out=verbal and climb.tense == "present" and is_setting_out(graph, trigger),
                ongoing=bool(event_date and today) and _is_ongoing(graph, trigger, light_verb, event_date, today),
            )  # fmt: skip
            simple = verbal and graph.tokens[trigger].feat("VerbForm") == "Fin"
            if simple and climb.tense == "present" and today and not event_date:
                status = self._table.weakest(
                    "PR+"
                )  # "from there she goes on to Lima": told without a day, it lies ahead
            under_way = is_under_way(graph, trigger, light_verb)
            if undated and climb.tense == "present" and not headline and not under_way:
                status = self._table.weakest("PR+")  # "meets him on Monday", and nobody knows whether that is past
            if climb.purposed and status.happened and not (event_date and today and _is_long_over(event_date, today)):
                status = self._table.weakest("PR+")
        elif status == self._table.weakest("PS+") and _is_dated(graph, climb.cues, event_date, today):
            status = self._table.weakest("PR+")  # "she would meet them on Monday": told of what was announced
        elif climb.before and event_date and today and _is_over(event_date, today):
            status = self._table.happened
        cues = climb.cues
        fate = climb.fate() if status.polarity == "PR+" else climb.taken_back() if status.happened else None
        if fate is None and not status.happened:
            fate = climb.kept()
        if fate is not None:
            status, cues = fate.status, [fate]
        tokens = sorted({cue.token for cue in cues if cue.status == status})
        return StatusReading(status.iri, tuple(graph.tokens[token].span for token in tokens))

    def _by_tense(
        self,
        tense: Tense,
        event_date: str | None,
        today: date | None,
        *,
        headline: bool,
        verbal: bool,
        setting_out: bool = False,
        ongoing: bool = False,
    ) -> Status:
        """Without a cue, tense decides, and in the present the date: whoever "leaves on Wednesday" has not left yet."""
        planned = self._table.weakest("PR+")
        if tense in {"future", "infinitive"}:
            return planned
        if tense == "modal":
            return self._table.weakest("PS+")
        if tense != "past" and event_date and today and _is_to_come(event_date, today, near=not (headline or ongoing)):
            return planned
        if setting_out:
            return planned
        if verbal and tense == "present" and event_date and today and event_date == today.isoformat():
            return planned
        return self._table.happened


def is_setting_out(graph: Graph, verb: int) -> bool:
    """For "is heading to Lima", "are returning to Chad": whoever is on the way has not been there."""
    token = graph.tokens[verb]
    helped = any(graph.tokens[child].form.lower() in BEING_NOW for child in auxiliaries(graph, verb))
    return token.lemma.lower() in MOTION and token.form.lower().endswith("ing") and helped


def is_under_way(graph: Graph, trigger: int, light: int | None) -> bool:
    """For "are meeting Wednesday in an effort to", "concludes her visit Thursday": it has begun, whatever the day."""
    for word in {trigger, trigger if light is None else light}:
        token = graph.tokens[word]
        helped = any(graph.tokens[child].form.lower() in BEING_NOW for child in auxiliaries(graph, word))
        if helped and token.upos == "VERB" and token.form.lower().endswith("ing") and token.lemma not in MOTION:
            return True
    head = graph.heads[trigger]
    closed = head >= 0 and graph.tokens[head].lemma in _CLOSING and verb_tense(graph, head) == "present"
    return closed and base(graph.deprels[trigger]) in {"obj", "nsubj"}


def _is_ongoing(graph: Graph, trigger: int, light: int | None, text: str | None, today: date | None) -> bool:
    """For "is paying a visit from May 5 to 9", "is in Lima until Friday" told on May 6; "this week" is left open."""
    if text is None or today is None:
        return False
    first, last = edtf.bounds(text)
    week = first is not None and last is not None and first.weekday() == 0 and (last - first).days == _WEEK
    if week or (first is not None and (first > today or first == last)):
        return False
    for word in (trigger, *(() if light is None else (light,))):
        token = graph.tokens[word]
        helped = any(graph.tokens[child].form.lower() in BEING_NOW for child in auxiliaries(graph, word))
        if helped and (token.form.lower().endswith("ing") or token.upos != "VERB"):
            return True
        if token.form.lower() in BEING_NOW or (
            token.lemma.lower() in {"stay", "remain"} and token.feat("Tense") == "Pres"
        ):
            return True
    return False


def _fold(cues: Sequence[Cue], table: CueTable, *, asserted: bool) -> Status | None:
    """What cues amount to, taken from the inside out; None for none.

    What merely describes an event ("a planned visit") gives way to a clause that says it took place, and a plan that is
    held up to one that takes it up again. What may be cancelled or refused is possible; so is what is not denied.
    """
    status: Status | None = None
    for cue in cues:
        if cue.modifies and asserted and not cue.status.polarity.endswith("-"):
            continue
        if status is None:
            status = cue.status
        elif status.polarity.endswith("-") and cue.status.polarity.endswith("-") and not cue.modifies:
            status = table.weakest("PS+") if status.rank != cue.status.rank else status
        elif status.polarity.endswith("-") and cue.status.polarity == "PS+":
            status = table.weakest("PS+")  # who threatens to cancel a visit leaves it possible
        elif cue.status.rank > status.rank:
            status = cue.status
    return status


def _is_dated(graph: Graph, cues: Sequence[Cue], text: str | None, today: date | None) -> bool:
    """Whether only a "would" leaves open what is told with its day, from the day of publication on."""
    earliest, latest = edtf.bounds(text) if text else (None, None)
    if today is None or earliest is None or earliest != latest or earliest < today:
        return False
    return all(graph.tokens[cue.token].form.lower() == "would" for cue in cues if cue.status.polarity == "PS+")


def _is_over(text: str, today: date) -> bool:
    latest = edtf.bounds(text)[1]
    return latest is not None and latest < today


def _is_long_over(text: str, today: date) -> bool:
    """Whether a date lies so far back that what somebody had set out for would be told if it had failed."""
    latest = edtf.bounds(text)[1]
    return latest is not None and (today - latest).days > _FRESH_DAYS


def _is_to_come(text: str, today: date, *, near: bool) -> bool:
    """Whether a date lies after publication, or (``near``) ends after it: "return to Geneva this week"."""
    earliest, latest = edtf.bounds(text)
    if earliest is not None and earliest > today:
        return True
    return near and latest is not None and latest > today
