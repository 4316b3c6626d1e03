"""``kg judge``: an analyst's decisions, made, listed, taken back and shared."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import ONTOLOGY, counted, pass_settings, prepare, with_ontology
from kg.errors import UsageError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.judgement import Judgement
    from kg.pipeline import Docket, JudgeReport

BY = click.option("--by", metavar="NAME", help="Who decides (or KG_ANALYST).")
DATE = click.option("--date", "day", metavar="DAY", help="The day of the decision, YYYY-MM-DD (default today).")
WHY = click.option("--why", default="", metavar="TEXT", help="Why, in your words.")


def _signed(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every decision."""
    return BY(DATE(WHY(ONTOLOGY(pass_settings(command)))))


@click.group(
    short_help="Correct what the reader got wrong.",
    epilog="""\b
Examples:
  kg judge same "Anna Petit" "A. Petit" --by Ann --why "her own site"
  kg judge reject 3f2a91b0c4d5/120-128-0 --by Ann
  kg judge list""",
)
@pass_settings
def judge(_settings: Settings) -> None:
    """Decide what the reader cannot: decisions survive every rebuild, and edit no claim.

    Persons and things are given by name or IRI, events by label or IRI, single claims as `kg show --why` prints them.
    """


@judge.command(epilog='Example:  kg judge same "Anna Petit" "A. Petit" --by Ann')
@click.argument("one")
@click.argument("other")
@_signed
def same(
    settings: Settings, one: str, other: str, by: str | None, day: str | None, why: str, ontology: tuple[str, ...]
) -> None:
    """Two persons (or things) are one, or two events are."""
    _decide(settings, by, day, why, ontology, lambda docket: [docket.same(one, other)])


@judge.command(epilog='Example:  kg judge different "Ri Yong" 3f2a91b0c4d5/person/ri-yong --by Ann')
@click.argument("one")
@click.argument("other")
@_signed
def different(
    settings: Settings, one: str, other: str, by: str | None, day: str | None, why: str, ontology: tuple[str, ...]
) -> None:
    """Two persons (or things) are two, or two events are; also a part of one and the rest of it."""
    _decide(settings, by, day, why, ontology, lambda docket: [docket.different(one, other)])


@judge.command(epilog="Example:  kg judge reject 3f2a91b0c4d5/120-128-0 --by Ann")
@click.argument("things", nargs=-1, required=True, metavar="CLAIM-OR-EVENT...")
@_signed
def reject(
    settings: Settings,
    things: tuple[str, ...],
    by: str | None,
    day: str | None,
    why: str,
    ontology: tuple[str, ...],
) -> None:
    """The reader was wrong: nothing rests on these claims any more."""
    _decide(settings, by, day, why, ontology, lambda docket: [docket.reject(things)])


@judge.command(epilog="Example:  kg judge status 3f2a91b0c4d5/120-128-0 planned --by Ann")
@click.argument("thing", metavar="CLAIM-OR-EVENT")
@click.argument("status", metavar="STATUS")
@click.option("--all", "every", is_flag=True, help="All claims of the event.")
@_signed
def status(
    settings: Settings,
    thing: str,
    status: str,
    every: bool,  # noqa: FBT001 - click passes by keyword
    by: str | None,
    day: str | None,
    why: str,
    ontology: tuple[str, ...],
) -> None:
    """A claim says another status than was read."""
    _decide(settings, by, day, why, ontology, lambda docket: [docket.status(thing, status, every=every)])


@judge.command(epilog='Example:  kg judge role 3f2a91b0c4d5/120-128-0 --move "Anna Petit" participant host --by Ann')
@click.argument("thing", metavar="CLAIM-OR-EVENT")
@click.option("--add", nargs=2, metavar="NAME ROLE", help="Somebody whom the article names has the role, too.")
@click.option("--remove", nargs=2, metavar="NAME ROLE", help="Somebody does not have the role.")
@click.option("--move", nargs=3, metavar="NAME FROM TO", help="Somebody has another role.")
@_signed
def role(
    settings: Settings,
    thing: str,
    add: tuple[str, str] | None,
    remove: tuple[str, str] | None,
    move: tuple[str, str, str] | None,
    by: str | None,
    day: str | None,
    why: str,
    ontology: tuple[str, ...],
) -> None:
    """Somebody loses a role in an event, gets one, or has another."""
    if sum(option is not None for option in (add, remove, move)) != 1:
        raise UsageError("kg judge role takes one of --add, --remove and --move", mend="Give exactly one.")
    name, *roles = add or remove or move or ("", "")
    taken = "" if add else roles[0]
    given = "" if remove else roles[-1]
    _decide(settings, by, day, why, ontology, lambda docket: docket.role(thing, name, taken=taken, given=given))


@judge.command(epilog="Example:  kg judge split 'Anna Petit and Joseph Otieno' 3f2a91b0c4d5/120-128-0 --by Ann")
@click.argument("event")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_signed
def split(
    settings: Settings,
    event: str,
    claims: tuple[str, ...],
    by: str | None,
    day: str | None,
    why: str,
    ontology: tuple[str, ...],
) -> None:
    """Take claims out of an event into one of their own."""
    _decide(settings, by, day, why, ontology, lambda docket: [docket.split(event, claims)])


