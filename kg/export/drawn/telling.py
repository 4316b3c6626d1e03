"""What a picture says of itself: how much of how much it shows, which filters, how to ask for less or more."""

from __future__ import annotations

from kg.export.drawn.chart import Chart
from kg.export.sheet import printable

TITLE = "Who is in contact"


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "person"), counted(12000, "person")
    ('1 person', '12,000 persons')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def scope(chart: Chart) -> str:
    """How many of how many are shown."""
    sheet = chart.sheet
    if not sheet.nodes:
        return "Nobody is in contact by the events that count."
    persons = (
        f"All {counted(len(sheet.nodes), 'person')} in contact"
        if len(sheet.nodes) >= chart.persons
        else f"The {len(sheet.nodes):,} persons with the most contacts, of {chart.persons:,}"
    )
    ties = _of(len(sheet.edges), chart.ties, "tie")
    return f"{persons}; {ties} between them; {_of(len(sheet.events), chart.events, 'event')}."


def telling(chart: Chart) -> list[str]:
    """All of it, a sentence each."""
    found = [scope(chart)]
    filters = printable("; ".join(chart.filters))  # as they were typed
    found.append(f"Only events with {filters}." if filters else "Events of every status and day.")
    if chart.alone:
        found.append(f"{counted(chart.alone, 'person')} of the store without such a contact left out.")
    if len(chart.sheet.nodes) < chart.persons:
        found.append(
            "For fewer narrow the question (--status, --since, --type, --in …) or give --top 100; for more --top."
        )
    found.append(f"Generation {chart.generation} of the store.")
    return found


def unlikely(chart: Chart) -> str:
    """Statuses of ties none of whose events is said to have taken place; empty where there are none."""
    found = {
        event.status
        for edge in chart.sheet.edges
        if not any(event.happened for event in edge.events)
        for event in edge.events
    }
    return ", ".join(sorted(map(chart.label, found)))


def _of(shown: int, whole: int, what: str) -> str:
    return counted(shown, what) if shown >= whole else f"{shown:,} of {counted(whole, what)}"
