"""A client of the application over the reported world."""

import pytest
from flask.testing import FlaskClient

from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.web import close_app, create_app

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Client(FlaskClient):
    """Reads every answer whole, so that files are closed."""

    def open(self, *args, **kwargs):
        """See ``FlaskClient``."""
        return super().open(*args, **{**kwargs, "buffered": True})


@pytest.fixture(scope="session")
def client(store):
    """Sends requests as a program does: without an Accept header."""
    app = create_app(Settings(store=store), tokens=Tokens())
    app.test_client_class = Client
    yield app.test_client()
    close_app(app)


@pytest.fixture(scope="session")
def browse(client):
    """Fetches a page as a browser does."""

    def get(address, **parameters):
        return client.get(address, query_string=parameters or None, headers=BROWSER)

    return get


@pytest.fixture(scope="session")
def addresses(graph):
    """The address of every page there is."""
    things = [f"/id/{thing.iri.removeprefix(graph.reader.base + 'id/')}" for thing in graph.names.things]
    return ["/", "/paths", "/paths?from=Petit&to=Quispe", "/paths?from=Diallo&to=Petit", "/sparql", *things]
