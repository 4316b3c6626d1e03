"""Commands that make or judge a store: build, extract, remove, check, serve."""

from __future__ import annotations

import dataclasses
import json
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import ONTOLOGY, counted, pass_settings, prepare, with_ontology
from kg.errors import DataError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.pipeline import BuildReport, Progress

SOURCES = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
WATCHLIST = click.option(
    "--watchlist",
    metavar="FILE",
    help="Names to know for sure (CSV or Turtle; none drops the store's), or KG_WATCHLIST.",
)
WORKERS = click.option("--workers", metavar="N", help="Processes that read (default 1, or KG_WORKERS).")
NAMES_TOLD = 10
DONE = {"sources": "Looking at sources", "articles": "Reading articles", "knowledge": "Drawing knowledge"}


@click.command(short_help="Read articles into the store.", epilog="Example:  kg build articles/ --store kg-store")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@ONTOLOGY
@WATCHLIST
@WORKERS
@pass_settings
def build(
    settings: Settings, sources: tuple[Path, ...], ontology: tuple[str, ...], watchlist: str | None, workers: str | None
) -> None:
    """Read articles (files, folders, - for standard input) into the store.

    What is there already and has not changed is not read again; after a changed model, ontology or manifest that is
    read again which it touches. Without SOURCE the store's own articles are brought up to date. A killed build goes on
    where it was. Exit code 3 when something could not be read; the rest was.
    """
    from kg.pipeline import build as run

    settings = _with(settings, ontology, watchlist, workers)
    with _progress() as progress:
        report = run(sources, settings, progress=progress)
    _tell_problems(report.problems)
    _print_build(report, settings)
    if report.generation:
        prepare(settings)
    sys.exit(report.exit_code)


@click.command(
    short_help="What articles say, as JSON, without a store.", epilog="Example:  kg extract article.txt | jq .events"
)
@SOURCES
@ONTOLOGY
@WATCHLIST
@WORKERS
@pass_settings
def extract(
    settings: Settings, sources: tuple[Path, ...], ontology: tuple[str, ...], watchlist: str | None, workers: str | None
) -> None:
    """What articles say, one JSON object an article, without a store.

    Exit code 3 when something could not be read; the rest was.
    """
    from kg.pipeline import extract as run

    code = 0
    for outcome in run(sources, _with(settings, ontology, watchlist, workers)):
        if isinstance(outcome, DataError):
            _tell_problems((outcome,))
            code = outcome.exit_code
        else:
            sys.stdout.write(json.dumps(outcome, ensure_ascii=False) + "\n")
    sys.exit(code)


@click.command(short_help="Take articles back, exactly.", epilog="Example:  kg remove wire-12.txt")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@ONTOLOGY
@pass_settings
def remove(settings: Settings, articles: tuple[str, ...], ontology: tuple[str, ...]) -> None:
    """Take articles back, exactly: the store becomes what it would be had they never been read.

    ARTICLE is a file name as `kg articles` lists it, the beginning of a digest, or a headline. A file of several
    records (dump.jsonl) stands for all of them; dump.jsonl#12 is one.
    """
    from kg.pipeline import remove as run

    settings = with_ontology(settings, ontology)
    report = run(articles, settings)
    for record in report.removed:
        click.echo(f"Removed {record.file}" + (f" ({record.headline})" if record.headline else ""))
    totals = _totals(report.articles, report.persons, report.events, report.claims)
    click.echo(f"{totals} in {settings.store}, generation {report.generation}")
    prepare(settings)


@click.command(short_help="Prove shapes, quotations and facts.", epilog="Example:  kg check --format json")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is printed.",
)
@ONTOLOGY
@pass_settings
def check(settings: Settings, form: str, ontology: tuple[str, ...]) -> None:
    """Prove the store: shapes hold, quotations stand literally at their offsets, every fact rests on a claim.

    Exit code 1 when something does not hold.
    """
    from kg.pipeline import check as run

    report = run(with_ontology(settings, ontology))
    checked = {"claims": report.claims, "quotes": report.quotes, "facts": report.facts}
    if form == "json":
        findings = [dataclasses.asdict(finding) for finding in report.findings]
        value = {"conforms": report.conforms, **checked, "findings": findings}
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        for finding in report.findings:
            where = f" ({finding.where})" if finding.where else ""
            what = finding.what.removesuffix(".")  # shapes word whole sentences
            click.echo(f"{finding.check}: {finding.subject}: {what}{where}. {finding.mend}".rstrip())
        verdict = "Conforms" if report.conforms else f"Does not conform ({counted(len(report.findings), 'finding')})"
        click.echo(f"{verdict}: {', '.join(f'{number} {what}' for what, number in checked.items())} checked.")
    sys.exit(0 if report.conforms else 1)


