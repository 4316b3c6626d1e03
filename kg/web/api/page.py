"""The reference of the API as a page of Markdown, from the table of its operations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.web.api.bounds import MOST_ARTICLES, MOST_EXPORTED, MOST_FACTS, MOST_ROWS, MOST_SEARCHED
from kg.web.api.openapi import BASE
from kg.web.api.operation import Operation
from kg.web.api.table import FIXED, export_operations, query_operations
from kg.web.api.wishes import PICTURE
from kg.web.parameters import Parameter

_INTRODUCTION = f"""# The API

What `kg serve` answers to programs: what the commands print with `--format json`, in the same form. All operations are
`GET` and read the newest generation of the store. `/api` lists them for people, `/api/openapi.json` describes them in
[OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.1.html). [How to use it from a program](../how-to/api.md).

* **Parameters** stand in the address, in UTF-8. One that an operation does not know is refused (400) with the nearest,
  and so is one sent twice that stands once; "several" may be sent up to 20 times. Days are `YYYY-MM-DD`. A flag is
  `true` or `false`. What is empty and not needed counts as not sent.
* **Forms**: `format`, which is stronger than `Accept`, chooses where an operation has several; none that fits is 406.
* **Names** are as in the commands: of one that several bear the answer is 300 with `choices`, of an unknown one 404
  with `nearest`. Each choice can be sent as it stands.
* **Errors** are `application/problem+json`, for browsers too: [which](service.md#errors). No operation answers a page.
* **`ETag`** names the generation and the answer: sent back as `If-None-Match` it is 304 until the store changes.
* **Bounds**: the network is measured with up to {MOST_FACTS:,} events (by betweenness up to {MOST_SEARCHED:,}) and
  exported with up to {MOST_EXPORTED:,}; the reasons of an event are told of up to {MOST_ARTICLES} articles; an export
  has `KG_ANSWER_MEGABYTES` at most. Beyond that the answer is 413 and names the command, which has no such bound. Two
  measures, paths or exports are made at a time, a stranger has one, and pays for the processor's time of every answer;
  who finds no room is told 503 or 429 with `Retry-After`.
  Catalogue queries have the limits of [queries](service.md#limits), and {MOST_ROWS:,} rows.
* **Whole texts** of articles are for this machine and for who has a token, and for no page of another site without
  one, whatever `KG_CORS` says; quotes are for everybody.
"""


def operations_page() -> str:
    """The page."""
    return "".join(_parts())


def _parts() -> Iterator[str]:
    yield _INTRODUCTION
    for operation in FIXED:
        yield f"\n## {operation.title}\n\n`{BASE}{operation.path}`\n\n"
        yield from _told(operation)
        if operation.name == "queries":
            yield from _queries()
        if operation.name == "exports":
            yield from _exports()


def _told(operation: Operation) -> Iterator[str]:
    """What an operation says, its forms and its parameters."""
    says = [operation.says, f"As `{operation.command}`." if operation.command else ""]
    yield from (f"{text}\n\n" for text in [" ".join(filter(None, says))] if text)
    forms = ", ".join(f"`{name}` ({media})" for name, media in operation.forms.items())
    yield f"Forms: {forms}.\n"
    yield from _parameters([*([operation.place] if operation.place else []), *operation.parameters])


def _parameters(parameters: Sequence[Parameter]) -> Iterator[str]:
    """A table of parameters."""
    if parameters:
        yield "\n| parameter | value | |\n|---|---|---|\n"
    for one in parameters:
        marks = [
            "needed" if one.required else "",
            "several" if one.several else "",
            "" if one.default in (None, "") else f"default `{str(one.default).lower()}`",
        ]
        says = " · ".join(filter(None, [one.says, *marks]))
        yield f"| `{one.name}` | {_value(one)} | {says} |\n"


def _value(one: Parameter) -> str:
    """What a value may be."""
    if one.kind == "number":
        return f"{one.least} to {one.most}"
    if one.kind == "decimal":
        return "above 0"
    if one.kind == "flag":
        return "`true` `false`"
    if one.kind == "point":
        return "day, or `generation:12`"
    return " ".join(f"`{word}`" for word in one.choices) or one.kind


def _queries() -> Iterator[str]:
    """Every catalogue query's operation."""
    yield (
        "\nEach query is an operation: `/api/queries/NAME?parameter=value`, its parameters up to 20 times, its rows"
        " as `kg query` prints them, things by name. [What each takes and tells](queries.md).\n\n"
        "| operation | answers | needs | may have |\n|---|---|---|---|\n"
    )
    for operation in query_operations().values():
        needs, may = (
            " ".join(f"`{one.name}`" for one in operation.parameters if one.required is needed)
            for needed in (True, False)
        )
        yield f"| `{BASE}{operation.path}` | {operation.says} | {needs} | {may} |\n"


def _exports() -> Iterator[str]:
    """Every form's operation."""
    yield (
        "\nEach form is an operation, which sends a file (`Content-Disposition: attachment`); one of several files is a"
        " ZIP archive whose bytes are the same each time. [What each holds](exports.md).\n\n"
        "| operation | sent as | takes |\n|---|---|---|\n"
    )
    for operation in export_operations().values():
        names = [one.name for one in operation.parameters]
        takes = "filters and measures" if "measure" in names else "filters" if names else ""
        takes += ", `top`" if "top" in names else ""
        yield f"| `{BASE}{operation.path}` | {next(iter(operation.forms.values()))} | {takes} |\n"
    yield "\nFilters and measures:\n"
    yield from _parameters(PICTURE)
