"""Prints how a service fares in the W3C suites, folder by folder, with the engine in process beside it.

    export KG_TEST_DATA=FOLDER
    python tests/conformance/report.py                        our own service, started for it
    python tests/conformance/report.py --in-process           the engine alone
    python tests/conformance/report.py --endpoint http://127.0.0.1:7878 --paths /query,/update,/store

Each failure is listed with the engine's answer. A service that is named must be empty: its data are replaced.
"""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import click
from w3c.outcomes import Outcome
from w3c.runs import run_in_process, run_over_http
from w3c.service import Address, Service
from w3c.starting import PATHS, TOKEN, NotStartedError, named_address, started
from w3c.suites import NOT_RUN, Suites

SUITES = ("sparql10", "sparql11", "sparql12")
LINE = "{:32} {:>6}   {:>6} {:>6} {:>9}   {:>6} {:>6} {:>9}"


@click.command()
@click.option("--endpoint", default="", help="scheme, host and port of a running service")
@click.option("--paths", default=PATHS, show_default=True, help="its paths for queries, updates and graphs")
@click.option("--token", default="", help="for writing")
@click.option("--in-process", "alone", is_flag=True, help="only the engine, no service")
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False, exists=True), envvar="KG_TEST_DATA", required=True
)
@click.argument("folders", nargs=-1)
def report(*, endpoint: str, paths: str, token: str, alone: bool, data: Path, folders: tuple[str, ...]) -> None:
    """Run the suites, or the FOLDERS named (such as sparql11/functions)."""
    suites = Suites(data / "rdf-tests")
    with ExitStack() as stack:
        service = None
        if not alone:
            named = {"KG_ENDPOINT": endpoint, "KG_ENDPOINT_PATHS": paths, "KG_TOKEN": token}
            address = named_address(named if endpoint else os.environ)
            if address is None:
                address = _start(stack)
            service = Service(address, suites)
            stack.callback(service.close)
            if not service.is_empty():
                raise click.ClickException(f"{address.root} holds data, which the tests would replace")
            if address.token != TOKEN:  # not the store that is thrown away
                stack.callback(service.load, ())
        _print(service, suites, folders)


def _start(stack: ExitStack) -> Address:
    """Our own service, ended with the stack.

    Raises:
        ClickException: when it does not start.
    """
    try:
        return stack.enter_context(started(Path(stack.enter_context(tempfile.TemporaryDirectory()))))
    except NotStartedError as error:
        raise click.ClickException(f"the service did not start: {error}") from error


def _print(service: Service | None, suites: Suites, folders: tuple[str, ...]) -> None:
    failures: list[tuple[Outcome, str]] = []
    click.echo(LINE.format("", "", "HTTP", "", "", "engine", "", ""))
    click.echo(LINE.format("folder", "tests", "passed", "failed", "spelling", "passed", "failed", "spelling"))
    begun = time.monotonic()
    everything: tuple[list[Outcome], list[Outcome]] = ([], [])
    for suite in SUITES:
        chosen = [folder for folder in suites.folders(suite) if not folders or folder in folders]
        total: tuple[list[Outcome], list[Outcome]] = ([], [])
        for folder in chosen:
            baseline = run_in_process(folder, suites)
            outcomes = run_over_http(folder, service, suites) if service else []
            _line(folder, outcomes, baseline)
            total[0].extend(outcomes)
            total[1].extend(baseline)
            beside = {outcome.case.iri: outcome.failure or "passes" for outcome in baseline}
            told = outcomes or baseline
            failures += [(o, beside.get(o.case.iri, "not run in process")) for o in told if not o.passed]
        if chosen:
            _line(f"{suite}, all", *total)
        if suite != "sparql12":  # a score of its own
            everything[0].extend(total[0])
            everything[1].extend(total[1])
    _line("sparql10 and sparql11", *everything)
    for outcome, engine in failures:
        click.echo(f"\n{outcome.case.iri}\n  {'HTTP' if service else 'engine'}: {outcome.failure}")
        if service:
            click.echo(f"  engine: {'the same' if engine == outcome.failure else engine}")
    click.echo(f"\nNot run: {'; '.join(f'{folder} ({why})' for folder, why in NOT_RUN.items())}")
    click.echo("spelling: passed by value alone; numbers, booleans or times are written otherwise than in the suite")
    click.echo(f"{time.monotonic() - begun:.1f} s")


def _line(name: str, outcomes: list[Outcome], baseline: list[Outcome]) -> None:
    cells = []
    for found in (outcomes, baseline):
        counts = [sum(o.passed for o in found), sum(not o.passed for o in found), sum(bool(o.spelling) for o in found)]
        cells += [count or "" if found else "" for count in counts]
    click.echo(LINE.format(name, len(outcomes or baseline), *cells))


if __name__ == "__main__":
    report()
