"""The IRIs of everything in a store, made from its base alone.

>>> iris = Iris("https://example.org/")
>>> iris.entity("person/anna-petit")
'https://example.org/id/person/anna-petit'
>>> iris.evidence("ab" * 32, Span(0, 77)).removeprefix(iris.article("ab" * 32))
'#char=0,77'
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from kg.model import ClaimRef, EntityKind, Span
from kg.vocabulary import Dip

if TYPE_CHECKING:
    from kg.model import Extraction, Provenance

KIND_CLASSES: Final = {
    EntityKind.PERSON: Dip.Person,
    EntityKind.ORGANIZATION: Dip.Organization,
    EntityKind.COUNTRY: Dip.Country,
    EntityKind.PLACE: Dip.Place,
}
"""The ontology's class of each kind of entity."""

_SAFE: Final = "/-._~"
_FRAGMENT: Final = re.compile(r"#char=(\d+),(\d+)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes the IRIs under one base; every method returns an absolute IRI as a plain string.

    Attributes:
        base: absolute IRI ending in ``/``, as recorded in the store.
    """

    base: str

    def article(self, digest: str) -> str:
        """An article, by the digest of its text."""
        return f"{self.base}id/article/{digest}"

    def graph(self, digest: str) -> str:
        """The named graph of one article's claims."""
        return f"{self.base}graph/article/{digest}"

    @property
    def article_graphs(self) -> str:
        """What the names of all article graphs begin with."""
        return f"{self.base}graph/article/"

    @property
    def ontology_graph(self) -> str:
        """The named graph of the ontology as read."""
        return f"{self.base}graph/ontology"

    def referent(self, digest: str, key: str) -> str:
        """An entity of one article, by its key there (``person/anna-petit``)."""
        return f"{self.article(digest)}/{quote(key, safe=_SAFE)}"

    def evidence(self, digest: str, span: Span) -> str:
        """Characters of an article: RFC 5147 fragment, code points, half-open."""
        return f"{self.article(digest)}#char={span.start},{span.end}"

    def claim(self, digest: str, span: Span, *, number: int, position: bool = False) -> str:
        """A claim, by the characters of its trigger or title; ``number`` tells apart those that share them."""
        return f"{self.base}id/claim/{digest}/{span.start}-{span.end}-{'p' if position else ''}{number}"

    def argument(self, claim: str, ordinal: int) -> str:
        """An argument of a claim, by its place."""
        return f"{claim}/{ordinal}"

    def run(self, provenance: Provenance) -> str:
        """The activity that read articles with one reader, model, ontology and settings."""
        fields = (provenance.reader, provenance.model, provenance.ontology, provenance.settings)
        key = hashlib.sha256("\n".join(fields).encode()).hexdigest()[:16]
        return f"{self.base}id/run/{key}"

    def entity(self, entity_id: str) -> str:
        """An entity of the knowledge, by kind and slug."""
        return f"{self.base}id/{quote(entity_id, safe=_SAFE)}"

    def position(self, slug: str) -> str:
        """A position of the knowledge."""
        return f"{self.base}id/position/{quote(slug, safe=_SAFE)}"

    def event(self, type_slug: str, slug: str) -> str:
        """An event of the knowledge, by the slug of its type and its own."""
        return f"{self.base}id/{quote(type_slug, safe=_SAFE)}/{quote(slug, safe=_SAFE)}"

    def skolem(self, label: str) -> str:
        """Stands for a blank node of a file that is kept in the store (RDF 1.1, section 3.5)."""
        return f"{self.base}.well-known/genid/{quote(label, safe=_SAFE)}"

    def key_of(self, referent: str, digest: str) -> str:
        """The entity key in a referent's IRI. Raises ValueError when the IRI is none of that article."""
        prefix = self.article(digest) + "/"
        if not referent.startswith(prefix):
            raise ValueError(f"<{referent}> is no referent of article {digest}")
        return unquote(referent[len(prefix) :])

    def claims_of(self, extraction: Extraction) -> dict[ClaimRef, str]:
        """The IRI of every claim of an article. Claims that share a trigger are numbered in their order."""
        digest = extraction.article.digest
        found: dict[ClaimRef, str] = {}
        seen: Counter[tuple[Span, bool]] = Counter()
        places = [("event", index, claim.trigger.span) for index, claim in enumerate(extraction.claims)]
        places += [("position", index, claim.span) for index, claim in enumerate(extraction.positions)]
        for kind, index, span in places:
            position = kind == "position"
            number = seen[span, position]
            found[ClaimRef(digest, kind, index)] = self.claim(digest, span, number=number, position=position)
            seen[span, position] += 1
        return found


def span_of(evidence: str) -> Span:
    """The characters an evidence IRI names. Raises ValueError when it names none."""
    found = _FRAGMENT.search(evidence)
    if found is None:
        raise ValueError(f"<{evidence}> names no characters")
    return Span(int(found[1]), int(found[2]))