@judge.command("list", epilog="Example:  kg judge list --format json")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "tsv", "json"]), default="table", show_default=True,
    help="How rows are printed.",
)  # fmt: skip
@pass_settings
def list_(settings: Settings, form: str) -> None:
    """List the decisions; those on what is not in the store for now are waiting."""
    from kg.cli.tables import print_rows
    from kg.judgement import short_name
    from kg.pipeline import judgements_of
    from kg.store import open_reader
    from kg.vocabulary import local_name

    def names(listed: Iterable[str]) -> str:
        return " ".join(map(short_name, listed))

    rows = []
    for held in judgements_of(open_reader(settings.store)):
        told = held.judgement
        filler = short_name(told.filler) if told.filler.startswith("article/") else local_name(told.filler)
        values = (told.status, told.taken and f"-{local_name(told.taken)}", told.given and f"+{local_name(told.given)}")
        what = " ".join(filter(None, (filler, *(local_name(value) for value in values))))
        state = "waiting" if held.waiting else "in effect"
        who = (told.by, told.date, told.why)
        rows.append((told.id, told.decision.value, names(told.claims), names(told.others), what, *who, state))
    columns = ("id", "decision", "claims", "others", "value", "by", "date", "why", "state")
    print_rows(columns, rows, form, labels=[column.capitalize() for column in columns])


@judge.command(epilog="Example:  kg judge undo 1f0c22ab")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@ONTOLOGY
@pass_settings
def undo(settings: Settings, ids: tuple[str, ...], ontology: tuple[str, ...]) -> None:
    """Take decisions back, by the ids that `kg judge list` prints."""
    from kg.pipeline import undo as run

    settings = with_ontology(settings, ontology)
    report = run(ids, settings)
    for judgement in report.changed:
        click.echo(f"Taken back: {_told(judgement)}")
    _tell(report, settings)


@judge.command(epilog="Example:  kg judge export -o judgements.jsonl")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File; standard output without it."
)
@pass_settings
def export(settings: Settings, output: Path | None) -> None:
    """Write the decisions as JSON Lines, for another store that reads the same articles."""
    from kg.pipeline import judgements_of, to_lines
    from kg.store import open_reader

    lines = to_lines(held.judgement for held in judgements_of(open_reader(settings.store)))
    text = "".join(line + "\n" for line in lines)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, "utf-8")


@judge.command("import", epilog="Example:  kg judge import judgements.jsonl")
@click.argument("file", type=click.Path(path_type=Path))
@ONTOLOGY
@pass_settings
def import_(settings: Settings, file: Path, ontology: tuple[str, ...]) -> None:
    """Take decisions from a file of `kg judge export`; they keep who, when and why. One that contradicts stops all."""
    from kg.pipeline import judge as run
    from kg.pipeline import read_judgement_file

    placed = read_judgement_file(file)
    places = {judgement.id: place for place, judgement in reversed(placed)}  # the first line that says so
    judgements = [judgement for _, judgement in placed]
    settings = with_ontology(settings, ontology)
    _made(run(judgements, settings, places=places, command="kg judge import"), settings)


def _decide(
    settings: Settings,
    by: str | None,
    day: str | None,
    why: str,
    ontology: tuple[str, ...],
    decide: Callable[[Docket], Iterable[Judgement]],
) -> None:
    """Make judgements of what was named, and add them."""
    from kg.pipeline import Docket, Signed
    from kg.pipeline import judge as run
    from kg.schema import load_schema
    from kg.service import open_graph

    settings = with_ontology(settings, ontology)
    schema = load_schema(settings.ontology)
    graph = open_graph(settings.store, ontology=settings.ontology)
    # the day is part of the decision, given by whoever decides: no build reads a clock
    signed = Signed(by or settings.analyst, day or dt.datetime.now(tz=dt.UTC).date().isoformat(), why)
    docket = Docket(graph.reader, schema, lambda name: graph.find(name).iri, signed)
    made = tuple(decide(docket))
    for doubt in (doubt for judgement in made for doubt in docket.doubts(judgement)):
        click.echo(f"kg: warning: {doubt}; decided all the same (kg judge undo takes it back)", err=True)
    _made(run(made, settings, schema=schema), settings)


def _made(report: JudgeReport, settings: Settings) -> None:
    for judgement in report.changed:
        click.echo(f"Decided: {_told(judgement)}")
    for judgement in report.known:
        click.echo(f"Decided before: {_told(judgement)}")
    _tell(report, settings)


def _told(judgement: Judgement) -> str:
    """A judgement in a line."""
    signed = ", ".join(filter(None, (judgement.by, judgement.date, judgement.why)))
    return f"{judgement.id} {judgement.decision} ({signed})"


def _tell(report: JudgeReport, settings: Settings) -> None:
    """The totals; then the generation is prepared for questions."""
    totals = f"{counted(report.persons, 'person')}, {counted(report.events, 'event')}"
    click.echo(f"{totals}, generation {report.generation}")
    prepare(settings)
