"""What the reading of a sentence asks of the language model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """What must be found out about a sentence: its ``tree`` (with parts of speech), the ``names`` the model marks."""

    tree: bool
    names: bool
