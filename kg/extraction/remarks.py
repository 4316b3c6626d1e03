"""The day of the occasion on which something was said: the day the article says that its speaker spoke.

"X warned on Monday against …. He made the remarks in talks with Y": a story reports what was said on one occasion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.date_governors import date_governor
from kg.extraction.event_sites import AFTER
from kg.extraction.narrative import EARLIER
from kg.extraction.relations import base
from kg.extraction.tense import auxiliaries, marks, verb_tense
from kg.extraction.wordlists import HAVING, REPORTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.allegiance import Allegiances
    from kg.extraction.dates import DateExpression
    from kg.extraction.drafts import Draft
    from kg.extraction.graph import Graph
    from kg.extraction.scene import Scene

_SAYING: Final = REPORTING | {"agree", "speak"}
_REMARKS: Final = frozenset("remark comment statement announcement appeal assurance call pledge".split())
_OCCASION: Final = frozenset("in during at on after following upon when while".split())
_LATER: Final = frozenset({"after", "following"})
_PAST: Final = EARLIER - AFTER
_BACK: Final = 8  # sentences


def day_of_remarks(
    scene: Scene, allegiances: Allegiances, dates: Sequence[Sequence[DateExpression]], draft: Draft
) -> tuple[DateExpression, int, bool] | None:
    """When the speaker is told to have spoken, in which sentence, and whether the event came just before; or None.

    Args:
        scene: the article.
        allegiances: for whom its entities act.
        dates: the expressions of each sentence.
        draft: an event that has no date.
    """
    now = draft.match.sentence
    graph = scene.graphs[now]
    verb, words = _spoken(graph, draft)
    if verb < 0 or _is_dated(graph, verb, draft.match.token, dates[now]):
        return None
    speakers = _entities(scene, now, verb) or set(draft.agents())
    for sentence in range(now - 1, max(now - 1 - _BACK, -1), -1):
        before = scene.graphs[sentence]
        for one in dates[sentence]:
            governor = date_governor(before, one)
            if one.days or one.opening or one.edtf is None or governor < 0 or not _says(before, governor):
                continue
            told = _entities(scene, sentence, governor)
            if any(allegiances.same_side(first, second) for first in told for second in speakers):
                return one, sentence, not _LATER.isdisjoint(words)
    return None


def _spoken(graph: Graph, draft: Draft) -> tuple[int, tuple[str, ...]]:
    """The verb of what is said on the occasion of an event, and the words that open the occasion; -1 where none is."""
    token = draft.match.token
    light = next((verb.token for verb in draft.match.light), token)
    for top in dict.fromkeys((token, light, graph.transparent.get(token, token))):
        words, verb = marks(graph, top), graph.heads[top]
        if verb < 0 or _OCCASION.isdisjoint(words) or base(graph.deprels[top]) not in {"obl", "advcl", "nmod"}:
            continue
        if graph.tokens[verb].lemma.lower() in _REMARKS:
            verb = graph.heads[verb]
        if verb >= 0 and (_says(graph, verb) or ("during" in words and _is_told(graph, verb))):
            return verb, tuple(words)
    return -1, ()


def _is_dated(graph: Graph, verb: int, event: int, expressions: Sequence[DateExpression]) -> bool:
    """Whether the sentence says itself when it was, or that it was long ago; not what only the words spoken tell."""
    inner = {
        node
        for node in graph.children(verb)
        if node > verb and base(graph.deprels[node]) in {"ccomp", "advcl", "parataxis"}
    }
    own = [one.head for one in expressions if not one.days]
    own += [index for index, word in enumerate(graph.lower) if word in _PAST]
    return any(event in graph.ancestors(one) or inner.isdisjoint((one, *graph.ancestors(one))) for one in own)


def _is_told(graph: Graph, verb: int) -> bool:
    """Whether a verb tells in the simple past."""
    if graph.tokens[verb].upos != "VERB" or verb_tense(graph, verb) != "past":
        return False
    return not any(graph.tokens[one].form.lower() in HAVING for one in auxiliaries(graph, verb))


def _says(graph: Graph, verb: int) -> bool:
    """Whether a verb tells in the simple past that somebody said something."""
    if not _is_told(graph, verb):
        return False
    remark = any(
        graph.tokens[one].lemma.lower() in _REMARKS for one in graph.children(verb) if graph.deprels[one] == "obj"
    )
    return remark or graph.tokens[verb].lemma.lower() in _SAYING


def _entities(scene: Scene, sentence: int, verb: int) -> set[str]:
    """Who says it: the entities of the verb's subjects, of all names before it where the parser found none."""
    graph, rows = scene.graphs[sentence], scene.referring[sentence]
    subjects = {one for one in graph.children(verb) if base(graph.deprels[one]) == "nsubj"}
    subjects |= {one for top in tuple(subjects) for one in graph.children(top) if base(graph.deprels[one]) == "conj"}
    if not subjects:
        return {key for row in rows if row.start < verb for key in row.entities}
    return {key for row in rows if any(row.start <= one < row.end for one in subjects) for key in row.entities}
