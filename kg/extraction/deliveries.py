"""Whom a thing is for that somebody brings: the one whom the bringer meets in the same sentence or the one before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extraction.passes import union

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.drafts import Draft
    from kg.extraction.fillings import Filling
    from kg.extraction.graph import Graph

_NEAR_BACK: Final = 1  # sentences between an encounter and what was handed over at it
_GIVING: Final = frozenset("hand give deliver present pass convey transmit submit relay".split())


def understand_recipients(drafts: Sequence[Draft], graphs: Sequence[Graph]) -> list[Draft]:
    """Fill the open role of what is brought ("received X. The guest handed over a letter from Y").

    Only where it is said from whom it comes and who brings it, and the bringer meets one other person.
    """
    return [_delivered(draft, drafts, graphs) if "delivered" in draft.match.options() else draft for draft in drafts]


def _delivered(draft: Draft, drafts: Sequence[Draft], graphs: Sequence[Graph]) -> Draft:
    open_roles = [role for role in draft.event_type.roles if role.agent and role.minimum and not draft.role(role.iri)]
    bringers = {
        key
        for role in draft.event_type.roles
        if role.contact and not role.minimum
        for filling in draft.role(role.iri)
        if filling.kind == "person"
        for key in filling.entities
    }
    needed = [role for role in draft.event_type.roles if role.agent and role.minimum]
    if len(open_roles) != 1 or len(needed) < 2 or not bringers or not draft.is_enough():
        return draft
    if open_roles[0].iri not in draft.event_type.distribute:
        return draft  # who wrote it is not met with it
    giving = any(graphs[draft.match.sentence].tokens[verb.token].lemma in _GIVING for verb in draft.match.light)
    met = _met_by(bringers, draft, drafts, back=_NEAR_BACK if giving else 0)
    if len({filling.entities for filling in met}) != 1:
        return draft
    taken = replace(met[0], role=open_roles[0].iri, implied=True)
    sentences = tuple(dict.fromkeys((*draft.sentences, met[0].sentence)))
    return replace(draft, fillings=union(draft.event_type, draft.fillings, (taken,)), sentences=sentences)


def _met_by(bringers: set[str], draft: Draft, drafts: Sequence[Draft], *, back: int) -> list[Filling]:
    """The persons whom the bringers meet in the encounters told nearest."""
    for before in range(back + 1):
        met: list[Filling] = []
        for other in drafts:
            if other.match.sentence != draft.match.sentence - before or other.event_type.iri == draft.event_type.iri:
                continue
            if other.status.happened is not draft.status.happened or not bringers & set(other.agents()):
                continue
            known = bringers | set(draft.agents())
            contacts = {role.iri for role in other.event_type.roles if role.contact}
            met += [
                filling
                for filling in other.fillings
                if filling.role in contacts and filling.kind == "person" and not known & set(filling.entities)
            ]
        if met:
            return met
    return []
