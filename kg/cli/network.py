"""Commands that measure the network of persons: rank, communities, bridges, compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.options import pass_settings
from kg.cli.read import FORM
from kg.errors import UsageError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.analysis.result import Result, Table
    from kg.service.measures import Choice, Windowed

TOLD = 20  # rows of a table in a window, where --top does not say
MEASURES = ("degree", "strength", "pagerank", "betweenness", "brokerage", "core")

Command = TypeVar("Command", bound=Callable[..., Any])


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order of the help."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_EVENTS = _options(
    click.option("--status", default="occurred", show_default=True, help="Statuses that count, with commas, or any."),
    click.option(
        "--type", "types", multiple=True, metavar="TYPE", help="Only events of this type; may be given several times."
    ),
    click.option(
        "--sources",
        default=1,
        show_default=True,
        type=click.IntRange(1),
        help="Fewest independent sources of an event.",
    ),
    click.option(
        "--cap", default=20, show_default=True, type=click.IntRange(2), help="Leave out events of more persons."
    ),
)
_DAYS = _options(
    click.option("--since", default="", metavar="DAY", help="Only events not wholly before this day (YYYY-MM-DD)."),
    click.option("--until", default="", metavar="DAY", help="Only events not wholly after this day."),
)
_BY = click.option(
    "--by", default="strength", show_default=True, type=click.Choice(MEASURES), help="The measure that ranks."
)
_SAMPLE = _options(
    click.option(
        "--samples", type=click.IntRange(2), metavar="N",
        help="Persons betweenness is estimated from (default: all up to 2,000, 500 above).",
    ),
    click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Seed of the draw."),
)  # fmt: skip
_OUTPUT = _options(
    click.option("--top", type=click.IntRange(1), metavar="N", help="Rows at most (default: 20 in a table, else all)."),
    FORM,
    click.option(
        "--plot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Also draw it, as SVG."
    ),
)


def _shown(*tables: str) -> Callable[[Command], Command]:
    """The option that chooses a table."""
    return click.option(
        "--show", type=click.Choice(tables), help="The table told (default: all; in csv and tsv the first)."
    )


@click.command(
    short_help="Persons by a measure of the network.",
    epilog="Example:  kg rank --by betweenness --since 2024-01-01 --top 10",
)
@_BY
@_EVENTS
@_DAYS
@_SAMPLE
@_OUTPUT
@pass_settings
def rank(settings: Settings, /, by: str, form: str, **given: Any) -> None:
    """Persons in the order of a measure of the network.

    degree: contacts; strength: events; pagerank; betweenness: who stands between others; brokerage: Burt's constraint,
    low first; core: the innermost group. An event of n persons ties each two with the weight 1/(n-1). Equals have equal
    rank. csv, tsv and json hold IRIs. Notes tell what was left out. Exit code 1 when no event passes.
    """
    from kg.service import open_graph

    top = _top(given["top"], form)
    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.rank(by, top=top, samples=given["samples"], seed=given["seed"], **_windowed(given))
    _print(result, form, generation=graph.generation, plot=given["plot"])


@click.command(
    short_help="Groups of persons close to each other.",
    epilog="Example:  kg communities --status any --show persons --format csv",
)
@click.option(
    "--resolution", default=1.0, show_default=True, help="Above 1 for more and smaller groups, below 1 for fewer."
)
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Seed of the search.")
@_EVENTS
@_DAYS
@_shown("groups", "persons")
@_OUTPUT
@pass_settings
def communities(settings: Settings, /, resolution: float, seed: int, form: str, **given: Any) -> None:
    """Groups of persons who have more to do with each other than with the rest (Louvain).

    The same seed gives the same groups. Exit code 1 when no event passes.
    """
    from kg.service import open_graph

    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.communities(resolution=resolution, seed=seed, **_windowed(given))
    _print(result, form, generation=graph.generation, plot=given["plot"], show=given["show"], top=given["top"])


@click.command(
    short_help="On whom the connection of others hangs.", epilog="Example:  kg bridges --status any --show ties"
)
@_EVENTS
@_DAYS
@_shown("persons", "ties")
@_OUTPUT
@pass_settings
def bridges(settings: Settings, /, form: str, **given: Any) -> None:
    """Persons and ties without whom the network falls apart, and how many they cut off.

    Exit code 1 when no event passes.
    """
    from kg.service import open_graph

    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.bridges(**_windowed(given))
    _print(result, form, generation=graph.generation, plot=given["plot"], show=given["show"], top=given["top"])


@click.command(
    short_help="What changed between two times.",
    epilog="""\b
