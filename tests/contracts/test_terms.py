"""Terms hold together: what code, queries and documents name exists, and Python names no event type and no role."""

import ast
import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.sparql import prepareQuery

import kg
from kg import vocabulary
from kg.model import EntityKind
from kg.resources import data_folder
from kg.schema import load_schema
from kg.vocabulary import DIP, FR, Dip

PACKAGE = Path(kg.__file__).resolve().parent
ROOT = PACKAGE.parent
SCHEMA = load_schema()
MODULES = sorted(PACKAGE.rglob("*.py"))
QUERIES = sorted((ROOT / "queries").rglob("*.rq"))
OWN = (DIP, FR)
PREFIXED = re.compile(r"(?<![\w:/])(dip|fr):([A-Za-z][A-Za-z0-9]*)")
NAMESPACES = {"dip": DIP, "fr": FR}


def _graph():
    graph = Graph()
    for path in sorted(data_folder("ontology").rglob("*.ttl")):
        graph.parse(path)
    return graph


ONTOLOGY = _graph()
DECLARED = {str(term) for term in ONTOLOGY.subjects() if isinstance(term, URIRef)}


def local(iri):
    return iri.rpartition("#")[2].rpartition("/")[2]


def strings(path):
    """(line, text) of the string constants of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def identifiers(path):
    """(line, name) of everything a module names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for field in ("id", "attr", "name", "arg", "asname"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield getattr(node, "lineno", 0), value


def terms(query):
    """IRIs that a parsed query names, property paths included."""
    found = set()
    waiting = [prepareQuery(query).algebra]
    while waiting:
        item = waiting.pop()
        if isinstance(item, URIRef):
            found.add(str(item))
        elif isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list | tuple | set | frozenset):
            waiting += item
        else:
            waiting += [getattr(item, field) for field in ("args", "path", "arg") if hasattr(item, field)]
    return found


def test_every_term_of_the_vocabulary_is_declared():
    named = {value for key, value in vars(Dip).items() if not key.startswith("_")}
    named |= {vocabulary.GENERATED_BY, vocabulary.DENOTED_BY}
    assert len(named) > 60
    assert named - DECLARED == set()


def test_every_declared_term_of_ours_has_label_and_definition():
    for term in sorted(DECLARED):
        if term.startswith(OWN):
            for need in (vocabulary.LABEL, vocabulary.SKOS + "definition"):
                assert ONTOLOGY.value(URIRef(term), URIRef(need)) is not None, (term, need)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_term_that_code_names_is_declared(path):
    text = path.read_text(encoding="utf-8")
    named = {NAMESPACES[prefix] + name for prefix, name in PREFIXED.findall(text)}
    named |= {value for _, value in strings(path) if value.startswith(OWN) and value not in OWN}
    assert named - DECLARED == set()


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_term_that_a_query_names_is_declared(path):
    named = {term for term in terms(path.read_text(encoding="utf-8")) if term.startswith(OWN)}
    assert named
    assert named - DECLARED == set()


@pytest.mark.parametrize("name", ["rdf.md", "ontology.md"])
def test_every_term_of_the_reference_pages_is_declared(name):
    text = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    named = {NAMESPACES[prefix] + local_name for prefix, local_name in PREFIXED.findall(text)}
    assert named
    assert named - DECLARED == set()


def test_terms_in_a_property_path_are_collected():
    query = f"PREFIX dip: <{DIP}> SELECT ?e WHERE {{ ?e dip:one/^dip:two+ ?a FILTER NOT EXISTS {{ ?e dip:three ?b }} }}"
    assert terms(query) == {DIP + "one", DIP + "two", DIP + "three"}


# Words that are also something else than a role: terms code must know, kinds of entities, the mini-language, settings,
# and what a command or an algebra operator is aimed at.
ELSEWHERE = (
    {key for key in vars(Dip) if not key.startswith("_")}
    | {kind.value for kind in EntityKind}
    | {"quote", "cue", "host", "hosts", "format", "target"}
)


def role_names():
    return {name for item in SCHEMA.types for role in item.roles for name in (role.key, local(role.iri))}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_event_type_or_role_is_named_in_python(path):
    roles = {role.iri for item in SCHEMA.types for role in item.roles} - {Dip.participant}
    iris = roles | {item.iri for item in SCHEMA.types} | {item.iri for item in SCHEMA.concepts}
    prefixed = {f"dip:{local(iri)}" for iri in iris}
    keys = {item.key for item in SCHEMA.types} | {local(item.iri) for item in SCHEMA.types}
    forbidden = keys | iris | (role_names() - ELSEWHERE)
    found = [(line, value) for line, value in strings(path) if value in forbidden]
    found += [
        (line, term)
        for line, value in strings(path)
        for term in sorted(prefixed)
        if re.search(rf"{term}(?![A-Za-z0-9])", value)
    ]
    found += [(line, value) for line, value in identifiers(path) if value in keys]
    assert found == []


def test_an_event_type_named_in_python_would_be_found(tmp_path):
    module = tmp_path / "module.py"
    module.write_text('"""Meeting."""\nkind = "Meeting"\nclass Meeting:\n    """Visit."""\n', encoding="utf-8")
    assert list(strings(module)) == [(2, "Meeting")]
    assert (3, "Meeting") in list(identifiers(module))
