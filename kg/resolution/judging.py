"""What judgements do to resolution: before it to what the claims say, during it to links, after it to groups."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from kg.judgement import Decision, Judgement, Sides, by_claim, claim_names, in_order, referent_name
from kg.model import Argument
from kg.schema.judged import knows_role, knows_status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.model import EventClaim, Extraction, PositionClaim
    from kg.schema.model import Schema

T = TypeVar("T")
REJECTED = ""
"""Type of a rejected event claim and holder of a rejected position claim: known to no schema and no article."""


def as_judged(extractions: Iterable[Extraction], judgements: Iterable[Judgement], schema: Schema) -> list[Extraction]:
    """What the articles say once rejected claims are void and status, roles and separations are as decided.

    Every claim keeps its ordinal; an article that no judgement names is returned as it is. A status or role that the
    schema does not know waits for one that does.
    """
    ordered = in_order(judgements)
    named = {name.split("/", 2)[1] for judgement in ordered for name in judgement.about}
    if not named:
        return list(extractions)
    decided = {decision: by_claim(ordered, decision) for decision in Decision}
    parted: dict[str, list[Judgement]] = {}
    for judgement in ordered:
        if judgement.decision in (Decision.DIFFERENT, Decision.SPLIT):
            for digest in sorted({name.split("/", 2)[1] for name in judgement.about}):
                parted.setdefault(digest, []).append(judgement)
    return [
        _judged(extraction, decided, parted.get(extraction.article.digest, ()), schema)
        if extraction.article.digest in named
        else extraction
        for extraction in extractions
    ]


def _judged(
    extraction: Extraction,
    decided: Mapping[Decision, Mapping[str, list[Judgement]]],
    parted: Sequence[Judgement],
    schema: Schema,
) -> Extraction:
    names = claim_names(extraction)
    entities = {referent_name(extraction.article.digest, entity.key): entity.key for entity in extraction.entities}
    first = {entity.key: entity.mentions[0] for entity in extraction.entities}
    of = {(reference.kind, reference.ordinal): name for reference, name in names.items()}

    def position(ordinal: int, claim: PositionClaim) -> PositionClaim:
        rejected = of["position", ordinal] in decided[Decision.REJECT]
        return replace(claim, holder=REJECTED) if rejected else claim

    def event(ordinal: int, claim: EventClaim) -> EventClaim:
        name = of["event", ordinal]
        if name in decided[Decision.REJECT]:
            return replace(claim, event_type=REJECTED)
        for judgement in decided[Decision.STATUS].get(name, ()):
            if knows_status(schema, judgement):
                claim = replace(claim, status=judgement.status)
        for judgement in decided[Decision.ROLE].get(name, ()):
            filler = judgement.filler
            if not knows_role(schema, judgement, claim.event_type):
                continue
            if filler in entities:
                mention, key = first[entities[filler]], entities[filler]
                claim = _cast(claim, judgement, Argument(judgement.given, mention, entity=key))
            elif not filler.startswith("article/"):
                claim = _cast(claim, judgement, Argument(judgement.given, claim.trigger, value=filler))
        return claim

    claims = [event(ordinal, claim) for ordinal, claim in enumerate(extraction.claims)]
    positions = [position(ordinal, claim) for ordinal, claim in enumerate(extraction.positions)]
    claims = _separated(claims, {name: ordinal for (kind, ordinal), name in of.items() if kind == "event"}, parted)
    return replace(extraction, claims=tuple(claims), positions=tuple(positions))


def _cast(claim: EventClaim, judgement: Judgement, wanted: Argument) -> EventClaim:
    """The claim with one role taken, given, or moved; a role that is moved keeps its words."""
    kept, mention = [], wanted.mention
    for argument in claim.arguments:
        same = (argument.entity, argument.value) == (wanted.entity, wanted.value)
        if judgement.taken and same and argument.role == judgement.taken:
            mention = argument.mention
        else:
            kept.append(argument)
    filled = {(argument.role, argument.entity, argument.value) for argument in kept}
    if judgement.given and (judgement.given, wanted.entity, wanted.value) not in filled:
        kept.append(replace(wanted, mention=mention))
    kept.sort(key=lambda argument: (argument.role, argument.mention.span.start, argument.entity))
    return replace(claim, arguments=tuple(kept))


def _separated(claims: list[EventClaim], ordinals: Mapping[str, int], parted: Iterable[Judgement]) -> list[EventClaim]:
    """Claims that one article tells as one event, numbered apart where a judgement says that they are two."""
    for judgement in parted:
        one = {ordinals[name] for name in judgement.claims if name in ordinals}
        other = {ordinals[name] for name in judgement.others if name in ordinals}
        # what is taken out of an event moves; of two different ones the second does
        moving, staying = (one, other) if judgement.decision is Decision.SPLIT else (other, one)
        for number in sorted({claims[index].local_event for index in moving}):
            if any(claims[index].local_event == number for index in staying):
                fresh = max(claim.local_event for claim in claims) + 1
                for index in sorted(moving):
                    if claims[index].local_event == number:
                        claims[index] = replace(claims[index], local_event=fresh)
    return claims


def judged_groups(groups: Iterable[Sequence[T]], sides: Sides, names: Callable[[T], Iterable[str]]) -> list[list[T]]:
    """Groups, parted where their members are judged different and joined where they are judged the same.

    What no judgement names stays with the larger part. Where parts that are to be joined hold members that are kept
    apart, only those that are judged the same leave their parts, for one of their own.

    Args:
        groups: disjoint.
        sides: what judgements say.
        names: the claims or referents that a member stands for.
    """
    members: list[T] = []
    parts: list[list[int]] = []
    for group in groups:
        for natural in _parts(group, sides, names):
            parts.append(list(range(len(members), len(members) + len(natural))))
            members += natural

    def named(index: int) -> Iterable[str]:
        return names(members[index])

    home = {index: part for part, indices in enumerate(parts) for index in indices}
    kept = [sides.classes(_names(part, named)) for part in parts]
    for tied in _tied(len(members), sides, named):
        # members of which one stands for names that others keep apart cannot all be one
        for together in _parts(tied, sides, named):
            where = sorted({home[index] for index in together}, key=lambda part: (-len(parts[part]), part))
            if len(where) < 2:
                continue
            if any(sides.parts(kept[one], kept[other]) for one, other in combinations(where, 2)):
                leaving = set(together)
                for part in where:
                    parts[part] = [index for index in parts[part] if index not in leaving]
                    kept[part] = sides.classes(_names(parts[part], named))
                moved, target = list(together), len(parts)
                parts.append([])
                kept.append(sides.classes(_names(together, named)))
            else:
                target = where[0]
                moved = [index for part in where[1:] for index in parts[part]]
                kept[target] = kept[target].union(*(kept[part] for part in where[1:]))
                for part in where[1:]:
                    parts[part] = []
            parts[target] += moved
            home.update(dict.fromkeys(moved, target))
    return [[members[index] for index in part] for part in parts if part]


def _tied(count: int, sides: Sides, named: Callable[[int], Iterable[str]]) -> list[list[int]]:
    """Members that judgements hold together, by the smallest of their classes; a member of two classes ties them."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while (parent := above.setdefault(name, name)) != name:
            name = parent
        return name

    bound: dict[int, str] = {}
    for index in range(count):
        for name in (sides.of(name) for name in named(index) if sides.tied(name)):
            low, high = sorted((root(bound.setdefault(index, name)), root(name)))
            above[high] = low
    found: dict[str, list[int]] = {}
    for index, name in bound.items():
        found.setdefault(root(name), []).append(index)
    return [found[name] for name in sorted(found)]


def _names(part: Iterable[T], names: Callable[[T], Iterable[str]]) -> list[str]:
    return [name for member in part for name in names(member)]


def _parts(group: Sequence[T], sides: Sides, names: Callable[[T], Iterable[str]]) -> list[list[T]]:
    """A group as parts of which none holds members that are kept apart."""
    bound: dict[frozenset[str], list[T]] = {}
    for member in group:
        bound.setdefault(sides.classes(names(member)), []).append(member)
    free = bound.pop(frozenset(), [])
    if len(bound) < 2:
        return [list(group)]
    parts: list[tuple[set[str], list[T]]] = []
    for classes, members in bound.items():
        fitting = next((part for part in parts if not sides.parts(classes, part[0])), None)
        if fitting is None:
            parts.append((set(classes), list(members)))
        else:
            fitting[0].update(classes)
            fitting[1].extend(members)
    found = [members for _, members in parts]
    max(found, key=len).extend(free)  # of equal ones the first
    return found
