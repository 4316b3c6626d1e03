"""States that were renamed: one state under two references of the gazetteer.

Only a change of name counts. A state that ended, and those that came after it, stay different: the Soviet Union is not
Russia, Czechoslovakia neither of its halves.
"""

from __future__ import annotations

from typing import Final

RENAMED: Final = {"iso:ZR": "iso:CD"}
"""Reference under an earlier name -> present reference."""


def present(reference: str) -> str:
    """The reference that a state has under its present name; any other reference is given back."""
    return RENAMED.get(reference, reference)
