"""``kg check``: whether a store keeps its promises."""

from __future__ import annotations

from itertools import chain

from pyoxigraph import Literal

from kg.pipeline.publish import other_ontology, store_graph
from kg.pipeline.stages import Stages
from kg.rdf.check import Report
from kg.rdf.check import check as check_quads
from kg.rdf.iris import Iris
from kg.schema.model import Schema
from kg.settings import Settings
from kg.store import Reader, open_reader
from kg.vocabulary import Dip


def check(
    settings: Settings,
    *,
    schema: Schema | None = None,
    stages: Stages | None = None,
    reader: Reader | None = None,
) -> Report:
    """Checks the newest generation: shapes, quotes against kept texts, and that every fact rests on a claim.

    Args:
        settings: store and ontology are used.
        schema: instead of the one the settings name.
        stages: instead of the real ones; they find the ontology's files.
        reader: instead of the newest generation of the settings' store.

    Raises:
        StoreMissingError: when there is no store. SchemaError: when an ontology file is wrong.
        UsageError: when the store was built with another ontology.
    """
    stages = stages or Stages()
    schema = schema or stages.load_schema(settings.ontology)
    reader = reader or open_reader(settings.store)
    about = reader.quads(store_graph(reader.base))
    if any(quad.predicate.value == Dip.ontology and quad.object != Literal(schema.digest) for quad in about):
        raise other_ontology(f"the store at {settings.store}")
    iris = Iris(reader.base)
    managed = (iris.article_graphs, iris.judgement_graph, iris.watchlist_graph)
    graphs = (None, *(graph for graph in reader.graphs() if graph.startswith(managed)))
    return check_quads(
        chain.from_iterable(reader.quads(graph) for graph in graphs),
        schema=schema,
        ontology=stages.ontology_paths(settings.ontology),
        base=reader.base,
        text_of=reader.text,
    )
