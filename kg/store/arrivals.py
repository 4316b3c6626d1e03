"""Since which generation the store holds each article: what is new since one is told by it.

Kept beside the graph, since the same articles in other batches give the same graph. An article arrives with the
generation whose publication first held it, and keeps that as long as it stays, read again or not; one that was taken
back is forgotten, and arrives anew when it is given again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import StoreError

FILE: Final = "arrivals.json"
"""In a generation's folder. No backup holds it: whoever restores one counts generations anew."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Of the articles of one generation.

    Attributes:
        since: the oldest generation of which it is known what was there: 0 for all, else the one at which the store
            was given to a program that keeps arrivals, or was restored.
        generations: digest of an article -> the generation it arrived with. Those it lacks were there at ``since``.
    """

    since: int = 0
    generations: Mapping[str, int] = field(default_factory=dict)

    def of(self, digest: str) -> int | None:
        """The generation an article arrived with; None for ``since`` or earlier."""
        return self.generations.get(digest)

    def before(self, digest: str, generation: int) -> bool:
        """Whether an article was there at a generation, ``since`` or a later one."""
        return self.generations.get(digest, self.since) <= generation

    def to_bytes(self) -> bytes:
        """As a file: equal arrivals, equal bytes."""
        told = {"since": self.since, "articles": dict(sorted(self.generations.items()))}
        return (json.dumps(told, separators=(",", ":")) + "\n").encode()


def read_arrivals(place: Path, generation: int) -> Arrivals:
    """The arrivals kept in a generation's folder; where none are, everything was there when it was made.

    Args:
        place: the folder.
        generation: its number.

    Raises:
        StoreError: when the file is damaged.
        OSError: when it cannot be read.
    """
    file = place / FILE
    try:
        told = json.loads(file.read_bytes())
        since, articles = told["since"], told["articles"]
        if not all(isinstance(number, int) for number in (since, *articles.values())):
            raise TypeError  # noqa: TRY301 - told below as what it is
    except FileNotFoundError:
        return Arrivals(generation)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"{file} is damaged",
            mend="Remove it: what is new is then told since this generation, and nothing else is lost.",
        ) from error
    return Arrivals(since, articles)


def next_arrivals(
    before: Arrivals,
    store: ox.Store,
    graphs: Mapping[str | None, Sequence[ox.Quad]],
    *,
    prefix: str,
    generation: int,
) -> Arrivals:
    """The arrivals after a change.

    Args:
        before: of the present generation.
        store: the engine of the present generation.
        graphs: as of ``Change``.
        prefix: what IRIs of articles' graphs begin with; behind it stands the digest.
        generation: number of the one that the change makes.
    """
    found = dict(before.generations)
    for iri, quads in graphs.items():
        if iri is None or not iri.startswith(prefix):
            continue
        digest = iri.removeprefix(prefix)
        if not quads:
            found.pop(digest, None)
        elif not store.contains_named_graph(ox.NamedNode(iri)):
            found[digest] = generation
    return Arrivals(before.since, found)
