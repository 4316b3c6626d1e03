"""The server: SPARQL endpoint and pages over the read side. The only importer of Flask.

In: a store's folder. Out: a WSGI application (``create_app``; ``close_app`` ends its processes) and a server for it
(``serve``). Called by ``kg.cli`` and ``server.py``.
"""

from __future__ import annotations

from kg.web.app import close_app, create_app
from kg.web.serving import serve

__all__ = ["close_app", "create_app", "serve"]
