"""Pronouns that mean nobody known complete an event, or are left out: "he met the premier" happened, whoever he is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.drafts import Draft
from kg.extraction.human_nouns import PUBLIC
from kg.extraction.scene import Scene


def settle_open(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Let open pronouns count where an event has a named party and would be lost without them.

    Where the article named other persons before, the pronoun means one of them, nobody knows which: such an event, told
    with half of its parties, is left out.
    """
    result: list[Draft] = []
    for draft in drafts:
        if _is_private(draft, scene):
            result.append(replace(draft, fillings=()))
            continue
        if not any(filling.open for filling in draft.fillings):
            result.append(draft)
            continue
        sure = tuple(filling for filling in draft.fillings if not filling.open)
        known = replace(draft, fillings=sure)
        counted = replace(draft, fillings=tuple(replace(filling, open=False) for filling in draft.fillings))
        one_sided = _is_one_side(draft, scene)
        needed = (one_sided or not known.is_complete()) and bool(known.agents()) and not _could_be_told(known, scene)
        if needed and counted.is_complete():
            result.append(counted)
        else:
            # drafts point at one another by place: what is left out stays in the list, without anybody in it
            result.append(replace(known, fillings=()) if one_sided else known)
    return result


def _is_one_side(draft: Draft, scene: Scene) -> bool:
    """Whether all who are known stand on one side of a verb and the pronoun on the other: "A and B received them"."""
    if scene.graphs[draft.match.sentence].tokens[draft.match.token].upos != "VERB":
        return False
    roles = {filling.role for filling in draft.fillings if filling.open}
    sides = {filling.order for filling in draft.fillings if filling.role in roles and not filling.open}
    return len(sides) == 1 and not sides & {filling.order for filling in draft.fillings if filling.open}


def _could_be_told(draft: Draft, scene: Scene) -> bool:
    """Whether somebody else was named up to the event's sentence."""
    own = set(draft.agents())
    return any(
        row.kind == "person" and not own & set(row.entities)
        for sentence in scene.referring[: draft.match.sentence + 1]
        for row in sentence
    )


def _is_private(draft: Draft, scene: Scene) -> bool:
    """Whether all parties are described and none belongs to public life: a board that meets its investors."""
    described = [filling for filling in draft.fillings if filling.described]
    if not described or draft.agents():
        return False
    tokens = (scene.graphs[filling.sentence].tokens[filling.token] for filling in described if not filling.open)
    return not any({token.lemma.lower(), token.form.lower()} & PUBLIC for token in tokens)
