"""Records: what JSON, JSON Lines and tables hold, one article each, before anything is known of their fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a source.

    Attributes:
        number: its place in the source, from 1; wrong records count too, so that mending one renames no other.
        line: the line it begins at, from 1.
        values: its fields as written.
        alone: it is all the source holds, and a JSON object: then the source is the article.
    """

    number: int
    line: int
    values: Mapping[str, object] = field(default_factory=dict)
    alone: bool = False


def wrong_record(file: str, line: int, what: str, mend: str) -> SourceError:
    """The error for a record that cannot be read; the others are."""
    return SourceError(f"{file}:{line}: {what}", mend=mend)
