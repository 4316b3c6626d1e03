"""How a case ended."""

from __future__ import annotations

from dataclasses import dataclass

from w3c.suites import Case


@dataclass(frozen=True)
class Outcome:
    """The end of a case.

    Args:
        case: which.
        failure: what went wrong; empty when it passed.
        spelling: it passed, and only by value: how the answer spells literals otherwise than the suite.
    """

    case: Case
    failure: str = ""
    spelling: str = ""

    @property
    def passed(self) -> bool:
        """Whether the case passed."""
        return not self.failure
