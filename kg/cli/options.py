"""What commands share: settings from environment and options, and the wording of numbers."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import click

from kg.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

ONTOLOGY = click.option(
    "--ontology", multiple=True, metavar="DIR", help="Folder with further event types; may be given several times."
)


def pass_settings(command: Callable[Concatenate[Settings, P], R]) -> Callable[P, R]:
    """Give a command the settings, and the option --store. The innermost decorator of a command."""
    option = click.option(
        "--store",
        metavar="DIR",
        expose_value=False,
        callback=_put_store,
        help="Folder of the store (default ./kg-store, or KG_STORE).",
    )
    return option(click.pass_obj(command))


def fact_filters(command: Callable[P, R]) -> Callable[P, R]:
    """Options that say which events of the network count, apart from --status."""
    for option in reversed(_DAYS):
        command = option(command)
    return undated_filters(command)


def undated_filters(command: Callable[P, R]) -> Callable[P, R]:
    """The same without days, for a command that has windows of its own."""
    for option in reversed(_FACT_FILTERS):
        command = option(command)
    return command


_DAYS = (
    click.option("--since", default="", metavar="DAY", help="Only events not wholly before this day (YYYY-MM-DD)."),
    click.option("--until", default="", metavar="DAY", help="Only events not wholly after this day."),
)
_FACT_FILTERS = (
    click.option("--type", "types", multiple=True, metavar="TYPE", help="Only events of this type."),
    click.option("--not-type", "not_types", multiple=True, metavar="TYPE", help="No events of this type."),
    click.option(
        "--min-sources", "--sources", "sources", default=0, type=click.IntRange(0), help="Independent sources at least."
    ),
    click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Only what this publisher reports."),
    click.option(
        "--known-by", default="", metavar="DAY", help="Only what was published by this day, as it stood then."
    ),
    click.option(
        "--in",
        "concerning",
        multiple=True,
        metavar="PLACE",
        help="Only events there, or with this organization or state.",
    ),
    click.option(
        "--not-in",
        "barring",
        multiple=True,
        metavar="PLACE",
        help="No events there, or with this organization or state.",
    ),
)


def with_ontology(settings: Settings, ontology: tuple[str, ...]) -> Settings:
    """Settings with the folders that --ontology names, where it names any."""
    if not ontology:
        return settings
    return settings.with_value("ontology", os.pathsep.join(ontology), source="--ontology")


def prepare(settings: Settings) -> None:
    """Make what questions of the newest generation would wait for, as every command does that commits one.

    The generation stands without it: where it cannot be made that is a warning, and whoever asks makes it again.
    """
    from kg.cli.tables import print_warning
    from kg.service import open_graph

    try:
        graph = open_graph(settings.store, ontology=settings.ontology, most=settings.network_contacts)
        if graph.generation:
            graph.prepare()
    except Exception as error:  # noqa: BLE001 - whatever fails here, what the command was called for is done
        print_warning(f"the store is written, but could not be prepared for questions: {error}")


def counted(number: int, what: str) -> str:
    """A number with its noun."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _put_store(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    """--store behind a command's name wins over the one before it."""
    if value:
        settings: Settings = context.obj
        context.obj = settings.with_value("store", value, source="--store")
