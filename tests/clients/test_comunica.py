"""Comunica, the query engine of the JavaScript world, which reads the service description before it asks.

Collected only where there is node, and ``KG_COMUNICA`` names a folder in which ``npm install @comunica/query-sparql``
was called: see ``tests/conftest.py``. Version 5 needs node 22; for node 20 install ``@comunica/query-sparql@4``.
"""

import json
import subprocess
from pathlib import Path

import pytest
from running import MANY

from kg.vocabulary import DIP

MEETING = f"<{DIP}Meeting>"


@pytest.fixture(scope="session")
def comunica():
    """Asks; gives the answer, or raises what Comunica raised."""
    process = subprocess.Popen(
        ["node", str(Path(__file__).with_name("comunica.cjs"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def ask(kind, query, *sources, **options):
        asked = {"kind": kind, "query": query, "sources": [{"type": "sparql", "value": s} for s in sources], **options}
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        if "error" in told:
            raise RuntimeError(told["error"])
        return told["answer"]

    with process:
        yield ask
        process.stdin.close()


def test_select(comunica, service):
    rows = comunica(
        "bindings", f"SELECT ?e ?n {{ ?e a {MEETING} ; <{DIP}participant> ?p . ?p ?name ?n }}", service.query
    )
    assert {row["e"]["type"] for row in rows} == {"NamedNode"}
    assert {"NamedNode", "Literal"} <= {row["n"]["type"] for row in rows}


def test_ask(comunica, service):
    assert comunica("boolean", f"ASK {{ ?e a {MEETING} }}", service.query) is True
    assert comunica("boolean", "ASK { ?e a <urn:x:nothing> }", service.query) is False


def test_construct_and_describe(comunica, service):
    built = comunica("quads", f"CONSTRUCT {{ ?e a <urn:x:Seen> }} WHERE {{ ?e a {MEETING} }}", service.query)
    assert {triple[2]["value"] for triple in built} == {"urn:x:Seen"}
    told = comunica("quads", f"DESCRIBE <{built[0][0]['value']}>", service.query)
    assert len(told) > 3


def test_an_update_with_the_token_is_seen_in_its_graph(comunica, service):
    update = "INSERT DATA { GRAPH <urn:x:comunica> { <urn:x:a> <urn:x:b> 'é'@fr , 7 } }"
    destination = {"type": "sparql", "value": service.update}
    assert comunica("void", update, to=destination, token=service.token) == "made"
    rows = comunica("bindings", "SELECT ?o { GRAPH <urn:x:comunica> { ?s ?p ?o } }", service.query)
    assert {row["o"]["value"] for row in rows} == {"é", "7"}  # version 4.5 loses languages by itself


def test_an_update_without_the_token_is_refused(comunica, service):
    with pytest.raises(RuntimeError, match="401"):
        comunica("void", "INSERT DATA { <urn:x:a> <urn:x:b> 1 }", to={"type": "sparql", "value": service.update})


def test_two_services_are_joined_by_the_client(comunica, service, plain):
    query = f"SELECT ?e ?s {{ ?e a {MEETING} . ?s <urn:x:number> '7' }}"
    assert len(comunica("bindings", query, service.query, plain.query)) > 1


def test_thousands_of_rows_arrive(comunica, plain):
    assert len(comunica("bindings", "SELECT * { ?s <urn:x:number> ?o }", plain.query)) == MANY


def test_what_the_service_refuses_is_shown_in_its_words(comunica, service):
    with pytest.raises(RuntimeError, match="SERVICE is refused"):
        comunica("bindings", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } ?a ?b ?c }", service.query)
