"""Event-type files as text, to be broken one place at a time."""

import pytest

from kg.schema import load_schema
from kg.schema.mini import Lexicon

EXPULSION = """\
@prefix dip:  <https://w3id.org/demarche/ontology#> .
@prefix fr:   <https://w3id.org/demarche/frame#> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh:   <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex:   <https://example.org/terms#> .

ex:Expulsion a owl:Class, sh:NodeShape ; rdfs:subClassOf dip:Event ;
    rdfs:label "expulsion"@en ; skos:definition "A state orders foreign diplomats to leave."@en ; dip:cameo "164" ;
    fr:trigger [ fr:lemma "expel", "deport" ; fr:upos "VERB" ; fr:when "+obj" ],
               [ fr:lemma "expulsion" ; fr:upos "NOUN" ; fr:when "!compound=school", "+?expelled" ;
                 fr:option fr:process ] ;
    fr:light "order" ;
    fr:distribute ex:expelled ;
    sh:property
        [ sh:path ex:expeller ; sh:order 1 ; fr:key "expeller" ; dip:contact false ;
          sh:minCount 1 ; sh:class dip:Country ;
          fr:realizedBy "subj@light", "[by]", "subj@self", "else:subject", "poss" ],
        [ sh:path ex:expelled ; sh:order 2 ; fr:key "expelled" ; sh:minCount 1 ; fr:takesDescriptions true ;
          sh:or ( [ sh:class dip:Person ] [ sh:class dip:Country ] ) ;
          fr:realizedBy ( "obj@self" "[of]~named" "obj@self:!deport" ) ] ;
    fr:example
        [ fr:text "Ghana expelled two Belgian diplomats." ; ex:expeller "Ghana" ; ex:expelled "two Belgian diplomats" ;
          fr:status dip:occurred ],
        [ fr:text "Bolivia may expel Ambassador Ulla Bergqvist." ;
          ex:expeller "Bolivia" ; ex:expelled "Ulla Bergqvist" ; fr:status dip:possible ],
        [ fr:text "The expulsion of Yusuf Karimi by Austria was cancelled." ; ex:expeller "Austria" ;
          ex:expelled "Yusuf Karimi" ; fr:status dip:cancelled ] ;
    fr:counterExample "The school expelled a pupil.", "The lungs expel air." .

ex:expeller a owl:ObjectProperty ; rdfs:subPropertyOf dip:participant ; rdfs:label "expeller"@en ;
    skos:definition "Who orders it."@en .
ex:expelled a owl:ObjectProperty ; rdfs:subPropertyOf dip:participant ; rdfs:label "expelled"@en ;
    skos:definition "Who has to leave."@en .
"""


@pytest.fixture
def expulsion():
    """A sound event-type file that the package does not have."""
    return EXPULSION


@pytest.fixture
def load(tmp_path):
    """Load the packaged ontology with one more file."""

    def load_text(text, *, name="expulsion.ttl"):
        folder = tmp_path / "types"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return load_schema((folder,))

    return load_text


@pytest.fixture
def lexicon():
    """A small closed vocabulary."""
    return Lexicon(
        edges=("amod", "compound", "iobj", "obj", "poss", "subj", "xcomp"),
        kinds=("agent", "country", "person"),
        operators=("cue", "nearest", "quote"),
        options=("process",),
    )
