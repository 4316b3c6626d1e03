"""The forms of JSON answers as JSON Schema (2020-12, as OpenAPI 3.1 has it). Views follow from their own classes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from kg.search import Part, SentenceHit
from kg.service.views import ArticleView, EntityView, EventView, View

Schema = dict[str, Any]

STRING: Final[Schema] = {"type": "string"}
INTEGER: Final[Schema] = {"type": "integer"}
NUMBER: Final[Schema] = {"type": "number"}
BOOLEAN: Final[Schema] = {"type": "boolean"}
ANYTHING: Final[Schema] = {"type": ["string", "number", "null"]}
_PLAIN: Final[Mapping[type, Schema]] = {
    str: STRING,
    int: INTEGER,
    float: NUMBER,
    bool: BOOLEAN,
    NoneType: {"type": "null"},
}
GENERATION: Final[Schema] = {"type": "integer", "description": "Generation of the store that was read."}
DATES: Final[Schema] = {"type": "array", "items": STRING, "description": "EDTF, several where reports disagree."}


def ref(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def several(items: Schema, says: str = "") -> Schema:
    """A list."""
    return {"type": "array", "items": items, **({"description": says} if says else {})}


def table(values: Schema) -> Schema:
    """An object whose keys are not known before."""
    return {"type": "object", "additionalProperties": values}


def record(about: str = "", /, **fields: Schema) -> Schema:
    """An object with these fields, all of them there and no other."""
    return {
        "type": "object",
        **({"description": about} if about else {}),
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def optional(schema: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def schema_of(kind: Any, **instead: Schema) -> Schema:
    """The schema of a type of frozen values, as ``dataclasses.asdict`` and ``json`` write it.

    Args:
        kind: a plain type, a dataclass, a tuple or a union of such.
        instead: fields of the dataclass that are told otherwise, or besides.

    Raises:
        TypeError: for any other type.
    """
    if kind in _PLAIN:
        return _PLAIN[kind]
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return record(**{**{one.name: schema_of(hints[one.name]) for one in dataclasses.fields(kind)}, **instead})
    parts = get_args(kind)
    if isinstance(kind, UnionType):
        return {"anyOf": list(map(schema_of, parts))}
    if get_origin(kind) is tuple and parts[-1] is Ellipsis:
        return several(schema_of(parts[0]))
    if get_origin(kind) is tuple:
        fixed = list(map(schema_of, parts))
        return {"type": "array", "prefixItems": fixed, "minItems": len(fixed), "maxItems": len(fixed)}
    raise TypeError(kind)


def _view(kind: type) -> Schema:
    name = kind.__name__.removesuffix("View").lower()
    return schema_of(kind, view={"const": name, "description": "What it is a view of."})


_PARTS: Final = several(schema_of(Part), "The text, taken apart where something was found in it.")

_FACT: Final[Mapping[str, Schema]] = {
    "id": {"type": "string", "description": "IRI."},
    "type": STRING,
    "label": STRING,
    "status": STRING,
    "dates": DATES,
    "places": several(STRING),
    "persons": several(STRING),
    "independent_sources": INTEGER,
    "evidence": several(ref("Evidence")),
}

SCHEMAS: Final[Mapping[str, Schema]] = {
    "Problem": {
        "type": "object",
        "description": "What is wrong, and its mend (RFC 9457).",
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": STRING,
            "status": INTEGER,
            "detail": STRING,
            "nearest": several(STRING, "Names closest to one that is not there."),
            "choices": several(STRING, "Names to choose from; each can be sent as it stands."),
        },
        "required": ["type", "title", "status", "detail"],
    },
    "Evidence": record(
        "A sentence, and where it stands.",
        file=STRING,
        outlet=STRING,
        published={"type": "string", "description": "EDTF, or empty."},
        start={"type": "integer", "description": "Code points of the article's text, half-open."},
        end=INTEGER,
        quote=STRING,
        says={"type": "string", "description": "Status that the sentence gives the event."},
    ),
    "Fact": record("An event with its sentences.", **_FACT),
    "LeftOut": record(
        "An event that the question keeps out.", **_FACT, kept_out_by=several(STRING, "What of the question does.")
    ),
    "Hop": record("Two persons next to each other.", **{"from": STRING, "to": STRING, "events": several(ref("Fact"))}),
    "Path": record(
        "A chain of persons.",
        persons=several(STRING),
        ids=several(STRING, "Their IRIs."),
        hops=several(ref("Hop")),
        why_here=several(STRING, "Why it stands where it does among those as long as it."),
        score=NUMBER,
    ),
    "Paths": record(
        **{
            "from": STRING,
            "to": STRING,
            "from_any": several(STRING),
            "to_any": several(STRING),
            "paths": several(ref("Path")),
            "at_both_ends": several(STRING, "Who is named at both ends: nobody is connected to himself."),
            "more_of_the_same_length": BOOLEAN,
            "not_all_looked_at": {"type": "string", "description": "Why paths may lack; empty where none does."},
            "kept_out": {**table(INTEGER), "description": "Events that each filter kept out."},
            "too_many_contacts": several(record(person=STRING, contacts=INTEGER), "The busiest of those left out."),
            "without": several(record(left_out=STRING, path=ref("Path")), "Paths with a filter left out."),
            "new": several(STRING, "IRIs of the events on the paths that are new since new-since."),
            "left_out": several(ref("LeftOut"), "Contacts between the two that the question keeps out."),
            "with_any_status": optional(ref("Path")),
            "with_any_status_without": several(STRING, "What of the question keeps that path out."),
            "frontier": optional(ref("Frontier")),
            "generation": GENERATION,
        }
    ),
    "Frontier": record(
        "What was read of a network too large to hold; null where all of it is held.",
        queries=INTEGER,
        persons=INTEGER,
        events=INTEGER,
        all_paths_up_to={"type": "integer", "description": "Steps up to which every path was looked at."},
        not_looked_behind=several(STRING, "Persons with too many events."),
        said=several(STRING, "The same in words."),
    ),
    "Connection": record(
        persons=several(STRING),
        groups=several(several(STRING), "Who is connected to whom."),
        between=several(STRING, "Who else it needs."),
        links=several(ref("Hop")),
        kept_out={**table(INTEGER), "description": "Events that each filter kept out."},
        connected_without=several(STRING, "What could be left out so that all are connected."),
        generation=GENERATION,
    ),
    "Answer": {
        **record(
            "What a question was answered.",
            question=STRING,
            command={"type": "string", "description": "That gives the same facts."},
            query={"type": "string", "description": "Catalogue query, or path."},
            values=table(STRING),
            things={**table(STRING), "description": "IRIs of what is named."},
            pick=STRING,
            unused={**several(STRING), "description": "Words of the question that nothing was done with."},
            undirected={"type": "boolean", "description": "Facts of either side are told, though one was asked for."},
            read_as={**table(STRING), "description": "Words taken for slips, and what they were read as."},
            summary=STRING,
            rows=several(table(STRING)),
            facts=several(
                record(id=STRING, label=STRING, values=table(several(STRING)), evidence=several(ref("Evidence")))
            ),
            generation=GENERATION,
        ),
    },
    "Found": {
        "oneOf": [
            record(
                total=INTEGER,
                kept_out=INTEGER,
                sentences=several(
                    schema_of(SentenceHit, parts=_PARTS, subjects=several(record(id=STRING, label=STRING)))
                ),
                generation=GENERATION,
            ),
            record(
                total=INTEGER,
                kept_out=INTEGER,
                names=several(record(id=STRING, kind=STRING, name=STRING, parts=_PARTS)),
                generation=GENERATION,
            ),
        ]
    },
    **{kind.__name__: _view(kind) for kind in (EventView, EntityView, ArticleView)},
    "View": {"oneOf": [ref(kind.__name__) for kind in get_args(View)]},
    "Articles": several(
        record(
            file=STRING,
            published={"type": "string", "description": "EDTF, or empty."},
            outlet=STRING,
            headline=STRING,
            digest={"type": "string", "description": "Its first twelve digits."},
            copy_of={"type": "string", "description": "File of the story that it is a copy of; empty for none."},
            generation={
                "type": "string",
                "description": "That it came with; empty for one older than the store remembers.",
            },
        )
    ),
    "Result": record(
        "What a measure found.",
        measure=STRING,
        title=STRING,
        tables={
            **table(several(table(ANYTHING))),
            "description": "Rows by table; the reference of measures tells every column.",
        },
        notes=several(STRING, "What was left out, cut or drawn by lot."),
        generation=GENERATION,
    ),
    "Queries": several(
        record(
            name=STRING,
            title=STRING,
            answers=STRING,
            parameters=several(
                record(
                    name=STRING, kind=STRING, label=STRING, required=BOOLEAN, default=optional(STRING),
                    of=several(STRING, "Classes that an entity may be of; empty for any."),
                )
            ),
            columns=several(record(name=STRING, kind=STRING, label=STRING)),
            asked=several(STRING, "Questions in plain words that become it."),
        )
    ),
    "Exports": several(
        record(name=STRING, holds=STRING, opens_in=STRING, media_type=STRING, filters=BOOLEAN, measures=BOOLEAN)
    ),
    "OpenApi": {"type": "object", "description": "An OpenAPI 3.1 description."},
}  # fmt: skip
"""Schemas by name; those of the rows of a catalogue query follow from its columns."""

ANSWER: Final = SCHEMAS["Answer"]
ANSWER["properties"]["path"] = ref("Paths")  # of a question for a path alone: not required


def rows_schema(columns: str) -> Schema:
    """Rows with these columns (names with commas)."""
    return several(record(**dict.fromkeys(columns.split(","), STRING)))
