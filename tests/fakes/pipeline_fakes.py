"""A pipeline in miniature: articles are lines ``NAME met NAME DATE``, so that the store and the pipeline are tested
without a language.

Importable by worker processes (spawned ones see the parent's ``sys.path``).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import DataError, SourceError
from kg.model import (
    Argument,
    Article,
    Block,
    BlockKind,
    ClaimRef,
    Entity,
    EntityKind,
    EntityRef,
    EventClaim,
    Extraction,
    Knowledge,
    KnownArgument,
    KnownEntity,
    KnownEvent,
    Mention,
    Metadata,
    Span,
)
from kg.pipeline import Stages
from kg.schema.model import EventType, Role, Schema, Status
from kg.vocabulary import DIP

TYPE = DIP + "Talk"
ROLE = DIP + "talker"
STATUS = DIP + "done"
LINE = re.compile(r"(?P<a>\w+) met (?P<b>\w+) (?P<date>\d{4}-\d\d-\d\d)")

TALKER = Role(ROLE, "talkers", "talker", ("person",), "", False, True, True, 2, 0, ())
TALK = EventType(
    iri=TYPE, key="Talk", slug="talk", label="talk", definition="", cameo="", triggers=(), light=(), not_light=(),
    roles=(TALKER,), options=(), distribute=(), examples=(), counter_examples=(), source="talk.ttl",
)  # fmt: skip
DONE = Status(STATUS, "done", "done", "CT+", 1, (), True)
SCHEMA = Schema(types=(TALK,), concepts=(), statuses=(DONE,), digest="ontology-1", files=())


def article(text: str, *, file: str = "a.txt", **metadata: str) -> Article:
    """An article of one block."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    return Article(file, text, digest, Metadata(**metadata), blocks, (1, 2, 3))


def read_sources(paths: Sequence[Path]) -> Iterator[Article | DataError]:
    """``*.txt`` files; ``NAME.json`` beside one holds its metadata."""
    for path in paths:
        files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        for file in files:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            try:
                text = file.read_text(encoding="utf-8")
            except OSError as error:
                yield SourceError(f"{name}: {error.strerror}", mend="Give another file.")
                continue
            if not text.strip():
                yield SourceError(f"{name}: empty", mend="Take it away.")
                continue
            beside = file.with_suffix(".json")
            metadata = json.loads(beside.read_text()) if beside.exists() else {}
            yield article(text, file=name, **metadata)


def extract_article(given: Article, model: str) -> Extraction:
    """The claims of one article. The model "shouting" writes names in capitals."""
    if "RAISE" in given.text:
        raise ValueError("something unforeseen")
    if "DIE" in given.text:
        os._exit(9)
    entities: dict[str, list[Mention]] = defaultdict(list)
    claims = []
    for number, match in enumerate(LINE.finditer(given.text)):
        arguments = []
        for group in ("a", "b"):
            name = match[group].upper() if model == "shouting" else match[group]
            mention = Mention(Span(*match.span(group)), match[group])
            entities[name].append(mention)
            arguments.append(Argument(ROLE, mention, entity=f"person/{name.lower()}"))
        trigger = Span(match.end("a") + 1, match.end("a") + 4)
        claims.append(
            EventClaim(
                event_type=TYPE, trigger=Mention(trigger, "met"), status=STATUS, date=match["date"],
                arguments=tuple(sorted(arguments, key=lambda a: (a.role, a.mention.span.start))),
                date_span=Span(*match.span("date")), attribution=None, evidence=(Span(*match.span()),),
                local_event=number,
            )
        )  # fmt: skip
    people = (
        Entity(f"person/{name.lower()}", EntityKind.PERSON, name, tuple(mentions), parts=("", ""))
        for name, mentions in sorted(entities.items())
    )
    return Extraction(given, tuple(sorted(people, key=lambda e: e.key)), (), tuple(claims))


class Extract:
    """What a worker makes of articles; counts what it read in this process."""

    read = 0
    pause = 0.0

    def __init__(self, model: str) -> None:
        self.model = model

    def __call__(self, articles: Sequence[Article]) -> Iterator[Extraction]:
        for given in articles:
            time.sleep(Extract.pause)
            Extract.read += 1
            yield extract_article(given, self.model)


def make_extract(model: str, schema: Schema, watchlist=None) -> Extract:
    """Picklable, as ``Stages.make_extract`` must be."""
    return Extract(model)


def resolve(
    extractions: Iterable[Extraction], schema: Schema, judgements=(), watchlist=None, *, memory=None
) -> Knowledge:
    """Same name, same person; same two on the same day, same event."""
    people: dict[str, list[EntityRef]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    events: dict[tuple[str, ...], list[tuple[ClaimRef, EventClaim]]] = defaultdict(list)
    for extraction in extractions:
        digest = extraction.article.digest
        for entity in extraction.entities:
            people[entity.key].append(EntityRef(digest, entity.key))
            names[entity.key].add(entity.name)
        for ordinal, claim in enumerate(extraction.claims):
            who = sorted({argument.entity for argument in claim.arguments})
            events[claim.date or "", *who].append((ClaimRef(digest, "event", ordinal), claim))
    known = tuple(
        KnownEntity(
            EntityKind.PERSON, key.split("/")[1], min(names[key]), tuple(sorted(names[key] - {min(names[key])})), "",
            "",
            tuple(sorted(people[key])),
        )
        for key in sorted(people)
    )  # fmt: skip
    happened = []
    for (date, *who), told in sorted(events.items()):
        claims = tuple(sorted(ref for ref, _ in told))
        slug = "-".join([date, *(key.split("/")[1] for key in who)])
        happened.append(
            KnownEvent(
                event_type=TYPE, slug=slug, label=slug, arguments=tuple(KnownArgument(ROLE, key, "", claims) for key
                in who),
                status=STATUS, statuses=((STATUS, claims),), date=date, dates=((date, claims),), disagreements=(),
                claims=claims, sources=len({ref.article for ref in claims}),
            )
        )  # fmt: skip
    return Knowledge(known, (), tuple(happened))


def stages(*, reader: str = "reader-1", rules: str = "rules-1", resolution: str = "resolution-1") -> Stages:
    """The fakes as stages. The model's digest is its name."""
    return Stages(
        read_sources=read_sources,
        reader_digest=lambda: reader,
        load_schema=lambda folders: (
            replace(SCHEMA, digest="ontology-" + "+".join(map(str, folders))) if folders else SCHEMA
        ),
        ontology_paths=lambda folders: (),
        make_extract=make_extract,
        model_digest=lambda model: f"model-{model}",
        extraction_digest=lambda: rules,
        resolve=resolve,
        resolution_digest=lambda: resolution,
    )


def write(folder: Path, **texts: str) -> Path:
    """Writes ``name=text`` as ``name.txt`` each; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
