"""CSV for spreadsheets: ``nodes.csv``, and ``edges.csv`` with a row for every event that two persons share.

RFC 4180 in UTF-8 with a byte order mark, without which Excel takes names for another encoding. A spreadsheet runs a
cell that begins with ``=``, ``+``, ``-`` or ``@``; names come from the open web, so such a cell gets an apostrophe in
front, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection). The same holds behind a semicolon, a
tab and a new line, where a spreadsheet with other settings begins another cell. ``kg.cells.unguarded`` takes them away
again. Every table that a command prints or the API sends as CSV or TSV is guarded likewise.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kg.cells import guarded
from kg.export.columns import EVENT_COLUMNS, event_values, node_columns, node_values
from kg.export.sheet import Sheet

_BOM = b"\xef\xbb\xbf"


def write_csv(sheet: Sheet) -> Mapping[str, Iterator[bytes]]:
    """A sheet as two tables: file name -> bytes. Heads are those that Gephi knows too."""
    columns = node_columns(sheet)
    nodes = (
        [node.id, guarded(node.label), *(_cell(value.get(name)) for name in columns)]
        for node in sheet.nodes
        for value in (node_values(node, columns),)
    )
    edges = (
        [edge.source, edge.target, "Undirected", *(_cell(value.get(name)) for name in EVENT_COLUMNS)]
        for _, edge, event in sheet.links()
        for value in (event_values(event),)
    )
    heads = ["Source", "Target", "Type", *(_EVENT_HEADS.get(name, name) for name in EVENT_COLUMNS)]
    return {
        "nodes.csv": chain([_BOM], table(["Id", "Label", *columns], nodes)),
        "edges.csv": chain([_BOM], table(heads, edges)),
    }


_EVENT_HEADS = {"iri": "event", "type": "event_type", "label": "Label"}  # Type is Gephi's word for the direction


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Lines of a CSV file (RFC 4180), the head first."""
    for row in chain([head], rows):
        line = io.StringIO(newline="")
        csv.writer(line).writerow(row)
        yield line.getvalue().encode()


def _cell(value: object) -> object:
    """A value of a row; empty for none."""
    return guarded(value) if isinstance(value, str) else "" if value is None else value
