"""Events of which only one side is told: "a round with Peru has begun", "the bloc met in Vienna".

They are worth keeping where the article tells nothing fuller of the kind; beside a fuller event they mostly mean it.
The session of a state's own organ ("the cabinet met") has no other side at all; a meeting it held may have one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.graph import Graph
from kg.extraction.wordlists import word_set

_ORGANS: Final = word_set(
    "cabinet government parliament senate congress legislature house duma knesset bundestag rada sejm majlis diet "
    "politburo junta leadership party presidium bureau"
)


def one_sided(drafts: Sequence[Draft], allegiances: Allegiances, graphs: Sequence[Graph]) -> frozenset[int]:
    """Places of the drafts that tell one side alone and stand for themselves.

    Args:
        drafts: all drafts of an article.
        allegiances: who acts for whom there.
        graphs: of its sentences.
    """
    fuller = [draft for draft in drafts if draft.is_enough()]
    return frozenset(
        place
        for place, draft in enumerate(drafts)
        if ((draft.tells_one_side() and not _own_session(draft, graphs)) or draft.leaves_alternatives_open())
        and not any(_may_be_meant(draft, other, allegiances) for other in fuller)
    )


def _own_session(draft: Draft, graphs: Sequence[Graph]) -> bool:
    """Whether all who take part in so many words are one organ of a state or party: "parliament met on Monday"."""
    if graphs[draft.match.sentence].tokens[draft.match.token].upos != "VERB":
        return False
    told = [one for one in draft.fillings if one.token >= 0 and not one.implied and one.role in _sided(draft)]
    words = [graphs[one.sentence].tokens[one.token] for one in told]
    return len(words) == 1 and all(word.lemma.lower() in _ORGANS and word.feat("Number") != "Plur" for word in words)


def _sided(draft: Draft) -> frozenset[str]:
    """The roles of an event that several must fill."""
    return frozenset(role.iri for role in draft.event_type.roles if role.agent and role.minimum > 1)


def _may_be_meant(draft: Draft, other: Draft, allegiances: Allegiances) -> bool:
    """Whether a fuller event of the type may be meant: any by talks of one side, the same person's by a visit."""
    if draft.event_type.iri != other.event_type.iri:
        return False
    known = draft.agents()
    return (
        not known
        or draft.tells_one_side()
        or any(allegiances.same_side(one, party) for one in known for party in other.agents())
    )


def vaguer(drafts: Sequence[Draft]) -> frozenset[int]:
    """Places of the drafts that tell of one of two sides, on no day, beside a whole event of that one.

    For "X is in Chad for talks. She is to see Y and Z": the talks are those with Y and Z.
    """
    whole = {(draft.event_type.iri, agent) for draft in drafts if draft.is_complete() for agent in draft.agents()}
    return frozenset(
        place
        for place, draft in enumerate(drafts)
        if draft.date is None
        and draft.is_enough()
        and not draft.is_complete()
        and any(role.minimum > 1 for role in draft.event_type.roles)
        and any((draft.event_type.iri, agent) in whole for agent in draft.agents())
    )
