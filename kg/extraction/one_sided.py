"""Events of which only one side is told: "a round with Peru has begun", "the bloc met in Vienna".

They are worth keeping where the article tells nothing fuller of the kind; beside a fuller event they mostly mean it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft


def one_sided(drafts: Sequence[Draft], allegiances: Allegiances) -> frozenset[int]:
    """Places of the drafts that tell one side alone and stand for themselves.

    Args:
        drafts: all drafts of an article.
        allegiances: who acts for whom there.
    """
    fuller = [draft for draft in drafts if draft.is_enough()]
    return frozenset(
        place
        for place, draft in enumerate(drafts)
        if (draft.tells_one_side() or draft.leaves_alternatives_open())
        and not any(_may_be_meant(draft, other, allegiances) for other in fuller)
    )


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
