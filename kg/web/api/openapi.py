"""The API described in OpenAPI 3.1, made from the table of its operations (https://spec.openapis.org/oas/v3.1.1.html)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import kg
from kg.web.api.operation import Operation
from kg.web.api.schemas import SCHEMAS, Schema, ref, rows_schema
from kg.web.parameters import MOST_SENT, Parameter

VERSION: Final = "3.1.1"
BASE: Final = "/api"

_ABOUT: Final = (
    "Persons, events and articles of a store of diplomacy news, each fact with the sentences that say it. An operation"
    " takes what the command of `kg` that it names takes, and its JSON is what that prints with `--format json`."
    " An answer belongs to a generation of the store, which its `ETag` names: sent back as `If-None-Match` it is"
    " answered 304 until the store changes. A parameter that an operation does not know is refused."
)
_PROBLEMS: Final = {
    "300": "Several things are called so: `choices` tells them.",
    "400": "A parameter is not known, or its value cannot be.",
    "401": "It needs a token, or the token is not known.",
    "403": "It is for this machine, and for who has a token; none is set.",
    "404": "Nothing is called so (`nearest` tells what is), or no event passes the filters.",
    "406": "There is no such form of the answer.",
    "413": "It is larger than is answered over HTTP.",
    "422": "The engine cannot answer it.",
    "429": "This client asks too much; `Retry-After` tells when it may ask again.",
    "501": "What it needs is not installed where the service runs.",
    "503": "Too much is asked at the moment, or the store cannot be read; `Retry-After` tells when to try again.",
    "504": "It takes more time than it may.",
    "507": "It takes more memory than it may.",
}
_ALWAYS: Final = ("400", "406", "413", "422", "429", "501", "503", "504", "507")


def describe(operations: Iterable[Operation]) -> dict[str, Any]:
    """The description of these operations, as plain JSON values."""
    return {
        "openapi": VERSION,
        "info": {
            "title": "Demarche",
            "version": kg.__version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "This service."}],
        "paths": {f"{BASE}{operation.path}": {"get": _operation(operation)} for operation in operations},
        "components": {
            "schemas": dict(SCHEMAS),
            "responses": {f"Problem{status}": _problem(says) for status, says in _PROBLEMS.items()},
            "headers": {
                "ETag": {"description": "Names generation and answer.", "schema": {"type": "string"}},
                "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}},
            },
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    """One operation."""
    statuses = [*_ALWAYS, *(("401", "403") if operation.trusted else ())]
    if operation.place or operation.parameters:
        statuses += ["300", "404"]
    says = [operation.says, f"As `{operation.command}`." if operation.command else ""]
    return {
        "operationId": operation.name,
        "summary": operation.title,
        "description": " ".join(filter(None, says)),
        "parameters": [
            *([_parameter(operation.place, place="path")] if operation.place else []),
            *(_parameter(one, place="query") for one in operation.parameters),
            *([_form(list(operation.forms))] if len(operation.forms) > 1 else []),
        ],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {media: _content(operation, form) for form, media in operation.forms.items()},
            },
            "304": {"description": "What the client has is the answer still."},
            **{status: {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(statuses)},
        },
        **({"security": [{}, {"token": []}]} if operation.trusted else {}),
    }


def _content(operation: Operation, form: str) -> dict[str, Any]:
    """What is sent in a form."""
    if form != "json":
        return {}
    name = operation.schema
    return {"schema": rows_schema(name.removeprefix("rows:")) if name.startswith("rows:") else ref(name)}


def _form(forms: Sequence[str]) -> dict[str, Any]:
    """The parameter that every operation with several forms has."""
    return {
        "name": "format",
        "in": "query",
        "description": "The form of the answer, stronger than `Accept`.",
        "schema": {"type": "string", "enum": list(forms), "default": forms[0]},
    }


def _parameter(parameter: Parameter, *, place: str) -> dict[str, Any]:
    """One parameter."""
    value = _value(parameter)
    return {
        "name": parameter.name,
        "in": place,
        "description": parameter.says,
        "required": parameter.required,
        "schema": {"type": "array", "items": value, "maxItems": MOST_SENT} if parameter.several else value,
        **({"style": "form", "explode": True} if parameter.several else {}),
    }


def _value(parameter: Parameter) -> Schema:
    """What one value is."""
    default = {} if parameter.default is None else {"default": parameter.default}
    if parameter.kind == "number":
        return {"type": "integer", "minimum": parameter.least, "maximum": parameter.most, **default}
    if parameter.kind == "decimal":
        return {"type": "number", "exclusiveMinimum": 0, **default}
    if parameter.kind == "flag":
        return {"type": "boolean", **default}
    if parameter.kind == "day":
        return {"type": "string", "format": "date", **default}
    if parameter.kind == "point":
        return {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2}|generation:\d{1,12})$", **default}
    return {"type": "string", **({"enum": list(parameter.choices)} if parameter.choices else {}), **default}


def _problem(says: str) -> dict[str, Any]:
    """A problem."""
    return {
        "description": says,
        "headers": {"Retry-After": {"$ref": "#/components/headers/Retry-After"}},
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
