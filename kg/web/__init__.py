"""The server: SPARQL endpoint and pages over the read side. The only importer of Flask.

In: a finished store's folder. Out: a WSGI application (``create_app``) and a server for it (``serve``). Called by
``kg.cli`` and ``server.py``.
"""

from __future__ import annotations

from kg.web.app import create_app
from kg.web.serving import serve

__all__ = ["create_app", "serve"]
