"""Services for real clients to ask: one over a small store of articles, one over a plain store of 30,000 quads."""

import shutil
import urllib.request

import pytest
from running import MANY, ORIGIN, running


@pytest.fixture(scope="session")
def service(store, tmp_path_factory):
    """Over articles: what they say is read-only, the user's own graphs are not. Pages of ``ORIGIN`` may ask it."""
    folder = tmp_path_factory.mktemp("clients")
    held = shutil.copytree(store, folder / "store")
    with running(held, folder / "said.txt", KG_CORS=ORIGIN) as found:
        yield found


@pytest.fixture(scope="session")
def plain(tmp_path_factory):
    """Over no articles: a plain SPARQL store, whose default graph may be written."""
    folder = tmp_path_factory.mktemp("plain")
    with running(folder / "store", folder / "said.txt") as found:
        lines = "".join(f'<urn:x:{i}> <urn:x:number> "{i}" .\n' for i in range(MANY))
        request = urllib.request.Request(
            f"{found.data}?default",
            lines.encode(),
            {"Authorization": found.authorization, "Content-Type": "application/n-triples"},
            method="PUT",
        )
        with urllib.request.urlopen(request, timeout=60) as answered:
            assert answered.status in (201, 204)
        yield found
