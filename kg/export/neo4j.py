"""CSV for ``neo4j-admin database import full`` (https://neo4j.com/docs/operations-manual/current/import/).

Persons, events and places are nodes, so that an event with many participants stays one:
(Person)-[:TOOK_PART]->(Event)-[:TOOK_PLACE_IN]->(Place). Names may hold new lines, so the import needs
``--multiline-fields=true``; the command stands whole in ``import.txt``. Cells stay as they are, for
a database runs none: open these files in no spreadsheet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from kg.export.columns import Kind, event_values, node_columns, node_values
from kg.export.sheet import Event, Sheet
from kg.export.spreadsheet import table

_TYPES: dict[Kind, str] = {"string": "string", "integer": "long", "double": "double"}
_DIGITS = 12

COMMAND = b"""neo4j-admin database import full neo4j --multiline-fields=true \\
  --nodes=persons.csv --nodes=events.csv --nodes=places.csv \\
  --relationships=took_part.csv --relationships=took_place_in.csv
"""


def write_neo4j(sheet: Sheet) -> Mapping[str, Iterator[bytes]]:
    """A sheet as five tables and the command that reads them: file name -> bytes."""
    columns = node_columns(sheet)
    persons = (
        [node.id, node.label, *(values.get(name, "") for name in columns), "Person"]
        for node in sheet.nodes
        for values in (node_values(node, columns),)
    )
    places = sorted({place for event in sheet.events for place in event.places})
    head = ["id:ID(Person)", "name:string", *(f"{name}:{_TYPES[kind]}" for name, kind in columns.items()), ":LABEL"]
    return {
        "persons.csv": table(head, persons),
        "events.csv": table(_EVENT_HEAD, map(_event_row, sheet.events)),
        "places.csv": table(
            ["id:ID(Place)", "name:string", ":LABEL"], ([_place_id(place), place, "Place"] for place in places)
        ),
        "took_part.csv": table(
            [":START_ID(Person)", ":END_ID(Event)", ":TYPE"],
            ([person, event.id, "TOOK_PART"] for event in sheet.events for person in event.persons),
        ),
        "took_place_in.csv": table(
            [":START_ID(Event)", ":END_ID(Place)", ":TYPE"],
            ([event.id, _place_id(place), "TOOK_PLACE_IN"] for event in sheet.events for place in event.places),
        ),
        "import.txt": iter([COMMAND]),
    }


# An EDTF date holds no semicolon, which is what divides the values of an array.
_EVENT_HEAD = [
    "id:ID(Event)", "iri:string", "type:string", "label:string", "status:string", "dates:string[]", "earliest:date",
    "latest:date", "sources:long", ":LABEL",
]  # fmt: skip


def _event_row(event: Event) -> list[object]:
    values = event_values(event)
    told = [values.get(name, "") for name in ("iri", "type", "label", "status")]
    return [event.id, *told, ";".join(event.dates), event.earliest, event.latest, event.sources, "Event"]


def _place_id(name: str) -> str:
    """The network knows places by name alone."""
    return f"place-{hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]}"
