"""One thing that a check found wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong.

    Attributes:
        check: ``shape``, ``evidence`` or ``support``.
        subject: IRI it is about. what: what is wrong. where: file, or property. mend: what to do about it.
    """

    check: str
    subject: str
    what: str
    where: str
    mend: str
