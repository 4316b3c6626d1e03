"""WSGI entry: ``app`` serves the store named by ``KG_STORE``."""

from kg.web import create_app

app = create_app()
