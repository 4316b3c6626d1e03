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
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from kg.judgement import SAFE, claim_name, claim_names, referent_name
from kg.model import EntityKind, Span
from kg.vocabulary import Dip

if TYPE_CHECKING:
    from kg.model import ClaimRef, Extraction, Provenance

KIND_CLASSES: Final = {
    EntityKind.PERSON: Dip.Person,
    EntityKind.ORGANIZATION: Dip.Organization,
    EntityKind.COUNTRY: Dip.Country,
    EntityKind.PLACE: Dip.Place,
}
"""The ontology's class of each kind of entity."""

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
        return self.judged(referent_name(digest, key))

    def evidence(self, digest: str, span: Span) -> str:
        """Characters of an article: RFC 5147 fragment, code points, half-open."""
        return f"{self.article(digest)}#char={span.start},{span.end}"

    def claim(self, digest: str, span: Span, *, number: int, position: bool = False) -> str:
        """A claim, by the characters of its trigger or title; ``number`` tells apart those that share them."""
        return self.judged(claim_name(digest, span, number=number, position=position))

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
        return f"{self.base}id/{quote(entity_id, safe=SAFE)}"

    def position(self, slug: str) -> str:
        """A position of the knowledge."""
        return f"{self.base}id/position/{quote(slug, safe=SAFE)}"

    def event(self, type_slug: str, slug: str) -> str:
        """An event of the knowledge, by the slug of its type and its own."""
        return f"{self.base}id/{quote(type_slug, safe=SAFE)}/{quote(slug, safe=SAFE)}"

    def skolem(self, label: str) -> str:
        """Stands for a blank node of a file that is kept in the store (RDF 1.1, section 3.5)."""
        return f"{self.base}.well-known/genid/{quote(label, safe=SAFE)}"

    def key_of(self, referent: str, digest: str) -> str:
        """The entity key in a referent's IRI. Raises ValueError when the IRI is none of that article."""
        prefix = self.article(digest) + "/"
        if not referent.startswith(prefix):
            raise ValueError(f"<{referent}> is no referent of article {digest}")
        return unquote(referent[len(prefix) :])

    def claims_of(self, extraction: Extraction) -> dict[ClaimRef, str]:
        """The IRI of every claim of an article. Claims that share a trigger are numbered in their order."""
        return {reference: self.judged(name) for reference, name in claim_names(extraction).items()}

    def judged(self, name: str) -> str:
        """What a judgement names (``kg.judgement``): a claim or a referent."""
        return f"{self.base}id/{name}"

    @property
    def judgement_graph(self) -> str:
        """The named graph of the analysts' judgements."""
        return f"{self.base}graph/judgement"

    @property
    def watchlist_graph(self) -> str:
        """The named graph of the watch-list."""
        return f"{self.base}graph/watchlist"

    def listed(self, entry: str) -> str:
        """An entry of the watch-list, by its id."""
        return f"{self.base}id/watchlist/{quote(entry, safe=SAFE)}"

    def judgement(self, name: str) -> str:
        """A judgement, by its id."""
        return f"{self.base}id/judgement/{name}"


def span_of(evidence: str) -> Span:
    """The characters an evidence IRI names. Raises ValueError when it names none."""
    found = _FRAGMENT.search(evidence)
    if found is None:
        raise ValueError(f"<{evidence}> names no characters")
    return Span(int(found[1]), int(found[2]))
