"""Events told without their parties, because the article has just named them: "A planned stopover in Y was cancelled".

Runs after the anaphora of definite nouns ("the talks"): what stands here is another event than the one told before, by
the same people. Nobody is taken from further than a few sentences, and nobody where the clause has an agent of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling
from kg.extraction.graph import Graph
from kg.extraction.relations import base
from kg.extraction.wordlists import SAYING

_NEAR_BACK: Final = 2  # sentences over which an unsaid party can be understood
_SERIES_BACK: Final = 4  # sentences over which "a fourth encounter" can be counted
_ATTENDING: Final = frozenset("attend join sit participate take be witness chair preside moderate host".split())
_THEIRS: Final = frozenset(("their", "the two", "both"))
_IN_A_ROW: Final = frozenset("next previous last earlier final latest preceding following".split())
_BEFORE: Final = frozenset("previous earlier".split())
_PERSONAL: Final = frozenset("his her their him them he she they".split())


def understand_parties(
    drafts: Sequence[Draft], compatible: Callable[[Draft, Draft], bool], graphs: Sequence[Graph]
) -> list[Draft]:
    """Complete drafts whose parties are those of an event told just before.

    Args:
        drafts: in order of the text.
        compatible: whether two drafts may be one event as far as date, place, series, format and status go.
        graphs: of all sentences.
    """
    result: list[Draft] = []
    for draft in drafts:
        graph = graphs[draft.match.sentence]
        current = draft
        if not draft.is_complete() and _can_leave_unsaid(draft, graph):
            if draft.agents():
                current = _joined(draft, result, compatible, graph)
            else:
                found = _counted_on(draft, result, graph) or _same_travellers(draft, result, graph)
                current = found or _put_right(draft, result, graph) or draft
        result.append(current)
    return result


def _can_leave_unsaid(draft: Draft, graph: Graph) -> bool:
    token = graph.tokens[draft.match.token]
    return token.upos in ("NOUN", "PROPN") and not draft.match.quantified and not draft.generic


def _counted_on(draft: Draft, before: Sequence[Draft], graph: Graph) -> Draft | None:
    """For "A fourth encounter was called off", "their next meeting": of those whose encounters are being told."""
    if graph.tokens[draft.match.token].upos != "NOUN":
        return None  # "the Third Pacific Conference" bears its own name
    words = _words(draft, graph)
    in_a_row = words & (_IN_A_ROW if draft.match.definite else _BEFORE)
    if not draft.series and not draft.fresh and not (in_a_row and not _has_agent(draft, graph)):
        return None
    for other in reversed(before):
        if draft.match.sentence - other.match.sentence > _SERIES_BACK:
            return None
        if other.event_type.iri == draft.event_type.iri and other.is_complete() and not other.generic:
            return _with_parties(draft, other)
    return None


def _words(draft: Draft, graph: Graph) -> set[str]:
    """The words that modify what names the event."""
    return {graph.tokens[child].form.lower() for child in graph.children(draft.match.token)}


def _put_right(draft: Draft, before: Sequence[Draft], graph: Graph) -> Draft | None:
    """For "A and B failed to meet. The meeting will be held on Friday": of those who have not met yet."""
    if not draft.match.definite or draft.status.happened or _has_agent(draft, graph):
        return None
    for other in reversed(before):
        if draft.match.sentence - other.match.sentence > _NEAR_BACK:
            return None
        if other.event_type.iri == draft.event_type.iri and other.is_complete() and not other.generic:
            return None if other.status.happened else _with_parties(draft, other)
    return None


def _same_travellers(draft: Draft, before: Sequence[Draft], graph: Graph) -> Draft | None:
    """For "A planned stopover in Y was cancelled": of him whose journey was told just before.

    Only for types one party is enough for, and only where another place says that it is another event.
    """
    needed = [role for role in draft.event_type.roles if role.agent and role.minimum]
    if any(role.minimum > 1 for role in needed) or not draft.places() or _has_agent(draft, graph):
        return None
    for other in reversed(before):
        if draft.match.sentence - other.match.sentence > (_NEAR_BACK if draft.status.happened else _SERIES_BACK):
            return None
        if other.event_type.iri == draft.event_type.iri and other.is_complete() and other.places():
            return _with_parties(draft, other)
    return None


def _has_agent(draft: Draft, graph: Graph) -> bool:
    """Whether somebody does it in its own clause, known or not."""
    token = draft.match.token
    if any(graph.dependents(verb.token, "subj") for verb in draft.match.light if verb.relation != "subj"):
        return True
    owners = [item for item in graph.dependents(token, "poss") if graph.tokens[item].form.lower() not in _PERSONAL]
    if owners or any(edge.preposition in ("by", "of", "from") for edge in graph.out(token)):
        return True
    for above in graph.ancestors(token):
        if graph.tokens[above].upos not in ("VERB", "AUX"):
            continue
        subjects = [
            item for item in graph.children(above) if base(graph.deprels[item]) == "nsubj" and item != token
        ] or [item for item in graph.dependents(above, "subj") if item != token]
        if graph.tokens[above].lemma.lower() in SAYING:
            return False
        if subjects:
            return True
    return False


def _joined(draft: Draft, before: Sequence[Draft], compatible: Callable[[Draft, Draft], bool], graph: Graph) -> Draft:
    """For "The minister also attended the meeting": one more at the event told just before."""
    verbs = {graph.tokens[verb.token].lemma.lower() for verb in draft.match.light}
    if not draft.match.definite or not verbs & _ATTENDING:
        return draft
    for position in range(len(before) - 1, -1, -1):
        other = before[position]
        if draft.match.sentence - other.match.sentence > _NEAR_BACK:
            break
        told = other.is_complete() or (other.is_enough() and not other.headline)
        if other.event_type.iri == draft.event_type.iri and told and compatible(draft, other):
            whole = _with_parties(draft, other)
            return replace(whole, antecedent=other.antecedent if other.antecedent >= 0 else position)
    return draft


def _with_parties(draft: Draft, source: Draft) -> Draft:
    """The draft with the agents of another event where its own are not enough."""
    missing = set(draft.missing())
    known = set(draft.agents())
    taken: list[Filling] = []
    for role in draft.event_type.roles:
        if role.agent and role.iri in missing:
            taken += [
                replace(filling, implied=True)
                for filling in source.role(role.iri)
                if not filling.entities or not set(filling.entities) <= known
            ]
    order = {role.iri: index for index, role in enumerate(draft.event_type.roles)}
    fillings = tuple(sorted((*draft.fillings, *taken), key=lambda item: order[item.role]))
    sentences = tuple(dict.fromkeys((*draft.sentences, source.sentences[0])))
    return replace(draft, fillings=fillings, sentences=sentences)
