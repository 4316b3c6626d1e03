"""How does resolution grow with the number of claims, and what does one more article cost? With invented articles.

    python benchmarks/resolution.py [--claims 10000 100000] [--regime stream dense]

Persons and events follow power laws; some persons share a name, one telling in ten gives a surname with an office only,
some articles are copies of another. In the regime ``stream`` more claims are more days of news, in ``dense`` they are
more news of the same two years. The same arguments give the same articles on every machine. Prints seconds, the ratio
of the last size to the first, and what adding and taking back one article costs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from kg import names
from kg.model import (
    Argument,
    Article,
    Entity,
    EntityKind,
    EventClaim,
    Extraction,
    Knowledge,
    Mention,
    Metadata,
    PositionClaim,
    Span,
)
from kg.resolution import Memory, resolve
from kg.schema import Schema, load_schema
from kg.vocabulary import DIP

SEED: Final = 11
STATES: Final = (
    "Arlanda Bekia Corvia Dastan Elmora Farland Gotria Hestia Ivaria Jorland Kelmar Lutania Morvia Nardia Ostria"
    " Pelland Quaria Rostan Sorland Tavia Ulmaria Vestia Wendia Xantia Yrland Zemria"
).split()
OFFICES: Final = ("president", "prime minister", "foreign minister", "envoy", "ambassador", "defense minister")
GIVEN: Final = tuple(
    f"{a}{b}"
    for a in ("Al", "Ber", "Cor", "Dan", "El", "Fre", "Gre", "Hel")
    for b in "an ina ert olf vid ara io".split()
)
FAMILY: Final = tuple(
    f"{a}{b}{c}"
    for a in ("Bar", "Cal", "Dor", "Fen", "Gar", "Hol", "Jas", "Kor", "Lam", "Mer", "Nor", "Pel", "Ras", "Sam", "Tor")
    for b in ("", "en", "ib", "om", "ud")
    for c in ("dal", "gren", "kin", "lov", "mann", "ster", "wick", "zo")
)
KINDS: Final = ("Meeting", "Meeting", "Visit", "PhoneCall", "Letter", "Sanction")
ROLES: Final = {
    "Meeting": ("participant", "participant"),
    "PhoneCall": ("participant", "participant"),
    "Visit": ("visitor", "host"),
    "Letter": ("sender", "recipient"),
    "Sanction": ("imposer", "target"),
}
START: Final = date(2001, 1, 1)
DENSE_DAYS: Final = 730
CLAIMS_A_DAY: Final = 60
CLAIMS_AN_ARTICLE: Final = 5
PRINT: Final = 32
MOST_TOLD: Final = 300


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts for a state."""

    name: str
    state: str
    office: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What really happened, and on which day."""

    kind: str
    who: tuple[Person, Person]
    day: date
    city: str
    state: str


class World:
    """Persons and events, drawn once from the seed."""

    def __init__(self, claims: int, regime: str) -> None:
        self._dice = random.Random(SEED)  # noqa: S311  (no secret)
        self._days = DENSE_DAYS if regime == "dense" else max(30, claims // CLAIMS_A_DAY)
        self.claims = claims
        self._people = [self._person() for _ in range(max(40, claims // 20))]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._people))))

    def articles(self) -> Iterator[Extraction]:
        """About ``claims / CLAIMS_AN_ARTICLE`` articles."""
        told: list[tuple[date, Happening]] = []
        while len(told) < self.claims:
            happening = self._happening()
            times = min(MOST_TOLD, int(self._dice.paretovariate(1.1)) + self._dice.randint(0, 3))
            told += [(happening.day + timedelta(days=self._dice.randint(-9, 12)), happening) for _ in range(times)]
        told = sorted(told[: self.claims], key=lambda one: one[0])
        last: Extraction | None = None
        for number, start in enumerate(range(0, len(told), CLAIMS_AN_ARTICLE)):
            batch = told[start : start + CLAIMS_AN_ARTICLE]
            if last is not None and self._dice.random() < 0.08:
                yield self._copy(last, number)
            else:
                last = self._article(number, batch[0][0], [happening for _, happening in batch])
                yield last

    def _person(self) -> Person:
        name = f"{self._dice.choice(GIVEN)} {self._dice.choice(FAMILY)}"
        return Person(name, self._dice.choice(STATES), self._dice.choice(OFFICES))

    def _happening(self) -> Happening:
        first, second = self._dice.choices(self._people, cum_weights=self._weights, k=2)
        state = self._dice.choice(STATES)
        day = START + timedelta(days=self._dice.randrange(self._days))
        return Happening(
            self._dice.choice(KINDS), (first, second), day, f"{state[:4]}burg {self._dice.randint(1, 3)}", state
        )

    def _article(self, number: int, day: date, happenings: list[Happening]) -> Extraction:
        page = _Page(self._dice)
        for local, happening in enumerate(dict.fromkeys(happenings)):
            page.tell(happening, local, day)
        return page.extraction(number, day)

    def _copy(self, of: Extraction, number: int) -> Extraction:
        kept = of.article.fingerprint[:-4] + tuple(self._dice.getrandbits(32) for _ in range(4))
        digest = hashlib.sha256(f"{number}".encode()).hexdigest()
        article = replace(of.article, digest=digest, file=f"{number}.txt", fingerprint=kept)
        return replace(of, article=article)


class _Page:
    """One article while it is written."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._at = 0
        self._entities: dict[str, Entity] = {}
        self._positions: list[PositionClaim] = []
        self._claims: list[EventClaim] = []

    def tell(self, happening: Happening, local: int, day: date) -> None:
        """One claim, as this article knows it."""
        start = self._at
        trigger = self._write(happening.kind.lower())
        arguments = [
            Argument(DIP + role, self._write(who.name), entity=self._actor(who))
            for role, who in zip(ROLES[happening.kind], happening.who, strict=True)
        ]
        if self._dice.random() < 0.7 and happening.kind in ("Meeting", "Visit"):
            role = "destination" if happening.kind == "Visit" else "place"
            arguments.append(Argument(DIP + role, self._write(happening.city), entity=self._place(happening)))
        luck = self._dice.random()
        when = happening.day.isoformat() if luck < 0.6 else happening.day.isoformat()[:7] if luck < 0.7 else None
        self._claims.append(
            EventClaim(
                event_type=DIP + happening.kind,
                trigger=trigger,
                arguments=tuple(sorted(arguments, key=lambda one: (one.role, one.mention.span, one.entity))),
                status=DIP + ("occurred" if day >= happening.day else "planned"),
                date=when,
                date_span=trigger.span if when else None,
                attribution=None,
                evidence=(Span(start, self._at),),
                local_event=local,
                series=self._dice.randint(1, 4) if self._dice.random() < 0.04 else 0,
            )
        )

    def extraction(self, number: int, day: date) -> Extraction:
        """The article's value."""
        fingerprint = tuple(self._dice.getrandbits(32) for _ in range(PRINT))
        digest = hashlib.sha256(f"{number}".encode()).hexdigest()
        article = Article(f"{number}.txt", "", digest, Metadata(published=day.isoformat()), (), fingerprint)
        entities = tuple(sorted(self._entities.values(), key=lambda entity: entity.key))
        return Extraction(article, entities, tuple(self._positions), tuple(self._claims))

    def _actor(self, who: Person) -> str:
        luck = self._dice.random()
        if luck < 0.2:
            return self._state(who.state)
        name = who.name.split()[-1] if luck < 0.3 else who.name
        key = self._enter(EntityKind.PERSON, name)
        if luck < 0.7:
            span = self._write(who.office).span
            self._positions.append(
                PositionClaim(key, who.office, self._state(who.state), former=False, span=span, evidence=span)
            )
        return key

    def _state(self, name: str) -> str:
        return self._enter(EntityKind.COUNTRY, name, reference=f"iso:{name[:3].upper()}")

    def _place(self, happening: Happening) -> str:
        return self._enter(EntityKind.PLACE, happening.city, within=self._state(happening.state))

    def _enter(self, kind: EntityKind, name: str, *, reference: str = "", within: str = "") -> str:
        key = f"{kind}/{names.slug(name)}"
        if key not in self._entities:
            self._entities[key] = Entity(key, kind, name, (self._write(name),), reference=reference, within=within)
        return key

    def _write(self, words: str) -> Mention:
        start, self._at = self._at, self._at + len(words) + 1
        return Mention(Span(start, start + len(words)), words)


