"""Pronouns that mean nobody known complete an event, or are left out: "he met the premier" happened, whoever he is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling
from kg.extraction.human_nouns import GROUPED, PUBLIC
from kg.extraction.private_persons import is_of_private_persons
from kg.extraction.scene import Scene
from kg.extraction.wordlists import DEFINITE

_ENOUGH: Final = 2
_HELD: Final = frozenset(
    "president premier minister chancellor king queen emir sultan prince pope governor mayor ambassador general "
    "commander speaker monarch ayatollah".split()
)
"""Offices that one is called by: who is known by others only is not meant."""


def settle_open(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Let open pronouns count where an event has a named party and would be lost without them.

    Where the article named other persons before, the pronoun means one of them, nobody knows which: such an event, told
    with half of its parties, is left out.
    """
    result: list[Draft] = []
    left_out: set[int] = set()
    for place, told in enumerate(drafts):
        if told.antecedent in left_out:  # what takes up an event nobody knows half of has its parties from there
            left_out.add(place)
            result.append(replace(told, fillings=()))
            continue
        draft = _without_known(told, scene) if "anchored" in told.match.options() else told
        if _is_private(draft, scene) or is_of_private_persons(draft, scene):
            result.append(replace(draft, fillings=()))
            continue
        if not any(filling.open for filling in draft.fillings):
            result.append(draft)
            continue
        sure = tuple(filling for filling in draft.fillings if not filling.open)
        known = replace(draft, fillings=sure)
        counted = replace(draft, fillings=tuple(replace(filling, open=False) for filling in draft.fillings))
        one_sided = _is_one_side(draft, scene)
        needed = (one_sided or not known.is_complete()) and _may_stand(draft, known, scene)
        if needed and counted.is_complete():
            result.append(counted)
        else:
            # drafts point at one another by place: what is left out stays in the list, without anybody in it
            if one_sided:
                left_out.add(place)
            result.append(replace(known, fillings=()) if one_sided else known)
    return result


def _may_stand(draft: Draft, known: Draft, scene: Scene) -> bool:
    """Whether nobody whom the text told of can be meant by what is open."""
    groups = [filling for filling in draft.fillings if filling.open and filling.several]
    if groups:
        return not draft.generic and len(_told_before(draft, scene)) < _ENOUGH
    tokens = [scene.graphs[filling.sentence].tokens[filling.token] for filling in draft.fillings if filling.open]
    offices = [token.lemma.lower() if token.upos == "NOUN" else "" for token in tokens]
    return (bool(known.agents()) or _is_placed(known)) and not _could_be_told(known, scene, offices)


def _is_placed(draft: Draft) -> bool:
    """Whether it is told where, of a type that is as much of a place as of somebody: "he flew to Lima"."""
    return bool(draft.places()) and bool(set(draft.event_type.one_of) & set(draft.event_type.place_roles))


def _told_before(draft: Draft, scene: Scene) -> set[str]:
    """Who is named in the sentences before: of two or more, "the two sides" may be some."""
    return {
        key
        for rows in scene.referring[: draft.match.sentence]
        for row in rows
        if row.kind in ("person", "country", "organization")
        for key in row.entities
    }


def _is_one_side(draft: Draft, scene: Scene) -> bool:
    """Whether all who are known stand on one side of a verb and the pronoun on the other: "A and B received them"."""
    if scene.graphs[draft.match.sentence].tokens[draft.match.token].upos != "VERB":
        return False
    roles = {filling.role for filling in draft.fillings if filling.open}
    sides = {filling.order for filling in draft.fillings if filling.role in roles and not filling.open}
    return len(sides) == 1 and not sides & {filling.order for filling in draft.fillings if filling.open}


def _could_be_told(draft: Draft, scene: Scene, offices: Sequence[str]) -> bool:
    """Whether somebody else, who holds no other office than the open word says, was named up to its sentence."""
    own = set(draft.agents())
    others = {
        key
        for sentence in scene.referring[: draft.match.sentence + 1]
        for row in sentence
        if row.kind == "person" and not own & set(row.entities)
        for key in row.entities
    }
    return any(not _is_other_office(key, word, scene) for key in others for word in offices)


def _is_other_office(person: str, word: str, scene: Scene) -> bool:
    """Whether a person is known by offices of which none is called so."""
    titles = [claim.title.lower().split() for claim in scene.positions if claim.holder == person]
    return word in _HELD and bool(titles) and not any(word in title for title in titles)


def _is_private(draft: Draft, scene: Scene) -> bool:
    """Whether all parties are described and none belongs to public life: a board that meets its investors.

    Nor is it told of a journey who "the mission" is, where the article named persons before.
    """
    described = [filling for filling in draft.fillings if filling.described]
    demanded = draft.event_type.one_of
    alternatives = demanded if set(demanded) & set(draft.event_type.place_roles) else ()
    known = {key for role in draft.event_type.roles if role.iri not in alternatives for key in draft.entities(role.iri)}
    if not described or known:
        return False
    told = [filling for filling in described if filling.several or not filling.open]
    if not told:
        return False
    if alternatives and any(_takes_up(filling, scene) for filling in told):
        return True
    words = {filling: _words(scene, filling) for filling in told}
    if any(words[filling] & draft.event_type.role(filling.role).never_unnamed for filling in told):
        return True
    return not frozenset().union(*words.values()) & (PUBLIC | GROUPED)


def _words(scene: Scene, filling: Filling) -> set[str]:
    """The noun that describes a party, and what is compounded to it: "union workers"."""
    graph = scene.graphs[filling.sentence]
    noun = graph.tokens[filling.token]
    beside = {graph.tokens[child].lemma.lower() for child in graph.dependents(filling.token, "compound")}
    return {noun.lemma.lower(), noun.form.lower(), *beside}


def _without_known(draft: Draft, scene: Scene) -> Draft:
    """Without "the President" as a party where the article has named persons: it may be one of them."""
    kept = tuple(filling for filling in draft.fillings if not (filling.described and _takes_up(filling, scene)))
    return draft if len(kept) == len(draft.fillings) else replace(draft, fillings=kept)


def _takes_up(filling: Filling, scene: Scene) -> bool:
    """Whether a definite description may mean one of the persons whom the sentences before name."""
    graph = scene.graphs[filling.sentence]
    words = {graph.tokens[child].form.lower() for child in graph.children(filling.token)}
    return bool(words & DEFINITE) and any(
        row.kind == "person" for rows in scene.referring[: filling.sentence] for row in rows
    )
