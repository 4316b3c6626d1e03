"""The listed exceptions: tests that the engine fails, each with its reason (``exceptions.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from w3c.outcomes import Outcome

FILE = Path(__file__).with_name("exceptions.toml")


@dataclass(frozen=True)
class Exceptions:
    """What is listed.

    Args:
        engine: test IRI -> why the engine fails it.
        mended: test IRI among them -> what the service does so that it passes over HTTP.
    """

    engine: dict[str, str]
    mended: dict[str, str]

    @classmethod
    def read(cls) -> Exceptions:
        """The list of the repository."""
        return cls(**tomllib.loads(FILE.read_text(encoding="utf-8")))

    def unexpected_in_process(self, outcomes: list[Outcome]) -> list[str]:
        """What is not as listed, on the engine alone: a line for each case."""
        lines = [
            f"{outcome.case.iri} fails and is not listed: {outcome.failure}"
            for outcome in outcomes
            if not outcome.passed and outcome.case.iri not in self.engine
        ]
        passed = [outcome.case.iri for outcome in outcomes if outcome.passed and outcome.case.iri in self.engine]
        return lines + [f"{iri} passes: take it off the list" for iri in passed]

    def unexpected_over_http(self, outcomes: list[Outcome], baseline: list[Outcome]) -> list[str]:
        """What is not as listed, over HTTP: a line for each case, with the engine's answer beside it.

        Args:
            outcomes: over HTTP.
            baseline: of the same folder, in process.
        """
        alone = {outcome.case.iri: outcome for outcome in baseline}
        lines = []
        for outcome in outcomes:
            iri, beside = outcome.case.iri, alone.get(outcome.case.iri)
            fails = iri in self.engine and iri not in self.mended
            engine = f"in process: {beside.failure or beside.spelling or 'passes'}" if beside else "not run in process"
            if not outcome.passed and not (fails and beside and not beside.passed):
                lines.append(f"{iri} fails: {outcome.failure} | {engine}")
            elif outcome.passed and fails:
                lines.append(f"{iri} passes: list as mended what the service does for it")
            elif outcome.spelling and beside and not beside.spelling:
                lines.append(f"{iri} spells literals otherwise: {outcome.spelling} | {engine}")
        return lines
