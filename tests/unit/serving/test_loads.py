"""What the LOADs of an update load, fetched before its turn."""

import time

import pytest

from kg.errors import OverloadError, QueryError, SizeLimitError, SourceError, TimeLimitError
from kg.serving import loads
from kg.serving.broker import Fetched
from kg.serving.loads import Loader, may_load

CONTENT = b"<urn:s> <urn:p> 1 ."


def update(text):
    return {"update": text, "address": "http://localhost/update", "using": [], "using_named": []}


def fetch(iri, _seconds):
    if iri.endswith("/gone"):
        raise SourceError(f"{iri} cannot be fetched")
    return Fetched(content=CONTENT, media_type="text/turtle", iri=f"{iri}/found")


@pytest.fixture
def loader(path, zygote):
    """Over a plain store."""
    return Loader(path, zygote, memory_bytes=1 << 30, fetch=fetch, lost=[].append)


def load(loader, text, seconds=60.0):
    return loader.load(update(text), time.monotonic() + seconds)


@pytest.mark.parametrize(("text", "may"), [("INSERT DATA { <urn:s> <urn:p> 1 }", False), ("loAd <urn:x>", True)])
def test_only_an_update_with_the_word_may_load(text, may):
    assert may_load(update(text)) is may
    assert not may_load({"operation": "put"})


def test_what_is_loaded_is_told_in_the_order_of_the_operations(loader):
    loaded = load(
        loader, "LOAD <http://a/1> ; CLEAR DEFAULT ; LOAD SILENT <http://a/gone> ; PREFIX a: <http://a/> LOAD a:2"
    )
    first, gone, second = loaded.documents
    assert first == {
        "source": "http://a/1", "media": "text/turtle", "iri": "http://a/1/found", "start": 0, "end": len(CONTENT),
    }  # fmt: skip
    assert gone == {"source": "http://a/gone"}
    assert loaded.content[second["start"] : second["end"]] == CONTENT
    assert len(loaded.content) == 2 * len(CONTENT)


def test_an_update_that_only_speaks_of_loading_loads_nothing(loader):
    assert load(loader, "INSERT DATA { <urn:s> <urn:p> 'load' }").documents == []


def test_a_load_that_is_not_silent_fails_with_what_it_names(loader):
    with pytest.raises(SourceError):
        load(loader, "LOAD <http://a/gone>")


def test_more_than_one_update_may_load_is_refused(loader, monkeypatch):
    monkeypatch.setattr(loads, "MOST_BYTES", len(CONTENT))
    load(loader, "LOAD <http://a/1>")
    with pytest.raises(SizeLimitError):
        load(loader, "LOAD <http://a/1> ; LOAD SILENT <http://a/2>")


def test_a_deadline_that_passes_is_told_even_where_the_load_is_silent(loader):
    with pytest.raises((TimeLimitError, OverloadError)):  # the latter where no process began in time
        load(loader, "LOAD SILENT <http://a/gone>", seconds=-1.0)
    loader._read = lambda *_: [{"iri": "http://a/gone", "silent": True}]
    with pytest.raises(TimeLimitError):
        load(loader, "LOAD SILENT <http://a/gone>", seconds=-1.0)


def test_a_malformed_update_is_told_with_its_place(loader):
    with pytest.raises(QueryError) as told:
        load(loader, "LOAD <http://a/1> ; \nINSERT DATA { ?s <urn:p> 1 }")
    assert told.value.line == 2


def test_a_process_that_ends_before_it_tells_is_told(loader, zygote):
    fork = zygote.fork

    class Ending:
        ending = zygote.ending

        @staticmethod
        def fork(role, told, deadline):
            child = fork(role, told, deadline)
            child.kill()
            return child

    loader._zygote = Ending()
    with pytest.raises(OverloadError, match="ended from outside"):
        load(loader, "LOAD <http://a/1>")
