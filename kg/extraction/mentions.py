"""What names and units of a sentence refer to: one ``Referring`` each, and the entity behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.extraction.gazetteer import city_country, lookup, state_name
from kg.extraction.graph import Graph
from kg.extraction.institutions import Unit
from kg.extraction.names import Name
from kg.extraction.people import Person
from kg.extraction.register import Draft, Register
from kg.extraction.scene import Referring
from kg.model import EntityKind, Span
from kg.names import bare, fold


def head_of(graph: Graph, start: int, end: int) -> int:
    """The token of a span whose head lies outside it; the last such by preference of a noun, else the first token."""
    outside = [index for index in range(start, end) if not start <= graph.heads[index] < end]
    nominal = [index for index in outside if graph.tokens[index].upos in {"PROPN", "NOUN", "ADJ", "PRON"}]
    return (nominal or outside or [start])[0]


def refer_unit(register: Register, sentence: int, unit: Unit, text: str) -> Referring:
    """What a unit refers to; the units's own state is named by its owner."""
    entry = unit.owner.match.entry if unit.owner.match is not None else None
    state = entry.state if entry is not None else ""
    span, head = unit.span, unit.head
    if unit.role == "organization":
        draft = register.unit_organization(unit.name, unit.owner, text[unit.span.start : unit.span.end])
        draft.spans.add(span)
        return Referring(sentence, unit.start, unit.end, head, span, (draft.key,), "organization", "name")
    if entry is not None and entry.kind == "union":
        union = register.organization(entry.name)
        return Referring(
            sentence,
            unit.start,
            unit.end,
            head,
            span,
            (union.key,),
            "organization",
            "institution",
            group=unit.role == "group",
        )
    country = register.country(state)
    return Referring(
        sentence, unit.start, unit.end, head, span, (country.key,), "country", "demonym", group=unit.role == "group"
    )


def refer(
    register: Register, graph: Graph, sentence: int, name: Name, person: tuple[str, Person] | None
) -> Referring | None:
    """What a name refers to; None for a person nobody can tell."""
    head = head_of(graph, name.start, name.end)
    place = (sentence, name.start, name.end, head, name.span)
    if name.kind == "person":
        if person is None:
            return None
        how = (
            "name"
            if len(bare(name.text)) > 1 and fold(name.text) in {fold(form) for form in person[1].forms}
            else "surname"
        )
        return Referring(*place, (person[0],), "person", how)
    if name.kind == "organization":
        known = lookup(name.text)
        whole = _named_whole(register, graph, name) if known is None else None
        draft = whole or register.organization(known.name if known else name.text)
        draft.spans.add(name.span)
        return Referring(*place, (draft.key,), "organization", "name")
    if name.kind == "place" or name.match is None:
        draft = register.place(name.text, city_country(name.text), span=name.span)
        return Referring(*place, (draft.key,), "place", "name")
    return _sited(register, graph, _known(register, name, place), name)


def _sited(register: Register, graph: Graph, row: Referring, name: Name) -> Referring:
    """For "at the Land Ministry": a state's institution is also the place where it sits."""
    before = name.start - 1 - (graph.lower[max(name.start - 1, 0)] == "the")
    entry = name.match.entry if name.match is not None else None
    if entry is None or entry.kind != "institution" or before < 0 or graph.lower[before] != "at":
        return row
    return replace(row, as_place=register.place(entry.name, entry.state, span=name.span).key)


def _named_whole(register: Register, graph: Graph, name: Name) -> Draft | None:
    """For "the Council" behind "the Andean Council": the one body named so far whose name ends in that word."""
    if name.end - name.start != 1 or not name.start or graph.tokens[name.start - 1].form.lower() != "the":
        return None
    ending = f" {name.text}"
    found = [
        draft
        for draft in register.drafts.values()
        if draft.kind is EntityKind.ORGANIZATION and draft.name.endswith(ending)
    ]
    return found[0] if len(found) == 1 else None


CITY_STATES: Final = frozenset(("DJ", "LU", "MC", "SG", "SM", "VA"))
"""States that are their city: as a place ("the X talks") they say where, as a party who."""


def _known(register: Register, name: Name, place: tuple[int, int, int, int, Span]) -> Referring:
    """What a name of the gazetteer refers to."""
    entry = name.match.entry if name.match is not None else None
    if entry is None:
        raise ValueError(name)
    if entry.kind in {"state", "demonym", "people"}:
        country = register.country(entry.state)
        country.spans.add(name.span)
        how = "name" if entry.kind == "state" else "demonym"
        site = country.key if how == "name" and entry.state in CITY_STATES else ""
        return Referring(*place, (country.key,), "country", how, as_place=site, group=entry.kind == "people")
    if entry.kind in {"capital", "metonym"}:
        country = register.country(entry.state)
        country.hints.add(name.span)
        city = register.place(entry.name, entry.state, span=name.span)
        if entry.kind == "metonym" and entry.city:
            city.within = register.place(entry.city, entry.state).key
            register.drafts[city.within].hints.add(name.span)
        how = "capital" if entry.kind == "capital" else "institution"
        return Referring(*place, (country.key,), "country", how, as_place=city.key)
    if entry.kind == "seat":
        draft = register.organization(entry.city)
        draft.hints.add(name.span)
        city = register.place(entry.name, entry.state, span=name.span)
        return Referring(*place, (draft.key,), "organization", "capital", as_place=city.key)
    if entry.kind in {"region", "site"}:
        draft = register.place(entry.name, entry.state, span=name.span)
        return Referring(*place, (draft.key,), "place", "name")
    state = entry.state if state_name(entry.state) else ""
    draft = register.organization(entry.name, state)
    draft.spans.add(name.span)
    return Referring(*place, (draft.key,), "organization", "name")
