"""The read side in one place: command line, pages and Python ask here.

In: a store's folder. Out: frozen answers with their sentences. Imports no language side; called by ``kg.cli``,
``kg.web`` and users.
"""

from __future__ import annotations

from kg.service.graph import KnowledgeGraph, open_graph
from kg.service.lookup import Named, NameIndex
from kg.service.views import ArticleView, EntityView, EventLine, EventView, Evidence, Link, PositionLine, Role, View

__all__ = [
    "ArticleView",
    "EntityView",
    "EventLine",
    "EventView",
    "Evidence",
    "KnowledgeGraph",
    "Link",
    "NameIndex",
    "Named",
    "PositionLine",
    "Role",
    "View",
    "open_graph",
]
