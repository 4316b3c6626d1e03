"""A small invented world as three articles report it, built by hand; the real pipeline publishes it into a real store.

Petit and Otieno met (and one article denies it), Otieno and Quispe met, Petit and Quispe only plan to; a letter goes
from Quispe to Moussa Diallo by the hand of Aïssatou Diallo; a sanction, a visit, a statement. Headline, names and
quotation hold markup and Arabic.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import names
from kg.model import (
    Argument,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    EventClaim,
    Extraction,
    Mention,
    Metadata,
    PositionClaim,
    Span,
)
from kg.pipeline import BuildReport, Stages, build
from kg.schema.model import Schema
from kg.settings import Settings
from kg.vocabulary import DIP

LAYLA = "ليلى حداد"
HOSTILE = 'Samir <script>alert("name")</script> Nasser'
HEADLINE = '<script>alert("headline")</script> Quispe writes to Diallo — رسالة إلى ديالو'
QUOTATION = '<img src=x onerror=alert("quote")> & we "will" talk'
CODES = {"France": "FR", "Kenya": "KE", "Peru": "PE", "Norway": "NO"}
CITIES = {"Nairobi": "Kenya", "Lima": "Peru", "Oslo": "Norway", "Paris": "France"}


class Paper:
    """An article that is written sentence by sentence, together with what it says.

    Args:
        file: its name.
        headline: its first line; may be empty.
        metadata: outlet, url, author, published.
    """

    def __init__(self, file: str, headline: str = "", **metadata: str) -> None:
        self._file = file
        self._text = f"{headline}\n\n" if headline else ""
        self._metadata = Metadata(headline=headline, published_how="manifest", **metadata)
        self._kinds: dict[str, EntityKind] = {}
        self._forms: dict[str, str] = {}
        self._positions: list[PositionClaim] = []
        self._claims: list[EventClaim] = []

    def person(self, name: str, *forms: str) -> None:
        """Somebody this article names, also by other forms."""
        self._add(name, EntityKind.PERSON, forms)

    def event(
        self,
        kind: str,
        sentence: str,
        *,
        trigger: str,
        status: str = "occurred",
        date: str | None = None,
        when: str = "",
        voice: str = "",
        words: str = "",
        concept: tuple[str, str] | None = None,
        **roles: Sequence[str],
    ) -> None:
        """A sentence that says something of an event; fillers, trigger and ``when`` are words of it."""
        start = len(self._text)
        self._text += sentence + " "

        def place(part: str) -> Span:
            at = start + sentence.index(part)
            return Span(at, at + len(part))

        arguments = [
            Argument(DIP + role, Mention(place(filler), filler), entity=self._key(filler))
            for role, fillers in roles.items()
            for filler in fillers
        ]
        if words:
            arguments.append(Argument(DIP + "quotation", Mention(place(words), words), value=words))
        if concept:
            arguments.append(Argument(DIP + concept[0], Mention(place(trigger), trigger), value=DIP + concept[1]))
        self._claims.append(
            EventClaim(
                event_type=DIP + kind,
                trigger=Mention(place(trigger), trigger),
                arguments=tuple(sorted(arguments, key=lambda one: (one.role, one.mention.span, one.entity))),
                status=DIP + status,
                date=date,
                date_span=place(when) if when else None,
                attribution=Attribution(voice, place(voice)) if voice else None,
                evidence=(Span(start, start + len(sentence)),),
                local_event=len(self._claims),
            )
        )

    def position(self, holder: str, title: str, organization: str, *, former: bool = False) -> None:
        """The newest sentence gives a person an office."""
        sentence = self._claims[-1].evidence[0]
        at = self._text.index(title, sentence.start)
        span = Span(at, at + len(title))
        self._positions.append(PositionClaim(self._key(holder), title, self._key(organization), former, span, sentence))

    def extraction(self) -> Extraction:
        """All that the article says."""
        text = self._text.rstrip()
        start = text.index("\n\n") + 2 if "\n\n" in text else 0
        blocks = ([Block(BlockKind.HEADLINE, Span(0, start - 2))] if start else []) + [
            Block(BlockKind.PARAGRAPH, Span(start, len(text)))
        ]
        digest = hashlib.sha256(text.encode()).hexdigest()
        article = Article(self._file, text, digest, self._metadata, tuple(blocks), ())
        entities = sorted((self._entity(name, text) for name in self._kinds), key=lambda entity: entity.key)
        positions = sorted(self._positions, key=lambda position: position.span)
        return Extraction(article, tuple(entities), tuple(positions), tuple(self._claims))

    def _add(self, name: str, kind: EntityKind, forms: Sequence[str] = ()) -> None:
        self._kinds[name] = kind
        self._forms.update(dict.fromkeys((name, *forms), name))

    def _key(self, form: str) -> str:
        if form not in self._forms:
            self._add(form, EntityKind.COUNTRY if form in CODES else EntityKind.PLACE)
        name = self._forms[form]
        if name in CITIES:
            self._key(CITIES[name])
        return f"{self._kinds[name]}/{names.slug(name)}"

    def _entity(self, name: str, text: str) -> Entity:
        kind = self._kinds[name]
        forms = sorted((form for form, owner in self._forms.items() if owner == name), key=len, reverse=True)
        found = [Mention(Span(*match.span()), match[0]) for match in re.finditer("|".join(map(re.escape, forms)), text)]
        return Entity(
            key=self._key(name),
            kind=kind,
            name=name,
            mentions=tuple(found) or (Mention(Span(0, 1), text[0]),),
            reference=f"iso:{CODES[name]}" if name in CODES else "",
            within=self._key(CITIES[name]) if name in CITIES else "",
            parts=names.split_name(name) if kind is EntityKind.PERSON else ("", ""),
        )


def courier() -> Paper:
    """Two meetings that make a path of two steps, and a planned one between its ends."""
    paper = Paper(
        "africa/nairobi-talks.txt",
        "Petit and Otieno meet in Nairobi",
        outlet="Lakeside Courier",
        published="2024-03-13",
    )
    paper.person("Anna Petit", "Petit")
    paper.person("Joseph Otieno", "Otieno")
    paper.person("Rosa Quispe", "Quispe")
    paper.event(
        "Meeting", "Anna Petit, envoy of France, met Joseph Otieno in Nairobi, Kenya, on 4 March 2024.", trigger="met",
        date="2024-03-04", when="on 4 March 2024", participant=["Anna Petit", "Joseph Otieno"], place=["Nairobi"],
    )  # fmt: skip
    paper.position("Anna Petit", "envoy", "France")
    paper.event(
        "Meeting",
        "A week later, on 11 March, Otieno held talks with Rosa Quispe, then\ndeputy minister of Peru, in Lima.",
        trigger="talks", date="2024-03-11", when="on 11 March", participant=["Otieno", "Rosa Quispe"], place=["Lima"],
    )  # fmt: skip
    paper.position("Rosa Quispe", "deputy minister", "Peru", former=True)
    paper.event(
        "Meeting", "Petit and Quispe plan to meet in Oslo in May, officials in Norway said.", trigger="meet",
        status="planned", date="2024-05", when="in May", participant=["Petit", "Quispe"], place=["Oslo"],
        voice="officials in Norway",
    )  # fmt: skip
    return paper


def diary() -> Paper:
    """A letter, a sanction, a visit, a statement; markup and right-to-left text where they hurt most."""
    paper = Paper(
        "andes/letter.txt", HEADLINE, outlet="Diario <b>del</b> Lago", published="2024-03-20", author="R. Mamani"
    )
    paper.person("Rosa Quispe", "Quispe")
    paper.person("Moussa Diallo")
    paper.person("Aïssatou Diallo")
    paper.person("Anna Petit")
    paper.person("Joseph Otieno")
    paper.person(HOSTILE)
    paper.person(LAYLA)
    paper.event(
        "Letter", "On 18 March Rosa Quispe wrote Moussa Diallo a letter, which Aïssatou Diallo delivered.",
        trigger="letter", date="2024-03-18", when="On 18 March", sender=["Rosa Quispe"], recipient=["Moussa Diallo"],
        carrier=["Aïssatou Diallo"],
    )  # fmt: skip
    paper.event(
        "Sanction", f"Norway imposed sanctions on {HOSTILE} on 19 March.", trigger="sanctions", date="2024-03-19",
        when="on 19 March", imposer=["Norway"], target=[HOSTILE], concept=("measureAction", "imposed"),
    )  # fmt: skip
    paper.event(
        "Statement", f"Joseph Otieno said: “{QUOTATION}”.", trigger="said", speaker=["Joseph Otieno"], words=QUOTATION,
    )  # fmt: skip
    paper.event(
        "Visit", f"{LAYLA} visited Paris, France, on 15 March.", trigger="visited", date="2024-03-15",
        when="on 15 March", visitor=[LAYLA], destination=["Paris"],
    )  # fmt: skip
    paper.event(
        "Meeting", f"{LAYLA} hopes to meet Aïssatou Diallo.", trigger="meet", status="possible",
        participant=[LAYLA, "Aïssatou Diallo"],
    )  # fmt: skip
    paper.event(
        "Meeting", "Anna Petit saw Joseph Otieno in Nairobi, Kenya, on 4 March.", trigger="saw", date="2024-03-04",
        when="on 4 March", participant=["Anna Petit", "Joseph Otieno"], place=["Nairobi"],
    )  # fmt: skip
    return paper


def denial() -> Paper:
    """Denies the first meeting; nobody knows its headline or outlet."""
    paper = Paper("denial.txt", published="2024-03-21")
    paper.person("Anna Petit")
    paper.person("Joseph Otieno")
    paper.event(
        "Meeting", "A spokesman denied that Anna Petit met Joseph Otieno in Nairobi, Kenya, on 4 March.", trigger="met",
        status="denied", date="2024-03-04", when="on 4 March", participant=["Anna Petit", "Joseph Otieno"],
        place=["Nairobi"], voice="A spokesman",
    )  # fmt: skip
    return paper


WORLD = {
    extraction.article.file: extraction for extraction in (paper().extraction() for paper in (courier, diary, denial))
}


def read_sources(paths: Sequence[Path]) -> Iterator[Article]:
    """Each path's name, ``/`` written as ``_``, names an article of the world."""
    for path in sorted(paths):
        yield WORLD[path.name.replace("_", "/")].article


class Extract:
    """Tells what the world's articles say."""

    def __call__(self, articles: Sequence[Article]) -> Iterator[Extraction]:
        return (WORLD[article.file] for article in articles)


def make_extract(model: str, schema: Schema, watchlist=None) -> Extract:
    """See ``Stages``."""
    return Extract()


STAGES = Stages(
    read_sources=read_sources,
    reader_digest=lambda: "reader-1",
    make_extract=make_extract,
    model_digest=lambda model: "model-1",
    extraction_digest=lambda: "rules-1",
    resolution_digest=lambda: "resolution-1",
)


def publish(store: Path, *files: str) -> BuildReport:
    """Build articles of the world into a store; all of them where none is named."""
    paths = [Path(name.replace("/", "_")) for name in files or WORLD]
    return build(paths, Settings(store=store), stages=STAGES)
