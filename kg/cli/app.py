"""The command group, and what becomes of errors.

Exit codes: 0 ok, 1 check failed or nothing found, 2 usage, 3 bad data (the rest was done and nothing lost), 70 a bug.
Modules with heavy imports are imported inside commands, so that ``kg --help`` is quick.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from contextlib import suppress

import click

import kg
from kg.cli import ask, judge, keep, network, path, read, write
from kg.errors import KgError
from kg.settings import Settings

FAILED = 1
BUG = 70
INTERRUPTED = 130
HELP_OPTIONS = ["-h", "--help"]
CLOSED = 141  # whoever read the output has gone, as a shell tells it


class _GoneError(Exception):
    """Whoever read the output has gone."""


class _StoppedError(Exception):
    """Whoever gave the command has stopped it."""


class _Closed(io.StringIO):
    """Stands for an output that was closed before the start: who reads it has gone."""

    def write(self, _text: str) -> int:
        """As a closed pipe does."""
        raise BrokenPipeError


class _Commands(click.Group):
    """The group; tells a closed pipe and a stop from a failure, which click does not."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _GoneError from error
        except KeyboardInterrupt as error:  # click would print a blank line, and no word
            raise _StoppedError from error


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": HELP_OPTIONS, "max_content_width": 100},
    epilog="""\b
Examples:
  kg build articles/                     read a folder into ./kg-store
  kg path "Anna Petit" "Joseph Otieno"   who connects them, with sentences
  kg ask "who met Anna Petit in 2024?"   a question in plain words
  kg show "Anna Petit"                   positions, events, sentences
  kg query sanctions target=Belarus      a catalogue query
  kg serve                               pages and SPARQL on 127.0.0.1:8080""",
)
@click.version_option(kg.__version__, "-V", "--version", prog_name="kg")
@click.option("--store", metavar="DIR", help="Folder of the store (default ./kg-store, or KG_STORE).")
@click.pass_context
def cli(context: click.Context, store: str | None) -> None:
    """Diplomacy news as a knowledge graph in which every fact is tied to the sentence that says it."""
    settings = Settings.from_environment()
    context.obj = settings.with_value("store", store, source="--store") if store else settings


for command in (
    write.build,
    write.extract,
    write.remove,
    judge.judge,
    read.articles,
    path.path,
    path.connect,
    read.show,
    network.rank,
    network.communities,
    network.bridges,
    network.compare,
    network.ego,
    network.timeline,
    read.query,
    ask.ask,
    ask.search,
    read.sparql,
    read.export,
    write.check,
    write.serve,
    keep.backup,
    keep.restore,
):
    cli.add_command(command)


def main() -> None:
    """Run ``kg``; never shows a traceback for an error raised on purpose."""
    _reopen()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter is no bug
    sys.exit(_run())


def _run() -> int:
    """Run the command line; returns its exit code."""
    try:
        try:
            cli.main(prog_name="kg", standalone_mode=False)
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        sys.stdout.flush()  # while an error can still be told
    except (_GoneError, BrokenPipeError):  # `kg articles | head`
        _silence()
        return CLOSED
    except KgError as error:
        _tell(f"kg: {error}")
        return error.exit_code
    except (_StoppedError, KeyboardInterrupt, click.exceptions.Abort):
        _tell("kg: stopped; run the same command again to go on")  # what was committed is kept
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OSError as error:  # a full disk, no permission
        _silence()
        _tell(f"kg: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last resort: a bug is told as one
        if os.environ.get("KG_TRACEBACK"):
            traceback.print_exc()
        _tell(
            f"kg: this is a bug in Demarche: {type(error).__name__}: {error}."
            " Set KG_TRACEBACK=1 and report what it says."
        )
        return BUG
    return code


def _reopen() -> None:
    """Give the streams that a shell closed (``>&-``), which Python leaves out, something to stand for them.

    Their descriptors are taken, or the next file opened would be standard output.
    """
    streams: dict[str, object] = {name: getattr(sys, name) for name in ("stdin", "stdout", "stderr")}
    for name in (name for name, stream in streams.items() if stream is None):
        os.open(os.devnull, os.O_RDWR)  # takes the lowest descriptor that is free
        setattr(sys, name, _Closed() if name == "stdout" else io.StringIO())


def _silence() -> None:
    """Nothing more can be written: what is left of the output is dropped, or Python complains at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: str) -> None:
    """One line on standard error."""
    with suppress(OSError):
        sys.stderr.write(message.rstrip() + "\n")