def measure(claims: int, regime: str) -> float:
    """Resolves one world; prints what it took; returns the seconds."""
    schema = load_schema()
    articles = list(World(claims, regime).articles())
    memory = Memory()
    known, whole = _timed(articles, schema, None)
    _, first = _timed(articles, schema, memory)
    middle = len(articles) // 2
    _, taken = _timed(articles[:middle] + articles[middle + 1 :], schema, memory)
    again, added = _timed(articles, schema, memory)
    if again != known:
        raise SystemExit("the way there shows: taking an article back and adding it again gave other knowledge")
    counted = f"{len(articles)} articles, {len(known.entities)} entities, {len(known.events)} events"
    print(f"{regime} {claims} claims: {counted}")
    print(f"  {whole:.2f} s; remembering {first:.2f} s, an article taken back {taken:.2f} s, added again {added:.2f} s")
    return whole


def _timed(articles: list[Extraction], schema: Schema, memory: Memory | None) -> tuple[Knowledge, float]:
    started = time.process_time()
    known = resolve(articles, schema, memory=memory)
    return known, time.process_time() - started


def main() -> None:
    """Measures each regime at each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--claims", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--regime", nargs="+", choices=["stream", "dense"], default=["stream", "dense"])
    options = parser.parse_args()
    for regime in options.regime:
        seconds = [measure(claims, regime) for claims in options.claims]
        print(f"{regime}: t({options.claims[-1]}) / t({options.claims[0]}) = {seconds[-1] / seconds[0]:.1f}")


if __name__ == "__main__":
    main()
