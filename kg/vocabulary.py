"""The namespaces and the terms that code names.

Event types, roles, statuses and concepts are data: they stand in ontology/ alone.
Attributes are plain IRI strings. A test holds that every term named here is declared in the ontology.
"""

from __future__ import annotations

from typing import Final

DIP: Final = "https://w3id.org/demarche/ontology#"
FR: Final = "https://w3id.org/demarche/frame#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
GAF: Final = "http://groundedannotationframework.org/gaf#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SCHEMA: Final = "https://schema.org/"
FTM: Final = "https://w3id.org/ftm#"
SH: Final = "http://www.w3.org/ns/shacl#"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

DEFAULT_BASE: Final = "https://w3id.org/demarche/"

TYPE: Final = RDF + "type"
LABEL: Final = RDFS + "label"
SAME_AS: Final = OWL + "sameAs"
GENERATED_BY: Final = PROV + "wasGeneratedBy"
DENOTED_BY: Final = GAF + "denotedBy"

PREFIXES: Final = {
    "dip": DIP,
    "fr": FR,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "prov": PROV,
    "gaf": GAF,
    "sh": SH,
    "owl": OWL,
}


def local_name(iri: str) -> str:
    """What stands behind the last ``#``, or behind the last ``/`` where there is none.

    >>> local_name("https://w3id.org/demarche/ontology#Event"), local_name("https://example.org/ns/Event")
    ('Event', 'Event')
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


class Dip:
    """Terms of the ontology that code names, as IRI strings."""

    # classes
    Event: Final = DIP + "Event"
    Person: Final = DIP + "Person"
    Organization: Final = DIP + "Organization"
    Country: Final = DIP + "Country"
    Place: Final = DIP + "Place"
    Position: Final = DIP + "Position"
    Article: Final = DIP + "Article"
    Referent: Final = DIP + "Referent"
    EventClaim: Final = DIP + "EventClaim"
    PositionClaim: Final = DIP + "PositionClaim"
    Argument: Final = DIP + "Argument"
    Evidence: Final = DIP + "Evidence"
    # knowledge
    name: Final = DIP + "name"
    alias: Final = DIP + "alias"
    reference: Final = DIP + "reference"
    within: Final = DIP + "within"
    memberOf: Final = DIP + "memberOf"
    participant: Final = DIP + "participant"
    connects: Final = DIP + "connects"
    status: Final = DIP + "status"
    date: Final = DIP + "date"
    earliest: Final = DIP + "earliest"
    latest: Final = DIP + "latest"
    sources: Final = DIP + "sources"
    disagreesOn: Final = DIP + "disagreesOn"
    restsOn: Final = DIP + "restsOn"
    holder: Final = DIP + "holder"
    title: Final = DIP + "title"
    organization: Final = DIP + "organization"
    former: Final = DIP + "former"
    asOf: Final = DIP + "asOf"
    copyOf: Final = DIP + "copyOf"
    # claims and articles
    headline: Final = DIP + "headline"
    publisher: Final = DIP + "publisher"
    author: Final = DIP + "author"
    published: Final = DIP + "published"
    publishedHow: Final = DIP + "publishedHow"
    file: Final = DIP + "file"
    url: Final = DIP + "url"
    digest: Final = DIP + "digest"
    fingerprint: Final = DIP + "fingerprint"
    article: Final = DIP + "article"
    kind: Final = DIP + "kind"
    named: Final = DIP + "named"
    family: Final = DIP + "family"
    given: Final = DIP + "given"
    peripheral: Final = DIP + "peripheral"
    country: Final = DIP + "country"
    eventType: Final = DIP + "eventType"
    localEvent: Final = DIP + "localEvent"
    series: Final = DIP + "series"
    generic: Final = DIP + "generic"
    trigger: Final = DIP + "trigger"
    statedStatus: Final = DIP + "statedStatus"
    statedDate: Final = DIP + "statedDate"
    dateExpression: Final = DIP + "dateExpression"
    attributedTo: Final = DIP + "attributedTo"
    attribution: Final = DIP + "attribution"
    argument: Final = DIP + "argument"
    role: Final = DIP + "role"
    filler: Final = DIP + "filler"
    value: Final = DIP + "value"
    mention: Final = DIP + "mention"
    start: Final = DIP + "start"
    end: Final = DIP + "end"
    quote: Final = DIP + "quote"
    ordinal: Final = DIP + "ordinal"
    # judgements
    Judgement: Final = DIP + "Judgement"
    SameJudgement: Final = DIP + "SameJudgement"
    DifferentJudgement: Final = DIP + "DifferentJudgement"
    RejectJudgement: Final = DIP + "RejectJudgement"
    StatusJudgement: Final = DIP + "StatusJudgement"
    RoleJudgement: Final = DIP + "RoleJudgement"
    SplitJudgement: Final = DIP + "SplitJudgement"
    judges: Final = DIP + "judges"
    against: Final = DIP + "against"
    setsStatus: Final = DIP + "setsStatus"
    takesRole: Final = DIP + "takesRole"
    givesRole: Final = DIP + "givesRole"
    judgedFiller: Final = DIP + "judgedFiller"
    judgedBy: Final = DIP + "judgedBy"
    judgedOn: Final = DIP + "judgedOn"
    note: Final = DIP + "note"
    # watch-list
    ListEntry: Final = DIP + "ListEntry"
    listedAs: Final = DIP + "listedAs"
    watchlist: Final = DIP + "watchlist"
    # runs
    reader: Final = DIP + "reader"
    model: Final = DIP + "model"
    ontology: Final = DIP + "ontology"
    settings: Final = DIP + "settings"
