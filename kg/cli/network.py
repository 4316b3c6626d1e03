"""Commands that measure the network of persons: rank, communities, bridges, compare, ego, timeline."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from kg.cli.options import fact_filters, pass_settings, undated_filters
from kg.cli.read import FORM, filled
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.service.measures import Choice

MEASURES = ("degree", "strength", "pagerank", "betweenness", "brokerage", "core")

Command = TypeVar("Command", bound=Callable[..., Any])


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order of the help."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_STATUS = click.option(
    "--status", default="occurred", show_default=True, help="Statuses that count, with commas, or any."
)
_CAP = click.option(
    "--cap", default=20, show_default=True, type=click.IntRange(2), help="Leave out events of more persons."
)
_EVENTS = _options(_STATUS, fact_filters, _CAP)
_BY = click.option(
    "--by", default="strength", show_default=True, type=click.Choice(MEASURES), help="The measure that ranks."
)
_SAMPLE = _options(
    click.option(
        "--samples", type=click.IntRange(2), metavar="N",
        help="Persons betweenness is estimated from (default: all up to 2,000, 500 above); for no other measure.",
    ),
    click.option(
        "--seed", default=0, show_default=True, type=click.IntRange(0), help="Seed of that draw; for no other measure."
    ),
)  # fmt: skip
_OUTPUT = _options(
    click.option("--top", type=click.IntRange(1), metavar="N", help="Rows at most (default: 20 in a table, else all)."),
    FORM,
    click.option(
        "--plot",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Also draw it, as SVG or PNG (*.png).",
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
@_SAMPLE
@_OUTPUT
@pass_settings
def rank(settings: Settings, /, by: str, form: str, **given: Any) -> None:
    """Persons in the order of a measure of the network.

    degree: contacts; strength: events; pagerank; betweenness: who stands between others; brokerage: Burt's constraint,
    low first; core: the innermost group. An event of n persons ties each two with the weight 1/(n-1). Equals have equal
    rank. csv, tsv and json hold IRIs. Notes tell what was left out. Exit code 1 when no event passes.
    """
    from kg.cli.results import print_result, rows_told
    from kg.service import open_graph

    top = rows_told(given["top"], form)
    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.rank(by, top=top, samples=given["samples"], seed=given["seed"], **_choice(given))
    print_result(result, form, generation=graph.generation, plot=given["plot"])


@click.command(
    short_help="Groups of persons close to each other.",
    epilog="Example:  kg communities --status any --show persons --format csv",
)
@click.option(
    "--resolution", default=1.0, show_default=True, help="Above 1 for more and smaller groups, below 1 for fewer."
)
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Seed of the search.")
@_EVENTS
@_shown("groups", "persons")
@_OUTPUT
@pass_settings
def communities(settings: Settings, /, resolution: float, seed: int, form: str, **given: Any) -> None:
    """Groups of persons who have more to do with each other than with the rest (Louvain).

    The same seed gives the same groups. Exit code 1 when no event passes.
    """
    from kg.cli.results import print_result
    from kg.service import open_graph

    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.communities(resolution=resolution, seed=seed, **_choice(given))
    print_result(result, form, generation=graph.generation, plot=given["plot"], show=given["show"], top=given["top"])


@click.command(
    short_help="On whom the connection of others hangs.", epilog="Example:  kg bridges --status any --show ties"
)
@_EVENTS
@_shown("persons", "ties")
@_OUTPUT
@pass_settings
def bridges(settings: Settings, /, form: str, **given: Any) -> None:
    """Persons and ties without whom the network falls apart, and how many they cut off.

    Exit code 1 when no event passes.
    """
    from kg.cli.results import print_result
    from kg.service import open_graph

    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.bridges(**_choice(given))
    print_result(result, form, generation=graph.generation, plot=given["plot"], show=given["show"], top=given["top"])


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
@_STATUS
@undated_filters
@_CAP
@_SAMPLE
@_shown("ties", "ranks")
@_OUTPUT
@pass_settings
def compare(settings: Settings, /, before: str, after: str, by: str, form: str, **given: Any) -> None:
    """New, lost, stronger and weaker ties between two windows of time, and who rose and fell.

    A window is a year, a month, a day, or two of them: 2023, 2024-03, 2024-01-15/2024-06-30, ../2023. Undated events
    are left out. Exit code 1 when no event passes in one of the windows.
    """
    from kg.cli.results import print_result
    from kg.service import open_graph

    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.compare(before, after, by=by, samples=given["samples"], seed=given["seed"], **_choice(given))
    print_result(result, form, generation=graph.generation, plot=given["plot"], show=given["show"], top=given["top"])


@click.command(
    short_help="The surroundings of a person.", epilog='Example:  kg ego "Anna Petit" --radius 2 --show ties'
)
@click.argument("person", metavar="NAME")
@click.option(
    "--radius", default=1, show_default=True, type=click.IntRange(1), help="Ties between NAME and the farthest told."
)
@_EVENTS
@_shown("persons", "ties")
@_OUTPUT
@pass_settings
def ego(settings: Settings, /, person: str, radius: int, form: str, **given: Any) -> None:
    """Who is around a person, the nearest first, and the ties among them.

    Exit code 1 when the person has no tie that passes.
    """
    from kg.cli.results import print_result
    from kg.service import open_graph

    filled(person, "NAME")
    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.ego(person, radius=radius, **_choice(given))
    print_result(result, form, generation=graph.generation, plot=given["plot"], show=given["show"], top=given["top"])


@click.command(
    short_help="What two persons share, in order.",
    epilog='Example:  kg timeline "Anna Petit" "Joseph Otieno" --since 2024-01-01',
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--status", default="any", show_default=True, help="Statuses that count, with commas, or any.")
@fact_filters
@_OUTPUT
@pass_settings
def timeline(settings: Settings, /, one: str, other: str, form: str, **given: Any) -> None:
    """The events that two persons share, earliest first, with the days that surely lie between.

    Events of every status and size, unless you say otherwise. Exit code 1 when they share none.
    """
    from kg.cli.results import print_result
    from kg.service import open_graph

    filled(one, "A")
    filled(other, "B")
    graph = open_graph(settings.store, ontology=settings.ontology)
    result = graph.timeline(one, other, **_choice(given))
    print_result(result, form, generation=graph.generation, plot=given["plot"], top=given["top"])
    if not result.table().rows:
        sys.exit(1)


def _choice(given: Mapping[str, Any]) -> Choice:
    """Which events count."""
    return cast("Choice", {name: value for name, value in given.items() if name not in _OTHER})


_OTHER = frozenset({"samples", "seed", "top", "plot", "show"})
"""Options that choose no events."""
