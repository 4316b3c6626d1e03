"""An operation of the API: where it is, what it takes, what it answers in which forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.service import KnowledgeGraph
from kg.web.parameters import Parameter, Values

JSON: Final = {"json": "application/json"}
ROWS: Final = {**JSON, "csv": "text/csv", "tsv": "text/tab-separated-values"}
RESULT: Final = {**ROWS, "svg": "image/svg+xml"}
TEXT: Final = {"text": "text/plain"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be answered: of which generation, what was told, in which form (short name)."""

    graph: KnowledgeGraph
    values: Values
    form: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One of the API's.

    Attributes:
        name: for programs. path: behind ``/api``; ``{name}`` stands for what differs.
        title: a few words. says: more of them, where there is more to say.
        answer: the body; None of an export, which is made as a file.
        parameters: that it takes. place: the part of the path that differs.
        forms: short name -> media type, the usual one first. schema: of its JSON, in ``kg.web.api.schemas``.
        command: that prints the same with ``--format json``.
        gated: whether it is computed in this process and may take long.
        trusted: whether it is for this machine and for who has a token.
    """

    name: str
    path: str
    title: str
    answer: Callable[[Asked], bytes] | None = None
    parameters: tuple[Parameter, ...] = ()
    says: str = ""
    place: Parameter | None = None
    forms: Mapping[str, str] = field(default_factory=lambda: JSON)
    schema: str = ""
    command: str = ""
    gated: bool = False
    trusted: bool = False


def as_json(value: object) -> bytes:
    """A value as JSON, in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
