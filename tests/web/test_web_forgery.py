"""What a token's bearer writes beside the articles changes nothing that the pages, paths and exports tell of them."""

import re

import pytest
import reported_world
from flask.testing import FlaskClient

from kg.service import open_graph
from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.web import close_app, create_app

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
SECRET = "secret-of-the-tests"  # noqa: S105 - opens nothing but a store that is thrown away
BEARER = {"Authorization": f"Bearer {SECRET}"}
GENERATION = re.compile(r"[Gg]eneration[ =](\d[\d,]*)")
PLACES = ("urn:x:mine", "urn:x/graph/ontology", "urn:x/graph/judgement", "urn:x/graph/article/")
PATHS = ("/paths?from=Petit&to=Quispe", "/paths?from=Diallo&to=Petit")
FORGED = """GRAPH <$PLACE> {
  ?claim dip:article ?article ; gaf:denotedBy <urn:e> ; dip:statedStatus dip:denied ; dip:statedDate 'FORGED' ;
    dip:name 'FORGED' .
  <urn:e> dip:start 1 ; dip:end 9 ; dip:quote 'FORGED' .
  ?article a dip:Article ; dip:file 'FORGED' ; dip:headline 'FORGED' ; dip:digest 'FORGED' .
  <urn:a> a dip:Article ; dip:file 'FORGED' ; dip:digest 'FORGED' .
  <urn:j> a dip:Judgement , dip:SameJudgement ; dip:judgedBy 'FORGED' ; dip:judgedOn 'FORGED' ; dip:judges ?claim ;
    dip:against ?claim ; dip:note 'FORGED' .
  ?role rdfs:subPropertyOf dip:participant ; rdfs:label 'FORGED' .
  dip:occurred skos:inScheme dip:statusScheme ; fr:happened false ; rdfs:label 'FORGED' .
  <urn:type> rdfs:subClassOf dip:Event ; fr:trigger 'FORGED' ; fr:key 'FORGED' ; fr:printsStatus dip:denied .
}"""
WHERE = """{ ?thing dip:restsOn ?claim . GRAPH ?g { ?claim dip:article ?article } }
  UNION { ?event a dip:Event ; ?role ?filler }"""


class Client(FlaskClient):
    """Reads every answer whole."""

    def open(self, *args, **kwargs):
        """See ``FlaskClient``."""
        return super().open(*args, **{**kwargs, "buffered": True})


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forged") / "store"
    reported_world.publish(folder)
    return folder


@pytest.fixture(scope="module")
def client(path):
    app = create_app(Settings(store=path), tokens=Tokens([("here", "ann", SECRET)]))
    app.test_client_class = Client
    yield app.test_client()
    close_app(app)


def update(client, text):
    answer = client.post("/update", data=text, content_type="application/sparql-update", headers=BEARER)
    assert answer.status_code == 204, answer.text


def told(path, client):
    """Everything there is to see: pages, views, catalogue queries, the interchange form."""
    graph = open_graph(path)
    things = graph.names.things
    base = graph.reader.base
    pages = ["/", "/paths", *PATHS, *(f"/id/{thing.iri.removeprefix(base + 'id/')}" for thing in things)]
    return {
        **{page: GENERATION.sub("", client.get(page, headers=BROWSER).text) for page in pages},
        "things": things,
        "views": [graph.show(thing.iri) for thing in things],
        "path": graph.path("Petit", "Quispe"),
        "export": b"".join(graph.export("events")),
        "positions": [graph.query("positions", {"person": [t.iri]}).rows for t in things if t.kind == "Person"],
        "disagreements": graph.query("disagreements").rows,
    }


def test_forged_claims_change_no_page_no_path_and_no_view(path, client):
    before = told(path, client)
    for place in PLACES:
        update(client, f"INSERT {{ {FORGED.replace('$PLACE', place)} }} WHERE {{ {WHERE} }}")
    count = "SELECT (COUNT(*) AS ?n) { GRAPH <urn:x:mine> { ?s ?p 'FORGED' } }"
    assert int(client.get("/sparql", query_string={"query": count, "format": "csv"}).text.split()[1]) > 20
    after = told(path, client)
    assert after.keys() == before.keys()
    assert [name for name, value in before.items() if after[name] != value] == []


def test_a_deep_triple_term_is_refused_and_one_that_is_not_so_deep_ends_no_page(client):
    def document(depth):
        triple = "<urn:s> <http://www.w3.org/2000/01/rdf-schema#subPropertyOf>"
        return f"{triple} {f'<<( {triple} ' * depth}<urn:o>{' )>>' * depth} ."

    answer = client.put(
        "/data?graph=urn:deep", data=document(20_000), content_type="application/n-triples", headers=BEARER
    )
    assert answer.status_code == 400
    update(client, f"INSERT DATA {{ GRAPH <urn:deep> {{ {document(450)} }} }}")
    for page in ("/", PATHS[0]):
        assert client.get(page, headers=BROWSER).status_code == 200
