"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/): the default graph, an object for each subject, under one context.

The context declares prefixes, and the datatype of a property whose values all have the same, so that these stand as
plain strings. Several values are a list, in order; the order means nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

import pyoxigraph as ox

from kg.export.triples import compact
from kg.store import Reader
from kg.vocabulary import PREFIXES, TYPE, XSD

_STRING = XSD + "string"
_IRI = "@id"


def write_jsonld(reader: Reader) -> Iterator[bytes]:
    """The default graph as JSON-LD, a subject a line, in order of IRI."""
    triples = sorted(
        ((quad.subject, quad.predicate.value, quad.object) for quad in reader.quads(None)),
        key=lambda triple: (str(triple[0]), triple[1] != TYPE, triple[1], str(triple[2])),
    )
    kinds: dict[str, str] = {}
    for _, name, value in triples:
        kind = _kind(value)
        kinds[name] = kind if kinds.get(name, kind) == kind else ""
    context: dict[str, object] = dict(PREFIXES)
    for name, kind in sorted(kinds.items()):
        if kind not in ("", _STRING) and name != TYPE:
            context[_name(name)] = {"@type": compact(kind) or kind}
    yield f'{{"@context": {json.dumps(context, indent=1)},\n"@graph": [\n'.encode()
    separator = ""
    for subject, group in groupby(triples, key=lambda triple: triple[0]):
        told: dict[str, object] = {"@id": _id(subject)}
        for name, values in groupby(group, key=lambda triple: triple[1]):
            if name == TYPE:
                told["@type"] = [_name(_id(value)) for _, _, value in values]
                continue
            listed = [_value(value, kinds[name]) for _, _, value in values]
            told[_name(name)] = listed[0] if len(listed) == 1 else listed
        yield (separator + json.dumps(told, ensure_ascii=False)).encode()
        separator = ",\n"
    yield b"\n]}\n"


def _kind(term: object) -> str:
    """What the context can say of a value: that it is an IRI, or a literal of this datatype; empty for neither."""
    if not isinstance(term, ox.Literal):
        return _IRI
    return "" if term.language else term.datatype.value


def _value(term: object, kind: str) -> object:
    """A value under the context."""
    if not isinstance(term, ox.Literal):
        return _id(term) if kind == _IRI else {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if kind == term.datatype.value or (not kind and term.datatype.value == _STRING):
        return term.value
    return {"@value": term.value, "@type": _name(term.datatype.value)}


def _id(term: object) -> str:
    """An IRI, or the label of a blank node."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _name(iri: str) -> str:
    """A term, with its prefix where one fits."""
    return compact(iri) or iri
