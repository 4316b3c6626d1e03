"""Passes over one article's drafts after matching: what a sentence leaves to its neighbours.

Each takes the drafts in order of the text and returns them anew. They know no event type; they go by roles, dates
and reference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg import edtf
from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft, place_roles
from kg.extraction.fillers import Filling, count
from kg.extraction.frames import Match
from kg.extraction.graph import Graph
from kg.schema.model import EventType

_FAR_BACK = 40  # sentences over which a bare "the meeting" can reach


# ------------------------------------------------------------------------------------------------- one sentence
def drop_nested(matches: Sequence[Match], graph: Graph) -> tuple[Match, ...]:
    """Of two triggers of one type in one phrase ("arrived on a visit", "summit meeting", "met for talks") keep one.

    The one that governs stays and takes what only the other one knew.
    """
    kept: list[Match] = []
    gone: set[int] = set()
    for position, inner in enumerate(matches):
        for other, outer in enumerate(matches):
            if position == other or position in gone or other in gone or inner.event_type.iri != outer.event_type.iri:
                continue
            if inner.token != outer.token and _carries(graph, outer.token, inner.token) and _agree(inner, outer):
                gone.add(position)
    for position, match in enumerate(matches):
        if position in gone:
            continue
        fillings = match.fillings
        for other in sorted(gone):
            inner = matches[other]
            if inner.event_type.iri == match.event_type.iri and _carries(graph, match.token, inner.token):
                fillings = _union(match.event_type, fillings, inner.fillings)
        kept.append(replace(match, fillings=fillings))
    return tuple(kept)


def _carries(graph: Graph, outer: int, inner: int) -> bool:
    """Whether one trigger merely carries the other: its object, its for-phrase, its compound, or what it packages."""
    if graph.transparent.get(inner) == outer:
        return True
    verb = graph.tokens[outer].upos in ("VERB", "AUX")
    for edge in graph.into(inner):
        if edge.head != outer:
            continue
        if edge.label == "compound" or (verb and edge.label == "obj"):
            return True
        if edge.label == "p" and edge.preposition in (("for", "on", "in", "at") if verb else ("of",)):
            return True
    return False


def _agree(inner: Match, outer: Match) -> bool:
    """Whether no role that both fill is filled by strangers."""
    for role in outer.event_type.roles:
        if role.agent:
            left = {key for filling in inner.role(role.iri) for key in filling.entities}
            right = {key for filling in outer.role(role.iri) for key in filling.entities}
            if left and right and not left & right and len(left) >= max(role.minimum, 1) <= len(right):
                return False
    return True


def _union(event_type: EventType, own: tuple[Filling, ...], other: Iterable[Filling]) -> tuple[Filling, ...]:
    """Fillings of both, in order of role, without repeating an entity within a role."""
    merged = list(own)
    for filling in other:
        known = {key for item in merged if item.role == filling.role for key in item.entities}
        values = {(item.value, item.span) for item in merged if item.role == filling.role}
        role = event_type.role(filling.role)
        if role.maximum and count(item for item in merged if item.role == filling.role) >= role.maximum:
            continue
        if filling.entities and set(filling.entities) <= known:
            continue
        if not filling.entities and (filling.value, filling.span) in values:
            continue
        merged.append(filling)
    order = {role.iri: index for index, role in enumerate(event_type.roles)}
    return tuple(sorted(merged, key=lambda item: order[item.role]))


def share_places(drafts: Sequence[Draft], graphs: Sequence[Graph], allegiances: Allegiances) -> list[Draft]:
    """Events of one sentence that somebody does in one go share place and date: "visited Lima, meeting X".

    Only across types (two events of one type in one sentence are told apart by their places), only with a participant
    in common, only where the tree links them as one doing, and only what the other leaves open.
    """
    result = list(drafts)
    for position, draft in enumerate(drafts):
        for other in drafts:
            if other.match.sentence != draft.match.sentence or other.event_type.iri == draft.event_type.iri:
                continue
            if not _one_doing(graphs[draft.match.sentence], draft, other):
                continue
            common = any(allegiances.same_side(one, two) for one in draft.agents() for two in other.agents())
            if not common or draft.status.happened is not other.status.happened:
                continue
            current = result[position]
            where = place_roles(current.event_type)
            if where and not current.places() and other.places():
                source = other.places()
                if len({key for filling in source for key in filling.entities}) == 1:
                    taken = tuple(replace(filling, role=where[0], implied=True) for filling in source)
                    current = replace(current, fillings=_union(current.event_type, current.fillings, taken))
            if current.date is None and other.date is not None and not _is_long_stay(other):
                current = replace(current, date=other.date, date_span=other.date_span)
            result[position] = current
    return result


def _is_long_stay(draft: Draft) -> bool:
    earliest, latest = edtf.bounds(draft.date or "")
    return earliest is None or latest is None


def _one_doing(graph: Graph, one: Draft, other: Draft) -> bool:
    """Whether the tree links two triggers as one doing: purpose, participle, coordination or shared verb."""
    first = {one.match.token, *(verb.token for verb in one.match.light)}
    second = {other.match.token, *(verb.token for verb in other.match.light)}
    if first & second:
        return True
    for left, right in ((first, second), (second, first)):
        for token in left:
            head = graph.heads[token]
            relation = graph.deprels[token].partition(":")[0]
            steps = 0
            while head >= 0 and steps < 4:
                if head in right:
                    return relation in ("obl", "nmod", "advcl", "conj", "acl", "obj", "xcomp")
                if graph.tokens[head].upos not in ("NOUN", "PROPN", "VERB", "AUX"):
                    break
                head = graph.heads[head]
                steps += 1
    return False


# ------------------------------------------------------------------------------------------------- the article
def resolve_anaphora(
    drafts: Sequence[Draft], compatible: Callable[[Draft, Draft], bool], graphs: Sequence[Graph]
) -> list[Draft]:
    """For "the talks", "such a meeting": a draft that lacks participants takes those of the event told before.

    Args:
        drafts: in order of the text.
        compatible: whether two drafts may be one event as far as date, place, series, format and status go.
        graphs: of all sentences.
    """
    result: list[Draft] = []
    for draft in drafts:
        current = draft
        if not draft.is_complete() and _takes_up(draft, graphs[draft.match.sentence]):
            antecedent = _antecedent(draft, result, compatible)
            if antecedent >= 0:
                current = _take_from(draft, result[antecedent], antecedent)
        result.append(current)
    return result


def _takes_up(draft: Draft, graph: Graph) -> bool:
    """Whether a noun can speak of an event told before: definite, possessed, or bare plural ("talks")."""
    token = graph.tokens[draft.match.token]
    if token.upos not in ("NOUN", "PROPN") or draft.match.quantified:
        return False
    return draft.match.definite


def _antecedent(draft: Draft, before: Sequence[Draft], compatible: Callable[[Draft, Draft], bool]) -> int:
    """Place of the nearest earlier event of the type that fits; -1 where none does."""
    known = set(draft.agents())
    for position in range(len(before) - 1, -1, -1):
        other = before[position]
        if other.event_type.iri != draft.event_type.iri or not other.is_complete() or other.generic:
            continue
        if draft.match.sentence - other.match.sentence > _FAR_BACK:
            break
        if known <= set(other.agents()) and compatible(draft, other):
            return other.antecedent if other.antecedent >= 0 else position
    return -1


def _take_from(draft: Draft, source: Draft, position: int) -> Draft:
    fillings = draft.fillings
    for iri in draft.missing():
        taken = (replace(filling, implied=True) for filling in source.role(iri))
        fillings = _union(draft.event_type, fillings, taken)
    if not draft.match.event_type.one_of or any(filling.role in draft.event_type.one_of for filling in fillings):
        pass
    else:
        demanded = (replace(filling, implied=True) for iri in draft.event_type.one_of for filling in source.role(iri))
        fillings = _union(draft.event_type, fillings, demanded)
    sentences = tuple(dict.fromkeys((*draft.sentences, source.sentences[0])))
    return replace(draft, fillings=fillings, antecedent=position, sentences=sentences)


def inherit(drafts: Sequence[Draft]) -> list[Draft]:
    """Types that say so let a bare definite trigger take what the last event of the type had ("the sanctions")."""
    result: list[Draft] = []
    last: dict[str, Draft] = {}
    for draft in drafts:
        current = draft
        source = last.get(draft.event_type.iri)
        if (
            not draft.is_complete()
            and "inherit" in draft.match.options()
            and draft.match.definite
            and source is not None
        ):
            current = _take_from(draft, source, -1)
        if current.is_complete():
            last[draft.event_type.iri] = current
        result.append(current)
    return result


def expand(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each event: distribution over fillers, and both directions of an exchange."""
    result: list[Draft] = []
    for draft in drafts:
        variants = [variant for one in _directions(draft) for variant in _distribute(one)]
        result += [replace(variant, variant=number) for number, variant in enumerate(variants)]
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
    variants = [draft]
    for iri in draft.event_type.distribute:
        variants = [part for variant in variants for part in _split(variant, iri)]
    return variants


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
