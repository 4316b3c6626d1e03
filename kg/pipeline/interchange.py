"""``kg extract``: what articles say, without a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.model import Article
from kg.pipeline.stages import Stages
from kg.pipeline.watchlist_files import given_watchlist
from kg.pipeline.workers import Task, read_articles
from kg.schema.model import Schema
from kg.settings import Settings
from kg.watchlist import EMPTY

if TYPE_CHECKING:
    from kg.extraction.interchange import Json


def extract(
    sources: Sequence[Path],
    settings: Settings,
    *,
    schema: Schema | None = None,
    stages: Stages | None = None,
) -> Iterator[Mapping[str, Json] | DataError]:
    """One object an article in the interchange form (DESIGN.md section 7), in the order of the sources' names.

    Args:
        sources: files and folders.
        settings: model, ontology, workers, batch and watchlist are used.
        schema: instead of the one the settings name.
        stages: instead of the real ones.

    Yields:
        An object, or the error of what could not be read: those of the sources before the first article of their batch.

    Raises:
        SchemaError: when an ontology file is wrong. DependencyError: when the language side is missing.
    """
    from kg.extraction.interchange import interchange  # noqa: PLC0415  (lazy: the other commands need it not)

    stages = stages or Stages()
    schema = schema or stages.load_schema(settings.ontology)
    errors: list[DataError] = []

    def articles() -> Iterator[Article]:
        for item in stages.read_sources(sources):
            if isinstance(item, DataError):
                errors.append(item)
            else:
                yield item

    task = Task(stages.make_extract, settings.model, schema, given_watchlist(settings) or EMPTY)
    for outcomes in read_articles(articles(), task, workers=settings.workers, batch=settings.batch):
        yield from errors
        errors.clear()
        for outcome in outcomes:
            yield outcome if isinstance(outcome, DataError) else interchange(outcome, schema)
    yield from errors
