"""Pajek's .net (http://mrvar.fdv.si/pajek/DrawEPS.htm): names, who is in contact, and by how many events.

A vertex is known by its number and its label; the format has no further attributes, so the IRI is left out. Persons of
one name get their id behind it. The file is ASCII: other characters, and those that would end a label, are ``&#dddd;``,
as Pajek itself writes them (http://mrvar2.fdv.si/pajek/Unicode-Pajek.htm).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.export.sheet import Sheet

_NOT_PLAIN = re.compile(r"""[^ !#-%'-\[\]-~]""")  # all but printable ASCII; of that also " & and \


def write_pajek(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as a Pajek network."""
    lines = [f"*Vertices {len(sheet.nodes)}"]
    numbers: dict[str, int] = {}
    used: set[str] = set()
    for number, node in enumerate(sheet.nodes, 1):
        label = node.label if node.label not in used else f"{node.label} ({node.id})"
        used.add(label)
        numbers[node.id] = number
        lines.append(f'{number} "{_NOT_PLAIN.sub(lambda found: f"&#{ord(found[0])};", label)}"')
    lines.append("*Edges")
    lines += [f"{numbers[edge.source]} {numbers[edge.target]} {len(edge.events)}" for edge in sheet.edges]
    yield ("\n".join(lines) + "\n").encode("ascii")