Examples:
  kg compare 2023 2024
  kg compare 2024-01/2024-06 2024-07/.. --by pagerank --show ranks""",
)
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@_BY
@_EVENTS
@_SAMPLE
@_shown("ties", "ranks")
@_OUTPUT
@pass_settings
def compare(settings: Settings, /, before: str, after: str, by: str, form: str, **given: Any) -> None:
    """New, lost, stronger and weaker ties between two windows of time, and who rose and fell.

    A window is a year, a month, a day, or two of them: 2023, 2024-03, 2024-01-15/2024-06-30, ../2023. Undated events
    are left out. Exit code 1 when no event passes in one of the windows.
    """
    from kg.service import open_graph

    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.compare(before, after, by=by, samples=given["samples"], seed=given["seed"], **_choice(given))
    _print(result, form, generation=graph.generation, plot=given["plot"], show=given["show"], top=given["top"])


def _choice(given: Mapping[str, Any]) -> Choice:
    """Which events count."""
    return {"status": given["status"], "types": given["types"], "sources": given["sources"], "cap": given["cap"]}


def _windowed(given: Mapping[str, Any]) -> Windowed:
    """The same, with days."""
    return {**_choice(given), "since": given["since"], "until": given["until"]}


def _top(given: int | None, form: str) -> int | None:
    """Rows at most: a window is not flooded, a file is whole."""
    return given or (TOLD if form == "table" else None)


def _print(
    result: Result, form: str, *, generation: int, plot: Path | None, show: str | None = None, top: int | None = None
) -> None:
    """A result: JSON whole, CSV and TSV one table (notes on standard error), else all tables and their notes."""
    from kg.analysis.result import exact
    from kg.cli.tables import console, plain, print_json, print_rows

    if plot:
        _draw(result, plot)
    limit = _top(top, form) if result.kind != "rank" else None
    tables = [_cut(table, limit) for table in result.tables if show in (None, table.name)]
    lost = [
        f"{len(cut.rows)} of {len(table.rows)} rows of {table.name} told; --top N tells more."
        for table, cut in zip((result.table(cut.name) for cut in tables), tables, strict=True)
        if len(cut.rows) < len(table.rows)
    ]
    notes = [*lost, *result.notes]
    if form == "json":
        told = {"tables": {table.name: table.records() for table in tables}, "notes": notes, "generation": generation}
        print_json({**result.form(), **told})
        return
    if form != "table":
        rows = [tuple(map(exact, row)) for row in tables[0].rows]
        print_rows([column.name for column in tables[0].columns], rows, form)
        for note in notes:
            click.echo(plain(note), err=True)
        return
    out = console()
    for index, table in enumerate(tables):
        if len(result.tables) > 1:
            click.echo(("\n" if index else "") + table.title + (":\n" if table.rows else ": none"))
        if table.rows:
            _print_table(table)
    click.echo()
    for note in notes:
        out.print(plain(note), markup=False, highlight=False)


def _cut(table: Table, limit: int | None) -> Table:
    """The first rows."""
    from dataclasses import replace

    return replace(table, rows=table.rows[:limit])


def _print_table(table: Table) -> None:
    """A table for people: names without IRIs, but where two bear one name."""
    from kg.analysis.result import told
    from kg.cli.tables import print_rows

    heads = [column.name for column in table.columns]
    iris = {name: f"{'' if name == 'person' else name + '_'}id" for name in ("person", "one", "other") if name in heads}
    bearers: dict[str, set[str]] = {}
    for row in table.records():
        for name, iri in iris.items():
            bearers.setdefault(told(row[name]), set()).add(told(row[iri]))
    kept = [column for column in table.columns if column.name != "id" and not column.name.endswith("_id")]

    def cell(row: Mapping[str, Any], name: str) -> str:
        words = told(row[name])
        return f"{words} <{row[iris[name]]}>" if name in iris and len(bearers[words]) > 1 else words

    rows = [tuple(cell(row, column.name) for column in kept) for row in table.records()]
    print_rows([column.name for column in kept], rows, "table", labels=[column.label for column in kept])


def _draw(result: Result, place: Path) -> None:
    """Write the plot."""
    try:
        place.write_text(result.to_svg(), "utf-8")
    except OSError as error:
        raise UsageError(f"{place}: cannot be written ({error.strerror})", mend="Choose another place.") from error
