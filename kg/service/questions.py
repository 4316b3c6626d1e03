"""The SPARQL behind the views: ``<IRI>`` is the thing asked about.

What begins with ``$`` is put in by ``Views`` and ``select_rows``. Named graphs are those that follow from articles: a
store may hold graphs of its users beside them.
"""

from __future__ import annotations

THINGS = """SELECT ?thing ?kind ?label ?alias WHERE {
  VALUES ?kind { dip:Person dip:Organization dip:Country dip:Place dip:Event }
  ?thing a ?kind ; rdfs:label ?label .
  OPTIONAL { ?thing dip:alias ?alias }
  $BEHIND(?thing)
} ORDER BY ?thing ?alias LIMIT $ROWS"""

ARTICLES = """SELECT ?article ?file ?headline ?digest WHERE {
  GRAPH ?g {
    ?article a dip:Article ; dip:file ?file ; dip:digest ?digest .
    OPTIONAL { ?article dip:headline ?headline }
  } $OURS(?g)
  $BEHIND(?article)
} ORDER BY ?article LIMIT $ROWS"""

CLAIMS = """SELECT ?subject ?claim WHERE {
  VALUES ?subject { $SUBJECTS }
  ?subject dip:restsOn ?claim .
} ORDER BY ?subject ?claim"""

# The claims are put inside: joined from outside, the engine first makes the table of every claim of every graph.
EVIDENCE = """SELECT ?claim ?article ?file ?outlet ?headline ?published ?start ?end ?quote
  ?status ?date ?voice ?at WHERE {
  GRAPH ?g {
    VALUES ?claim { $CLAIMS }
    ?claim dip:article ?article ; gaf:denotedBy ?sentence .
    ?sentence dip:start ?start ; dip:end ?end ; dip:quote ?quote .
    ?article dip:file ?file .
    OPTIONAL { ?article dip:publisher ?outlet }
    OPTIONAL { ?article dip:headline ?headline }
    OPTIONAL { ?article dip:published ?published }
    OPTIONAL { ?claim dip:statedStatus ?status }
    OPTIONAL { ?claim dip:statedDate ?date }
    OPTIONAL { ?claim dip:attribution/dip:quote ?voice }
    OPTIONAL { ?claim dip:trigger/dip:start ?at }
  } $OURS(?g)
} ORDER BY ?claim ?start"""

FACTS = """SELECT ?property ?value ?label WHERE {
  <IRI> ?property ?value . OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?property ?label ?value"""

# Judgements that name what a thing rests on; of each of their names, whether the thing rests on it, and whether it is
# there.
JUDGEMENTS = """SELECT ?judgement ?kind ?by ?on ?note ?side ?own ?there WHERE {
  { SELECT DISTINCT ?judgement WHERE {
    <IRI> dip:restsOn ?claim . GRAPH $JUDGEMENT { ?judgement dip:judges|dip:against ?claim } } }
  GRAPH $JUDGEMENT {
    ?judgement a ?kind ; dip:judgedBy ?by ; dip:judgedOn ?on ; ?side ?name .
    FILTER(?kind != dip:Judgement) FILTER(?side IN (dip:judges, dip:against))
    OPTIONAL { ?judgement dip:note ?note }
  }
  BIND(EXISTS { <IRI> dip:restsOn ?name } AS ?own)
  BIND(EXISTS { GRAPH ?a { ?name dip:article ?article } $OURS(?a) } AS ?there)
} ORDER BY ?on ?judgement"""

ELSEWHERE = """SELECT ?iri WHERE { <IRI> owl:sameAs ?iri } ORDER BY ?iri"""

REFERENTS = """SELECT ?referent ?name ?file WHERE {
  <IRI> dip:restsOn ?referent .
  GRAPH ?g { ?referent dip:name ?name ; dip:article ?article . ?article dip:file ?file } $OURS(?g)
} ORDER BY ?file ?referent"""

BELONGS = """SELECT ?other ?label WHERE {
  <IRI> dip:memberOf|dip:within ?other . ?other rdfs:label ?label
} ORDER BY ?label"""

COUNTERPARTS = """SELECT ?other ?label (COUNT(DISTINCT ?event) AS ?n) WHERE {
  VALUES ?status { $STATUSES }
  ?event dip:connects <IRI> , ?other ; dip:status ?status . ?other rdfs:label ?label .
  FILTER(?other != <IRI>)
} GROUP BY ?other ?label ORDER BY DESC(?n) ?label"""

MENTIONS = """SELECT ?article ?title ?span WHERE {
  <IRI> dip:restsOn ?referent .
  GRAPH ?g {
    ?referent dip:article ?article ; gaf:denotedBy ?span . ?article dip:file ?file .
    OPTIONAL { ?article dip:headline ?headline }
  } $OURS(?g)
  BIND(COALESCE(?headline, ?file) AS ?title)
} ORDER BY ?title ?article"""

ARTICLE = """SELECT ?digest ?file ?headline ?outlet ?author ?url ?published ?how WHERE {
  GRAPH ?g {
    <IRI> dip:digest ?digest ; dip:file ?file .
    OPTIONAL { <IRI> dip:headline ?headline }
    OPTIONAL { <IRI> dip:publisher ?outlet }
    OPTIONAL { <IRI> dip:author ?author }
    OPTIONAL { <IRI> dip:url ?url }
    OPTIONAL { <IRI> dip:published ?published }
    OPTIONAL { <IRI> dip:publishedHow ?how }
  } $OURS(?g)
}"""

PERSONS = """SELECT DISTINCT ?person ?label WHERE {
  GRAPH ?g { ?referent dip:article <IRI> } $OURS(?g)
  ?person dip:restsOn ?referent ; a dip:Person ; rdfs:label ?label .
} ORDER BY ?label"""

POSITIONS = """SELECT ?position ?title ?former ?organization ?label WHERE {
  ?position dip:holder <IRI> ; dip:title ?title ; dip:former ?former .
  OPTIONAL { ?position dip:organization ?organization . ?organization rdfs:label ?label }
} ORDER BY ?title ?label"""

LINES = """SELECT DISTINCT ?event ?type ?role ?label ?status ?date ?earliest ?sources WHERE {
  $PATTERN
  ?event a dip:Event , ?type ; rdfs:label ?label ; dip:status ?status ; dip:sources ?sources .
  OPTIONAL { ?event dip:date ?date }
  OPTIONAL { ?event dip:earliest ?earliest }
} ORDER BY ?event ?role ?date"""

WITH_THING = "?event ?role <IRI> ."
OF_ARTICLE = "GRAPH ?g { ?claim dip:article <IRI> } $OURS(?g) ?event dip:restsOn ?claim ."
