"""Nouns for parties nobody names: those around somebody, dignities, a state's own government."""

from __future__ import annotations

from typing import Final

# Those around somebody: what a measure names beside him, by whose they are.
ENTOURAGE: Final = frozenset("circle family relative associate ally crony entourage supporter henchman".split())
# Of these the text means a state's own, which is no body apart from it even where the state is not known.
GOVERNMENTS: Final = frozenset(("administration",))
DIGNITIES: Final = frozenset("majesty highness excellency holiness".split())
