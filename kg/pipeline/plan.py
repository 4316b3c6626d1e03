"""What a build has to do: what was given, held against what the store knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from kg.model import Article, Provenance
from kg.pipeline.intake import Given
from kg.pipeline.reports import NEW, Duplicate, Namesake, ReadArticle, Replaced
from kg.store import ArticleRecord, Source

Register = Mapping[str, Source]
_UNREGISTERED = "store/"  # place of an article whose source nobody registered


@dataclass(frozen=True, slots=True)
class Job:
    """An article to read.

    Attributes:
        article: as given; None when only the kept text is at hand.
        source: gives it its name and metadata.
        provenance: what will have read it.
        reasons: why, keys of ``REASONS``.
    """

    article: Article | None
    source: Source
    provenance: Provenance
    reasons: tuple[str, ...]

    def to_read(self) -> ReadArticle:
        """For the report."""
        return ReadArticle(self.source.file, self.source.digest, self.reasons)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: ``jobs`` by file and digest; ``stale`` files would have to be given again; the rest is reported."""

    jobs: tuple[Job, ...]
    skipped: int
    stale: tuple[str, ...]
    replaced: tuple[Replaced, ...]
    duplicates: tuple[Duplicate, ...]
    namesakes: tuple[Namesake, ...]


def register_of(sources: Iterable[Source], records: Iterable[ArticleRecord]) -> dict[str, Source]:
    """The register by place. An article nobody registered (from another program's backup) stands for its own source."""
    register = {source.place: source for source in sources}
    known = {source.digest for source in register.values()}
    for record in records:
        if record.digest not in known:
            place = _UNREGISTERED + record.digest
            register[place] = Source.of(place, record.digest, record.file, record.metadata)
    return register


def merge_register(register: Register, given: Iterable[Source]) -> dict[str, Source]:
    """The register with what was given; a stand-in gives way to a true source of its article."""
    merged = {**register, **{source.place: source for source in given}}
    true = {source.digest for place, source in merged.items() if not place.startswith(_UNREGISTERED)}
    return {
        place: source
        for place, source in merged.items()
        if not (place.startswith(_UNREGISTERED) and source.digest in true)
    }


def to_keep(register: Register) -> tuple[Source, ...]:
    """What of a register is written down."""
    return tuple(register[place] for place in sorted(register) if not place.startswith(_UNREGISTERED))


def preferred_sources(register: Register) -> dict[str, Source]:
    """Article digest -> the source that names it: the least by file name and metadata, whatever the order of giving."""
    best: dict[str, Source] = {}
    for place in sorted(register):
        source = register[place]
        if source.digest not in best or source.preference() < best[source.digest].preference():
            best[source.digest] = source
    return best


def make_plan(
    given: Sequence[Given],
    *,
    register: Register,
    records: Sequence[ArticleRecord],
    provenance: Provenance,
) -> Plan:
    """Decides which articles must be read.

    Args:
        given: one entry a place.
        register: sources known so far, by place.
        records: articles in the store.
        provenance: of what would read now.
    """
    after = merge_register(register, (item.source for item in given))
    preferred = preferred_sources(after)
    articles = {item.source.place: item.article for item in given}
    known = {record.digest: record for record in records}
    jobs: list[Job] = []
    stale: list[str] = []
    skipped = 0
    touched = {item.article.digest for item in given}
    for digest in sorted(preferred):
        source, record = preferred[digest], known.get(digest)
        article = articles.get(source.place)
        if record is None:
            if digest in touched:
                article = article or next(item.article for item in given if item.article.digest == digest)
                jobs.append(Job(article, source, provenance, (NEW,)))
            continue
        if article is None and record.provenance.reader != provenance.reader:
            stale.append(record.file)
        wanted = provenance if article is not None else replace(provenance, reader=record.provenance.reader)
        reasons = _reasons(record, source, wanted)
        if reasons:
            jobs.append(Job(article, source, wanted, reasons))
        elif digest in touched:
            skipped += 1
    return Plan(
        jobs=tuple(sorted(jobs, key=lambda job: (job.source.file, job.source.digest))),
        skipped=skipped,
        stale=tuple(sorted(stale)),
        replaced=_replaced(given, register, preferred, known),
        duplicates=_duplicates(given, preferred),
        namesakes=_namesakes(jobs, register, after, known),
    )


def orphans(before: Register, after: Register) -> set[str]:
    """Articles that had a source and have none any more: each of their files now holds another text."""
    return {source.digest for source in before.values()} - {source.digest for source in after.values()}


def _reasons(record: ArticleRecord, source: Source, provenance: Provenance) -> tuple[str, ...]:
    """What differs between how an article was read and how it would be read now."""
    reasons: list[str] = []
    if record.file != source.file or record.metadata != source.to_metadata():
        reasons.append("metadata")
    names = (field.name for field in fields(Provenance))
    reasons.extend(name for name in names if getattr(record.provenance, name) != getattr(provenance, name))
    return tuple(reasons)


def _replaced(
    given: Sequence[Given], register: Register, preferred: Mapping[str, Source], known: Mapping[str, ArticleRecord]
) -> tuple[Replaced, ...]:
    found = []
    for item in given:
        before = register.get(item.source.place)
        if before and before.digest in known and before.digest not in preferred:
            found.append(Replaced(item.article.file, before.digest, item.article.digest))
    return tuple(sorted(found, key=lambda entry: (entry.file, entry.before)))


def _duplicates(given: Sequence[Given], preferred: Mapping[str, Source]) -> tuple[Duplicate, ...]:
    """Given sources that do not name their article; the same name in a copy of the folder is no second article."""
    by_digest: defaultdict[str, set[str]] = defaultdict(set)
    for item in given:
        by_digest[item.article.digest].add(item.article.file)
    found = [
        Duplicate(file, preferred[digest].file, digest)
        for digest, files in by_digest.items()
        for file in files
        if file != preferred[digest].file
    ]
    return tuple(sorted(found, key=lambda entry: (entry.file, entry.digest)))


def _namesakes(
    jobs: Sequence[Job], before: Register, after: Register, known: Mapping[str, ArticleRecord]
) -> tuple[Namesake, ...]:
    """New articles named as one that stays."""
    gone = orphans(before, after)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for record in known.values():
        if record.digest not in gone:
            names[record.file].append(record.digest)
    found = [
        Namesake(job.source.file, job.source.digest, other)
        for job in jobs
        if NEW in job.reasons
        for other in names[job.source.file]
    ]
    return tuple(sorted(found, key=lambda entry: (entry.file, entry.digest, entry.other)))
