"""Triggers that tell a contact only where both sides are named ("A and B discussed"): mostly they retell another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg import edtf
from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.graph import Graph
from kg.extraction.sojourns import may_say_where

_MUTUAL: Final = "mutual"
_FAR_BACK: Final = 8  # sentences over which "the two leaders" mean those who met
_PLURAL: Final = frozenset(("NOUN", "PRON"))


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


def leave_out_other_pairs(drafts: Sequence[Draft], allegiances: Allegiances, graphs: Sequence[Graph]) -> list[Draft]:
    """Empty "the two leaders also discussed", read as another pair than the one that met, where they share a side.

    One word for both ("they", "the two sides") says nothing of who they are: between a telling of a contact and the
    next one of its topics it means those who are in contact, whatever names were dropped in between.

    Args:
        drafts: in order of the text, before anything is taken up from those that tell of another pair.
        allegiances: who acts for whom there.
        graphs: of all sentences.
    """
    result: list[Draft] = []
    for draft in drafts:
        mutual = _MUTUAL in draft.match.options() and draft.date is None and _is_told_by_one_word(draft, graphs)
        others = mutual and _means_others(draft, result, allegiances)
        result.append(replace(draft, fillings=()) if others else draft)
    return result


def _is_told_by_one_word(draft: Draft, graphs: Sequence[Graph]) -> bool:
    """Whether one plural word that is no name stands for all parties."""
    agents = {role.iri for role in draft.event_type.roles if role.agent}
    own = [filling for filling in draft.fillings if filling.role in agents]
    if len(own) != 1 or len(own[0].entities) < 2 or own[0].token < 0:
        return False
    token = graphs[own[0].sentence].tokens[own[0].token]
    return token.upos in _PLURAL and token.feat("Number") != "Sing"


def _means_others(draft: Draft, before: Sequence[Draft], allegiances: Allegiances) -> bool:
    """Whether the contact told before it is of one of them with somebody else, and nothing brought them together."""
    own, moved = set(draft.agents()), -1
    for other in reversed(before):
        if draft.match.sentence - other.match.sentence > _FAR_BACK:
            return False
        known = set(other.agents())
        if own <= known or (not other.generic and allegiances.covered(own, known)):
            return False
        contact = all(role.contact for role in other.event_type.roles if role.agent and role.minimum)
        if not other.status.happened or other.generic or _MUTUAL in other.match.options():
            continue
        if may_say_where(other) and own & known:
            moved = max(moved, other.match.sentence)  # "A then flew to Lima, where C awaited him. The two leaders ..."
        if contact and other.is_complete() and len(known) == len(own):
            sides = any(allegiances.same_side(one, another) for one in own for another in known)
            return sides and moved <= other.match.sentence
    return False
