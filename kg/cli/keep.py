"""Commands that keep a store safe: backup, restore."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import counted, pass_settings, prepare
from kg.settings import Settings

KILOBYTE = 1000
UNITS = ("bytes", "kB", "MB", "GB", "TB")


@click.command(
    short_help="Copy the store while it is used.", epilog="Example:  kg backup /backup/2026-03-05.tar --store kg-store"
)
@click.argument("target", type=click.Path(path_type=Path), metavar="DIR|FILE.tar")
@click.option("--replace", is_flag=True, help="A backup that is there gives way when the new one is whole.")
@pass_settings
def backup(settings: Settings, target: Path, *, replace: bool) -> None:
    """Copy the store into a folder or an archive, while it is read and written.

    The copy is of one generation, with the texts and the register of sources that belong to it; every file's digest is
    kept with it. What is no backup is never overwritten. Exit code 1 when the store has lost a text; the rest was
    copied.
    """
    from kg.pipeline import make_backup

    made = make_backup(settings.store, target, replace=replace)
    for digest in made.missing:
        click.echo(
            f"kg: the text of the article {digest} is missing or was changed. Build the article again, and back up.",
            err=True,
        )
    click.echo(
        f"Backed up generation {made.generation} of {settings.store} to {target}:"
        f" {counted(made.files, 'file')} ({counted(made.texts, 'text')}), {_size(made.bytes)}"
    )
    sys.exit(1 if made.missing else 0)


@click.command(
    short_help="Make a store what it was when it was backed up.",
    epilog="Example:  kg restore /backup/2026-03-05.tar --store new-store",
)
@click.argument("source", type=click.Path(path_type=Path), metavar="FROM")
@click.option("--replace", is_flag=True, help="The store may hold something, which goes.")
@pass_settings
def restore(settings: Settings, source: Path, *, replace: bool) -> None:
    """Make a store what it was when FROM was made; FROM is a folder or an archive of `kg backup`.

    The backup is proved first, file by file; unless it is whole, nothing changes. In a store that is there it becomes
    the next generation, so a service at work goes over to it. It is prepared for questions as after a build.
    """
    from kg.pipeline import restore_backup

    done = restore_backup(source, settings.store, replace=replace)
    click.echo(
        f"Restored {settings.store} from {source}: {counted(done.files, 'file')};"
        f" generation {done.backed_up} of then is generation {done.generation} now"
    )
    prepare(settings)


def _size(size: float) -> str:
    """Bytes in words."""
    unit = 0
    while size >= KILOBYTE and unit + 1 < len(UNITS):
        size, unit = size / KILOBYTE, unit + 1
    return f"{size:.3g} {UNITS[unit]}"
