"""Offices that the text gives by way of somebody else: "his French counterpart, X", "Ambassador Y of Togo".

A counterpart or colleague in another state holds the same office there as the one whose counterpart he is. Whose that
is must be certain: a resolved pronoun or a name right before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.marking import Marked
from kg.extraction.names import SentenceNames
from kg.extraction.offices import leads, office
from kg.extraction.people import Person
from kg.extraction.scene import Referring
from kg.model import PositionClaim, Span

_ALIKE: Final = frozenset({"counterpart", "colleague", "homologue", "homolog"})
_SENT: Final = frozenset({"ambassador", "envoy", "consul"})
_REACH: Final = 5


def shared_offices(
    persons: Sequence[Person],
    keys: Sequence[str],
    names: Sequence[SentenceNames],
    rows: Sequence[Sequence[Referring]],
    claims: Sequence[PositionClaim],
) -> Iterator[PositionClaim]:
    """The offices of counterparts and colleagues who are named.

    Args:
        persons: of the article, with their sightings.
        keys: of their entities.
        names: per sentence.
        rows: per sentence, what refers to whom, pronouns resolved.
        claims: the offices told outright.
    """
    for person, key in zip(persons, keys, strict=True):
        for sighting in person.sightings:
            marked = names[sighting.sentence].marked
            at = _alike_before(marked, sighting.name.start)
            if at is None:
                continue
            start = _start(marked, at)
            state = _state(rows[sighting.sentence], start, sighting.name.start)
            owner = _owner(marked, rows[sighting.sentence], start)
            if not state or owner is None or owner == key:
                continue
            held = _office_of(owner, claims, state)
            if held is not None:
                span = Span(marked.tokens[start].span.start, marked.tokens[at].span.end)
                yield PositionClaim(key, held, state, False, span, marked.sentence.span)


def states_of_envoys(claims: Sequence[PositionClaim]) -> tuple[PositionClaim, ...]:
    """The claims, with the state that sends an ambassador "to Rome" where only other offices tell it."""
    homes: dict[str, set[str]] = {}
    for claim in claims:
        if claim.organization.startswith("country/"):
            homes.setdefault(claim.holder, set()).add(claim.organization)
    done = []
    for claim in claims:
        held = office(claim.title.split())
        home = homes.get(claim.holder, set())
        sent = held is not None and held.head in _SENT and not claim.organization and " to " in f"{claim.title} "
        if sent and len(home) == 1:
            done.append(
                PositionClaim(claim.holder, claim.title, next(iter(home)), claim.former, claim.span, claim.evidence)
            )
        else:
            done.append(claim)
    return tuple(done)


def _alike_before(marked: Marked, start: int) -> int | None:
    """The token "counterpart" a name stands behind, past a comma, an honorific and "from Yemen"."""
    at = start - 1
    while at >= 0 and start - at <= _REACH and not _is_alike(marked, at):
        if marked.letters[at] not in ",R.GOFMD" and marked.lower[at] != "from":
            return None
        at -= 1
    return at if at >= 0 and _is_alike(marked, at) else None


def _is_alike(marked: Marked, at: int) -> bool:
    """Whether a token is "counterpart", or the "number" of "opposite number"."""
    return marked.lower[at] in _ALIKE or (marked.lower[at] == "number" and marked.lower[at - 1 : at] == ("opposite",))


def _start(marked: Marked, at: int) -> int:
    """First token of the noun phrase that ends in "counterpart"."""
    start = at - (marked.lower[at] not in _ALIKE)
    while start > 0 and marked.letters[start - 1] in "GMNPQ-H" and at - start < _REACH:
        start -= 1
        if marked.letters[start] == "Q":
            break
    return start


def _state(rows: Sequence[Referring], start: int, end: int) -> str:
    """The only state named in a stretch of tokens."""
    found = {row.entities[0] for row in rows if row.kind == "country" and start <= row.start and row.end <= end}
    return next(iter(found)) if len(found) == 1 else ""


def _owner(marked: Marked, rows: Sequence[Referring], start: int) -> str | None:
    """The person whose counterpart it is: the possessive that opens the phrase."""
    whole = [row for row in rows if row.kind == "person" and len(row.entities) == 1]
    if marked.letters[start] == "Q":
        return next((row.entities[0] for row in whole if row.start == start and row.how == "possessive"), None)
    return next(
        (
            row.entities[0]
            for row in whole
            if row.start <= start < row.end
            and row.how in {"name", "surname"}
            and marked.letters[row.end : row.end + 1] == "P"
        ),
        None,
    )


def _office_of(owner: str, claims: Sequence[PositionClaim], state: str) -> str | None:
    """The title the owner holds in another state: the first one told that somebody abroad can hold too."""
    for claim in claims:
        held = office(claim.title.split())
        if claim.holder != owner or claim.former or held is None or claim.organization == state:
            continue
        if leads(held) or held.head in {"minister", "secretary", "envoy", "negotiator", "representative", "ambassador"}:
            return claim.title
        return claim.title if claim.organization.startswith("country/") or not claim.organization else None
    return None
