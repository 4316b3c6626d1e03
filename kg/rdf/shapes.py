"""SHACL: the shapes of the ontology files over claims and knowledge. The only importer of pySHACL.

Core constraints are pySHACL's, over an rdflib graph (over a pyoxigraph store it takes six times as long and compares
typed strings wrongly). ``sh:sparql`` constraints are asked of Oxigraph, once for all focus nodes: pySHACL parses each
anew for every node, which was half of its time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, serialize
from rdflib import RDF, RDFS, SH, Graph, URIRef

from kg.errors import DependencyError
from kg.rdf.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib.term import Node

_MEND: Final = "Build again; if it stays, the ontology's shapes and its event types disagree."
_VARIABLE: Final = re.compile(r"\{[?$](\w+)\}")


def shape_findings(quads: Iterable[Quad], ontology: Sequence[Path]) -> Iterator[Finding]:
    """What the shapes refuse.

    All graphs are looked at as one: subjects of different articles never share an IRI, and classes are in the ontology.

    Raises:
        DependencyError: when pySHACL is not installed.
    """
    shapes = Graph()
    for path in sorted(ontology):
        shapes.parse(path, format="turtle")
    classes = Graph()
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for triple in shapes.triples((None, predicate, None)):
            classes.add(triple)
    triples = sorted({quad.triple for quad in quads}, key=str)
    lines = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    yield from _query_findings(lines, classes, shapes)
    shapes.remove((None, SH.sparql, None))
    yield from _core_findings(lines, classes, shapes)


def _core_findings(lines: bytes, classes: Graph, shapes: Graph) -> Iterator[Finding]:
    try:
        from pyshacl import validate  # noqa: PLC0415 - heavy, and needed here alone
    except ImportError as error:
        raise DependencyError("kg check needs pySHACL", mend="pip install pyshacl") from error
    data = Graph()
    data.parse(data=lines, format="nt")
    conforms, results, _ = validate(data, shacl_graph=shapes, ont_graph=classes, inference="none")
    if conforms or not isinstance(results, Graph):
        return
    for result in results.subjects(RDF.type, SH.ValidationResult):
        message = str(results.value(result, SH.resultMessage) or "a shape does not hold")
        value = results.value(result, SH.value)
        path = results.value(result, SH.resultPath)
        yield Finding(
            check="shape",
            subject=str(results.value(result, SH.focusNode)),
            what=message if value is None else f"{message} ({value})",
            where=str(path) if isinstance(path, URIRef) else "",
            mend=_MEND,
        )


def _query_findings(lines: bytes, classes: Graph, shapes: Graph) -> Iterator[Finding]:
    """SHACL section 5, for ``sh:select`` without ``$PATH``: with ``$this`` left open, each solution is a violation."""
    store = Store()
    store.load(lines, format=RdfFormat.N_TRIPLES)
    store.load(classes.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES)
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql), key=lambda pair: str(pair[0])):
        targets = list(shapes.objects(shape, SH.targetClass)) or [shape]
        nodes = {node for target in targets for node in _instances(store, target)}
        message = str(shapes.value(constraint, SH.message) or "a shape does not hold")
        for select in shapes.objects(constraint, SH.select):
            solutions = store.query(str(select))
            if not isinstance(solutions, QuerySolutions):
                continue
            for solution in solutions:
                values = {variable.value: getattr(solution[variable], "value", "") for variable in solutions.variables}
                if values.get("this") in nodes:
                    yield Finding("shape", values["this"], _filled(message, values), "", _MEND)


def _filled(message: str, values: dict[str, str]) -> str:
    """The message with its variables replaced (SHACL section 5.3.2)."""
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), message)


def _instances(store: Store, target: Node) -> Iterator[str]:
    """Subjects of a class; classes are written out in the data, nothing is inferred."""
    for quad in store.quads_for_pattern(None, NamedNode(str(RDF.type)), NamedNode(str(target)), None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value
