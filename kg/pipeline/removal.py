"""``kg remove``: articles are taken back; what remains is what a build without them gives."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from kg.errors import AmbiguousNameError, UnknownNameError
from kg.pipeline.publish import Publisher
from kg.pipeline.reports import RemoveReport
from kg.pipeline.stages import Stages
from kg.records import file_of
from kg.schema.model import Schema
from kg.settings import Settings
from kg.store import ArticleRecord, Storage, open_store

SHORTEST_PREFIX = 6  # hex digits of a digest that are taken for one


def remove(
    articles: Sequence[str],
    settings: Settings,
    *,
    schema: Schema | None = None,
    stages: Stages | None = None,
    store: Storage | None = None,
    command: str = "kg remove",
) -> RemoveReport:
    """Takes articles back, with their texts and all that rested on them; needs no language side.

    Args:
        articles: each a file name as ``kg articles`` lists it (or its last part), a digest or the beginning of one,
            or a headline; a file of several records stands for all of them.
            An article given under several names goes with all of them.
        settings: store, base and ontology are used.
        schema: instead of the one the settings name.
        stages: instead of the real ones.
        store: instead of the folder the settings name.
        command: what other writers are told while they wait.

    Raises:
        UnknownNameError: when none is called so; AmbiguousNameError: when several are. Nothing was removed then.
        StoreError: when the store cannot be opened or written.
    """
    stages = stages or Stages()
    storage = store or open_store(settings.store)
    reader = storage.reader()
    records = reader.articles()
    found = {record.digest: record for name in articles for record in find_articles(name, records)}
    schema = schema or stages.load_schema(settings.ontology)
    before = reader.generation
    reader.close()
    publisher = Publisher(storage, schema, settings, stages, command=command)
    published = publisher.publish({}, removed=frozenset(found))
    return RemoveReport(
        before=before,
        generation=published.generation,
        removed=tuple(sorted(found.values(), key=lambda record: (record.file, record.digest))),
        articles=published.articles,
        persons=published.persons,
        events=published.events,
        claims=published.claims,
    )


def find_articles(name: str, records: Sequence[ArticleRecord]) -> tuple[ArticleRecord, ...]:
    """The articles of a file with several records (``dump.jsonl``), else the one article called so.

    Raises:
        UnknownNameError: as `find_article`. AmbiguousNameError: also where several such files have that last part.
    """
    held = [record for record in records if file_of(record.file) != record.file]
    of_file = [record for record in held if file_of(record.file) == name]
    of_file = of_file or [record for record in held if PurePosixPath(file_of(record.file)).name == name]
    files = {file_of(record.file) for record in of_file}
    if not files or any(record.file == name for record in records):
        return (find_article(name, records),)
    if len(files) > 1:
        raise AmbiguousNameError(name, choices=tuple(sorted(files)))
    return tuple(of_file)


def find_article(name: str, records: Sequence[ArticleRecord]) -> ArticleRecord:
    """The one article called so: by file, digest, headline or last part of the file; the first that fits anything.

    Raises:
        UnknownNameError: with the nearest names. AmbiguousNameError: with the choices.
    """
    folded = name.casefold()
    prefix = folded if len(name) >= SHORTEST_PREFIX and set(folded) <= set("0123456789abcdef") else None
    ways = (
        [record for record in records if record.file == name],
        [record for record in records if prefix is not None and record.digest.startswith(prefix)],
        [record for record in records if record.headline and record.headline.casefold() == folded],
        [record for record in records if PurePosixPath(record.file).name == name],
    )
    matches = next((way for way in ways if way), [])
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise AmbiguousNameError(name, choices=tuple(sorted(f"{m.digest[:12]} ({m.file})" for m in matches)))
    known = sorted({record.file for record in records} | {record.headline for record in records if record.headline})
    raise UnknownNameError(name, nearest=tuple(get_close_matches(name, known, n=3, cutoff=0.5)))
