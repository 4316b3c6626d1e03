"""Drafts -> one draft for each event: both directions of an exchange, one event per filler where a type says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling, count

_PAIR: Final = 2


def expand(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each event: distribution over fillers, and both directions of an exchange."""
    result: list[Draft] = []
    for draft in drafts:
        variants = [_without_doubles(variant) for one in _directions(draft) for variant in _distribute(one)]
        result += [replace(one, variant=number) if number else one for number, one in enumerate(variants)]
    return result


def _directions(draft: Draft) -> list[Draft]:
    """An exchange is two: where the same two fill two roles of the type, each direction."""
    if "symmetric" not in draft.match.options():
        return [draft]
    contacts = [role.iri for role in draft.event_type.roles if role.contact and role.minimum]
    if len(contacts) < 2:
        return [draft]
    first, second = contacts[0], contacts[1]
    pair = draft.entities(first)
    if len(pair) != 2 or set(pair) != set(draft.entities(second)):
        return [draft]
    return [
        replace(draft, fillings=_only(_only(draft.fillings, first, one), second, other))
        for one, other in (pair, tuple(reversed(pair)))
    ]


def _only(fillings: tuple[Filling, ...], role: str, key: str) -> tuple[Filling, ...]:
    """The fillings with one role reduced to one entity."""
    return tuple(
        replace(filling, entities=(key,)) if filling.role == role else filling
        for filling in fillings
        if filling.role != role or key in filling.entities
    )


def _distribute(draft: Draft) -> list[Draft]:
    """One draft per filler of a distributed role; what its first realization brings is common to all."""
    if "single" in draft.match.options():
        return [draft]
    variants = _apart(draft)
    distributed = list(draft.event_type.distribute)
    if "severally" in draft.match.options():
        distributed += [role.iri for role in draft.event_type.roles if role.contact and role.minimum]
    for iri in dict.fromkeys(distributed):
        variants = [part for variant in variants for part in _split(variant, iri)]
    stops = {key for variant in variants for filling in variant.places() for key in filling.entities}
    return [_without_elsewhere(variant, stops) for variant in variants] if len(variants) > 1 else variants


def _without_elsewhere(draft: Draft, stops: set[str]) -> Draft:
    """For "visits to A and B": B, who is host at home, is not host in A."""
    others = stops - {key for filling in draft.places() for key in filling.entities}
    optional = {role.iri for role in draft.event_type.roles if role.agent and not role.minimum}
    kept = tuple(
        item
        for item in draft.fillings
        if item.role not in optional or not item.entities or not set(item.entities) <= others
    )
    return replace(draft, fillings=kept) if len(kept) < len(draft.fillings) else draft


def _split(draft: Draft, iri: str) -> list[Draft]:
    own = draft.role(iri)
    if not own:
        return [draft]
    role = draft.event_type.role(iri)
    common: tuple[Filling, ...] = ()
    rest = own
    if role.minimum > 1:
        first = min(filling.order for filling in own)
        common = tuple(filling for filling in own if filling.order == first)
        rest = tuple(filling for filling in own if filling.order != first)
        if count(common) >= role.minimum and not rest:
            return [draft]
    keys = list(dict.fromkeys(key for filling in rest for key in filling.entities))
    if len(keys) < 2:
        return [draft]
    others = tuple(filling for filling in draft.fillings if filling.role != iri)
    return [
        replace(
            draft,
            fillings=(
                *common,
                *(replace(filling, entities=(key,)) for filling in rest if key in filling.entities),
                *others,
            ),
        )
        for key in keys
    ]


def _apart(draft: Draft) -> list[Draft]:
    """For "talks with A and, separately, B", "separate meetings with A and B": one with each."""
    if not draft.match.apart:
        return [draft]
    for role in draft.event_type.roles:
        own = draft.role(role.iri)
        if not role.agent or role.minimum < _PAIR:
            continue
        acting = tuple(filling for filling in own if filling.acting)
        others = tuple(filling for filling in own if not filling.acting)
        if not acting or len({key for filling in others for key in filling.entities}) < _PAIR:
            continue
        keys = dict.fromkeys(key for filling in others for key in filling.entities)
        return [_with_one(draft, acting, tuple(one for one in others if key in one.entities), key) for key in keys]
    return [draft]


def _with_one(draft: Draft, acting: tuple[Filling, ...], others: tuple[Filling, ...], key: str) -> Draft:
    """The event with one of several who took part apart; of "met A in Lima and later B" Lima and its day are A's."""
    before = [item.span.start for item in draft.role(others[0].role) if not item.acting and item not in others]
    since = min((start for start in before if start < others[0].span.start), default=others[0].span.start)
    between = range(since, others[0].span.start)
    rest = tuple(
        item
        for item in draft.fillings
        if item.role != others[0].role
        and not (item.role in draft.event_type.place_roles and item.span.start in between)
    )
    earlier = draft.date_span is not None and draft.date_span.start in between
    told = replace(draft, date=None, date_span=None) if earlier else draft
    return replace(told, fillings=(*acting, *(replace(item, entities=(key,)) for item in others), *rest))


def _without_doubles(draft: Draft) -> Draft:
    """Nobody writes to or visits himself: who fills two roles of those the type demands keeps one of them."""
    one_of = draft.event_type.one_of
    demanded = [role for role in draft.event_type.roles if role.agent and (role.minimum or role.iri in one_of)]
    fillings = draft.fillings
    for role in demanded[1:]:
        taken = {key for item in fillings if item.role == demanded[0].iri for key in item.entities}
        fillings = tuple(
            item for item in fillings if item.role != role.iri or not item.entities or not set(item.entities) <= taken
        )
    return draft if len(fillings) == len(draft.fillings) else replace(draft, fillings=fillings)
