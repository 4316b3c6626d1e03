"""Triggers that tell a contact only where both sides are named ("A and B discussed"): mostly they retell another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg import edtf
from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft

_MUTUAL: Final = "mutual"


def leave_out_retellings(drafts: Sequence[Draft], allegiances: Allegiances) -> list[Draft]:
    """Empty the drafts of mutual triggers whose parties have a contact that the article tells in plainer words.

    A date that the other does not have keeps them apart. Places stay: drafts point at one another.

    Args:
        drafts: all drafts of an article.
        allegiances: who acts for whom there.
    """
    plain = [draft for draft in drafts if _MUTUAL not in draft.match.options() and not draft.generic]
    return [
        replace(draft, fillings=())
        if _MUTUAL in draft.match.options() and any(_retells(draft, other, allegiances) for other in plain)
        else draft
        for draft in drafts
    ]


def _retells(draft: Draft, other: Draft, allegiances: Allegiances) -> bool:
    """Whether the parties of a draft are those of another, in the same role of whatever type it is."""
    if not other.is_enough() or (draft.date and not (other.date and edtf.compatible(draft.date, other.date))):
        return False
    for role in draft.event_type.roles:
        if role.minimum:
            own, known = draft.entities(role.iri), other.entities(role.iri)
            if own and known and allegiances.covered(own, known):
                return True
            if own and known and other.is_complete() and allegiances.covered(known, own):
                return True  # who is told of alone is told of with whom here
    return False
