"""Event types: Turtle files of ontology/ come in, a :class:`~kg.schema.model.Schema` of plain values goes out.

Everything above may call :func:`load_schema`; nobody else reads the ontology to learn what an event type is.
"""

from __future__ import annotations

from kg.schema.load import load_schema, ontology_files
from kg.schema.model import Concept, EventType, Example, Realization, Role, Schema, Status, Trigger

__all__ = [
    "Concept",
    "EventType",
    "Example",
    "Realization",
    "Role",
    "Schema",
    "Status",
    "Trigger",
    "load_schema",
    "ontology_files",
]
