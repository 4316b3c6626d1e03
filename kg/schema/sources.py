"""Ontology files as one rdflib graph that remembers which file says what, and errors that name file and term."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import OWL, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.errors import SchemaError
from kg.vocabulary import DIP, FR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rdflib.term import Node

_OWN: Final = {DIP: "dip:", FR: "fr:"}
_STANDARD: Final = {
    str(SH): ("sh:", SH),
    str(SKOS): ("skos:", SKOS),
    str(OWL): ("owl:", OWL),
    str(RDFS): ("rdfs:", RDFS),
}

_REASON: Final = re.compile(r"Bad syntax \((.*)\) at \^")


@dataclass(frozen=True, slots=True)
class Sources:
    """All ontology files together.

    Attributes:
        graph: the union of their triples.
        files: name of the file of each IRI that some file speaks of as a subject; the first in order of files.
        parts: per file, its own triples.
    """

    graph: Graph
    files: Mapping[URIRef, str]
    parts: tuple[tuple[str, Graph], ...]

    def error(self, subject: Node, what: str, *, mend: str = "") -> SchemaError:
        """An error that names the file and the term it is about."""
        where = self.files.get(subject, "ontology") if isinstance(subject, URIRef) else "ontology"
        return SchemaError(f"{where}: {short(subject)} {what}", mend=mend)

    def texts(self, subject: Node, predicate: URIRef) -> tuple[str, ...]:
        """The literals of a property, sorted."""
        return tuple(
            sorted(str(value) for value in self.graph.objects(subject, predicate) if isinstance(value, Literal))
        )

    def text(self, owner: URIRef, subject: Node, predicate: URIRef, *, mend: str) -> str:
        """The one literal of a property.

        Raises:
            SchemaError: when there is none or more than one; ``owner`` is named as the term at fault.
        """
        values = self.texts(subject, predicate)
        if len(values) != 1:
            count = "no" if not values else f"{len(values)} values of"
            raise self.error(owner, f"has {count} {short(predicate)}", mend=mend)
        return values[0]

    def iris(self, subject: Node, predicate: URIRef) -> tuple[URIRef, ...]:
        """The IRIs of a property, sorted."""
        return tuple(sorted(value for value in self.graph.objects(subject, predicate) if isinstance(value, URIRef)))

    def number(self, owner: URIRef, subject: Node, predicate: URIRef, default: int) -> int:
        """The whole number of a property, not negative.

        Raises:
            SchemaError: when it is not one.
        """
        values = self.texts(subject, predicate)
        if not values:
            return default
        if len(values) > 1 or not values[0].isdecimal():
            raise self.error(owner, f"has {short(predicate)} {', '.join(values)}", mend="Write one whole number.")
        return int(values[0])

    def flag(self, owner: URIRef, subject: Node, predicate: URIRef) -> bool:
        """Whether a property is true; unsaid is false.

        Raises:
            SchemaError: when it is neither true nor false.
        """
        values = self.texts(subject, predicate)
        if values not in ((), ("true",), ("false",)):
            raise self.error(owner, f"has {short(predicate)} {', '.join(values)}", mend="Write true or false.")
        return values == ("true",)

    def listed(self, node: Node) -> tuple[Node, ...]:
        """The members of an RDF list."""
        return tuple(Collection(self.graph, node))


def short(term: Node) -> str:
    """A term as a person writes it: ``dip:Letter``, ``sh:path``, else the IRI in angle brackets."""
    text = str(term)
    if isinstance(term, BNode):
        return "[…]"
    for namespace, prefix in (*_OWN.items(), *((key, value[0]) for key, value in _STANDARD.items())):
        if text.startswith(namespace):
            return prefix + text[len(namespace) :]
    return f"<{text}>"


def read_sources(files: Iterable[tuple[str, Path]]) -> Sources:
    """Parse files and check that every term of ours and of SHACL, SKOS, OWL and RDFS that they use exists.

    Args:
        files: name (for messages) and path of each, in order.

    Raises:
        SchemaError: when a file cannot be read, is not Turtle (its line is named), or uses a term nobody declares.
    """
    graph = Graph()
    declared: dict[URIRef, str] = {}
    parts: list[tuple[str, Graph]] = []
    for name, path in files:
        part = _parse(name, path)
        for subject in part.subjects():
            if isinstance(subject, URIRef):
                declared.setdefault(subject, name)
        parts.append((name, part))
        graph += part
    for name, part in parts:
        _check_terms(name, part, declared)
    return Sources(graph, declared, tuple(parts))


def _parse(name: str, path: Path) -> Graph:
    try:
        return Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except BadSyntax as error:
        found = _REASON.search(str(error.message))
        reason = found.group(1) if found else "it is not Turtle"
        raise SchemaError(f"{name}:{error.lines + 1}: {reason}", mend="Correct the Turtle of that line.") from error
    except UnicodeDecodeError as error:
        raise SchemaError(f"{name}: byte {error.start} is not UTF-8", mend="Save the file as UTF-8.") from error
    except OSError as error:
        raise SchemaError(f"{name}: {error.strerror}", mend="Check the path and its permissions.") from error


def _check_terms(name: str, part: Graph, described: Mapping[URIRef, str]) -> None:
    """A term of our namespaces must be described somewhere; one of the W3C's must exist."""
    used = {term for triple in part for term in triple if isinstance(term, URIRef)}
    for term in sorted(used):
        text = str(term)
        if any(text.startswith(namespace) for namespace in _OWN):
            if term not in described:
                raise SchemaError(
                    f"{name}: {short(term)} is not declared in any ontology file",
                    mend=_nearest(term, described) or "Declare it with its type, rdfs:label and skos:definition.",
                )
            continue
        for namespace, (_, terms) in _STANDARD.items():
            if text.startswith(namespace) and text != namespace and text[len(namespace) :] not in terms:
                known = {URIRef(item) for item in dir(terms) if str(item).startswith(namespace)}
                raise SchemaError(f"{name}: {short(term)} does not exist", mend=_nearest(term, known))


def _nearest(term: URIRef, known: Iterable[URIRef]) -> str:
    found = difflib.get_close_matches(short(term), sorted(short(item) for item in known), n=1, cutoff=0.75)
    return f"Perhaps {found[0]} is meant; else declare it." if found else ""
