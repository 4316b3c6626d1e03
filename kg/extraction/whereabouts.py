"""Who is away from home: triggers that tell where somebody is or comes to tell nothing of those who belong there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling
from kg.extraction.gazetteer import lookup
from kg.extraction.graph import Graph
from kg.extraction.located_names import SITE_NOUNS
from kg.extraction.passes import union
from kg.extraction.private_travellers import is_private_traveller
from kg.extraction.scene import Scene

_BACK: Final = 2  # sentences over which an addition reaches back
_AHEAD: Final = 1  # and ahead


def leave_out_homes(drafts: Sequence[Draft], scene: Scene, allegiances: Allegiances) -> list[Draft]:
    """Take out the places whose state somebody who is to be away acts for, and the draft with the last one.

    A state itself goes nowhere: its name as subject is no traveller ("told its citizens to avoid travelling").
    """
    result: list[Draft] = []
    for draft in drafts:
        current = draft
        if "away" in draft.match.options():
            current = _without_states(draft, scene)
            if draft.agents() and not current.agents():
                continue
            if draft.places():
                current = _without_homes(_without_hosts(current, allegiances), allegiances)
                if not current.places():
                    continue
        result.append(current)
    return result


def _without_states(draft: Draft, scene: Scene) -> Draft:
    demanded = {role.iri for role in draft.event_type.roles if role.agent and role.minimum}
    kept = tuple(
        item
        for item in draft.fillings
        if item.role not in demanded
        or not (_is_state_itself(item, scene) or is_private_traveller(item, scene.graphs[item.sentence]))
    )
    return draft if len(kept) == len(draft.fillings) else replace(draft, fillings=kept)


def _is_state_itself(filling: Filling, scene: Scene) -> bool:
    """Whether a subject is a state by its own name, not people who act for it."""
    if not filling.acting or filling.kind != "country" or filling.indirect:
        return False
    return any(
        row.head == filling.token and row.how in ("name", "capital") and not row.group
        for row in scene.referring[filling.sentence]
    )


def narrow_places(drafts: Sequence[Draft], scene: Scene, allegiances: Allegiances) -> list[Draft]:
    """For "arrived in A on a visit to B", "at the palace in A": of places that are not joined, one is where it is.

    That is the city in the state, the city of a palace or an airport, or what is known in what nobody knows.
    """
    return [_narrowed(draft, scene, allegiances) for draft in drafts]


def _narrowed(draft: Draft, scene: Scene, allegiances: Allegiances) -> Draft:
    dropped = set() if "away" in draft.match.options() else {one for one in draft.places() if _is_region(one, scene)}
    for one in draft.places():
        for other in draft.places():
            if one.entities == other.entities or {one, other} & dropped:
                continue
            if _are_joined(one, other, scene) and not _is_address(other, one, scene):
                continue
            if aside := _beside(one, other, scene):
                dropped.add(aside)
                continue
            own, others = _states(one, allegiances), _states(other, allegiances)
            wide = one.kind == "country" or all(key.startswith("country/") for key in one.entities)
            narrow = not all(key.startswith("country/") for key in other.entities)
            if (wide and narrow and own == others) or (not own and others):
                dropped.add(one)
    return replace(draft, fillings=tuple(item for item in draft.fillings if item not in dropped)) if dropped else draft


def _beside(first: Filling, second: Filling, scene: Scene) -> Filling | None:
    """Of two places between which only a preposition stands the one that is left out: one stop, told twice.

    "At the palace in the city" and "in the city at the palace" are in the city; "at the castle near the city" is not.
    """
    if first.sentence != second.sentence or not 0 <= first.token < second.token:
        return None
    if all(key.startswith("country/") for key in second.entities):
        return None
    graph = scene.graphs[first.sentence]
    words = [
        token.form.lower()
        for token in graph.tokens[first.token + 1 : second.token]
        if graph.deprels[token.index] not in ("flat", "compound", "det", "amod", "punct")
    ]
    if words[:1] and words[0] in SITE_NOUNS:
        words = words[1:]  # "X airport in Y"
    preposition = words[0] if len(words) == 1 else ""
    region = any(graph.deprels[child] == "det" for child in graph.children(second.token))  # "Apia in the islands"
    if preposition == "in":
        return second if region else first
    return second if preposition in ("at", "near", "outside") else None


def _is_region(filling: Filling, scene: Scene) -> bool:
    """Whether a place is a part of the world: one tours it, but meets somebody in one of its states."""
    known = [lookup(scene.entities[key].name) for key in filling.entities if key in scene.entities]
    return bool(known) and all(entry is not None and entry.kind == "region" and not entry.state for entry in known)


def _are_joined(one: Filling, other: Filling, scene: Scene) -> bool:
    """Whether "and" or a list joins two places."""
    if one.sentence != other.sentence or min(one.token, other.token) < 0:
        return False
    graph = scene.graphs[one.sentence]
    left, right = sorted((one.token, other.token))
    first = graph.heads[left] if graph.deprels[left] == "conj" else left  # conjuncts hang on the first of a list
    return any(
        graph.deprels[token] == "conj" and {left, first} & {token, *graph.ancestors(token)}
        for token in (right, *graph.ancestors(right))
    ) and not any(graph.deprels[token] == "case" for token in range(left + 1, right))


def _is_address(inner: Filling, outer: Filling, scene: Scene) -> bool:
    """For "Apia, Samoa": whether a comma alone stands between two places."""
    if inner.sentence != outer.sentence or not 0 <= inner.token < outer.token:
        return False
    graph = scene.graphs[inner.sentence]
    between = [token for token in graph.tokens[inner.token + 1 : outer.token] if graph.deprels[token.index] != "flat"]
    return [token.form for token in between] == [","]


def _states(filling: Filling, allegiances: Allegiances) -> frozenset[str]:
    return frozenset(state for key in filling.entities for state in allegiances.states(key))


def next_stops(drafts: Sequence[Draft], graphs: Sequence[Graph]) -> list[Draft]:
    """For "X is in A. A planned stop in B was called off": a stop that is nobody's is the traveller's told just before.

    Only what has not taken place: what has is told of somebody.
    """
    result: list[Draft] = []
    for draft in drafts:
        current = draft
        graph = graphs[draft.match.sentence]
        token = graph.tokens[draft.match.token]
        lacks = draft.missing()
        nobodys = (
            all(draft.event_type.role(iri).minimum == 1 for iri in lacks)
            and bool(lacks)
            and bool(draft.places())
            and not draft.agents()
            and token.upos in ("NOUN", "PROPN")
            and all(graph.tokens[owner].upos == "PRON" for owner in graph.dependents(draft.match.token, "poss"))
        )
        if nobodys and not draft.status.happened and not draft.match.quantified:
            source = next((other for other in reversed(result) if _is_before(other, draft)), None)
            if source is not None:
                taken = tuple(replace(item, implied=True) for iri in lacks for item in source.role(iri))
                sentences = tuple(dict.fromkeys((*draft.sentences, source.sentences[0])))
                fillings = union(draft.event_type, draft.fillings, taken)
                current = replace(draft, fillings=fillings, sentences=sentences)
        result.append(current)
    return result


def _is_before(other: Draft, draft: Draft) -> bool:
    """Whether an earlier draft is of the type, whole, and near."""
    near = draft.match.sentence - other.match.sentence <= _BACK
    return near and other.event_type.iri == draft.event_type.iri and other.is_complete() and not other.generic


def _without_hosts(draft: Draft, allegiances: Allegiances) -> Draft:
    """For "X flew to A for talks with Y", "X's visit to A was called off by B": who is at home there does not come.

    Only where somebody else does: whoever is at home alone may be told of another place than it seems.
    """
    demanded = {role.iri for role in draft.event_type.roles if role.agent and role.minimum}
    travellers = [item for item in draft.fillings if item.role in demanded and item.entities]
    at_home = {
        item
        for item in travellers
        if all(_is_home_of(place, item.entities, allegiances) for place in draft.places() if place.entities)
    }
    if len(travellers) == len(at_home) or not at_home:
        return draft
    return replace(draft, fillings=tuple(item for item in draft.fillings if item not in at_home))


def _without_homes(draft: Draft, allegiances: Allegiances) -> Draft:
    roles = draft.event_type.place_roles
    agents = _principals(draft)
    kept = tuple(
        filling
        for filling in draft.fillings
        if filling.role not in roles or not _is_home_of(filling, agents, allegiances)
    )
    return draft if len(kept) == len(draft.fillings) else replace(draft, fillings=kept)


def _is_home_of(filling: Filling, agents: Sequence[str], allegiances: Allegiances) -> bool:
    homes = {state for key in filling.entities for state in (key, *allegiances.acts_for(key))}
    states = {state for key in filling.entities for state in allegiances.states(key)}
    return any(
        (homes & {key, *allegiances.acts_for(key)} or states & allegiances.states(key))
        # who seems to act for several states ("Guinea mediator X", a president elsewhere) may be abroad in each
        and (not states or allegiances.states(key) <= states)
        for key in agents
    )


def _principals(draft: Draft) -> tuple[str, ...]:
    """Who fills the roles of those who act that the type demands."""
    return tuple(
        key for role in draft.event_type.roles if role.agent and role.minimum for key in draft.entities(role.iri)
    )


def _companions(draft: Draft) -> tuple[str, ...]:
    """Who fills the other roles of those who act."""
    return tuple(
        key for role in draft.event_type.roles if role.agent and not role.minimum for key in draft.entities(role.iri)
    )


def is_abroad(draft: Draft, allegiances: Allegiances) -> bool:
    """Whether all who act are known to act for somebody, and not for the place's state nor the others' side."""
    agents = _principals(draft)
    others = {
        side for key in _companions(draft) for side in (key, *allegiances.acts_for(key), *allegiances.states(key))
    }
    for key in agents:
        own = {*allegiances.acts_for(key), *allegiances.states(key)} or _itself(key)
        if not own or own & others or any(_is_home_of(filling, (key,), allegiances) for filling in draft.places()):
            return False
    return bool(agents)


def _itself(key: str) -> set[str]:
    """A body that acts for no state acts for itself; a person of whom nothing is known may be at home."""
    return {key} if key.startswith("organization/") else set()


def take_additions(drafts: Sequence[Draft], allegiances: Allegiances) -> list[Draft]:
    """What "was met at the airport by Y" adds goes to the event beside it; additions are no events themselves.

    A draft of a type that asks for somebody abroad and has him at home is no more than an addition either.
    """
    result: list[Draft] = []
    additions: list[Draft] = []
    for draft in drafts:
        options = draft.match.options()
        less = "addition" in options or ("abroad" in options and not is_abroad(draft, allegiances))
        if less or (_is_reception(draft, allegiances) and _told_beside(draft, result, allegiances) >= 0):
            additions.append(draft)
        else:
            result.append(draft)
    told = tuple(result)
    for addition in additions:
        position = _told_beside(addition, told, allegiances)
        if position >= 0:
            result[position] = _with(result[position], addition)
    return result


def _is_reception(draft: Draft, allegiances: Allegiances) -> bool:
    """Whether hosts are named, and a site of which nothing is known ("was greeted at X Airport")."""
    return bool(_companions(draft) and draft.places()) and not any(
        _states(filling, allegiances) for filling in draft.places()
    )


def _told_beside(addition: Draft, drafts: Sequence[Draft], allegiances: Allegiances) -> int:
    """Place of the event that an addition is about, the nearest before it or else right after it; -1 for none."""
    agents = set(_principals(addition))
    others = set(_companions(addition))
    strangers = all(not allegiances.same_side(one, other) for one in agents for other in others)
    if not agents or not others or not strangers or not addition.status.polarity.endswith("+"):
        return -1
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    for position, draft in enumerate(drafts):
        distance = addition.match.sentence - draft.match.sentence
        if draft.event_type.iri == addition.event_type.iri and agents <= set(_principals(draft)):
            if 0 <= distance <= _BACK:
                before.append((distance, -position))
            elif -_AHEAD <= distance < 0:
                after.append((-distance, position))
    nearest = min(before or after, default=None)
    if nearest is not None and _is_about(addition, drafts[abs(nearest[1])], allegiances):
        return abs(nearest[1])
    return -1


def _is_about(addition: Draft, draft: Draft, allegiances: Allegiances) -> bool:
    """Whether reality, place and the hosts' state allow an addition to be about an event."""
    if _companions(draft) or draft.status.happened is not addition.status.happened:
        return False
    if len({key for filling in draft.places() for key in filling.entities}) > 1:
        return False
    where = {state for filling in draft.places() for key in filling.entities for state in allegiances.states(key)}
    for keys in (
        [key for filling in addition.places() for key in filling.entities],
        list(_companions(addition)),
    ):
        states = {state for key in keys for state in allegiances.states(key)}
        if where and states and not where & states:
            return False
    return True


def _with(draft: Draft, addition: Draft) -> Draft:
    extra = tuple(
        filling
        for filling in addition.fillings
        if filling.entities
        and any(role.iri == filling.role and role.agent and not role.minimum for role in draft.event_type.roles)
    )
    sentences = tuple(dict.fromkeys((*draft.sentences, *addition.sentences)))
    return replace(draft, fillings=union(draft.event_type, draft.fillings, extra), sentences=sentences)
