"""What every command shares: settings from environment and options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import click

from kg.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")


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


def _put_store(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    """--store behind a command's name wins over the one before it."""
    if value:
        settings: Settings = context.obj
        context.obj = settings.with_value("store", value, source="--store")
