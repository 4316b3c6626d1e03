"""Cases about the service description (https://www.w3.org/TR/sparql11-service-description/).

The suite names what is to be tested in three sentences; what "conforms to schema" means is written here from section 3
of the specification: which class each property belongs to and what it leads to.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from w3c.nodes import Node, Nodes
from w3c.outcomes import Outcome
from w3c.service import Reply, Service
from w3c.subject import TURTLE, RefusedError
from w3c.suites import Case
from w3c.vocabulary import RDF, SD

IRI = "an IRI"
BROADER = {"Dataset": "GraphCollection", "NamedGraph": "Graph"}
PROPERTIES = {  # property -> the class it is said of, what it leads to: a class or an IRI
    "endpoint": ("Service", IRI),
    "feature": ("Service", IRI),
    "defaultEntailmentRegime": ("Service", IRI),
    "entailmentRegime": ("NamedGraph", IRI),
    "defaultSupportedEntailmentProfile": ("Service", IRI),
    "supportedEntailmentProfile": ("NamedGraph", IRI),
    "extensionFunction": ("Service", IRI),
    "extensionAggregate": ("Service", IRI),
    "languageExtension": ("Service", IRI),
    "supportedLanguage": ("Service", IRI),
    "propertyFeature": ("Service", IRI),
    "inputFormat": ("Service", IRI),
    "resultFormat": ("Service", IRI),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", IRI),
    "graph": ("NamedGraph", "Graph"),
}
LANGUAGES = ("SPARQL10Query", "SPARQL11Query", "SPARQL11Update")
FEATURES = ("DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery")


def run_description(case: Case, service: Service) -> Outcome:
    """Run a case whose kind is DESCRIPTION."""
    check = CHECKS[case.iri.rpartition("#")[2]]
    try:
        reply = service.send("GET", service.address.query, {"accept": TURTLE})
        if reply.status != 200:
            return Outcome(case, reply.told)
        form = ox.RdfFormat.from_media_type(reply.media_type)
        if form is None:
            return Outcome(case, f"expected RDF, got {reply.media_type}")
        return Outcome(case, check(Nodes(ox.parse(reply.body, form, base_iri=reply.url)), reply))
    except RefusedError as error:
        return Outcome(case, f"{error}")
    except (SyntaxError, ValueError) as error:
        return Outcome(case, f"the description is not {reply.media_type}: {error}")


def _is_rdf(_nodes: Nodes, _reply: Reply) -> str:
    """It was parsed already."""
    return ""


def _has_endpoint(nodes: Nodes, reply: Reply) -> str:
    """The description says of its own address that it is the endpoint of a service."""
    found = [node for service in nodes.of_type(f"{SD}Service") for node in nodes.all(service, f"{SD}endpoint")]
    return "" if ox.NamedNode(reply.url) in found else f"no sd:Service has the sd:endpoint {reply.url}"


def _conforms(nodes: Nodes, _reply: Reply) -> str:
    """Every term of the vocabulary is there, and used as section 3 says."""
    services = nodes.of_type(f"{SD}Service")
    if len(services) != 1:
        return f"expected one sd:Service, found {len(services)}"
    wrong = []
    for subject, predicate, value in nodes.statements():
        name = predicate.removeprefix(SD)
        if name == predicate:
            continue
        if name not in PROPERTIES:
            wrong.append(f"sd:{name} is not a property of the vocabulary")
            continue
        domain, reached = PROPERTIES[name]
        if not _may_be(nodes, subject, domain):
            wrong.append(f"sd:{name} is said of {subject}, which is no sd:{domain}")
        if not (isinstance(value, ox.NamedNode) if reached == IRI else _may_be(nodes, value, reached)):
            wrong.append(f"sd:{name} leads to {value}, which is not {reached}")
        known = {"supportedLanguage": LANGUAGES, "feature": FEATURES}.get(name)
        if known and value.value.startswith(SD) and value.value.removeprefix(SD) not in known:
            wrong.append(f"{value} is not in the vocabulary")
    return "; ".join(wrong)


def _may_be(nodes: Nodes, node: Node, kind: str) -> bool:
    """Whether a resource is of a class, or is said to be of none: by the schema, its class follows from its use."""
    if isinstance(node, ox.Literal):
        return False
    kinds = {found.value.removeprefix(SD) for found in nodes.all(node, f"{RDF}type") if found.value.startswith(SD)}
    return not kinds or kind in {*kinds, *(BROADER[narrow] for narrow in kinds if narrow in BROADER)}


CHECKS: dict[str, Callable[[Nodes, Reply], str]] = {
    "returns-rdf": _is_rdf,
    "has-endpoint-triple": _has_endpoint,
    "conforms-to-schema": _conforms,
}