@click.command(short_help="Serve pages and SPARQL.", epilog="Example:  kg serve --port 8000")
@click.option("--host", help="Address to bind to (default 127.0.0.1, this machine alone; or KG_HOST).")
@click.option("--port", help="Port (default 8080, or KG_PORT).")
@pass_settings
def serve(settings: Settings, host: str | None, port: str | None) -> None:
    """Serve pages, SPARQL (/sparql, /update) and graphs (/data); reading goes on beside `kg build`.

    A store that does not exist is made, empty. Writing needs a token (KG_TOKEN). Limits are settings of the
    environment; docs/how-to/serve.md tells how to serve others.
    """
    from kg.web import serve as run

    for name, value in (("host", host), ("port", port)):
        if value:
            settings = settings.with_value(name, value, source=f"--{name}")
    run(settings, ready=lambda address: click.echo(f"Serving {settings.store} on {address} (Ctrl-C ends)"))


def _with(settings: Settings, ontology: tuple[str, ...], watchlist: str | None, workers: str | None) -> Settings:
    """Settings with a command's options."""
    settings = with_ontology(settings, ontology)
    if watchlist:
        settings = settings.with_value("watchlist", watchlist, source="--watchlist")
    return settings.with_value("workers", workers, source="--workers") if workers else settings


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from kg.cli.tables import console

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(doing: str, done: int, total: int) -> None:
            bar.update(task, description=DONE.get(doing, doing), completed=done, total=total or None)

        yield tell


def _tell_problems(problems: tuple[DataError, ...]) -> None:
    """Errors on standard error, each with its mend."""
    for problem in problems:
        click.echo(f"kg: {problem}", err=True)


def _print_build(report: BuildReport, settings: Settings) -> None:
    """What a build did, in a few lines."""
    from kg.pipeline.reports import NEW, REASONS

    for replaced in report.replaced:
        click.echo(f"{replaced.file}: its text changed; the earlier article was taken back")
    for namesake in report.namesakes:
        click.echo(f"{namesake.file}: another article of this name was given from elsewhere; both are kept")
    for file in report.stale:
        click.echo(f"{file}: read by an earlier version; give its source again to bring it up to date")
    for missing in report.missing:
        many = len(missing.articles) > 1
        names = ", ".join(missing.articles[:NAMES_TOLD])
        names += f" and {len(missing.articles) - NAMES_TOLD} more" if len(missing.articles) > NAMES_TOLD else ""
        click.echo(
            f"{counted(len(missing.articles), 'article')} of the store {'are' if many else 'is'} no longer in"
            f" {missing.folder}: {names}; take {'them' if many else 'it'} back with:"
            f" kg remove {shlex.join(missing.articles)}"
        )
    if report.read:
        reasons = ", ".join(
            f"{number} new" if key == NEW else f"{number} because {REASONS[key]}" for key, number in report.reasons
        )
        click.echo(f"Read {counted(len(report.read), 'article')}: {reasons}")
    if report.resumed:
        click.echo(f"{counted(report.resumed, 'article')} had been read by a build that was interrupted")
    if report.homonyms:
        click.echo(
            f"{counted(len(report.homonyms), 'name')} of the watch-list belong to several entries and are linked only"
            f" where an article tells which: {', '.join(report.homonyms[:NAMES_TOLD])}"
        )
    if report.rederived:
        click.echo("The knowledge was drawn anew: the ontology or the rules of resolution changed")
    if not report.generation and not report.articles and report.problems:
        click.echo("Nothing to read: no store was made")
        return
    if not report.changed:
        click.echo(
            "Nothing to do: the store is up to date" + (f" ({report.skipped} unchanged)" if report.skipped else "")
        )
    where = f"{settings.store}, generation {report.generation}"
    click.echo(f"{_totals(report.articles, report.persons, report.events, report.claims)} in {where}")


def _totals(articles: int, persons: int, events: int, claims: int) -> str:
    """What the store holds, in words."""
    parts = ((articles, "article"), (persons, "person"), (events, "event"), (claims, "claim"))
    return ", ".join(counted(count, what) for count, what in parts)
