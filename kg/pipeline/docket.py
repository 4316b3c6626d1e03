"""From what an analyst names (persons, events, claims) to judgements on claims and referents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import AmbiguousNameError, UnknownNameError, UsageError, choose_from
from kg.judgement import Decision, Judgement, claim_names, pair, referent_name, short_name
from kg.model import EventClaim, Extraction
from kg.pipeline.judging import judgements_of, names_in
from kg.rdf.iris import Iris
from kg.rdf.reading import read_extraction
from kg.resolution.tellings import is_place
from kg.schema.model import Schema
from kg.store import Reader
from kg.store.terms import select_rows
from kg.vocabulary import local_name

_SHORT = re.compile(r"([0-9a-f]{6,64})/(\d+-\d+-p?\d+|(?:person|organization|country|place)/.+)")
"""How a claim or a referent is named: the beginning of its article's digest, and what stands behind it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, on which day (ISO 8601), and why."""

    by: str
    date: str
    why: str = ""


class Docket:
    """Makes judgements on what one generation holds.

    Things are named by name or IRI; claims and referents by IRI, or as ``kg show --why`` prints them
    (``3f2a91b0c4d5/120-128-0``).

    Args:
        reader: of the generation.
        schema: its event types.
        find: name -> IRI of the one thing called so; ``KnowledgeGraph.find`` does it.
        signed: goes into every judgement.
    """

    def __init__(self, reader: Reader, schema: Schema, find: Callable[[str], str], signed: Signed) -> None:
        self._reader = reader
        self._schema = schema
        self._find = find
        self._signed = signed
        self._iris = Iris(reader.base)
        self._names = names_in(reader)
        self._read: dict[str, Extraction] = {}

    def same(self, one: str, other: str) -> Judgement:
        """Two persons, things or events are one. Raises UsageError when they are of two kinds."""
        return self._pair(Decision.SAME, one, other)

    def different(self, one: str, other: str) -> Judgement:
        """Two persons, things or events are two; of what is named within the other, only the rest counts there.

        Raises:
            UsageError: when they are of two kinds, or one claim tells them both.
        """
        return self._pair(Decision.DIFFERENT, one, other)

    def reject(self, things: Iterable[str]) -> Judgement:
        """The reader was wrong: nothing may rest on these claims, or on the claims of these events."""
        return self._made(Decision.REJECT, self._claims(things))

    def status(self, thing: str, key: str, *, every: bool = False) -> Judgement:
        """A claim has another status.

        Args:
            thing: a claim, or an event that rests on one.
            key: of the status.
            every: of an event that rests on several claims, all have it.

        Raises:
            UsageError: when there is no such status. AmbiguousNameError: for an event of several claims.
        """
        known = {status.key: status for status in self._schema.statuses}
        if key not in known:
            raise UsageError(f"there is no status {key!r}", mend=choose_from(key, sorted(known)))
        claims = self._claims([thing], events_only=True)
        if len(claims) > 1 and not every:
            raise AmbiguousNameError(thing, choices=tuple(short_name(name) for name in claims))
        return self._made(Decision.STATUS, claims, status=known[key].iri)

    def role(self, thing: str, filler: str, *, taken: str = "", given: str = "") -> tuple[Judgement, ...]:
        """Somebody loses a role, gets one, or changes it, in a claim or in all claims of an event.

        Args:
            thing: a claim or an event.
            filler: a person, organization, country or place that the claim's article names; or a concept's label.
            taken: key of the role it loses, or empty.
            given: key of the role it gets, or empty.

        Raises:
            UsageError: when no claim has the role so, or no claim's article names the filler.
        """
        claims = self._claims([thing], events_only=True)
        found: dict[tuple[str, str, str], list[str]] = {}
        for name in claims:
            claim = self._claim(name)
            roles = self._role(claim, taken), self._role(claim, given)
            for value in self._fillers(name, claim, filler, *roles):
                found.setdefault((*roles, value), []).append(name)
        if not found:
            what = f"has {filler} as {taken}" if taken else f"stands in an article that names {filler}"
            raise UsageError(
                f"no claim of {thing!r} {what}",
                mend="No fact without a sentence: look at what its articles name with kg show --why.",
            )
        return tuple(
            self._made(Decision.ROLE, names, taken=lost, given=got, filler=value)
            for (lost, got, value), names in found.items()
        )

    def split(self, event: str, claims: Sequence[str]) -> Judgement:
        """Claims are taken out of an event into one of their own.

        Raises:
            UsageError: when they are none of its claims, or all.
        """
        whole = self._claims([event], events_only=True)
        out = self._claims(claims, events_only=True)
        strange = [name for name in out if name not in whole]
        if strange:
            raise UsageError(
                f"{short_name(strange[0])} is no claim of {event!r}",
                mend=f"Its claims are {', '.join(map(short_name, whole))}.",
            )
        stay = tuple(name for name in whole if name not in out)
        if not stay:
            raise UsageError(f"all claims of {event!r} are named", mend="Leave one; to drop them all: kg judge reject")
        return self._made(Decision.SPLIT, out, stay)

    def _pair(self, decision: Decision, one: str, other: str) -> Judgement:
        left, right = set(self._meant(one)), set(self._meant(other))
        if left < right:
            right -= left
        elif right < left:
            left -= right
        if not left.isdisjoint(right):
            raise self._are_one(decision, one, other, left & right)
        kinds = {self._kind(name) for name in left | right}
        if len(kinds) > 1:
            raise UsageError(
                f"{one!r} and {other!r} are of different kinds ({' and '.join(sorted(kinds))})",
                mend="Name two persons, two things of one kind, or two events of one type.",
            )
        return self._made(decision, left, right)

    def _are_one(self, decision: Decision, one: str, other: str, shared: set[str]) -> UsageError:
        """Both names stand for the same; where an analyst made them one, the judgements that did are to be undone."""
        tying = [
            held.judgement
            for held in judgements_of(self._reader)
            if decision is Decision.DIFFERENT
            and held.judgement.decision is Decision.SAME
            and not shared.isdisjoint(held.judgement.claims)
            and not shared.isdisjoint(held.judgement.others)
        ]
        if not tying:
            return UsageError(
                f"{one!r} and {other!r} are one",
                mend="Name two, or claims of which one is to be parted (kg show --why).",
            )
        told = ", ".join(f"{old.id} ({', '.join(filter(None, (old.by, old.date)))})" for old in tying)
        return UsageError(
            f"{one!r} and {other!r} are one by the judgement {told}",
            mend=f"Take it back with: kg judge undo {' '.join(old.id for old in tying)}",
        )

    def doubts(self, judgement: Judgement) -> tuple[str, ...]:
        """What speaks against two events being one: places or statuses of one side that the other has not."""
        if judgement.decision is not Decision.SAME or not judgement.claims[0].startswith("claim/"):
            return ()
        sides = [[self._claim(name) for name in side] for side in (judgement.claims, judgement.others)]
        statuses = [{claim.status for claim in side} for side in sides]
        places = [dict(pair for claim in side for pair in self._places(claim)) for side in sides]
        labels = {status.iri: status.label for status in self._schema.statuses}
        told = []
        if all(places) and places[0].keys().isdisjoint(places[1]):
            one, other = (_list(side.values()) for side in places)
            told.append(f"the places differ: {one} and {other}")
        if statuses[0].isdisjoint(statuses[1]):
            one, other = (_list(labels[iri] for iri in side) for side in statuses)
            told.append(f"the statuses differ: {one} and {other}")
        return tuple(told)

    def _places(self, claim: EventClaim) -> Iterator[tuple[str, str]]:
        """Where a claim says that it happened: key of the place in its article, and its words for it."""
        roles = {role.iri for role in self._schema.type(claim.event_type).roles if is_place(role)}
        for argument in claim.arguments:
            if argument.role in roles and argument.entity:
                yield argument.entity, argument.mention.text

    def _made(self, decision: Decision, one: Iterable[str], other: Iterable[str] = (), **values: str) -> Judgement:
        left, right = pair(decision, one, other)
        signed = self._signed
        return Judgement(decision, left, right, by=signed.by, date=signed.date, why=signed.why, **values)

    def _kind(self, name: str) -> str:
        if not name.startswith("claim/"):
            return name.split("/")[2]
        return local_name(self._claim(name).event_type)

    def _claims(self, things: Iterable[str], *, events_only: bool = False) -> tuple[str, ...]:
        """The claims meant; of events those they rest on.

        Raises:
            UsageError: for a person or a thing, or a position claim where an event's is wanted.
        """
        found: list[str] = []
        for thing in things:
            for name in self._meant(thing):
                if not name.startswith("claim/"):
                    raise UsageError(f"{thing!r} is neither a claim nor an event", mend="kg show --why prints claims.")
                if events_only:
                    self._claim(name)
                found.append(name)
        return tuple(sorted(set(found)))

    def _meant(self, thing: str) -> tuple[str, ...]:
        """Names of what a name, an IRI or a claim's name stands for.

        Raises:
            UnknownNameError, AmbiguousNameError: for a name.
        """
        plain = thing.removeprefix(f"{self._iris.base}id/")
        if plain in self._names:
            return (plain,)
        short = _SHORT.fullmatch(plain)
        if short:
            digest, rest = short.groups()
            found = sorted(
                name
                for name in self._names
                if name.split("/", 1)[1].startswith(digest) and name.split("/", 2)[2] == rest
            )
            if len(found) > 1:
                raise AmbiguousNameError(thing, choices=tuple(found))
            if not found:
                raise UnknownNameError(thing)
            return tuple(found)
        iri = self._find(thing)
        rows = select_rows(self._reader, f"SELECT ?claim WHERE {{ <{iri}> dip:restsOn ?claim }} ORDER BY ?claim")
        if not rows:
            raise UsageError(f"{thing!r} rests on no claim", mend="Name a person, a thing or an event.")
        return tuple(row[0].removeprefix(f"{self._iris.base}id/") for row in rows)

    def _extraction(self, digest: str) -> Extraction:
        if digest not in self._read:
            self._read[digest] = read_extraction(self._reader.quads(self._iris.graph(digest)), self._iris.base)
        return self._read[digest]

    def _claim(self, name: str) -> EventClaim:
        """The event claim of that name. Raises UsageError when it is another."""
        extraction = self._extraction(name.split("/")[1])
        for reference, known in claim_names(extraction).items():
            if known == name and reference.kind == "event":
                return extraction.claims[reference.ordinal]
        raise UsageError(f"{short_name(name)} is no claim of an event", mend="An office can only be rejected.")

    def _role(self, claim: EventClaim, key: str) -> str:
        """IRI of a role of the claim's type; empty for none. Raises UsageError when the type has no such role."""
        if not key:
            return ""
        event_type = self._schema.type(claim.event_type)
        for role in event_type.roles:
            if key.lower() in (role.key.lower(), role.label.lower(), local_name(role.iri).lower(), role.iri.lower()):
                return role.iri
        raise UsageError(
            f"a {event_type.label} has no role {key!r}",
            mend=choose_from(key, [local_name(role.iri) for role in event_type.roles]),
        )

    def _fillers(self, name: str, claim: EventClaim, filler: str, taken: str, given: str) -> tuple[str, ...]:
        """What stands for the filler in the claim: those that lose the role, or the one that gets it."""
        event_type = self._schema.type(claim.event_type)
        scheme = event_type.role(taken or given).scheme
        if scheme:
            concepts = self._schema.concepts_of(scheme)
            for concept in concepts:
                if filler.lower() in (concept.label.lower(), local_name(concept.iri).lower(), concept.iri.lower()):
                    return (concept.iri,)
            raise UsageError(
                f"{filler!r} is no value of this role",
                mend=choose_from(filler, [concept.label for concept in concepts]),
            )
        digest = name.split("/")[1]
        meant = [one for one in self._meant(filler) if one.startswith(f"article/{digest}/")]
        if given:
            kinds = event_type.role(given).kinds
            meant = [one for one in meant if one.split("/")[2] in kinds]
        if not taken:
            return tuple(meant[:1])
        filled = {referent_name(digest, a.entity) for a in claim.arguments if a.entity and a.role == taken}
        return tuple(one for one in meant if one in filled)


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
