"""``kg build``: what is new or has changed is read, and the store holds it.

Articles are read outside the lock and kept as pending until they are committed, so a build killed anywhere goes on
where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path

from kg.errors import DataError, StoreError, StoreMissingError
from kg.model import Article, Extraction, Provenance
from kg.pipeline.intake import Intake, take_in
from kg.pipeline.plan import Job, Plan, make_plan, merge_register, preferred_sources, register_of
from kg.pipeline.publish import Published, Publisher, pending_key, publish_after, summarize
from kg.pipeline.reports import BuildReport, Missing, Progress, nothing_built
from kg.pipeline.stages import Stages
from kg.pipeline.watchlist_files import extraction_key, given_watchlist
from kg.pipeline.workers import Task, read_articles
from kg.rdf.claims import extraction_quads
from kg.rdf.reading import read_extraction
from kg.schema.model import Schema
from kg.settings import Settings
from kg.store import Reader, Source, Storage, create_store, open_store
from kg.store.records import ARTICLE_GRAPHS
from kg.watchlist import Watchlist


def build(
    sources: Sequence[Path],
    settings: Settings,
    *,
    schema: Schema | None = None,
    stages: Stages | None = None,
    store: Storage | None = None,
    progress: Progress | None = None,
    command: str = "kg build",
) -> BuildReport:
    """Brings articles into a store, which is made where there is none and an article was given.

    An article in the store is read again only when something that could change its claims did: its metadata, the reader
    (if it is given again), the language model, the ontology, the rules of extraction, the watch-list. That holds for
    all articles of the store, from their kept texts, whether given again or not. A file whose text changed replaces its
    earlier article.

    Args:
        sources: files and folders; none to bring the store's own articles up to date.
        settings: store, base, model, ontology, workers, batch and watchlist are used.
        schema: instead of the one the settings name.
        stages: instead of the real ones.
        store: instead of the folder the settings name.
        progress: told how far the build is.
        command: what other writers are told while they wait.

    Raises:
        StoreError: when the store cannot be opened or written; what was committed stays, and what was read is kept for
            the next call.
        SchemaError: when an ontology file is wrong. DependencyError: when something must be read and the language
            side is missing.
    """
    stages, progress = stages or Stages(), progress or _silent
    schema = schema or stages.load_schema(settings.ontology)
    watchlist = given_watchlist(settings)
    storage = store or _existing(settings, needed=not sources)
    intake = take_in(sources, stages.read_sources, lambda done: progress("sources", done, 0))
    if storage is None and not intake.given:
        return nothing_built(intake.errors)
    storage = storage or create_store(settings.store, settings.base)
    return _Build(settings, schema, stages, storage, progress, command, watchlist).run(intake)


def _existing(settings: Settings, *, needed: bool) -> Storage | None:
    """The settings' store; None where there is none yet.

    Raises:
        StoreMissingError: when it is needed.
    """
    try:
        return open_store(settings.store)
    except StoreMissingError as error:
        if needed:
            raise StoreMissingError(error.message, mend="Give SOURCE: files or folders to read.") from error
        return None


def _silent(_doing: str, _done: int, _total: int) -> None:
    """Tells nobody."""


def check_free(reader: Reader) -> None:
    """Refuses to build where somebody else's data stand: a build writes the default graph, and would end them.

    Raises:
        StoreError: when no build ever wrote the store, and something stands where a build writes.
    """
    managed = f"{reader.base}graph/"
    names = [name for name in reader.graphs() if name.startswith(managed)]
    built = reader.sources or any(not name.startswith(reader.base + ARTICLE_GRAPHS) for name in names)
    if built or not (names or reader.ask("ASK { ?s ?p ?o }")):
        return
    held = f"the graph {names[0]}" if names else "the default graph"
    raise StoreError(
        f"{held} of this store holds data that no build wrote, and a build would replace them",
        mend="Name another store with --store, or move the data into a graph of your own first"
        " (update: MOVE DEFAULT TO <urn:x:mine>).",
    )


class _Build:
    """One call of ``build``."""

    def __init__(
        self,
        settings: Settings,
        schema: Schema,
        stages: Stages,
        store: Storage,
        progress: Progress,
        command: str,
        watchlist: Watchlist | None,
    ) -> None:
        self._settings = settings
        self._schema = schema
        self._stages = stages
        self._store = store
        self._progress = progress
        self._watchlist = watchlist
        self._publisher = Publisher(store, schema, settings, stages, command=command, watchlist=watchlist)
        self._errors: list[DataError] = []
        self._failed: set[str] = set()
        self._resumed = 0

    def run(self, intake: Intake) -> BuildReport:
        self._errors.extend(intake.errors)
        reader = self._store.reader()
        check_free(reader)
        plan = make_plan(
            tuple(intake.given),
            register=register_of(reader.sources, reader.articles()),
            records=reader.articles(),
            provenance=self._provenance(intake, reader),
        )
        sources = tuple(given.source for given in intake.given)
        derived = self._publisher.is_derived(reader)
        missing = _missing(intake, reader)
        remaining = self._read_and_publish(plan, reader, sources)
        failed = self._failed
        settled = tuple(source for source in sources if source.digest not in failed)
        if plan.jobs or not derived or set(settled) - set(reader.sources):
            self._progress("knowledge", 0, 0)
            outdated = frozenset(
                job.source.digest
                for job in plan.jobs
                if job.source.digest in failed and "ontology" in job.reasons  # its old claims fit no schema any more
            )
            reader.close()  # or the generation that the build began with would stay until the next one
            published = self._publisher.publish(remaining, sources=settled, removed=outdated)
        else:
            published = summarize(reader)
        self._store.clear_pending()
        before = reader.generation
        reader.close()
        report = self._report(plan, before, published, rederived=not derived and before > 0)
        return replace(report, missing=missing, homonyms=self._watchlist.homonyms if self._watchlist else ())

    def _provenance(self, intake: Intake, reader: Reader) -> Provenance:
        """What would read now. With nothing given and nothing stored nobody asks, and no model need be there."""
        if not intake.given and not reader.articles():
            return Provenance("", "", "", "")
        return Provenance(
            reader=self._stages.reader_digest(),
            model=self._stages.model_digest(self._settings.model),
            ontology=self._schema.digest,
            settings=extraction_key(self._stages.extraction_digest(), self._publisher.watchlist(reader)),
        )

    def _read_and_publish(self, plan: Plan, reader: Reader, sources: tuple[Source, ...]) -> dict[str, Extraction]:
        """Reads all jobs; publishes on the way when enough has come together. Returns what is not published yet.

        With a changed ontology nothing is published before all is read again: claims of one generation share one
        ontology.
        """
        total, done, committed = len(plan.jobs), 0, 0
        at_once = any("ontology" in job.reasons for job in plan.jobs)
        waiting: dict[str, Extraction] = {}
        self._progress("articles", 0, total)
        for extraction in self._read(plan, reader):
            done += 1
            self._progress("articles", done, total)
            if extraction is None:
                continue
            waiting[extraction.article.digest] = extraction
            left = total - done
            if left and not at_once and len(waiting) >= publish_after(len(reader.articles()) + committed):
                self._publisher.publish(waiting, sources=sources, last=False)
                committed += len(waiting)
                waiting = {}
        return waiting

    def _read(self, plan: Plan, reader: Reader) -> Iterator[Extraction | None]:
        """What each job's article says; None for one that failed. First what a killed build left."""
        todo: list[Job] = []
        for job in plan.jobs:
            kept = self._store.pending(self._key(job))
            if kept is None:
                todo.append(job)
                continue
            self._resumed += 1
            article = self._article(job, reader)
            yield replace(read_extraction(kept, self._store.base), article=article)
        watchlist = self._publisher.watchlist(reader)
        task = Task(self._stages.make_extract, self._settings.model, self._schema, watchlist)
        jobs = iter(todo)
        articles = (self._article(job, reader) for job in todo)
        batches = read_articles(articles, task, workers=self._settings.workers, batch=self._settings.batch)
        for outcomes in batches:
            yield from [self._keep(next(jobs), outcome) for outcome in outcomes]  # all are kept before one is passed on

    def _keep(self, job: Job, outcome: Extraction | DataError) -> Extraction | None:
        """Notes what came of a job: pending until it is committed, or an error."""
        if isinstance(outcome, DataError):
            self._errors.append(outcome)
            self._failed.add(job.source.digest)
            return None
        extraction = replace(outcome, provenance=job.provenance)
        self._store.keep_pending(self._key(job), tuple(extraction_quads(extraction, self._store.base)))
        return extraction

    def _article(self, job: Job, reader: Reader) -> Article:
        """The article under its name, from what was given or from the kept text."""
        article = job.article
        if article is None:
            record = next(record for record in reader.articles() if record.digest == job.source.digest)
            article = self._publisher.load(reader, record).article
        return replace(article, file=job.source.file, metadata=job.source.to_metadata())

    def _key(self, job: Job) -> str:
        return pending_key(job.source, astuple(job.provenance))

    def _report(self, plan: Plan, before: int, published: Published, *, rederived: bool) -> BuildReport:
        return BuildReport(
            before=before,
            generation=published.generation,
            read=tuple(job.to_read() for job in plan.jobs if job.source.digest not in self._failed),
            resumed=self._resumed,
            skipped=plan.skipped,
            replaced=plan.replaced,
            duplicates=plan.duplicates,
            namesakes=plan.namesakes,
            stale=plan.stale,
            errors=tuple(self._errors),
            rederived=rederived and not plan.jobs,
            articles=published.articles,
            persons=published.persons,
            events=published.events,
            claims=published.claims,
        )


def _missing(intake: Intake, reader: Reader) -> tuple[Missing, ...]:
    """Articles of the store that no longer have a file in a folder given; not those that have another source."""
    gone = intake.missing(reader.sources)
    places = {source.place for _, source in gone}
    register = merge_register({s.place: s for s in reader.sources}, (given.source for given in intake.given))
    there = preferred_sources({place: source for place, source in register.items() if place not in places})
    records = {record.digest: record for record in reader.articles()}
    files = Counter(record.file for record in records.values())
    found: dict[Path, set[str]] = {}
    for folder, source in gone:
        record = records.get(source.digest)
        if record and source.digest not in there:
            name = record.file if files[record.file] == 1 else record.digest[:12]
            found.setdefault(folder, set()).add(name)
    return tuple(Missing(folder, tuple(sorted(names))) for folder, names in found.items())
