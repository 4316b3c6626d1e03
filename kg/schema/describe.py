"""The reference page of the ontology, written from the ontology.

Run ``python -m kg.schema.describe > docs/reference/ontology.md`` after a change; a test compares the two.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from kg.schema.load import load_schema
from kg.schema.mini import render_condition, render_realization
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.schema.model import Concept, EventType, Example, Role, Schema, Trigger

_INTRODUCTION: Final = """# The ontology

This page is generated from `ontology/`; change the Turtle files, then run `python -m kg.schema.describe`.
Each event type is one file. What its triggers and realizations mean is explained in `ontology/frame.ttl`; in short:

| string | reads |
|---|---|
| `subj`, `obj`, `poss`, `compound` … | an edge of the enhanced graph from the trigger |
| `[with\\|between]` | a phrase with one of these prepositions, under verb or noun alike |
| `…~country` | only a filler of this kind |
| `…@light` | the edge leaves the light verb that has the trigger as its object ("held talks") |
| `…@self`, `…@self:visit\\|tour` | only for a verb trigger, here one of these |
| `…@deliver\\|hand` | the edge leaves a governing verb among these |
| `else:…` | tried only while the role's minimum is unmet |
| `+[with]:agent`, `!compound=news` | a trigger's condition: must be there, must not be there |
| `?obj:agent`, `#Number=Plur` | must be this if it is there, has this feature |
"""


def describe(schema: Schema) -> str:
    """The reference page in Markdown: event types with roles, triggers and examples, then statuses and concepts."""
    parts = [_INTRODUCTION]
    parts += [_type(item, schema) for item in sorted(schema.types, key=lambda item: item.key)]
    parts.append(_statuses(schema))
    parts += [_scheme(scheme, schema) for scheme in sorted({concept.scheme for concept in schema.concepts})]
    return "\n".join(parts)


def _type(item: EventType, schema: Schema) -> str:
    lines = [f"## {item.key}", "", item.definition, ""]
    lines.append(f"`{_short(item.iri)}` · CAMEO {item.cameo} · file `{item.source}` · events `id/{item.slug}/…`")
    lines += ["", *_table(("role", "property", "takes", "how many", "contact", "realized by"), map(_role, item.roles))]
    lines += ["", *(f"- **{role.key}**: {role.definition}" for role in item.roles)]
    lines += ["", *_table(("trigger", "part of speech", "when", "options"), map(_trigger, item.triggers))]
    if item.light:
        open_class = "*" in item.light
        listed = ", ".join(item.not_light if open_class else item.light)
        lines += ["", f"Light verbs: {'any but ' if open_class and listed else 'any' if open_class else ''}{listed}."]
    facts = [f"Options: {', '.join(item.options)}."] if item.options else []
    facts += [f"One event for each {_keys(item, item.distribute)}."] if item.distribute else []
    facts += [f"At least one of {_keys(item, item.one_of)} must be filled."] if item.one_of else []
    if facts:
        lines += ["", " ".join(facts)]
    lines += ["", "Examples:", "", *(_example(example, item, schema) for example in item.examples)]
    lines += ["", "Not this event:", "", *(f"- {text}" for text in item.counter_examples), ""]
    return "\n".join(lines)


def _role(role: Role) -> tuple[str, ...]:
    takes = ", ".join(role.kinds) or (f"concept of `{_short(role.scheme)}`" if role.scheme else "words of the text")
    if role.described:
        takes += ", description"
    if role.unnamed:
        takes += ", whoever acts unnamed"
    many = f"{role.minimum} to {role.maximum}" if role.maximum else f"{role.minimum} or more"
    realized = " ".join(_code(render_realization(realization)) for realization in role.realizations)
    return (role.key, f"`{_short(role.iri)}`", takes, many, "yes" if role.contact else "no", realized)


def _trigger(trigger: Trigger) -> tuple[str, ...]:
    conditions = " ".join(_code(render_condition(condition)) for condition in trigger.conditions)
    return (", ".join(trigger.lemmas), trigger.upos, conditions, ", ".join(trigger.options))


def _example(example: Example, item: EventType, schema: Schema) -> str:
    labels = {concept.iri: concept.label for concept in schema.concepts}
    fillers = [f"{item.role(role).key} *{labels.get(value, value)}*" for role, value in example.fillers]
    events = f"; {example.events} events" if example.events > 1 else ""
    return f"- {example.text}\n  ({'; '.join(fillers)}; {schema.status(example.status).label}{events})"


def _statuses(schema: Schema) -> str:
    rows = [
        (status.label, f"`{_short(status.iri)}`", status.polarity, str(status.rank), status.definition)
        for status in schema.statuses
    ]
    return "\n".join(
        ["## Statuses", "", *_table(("status", "IRI", "FactBank", "rank", "meaning"), rows), ""],
    )


def _scheme(scheme: str, schema: Schema) -> str:
    rows = [_concept(concept) for concept in schema.concepts_of(scheme)]
    return "\n".join(
        [f"## Concepts of `{_short(scheme)}`", "", *_table(("concept", "IRI", "cues", "meaning"), rows), ""]
    )


def _concept(concept: Concept) -> tuple[str, ...]:
    label = f"{concept.label} (where nothing is said)" if concept.default else concept.label
    return (label, f"`{_short(concept.iri)}`", ", ".join(concept.cues), concept.definition)


def _table(head: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]


def _code(text: str) -> str:
    """Code in a table cell, where a bar would end the cell."""
    escaped = text.replace("|", "\\|")
    return f"`{escaped}`"


def _keys(item: EventType, roles: Sequence[str]) -> str:
    return " or ".join(item.role(role).key for role in roles)


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


if __name__ == "__main__":
    sys.stdout.write(describe(load_schema()))
