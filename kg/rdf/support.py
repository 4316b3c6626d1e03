"""What knowledge rests on: every triple of the default graph must be stated by a claim it names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg import names
from kg.edtf import EdtfError
from kg.edtf import bounds as edtf_bounds
from kg.rdf.findings import Finding
from kg.resolution.states import present
from kg.resolution.tellings import common
from kg.vocabulary import DENOTED_BY, DIP, LABEL, SAME_AS, TYPE, Dip
from kg.watchlist import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.facts import Facts, Properties
    from kg.schema.model import Schema

_MEND: Final = "Build again: knowledge is derived from the claims."
_ENTITIES: Final = (Dip.Person, Dip.Organization, Dip.Country, Dip.Place)


def support_findings(facts: Facts, schema: Schema) -> Iterator[Finding]:
    """Triples of the default graph that no claim states."""
    support = _Support(facts, schema)
    for subject, properties in sorted(facts.knowledge.items()):
        for predicate, values in sorted(properties.items()):
            for value in sorted(set(values)):
                if not support.holds(subject, predicate, value):
                    what = f"no claim that it rests on states {_short(predicate)} {value!r}"
                    yield Finding("support", subject, what, predicate, _MEND)


class _Support:
    """Answers whether one triple is stated."""

    def __init__(self, facts: Facts, schema: Schema) -> None:
        self._facts = facts
        self._types = {event_type.iri: event_type for event_type in schema.types}
        self._entity: dict[str, str] = {}
        for subject, properties in facts.knowledge.items():
            if not set(_ENTITIES).isdisjoint(properties.get(TYPE, ())):
                self._entity.update(dict.fromkeys(properties.get(Dip.restsOn, ()), subject))
        self._offices: dict[str, list[str]] = defaultdict(list)
        for claim in facts.of_type(Dip.PositionClaim):
            holder = self._entity.get(facts.one(claim, Dip.holder), "")
            self._offices[holder].append(facts.one(claim, Dip.organization))

    def holds(self, subject: str, predicate: str, value: str) -> bool:
        """Whether a triple of the default graph is stated by what its subject rests on."""
        properties = self._facts.knowledge[subject]
        kinds = set(properties.get(TYPE, ()))
        rests = [claim for claim in properties.get(Dip.restsOn, ()) if claim in self._facts.claims]
        if predicate == Dip.copyOf:
            return subject in self._facts.claims and value in self._facts.claims
        if predicate == Dip.restsOn:
            return value in self._facts.claims
        if predicate == LABEL:
            return bool(rests)
        if not kinds.isdisjoint(_ENTITIES):
            return self._entity_holds(subject, predicate, value, rests)
        if Dip.Position in kinds:
            return self._position_holds(predicate, value, rests)
        return Dip.Event in kinds and self._event_holds(properties, predicate, value, rests)

    def _entity_holds(self, subject: str, predicate: str, value: str, rests: list[str]) -> bool:
        facts = self._facts
        if predicate == TYPE:
            return all(facts.one(referent, Dip.kind) == value for referent in rests)
        if predicate in (Dip.listedAs, SAME_AS) or (predicate == Dip.name and self._entries(subject)):
            return self._list_holds(subject, predicate, value, rests)
        if predicate in (Dip.name, Dip.alias):
            return any(value in self._forms(referent) for referent in rests)
        if predicate == Dip.reference:
            return any(present(facts.one(referent, Dip.reference)) == value for referent in rests)
        if predicate in (Dip.within, Dip.memberOf):
            bodies = [facts.one(referent, Dip.within) for referent in rests] + self._offices[subject]
            if any(body and self._entity.get(body) == value for body in bodies):
                return True
            reference = self._facts.knowledge.get(value, {}).get(Dip.reference, [""])[0]
            return bool(reference) and any(
                present(facts.one(referent, Dip.country)) == reference for referent in [*rests, *self._offices[subject]]
            )
        return False

    def _entries(self, subject: str) -> list[str]:
        return self._facts.knowledge[subject].get(Dip.listedAs, [])

    def _list_holds(self, subject: str, predicate: str, value: str, rests: list[str]) -> bool:
        """Whether an entry of the watch-list, one of whose names an article gives, says so."""
        for entry in self._entries(subject):
            told = self._facts.listed.get(entry, {})
            called = {folded(form) for form in (*told.get(Dip.name, ()), *told.get(Dip.alias, ()))}
            if not any(folded(form) in called for referent in rests for form in self._forms(referent)):
                return False
        if predicate == Dip.listedAs:
            return value in self._facts.listed
        return any(value in self._facts.listed[entry].get(predicate, ()) for entry in self._entries(subject))

    def _forms(self, referent: str) -> list[str]:
        mentions = self._facts.all(referent, DENOTED_BY)
        return [self._facts.one(referent, Dip.name), *(self._facts.one(span, Dip.quote) for span in mentions)]

    def _position_holds(self, predicate: str, value: str, rests: list[str]) -> bool:
        facts = self._facts
        if predicate == TYPE:
            return all(Dip.PositionClaim in facts.all(claim, TYPE) for claim in rests)
        if predicate in (Dip.holder, Dip.organization):
            return all(self._entity.get(facts.one(claim, predicate)) == value for claim in rests)
        if predicate == Dip.title:
            return all(names.fold(facts.one(claim, Dip.title)) == names.fold(value) for claim in rests)
        if predicate == Dip.former:
            return all(facts.one(claim, Dip.former) == value for claim in rests)
        if predicate == Dip.asOf:
            return any(facts.one(facts.one(claim, Dip.article), Dip.published) == value for claim in rests)
        return False

    def _event_holds(self, properties: Properties, predicate: str, value: str, rests: list[str]) -> bool:
        facts = self._facts
        if predicate == TYPE:
            return value == Dip.Event or all(facts.one(claim, Dip.eventType) == value for claim in rests)
        if predicate == Dip.status:
            return any(facts.one(claim, Dip.statedStatus) == value for claim in rests)
        if predicate in (Dip.date, Dip.earliest, Dip.latest):
            return value in self._dates(predicate, rests)
        if predicate == Dip.sources:
            return value.isdecimal() and 1 <= int(value) <= len({facts.one(claim, Dip.article) for claim in rests})
        if predicate == Dip.disagreesOn:
            stated = Dip.statedDate if value == Dip.date else Dip.statedStatus
            return len({facts.one(claim, stated) for claim in rests}) > 1
        roles = self._roles(properties, predicate)
        return any(
            facts.one(argument, Dip.role) in roles and value in self._filler(argument)
            for claim in rests
            for argument in facts.all(claim, Dip.argument)
        )

    def _filler(self, argument: str) -> tuple[str, str]:
        return self._entity.get(self._facts.one(argument, Dip.filler), ""), self._facts.one(argument, Dip.value)

    def _roles(self, properties: Properties, predicate: str) -> set[str]:
        """The roles that a property of an event may stand for."""
        roles = [role for kind in properties[TYPE] if kind in self._types for role in self._types[kind].roles]
        if predicate == Dip.connects:
            return {role.iri for role in roles if role.contact}
        if predicate == Dip.participant:
            return {role.iri for role in roles if role.agent}
        return {predicate}

    def _dates(self, predicate: str, rests: list[str]) -> set[str]:
        """What the claims' dates amount to."""
        stated = {date for claim in rests for date in self._facts.all(claim, Dip.statedDate)}
        try:
            whole = common(stated)
            dates = {whole} if whole else stated
            if predicate == Dip.date:
                return dates
            limits = [edtf_bounds(date)[predicate == Dip.latest] for date in dates]
        except EdtfError:
            return set()
        days = [day for day in limits if day is not None]
        if len(days) != len(limits) or not days:
            return set()
        return {(max if predicate == Dip.latest else min)(days).isoformat()}


def _short(predicate: str) -> str:
    return predicate.replace(DIP, "dip:")
