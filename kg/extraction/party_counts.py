"""How many parties a noun says its event has: "six-party talks", "a four-way meeting", "trilateral consultations".

A count is a fact about the event: talks of six are not the talks of two of them, nor those of four.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extraction.wordlists import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.drafts import Draft
    from kg.extraction.graph import Graph

_COUNTED: Final = frozenset("party way nation country sided power member parties".split())
_SAID: Final = {
    "trilateral": 3,
    "tripartite": 3,
    "three-cornered": 3,
    "quadrilateral": 4,
    "quadripartite": 4,
    "multilateral": 3,
    "multiparty": 3,
}
_NUMBERS: Final = NUMBERS | {"seven": 7, "eight": 8} | {str(number): number for number in range(3, 30)}
_MANY: Final = 3
_WITHIN: Final = 8  # tokens of one noun phrase


def parties_said(graph: Graph, noun: int) -> int:
    """The number of parties that the words before a noun say its event has; 0 where they do not count to three.

    Args:
        graph: of the sentence.
        noun: the event's.
    """
    if graph.tokens[noun].upos not in ("NOUN", "PROPN"):
        return 0
    for index in range(noun - 1, max(noun - _WITHIN, -1), -1):
        word = graph.tokens[index].form.lower()
        if word in _SAID and graph.heads[index] == noun:
            return _SAID[word]
        number, _, unit = word.partition("-")
        if unit.rstrip("-") in _COUNTED and _NUMBERS.get(number, 0) >= _MANY:
            return _NUMBERS[number]
        if word in _COUNTED and _modifies(graph, index, noun):
            before = index - 1
            while before > 0 and graph.tokens[before].form in ("-", "\u2013"):
                before -= 1
            count = _NUMBERS.get(graph.tokens[before].form.lower().rstrip("-"), 0) if before >= 0 else 0
            if count >= _MANY:
                return count
    return 0


def counts_differ(draft: Draft, others: Sequence[Draft], graphs: Sequence[Graph]) -> bool:
    """Whether the words of a draft say another number of parties than the event has that others tell of.

    Args:
        draft: one telling.
        others: tellings of an event.
        graphs: of all sentences.
    """
    own = parties_said(graphs[draft.match.sentence], draft.match.token)
    if not own:
        return False
    known = {parties_said(graphs[one.match.sentence], one.match.token) for one in others} - {0}
    # talks of six are not the meeting of two of them
    return own not in known if known else _are_two(others) and not draft.agents()


def leave_out_greater(drafts: Sequence[Draft], graphs: Sequence[Graph]) -> list[Draft]:
    """Empty the drafts whose noun says that more take part than those whom the sentence merely lets one infer.

    "A and B discussed the six-party talks": that A and B stand beside the talks does not make the talks theirs.

    Args:
        drafts: all drafts of an article.
        graphs: of all sentences.
    """
    return [replace(draft, fillings=()) if _is_of_more(draft, graphs) else draft for draft in drafts]


def _is_of_more(draft: Draft, graphs: Sequence[Graph]) -> bool:
    agents = {role.iri for role in draft.event_type.roles if role.agent}
    own = [filling for filling in draft.fillings if filling.role in agents]
    if not own or not all(filling.implied for filling in own):
        return False
    return len(draft.agents()) < parties_said(graphs[draft.match.sentence], draft.match.token)


def _are_two(drafts: Sequence[Draft]) -> bool:
    """Whether an event is told of two who bear names, and of nobody else."""
    named = {key for draft in drafts for key in draft.agents()}
    return len(named) < _MANY and not any(filling.described for draft in drafts for filling in draft.fillings)


def _modifies(graph: Graph, index: int, noun: int) -> bool:
    """Whether a word stands in the phrase of the noun, whatever it hangs on there."""
    return graph.heads[index] == noun or noun in graph.ancestors(index)
