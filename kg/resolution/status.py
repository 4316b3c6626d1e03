"""What the claims of one event amount to.

Precedence: a report that the event took place settles every plan. Where nobody reports that, the statuses of the
article published last hold, of these the one with the highest rank. A denial (polarity ``CT-``) published no earlier
than a report of occurrence contradicts it: the event counts as reported, and the disagreement is kept. So does a
denial beside a plan in articles of one and the same day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from kg import edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.schema.model import Status

_NEVER: Final = date.min  # an article without a date is older than any other

Stated = tuple["Status", str, "str | None"]
"""A status, the article that states it, and when that was published (EDTF)."""


def settle(stated: Sequence[Stated]) -> tuple[str, bool]:
    """The status IRI that holds, and whether claims contradict each other.

    Args:
        stated: one for each claim, at least one.
    """
    reports = [(published_on(published), status, article) for status, article, published in stated]
    denials = [report for report in reports if report[1].polarity.startswith("CT-")]
    happened = [report for report in reports if report[1].happened]
    if happened:
        first = min(day for day, _, _ in happened)
        status = min((status for _, status, _ in happened), key=_order)
        return status.iri, any(day >= first for day, _, _ in denials)
    last = max(day for day, _, _ in reports)
    latest = [report for report in reports if report[0] == last]
    denied = {article for _, status, article in latest if status.polarity.startswith("CT-")}
    planned = {article for _, status, article in latest if not status.polarity.startswith("CT-")}
    status = min((status for _, status, _ in latest), key=_order)
    return status.iri, bool(denied) and bool(planned) and len(denied | planned) > 1


def published_on(published: str | None) -> date:
    """The first day an article may have appeared; the beginning of time where that is unknown."""
    start = edtf.bounds(published)[0] if published else None
    return start or _NEVER


def _order(status: Status) -> tuple[int, str]:
    return -status.rank, status.iri
