"""``kg build`` and ``kg remove`` beside ``kg serve``: readers and writers notice nothing but the new articles."""

import time

from pipeline_fakes import SCHEMA, stages, write
from served import Load, Served

from kg.pipeline import build, remove
from kg.settings import Settings
from kg.store import MemoryStore, open_reader

OPTIONS = {"schema": SCHEMA, "stages": stages()}
ARTICLES = {f"n{number}": f"p{number % 5} met q{number % 3} 2020-01-0{1 + number % 9}" for number in range(12)}


def lines_of(store):
    """Its quads, those of the users' graphs apart."""
    lines = open_reader(store).canonical().splitlines()
    return [line for line in lines if b"<urn:" not in line], [line for line in lines if b"<urn:" in line]


def test_builds_beside_the_service_are_served_at_once_and_lose_no_update_and_none_loses_them(tmp_path):
    sources = write(tmp_path / "in", **ARTICLES)
    with Served(tmp_path) as service:
        settings = Settings(store=service.store, batch=2)
        service.recovered(20)
        with Load(service, writers=2, readers=2) as load:
            for names in (("n0", "n1", "n2"), ("n3", "n4"), tuple(ARTICLES)):
                before = len(load.acknowledged)
                build([sources / f"{name}.txt" for name in names], settings, **OPTIONS)
                told = service.table("SELECT (COUNT(*) AS ?n) { ?event a <https://w3id.org/demarche/ontology#Talk> }")
                assert int(told[0]["n"]) > 0
                end = time.monotonic() + 20
                while len(load.acknowledged) == before:
                    assert time.monotonic() < end
                    time.sleep(0.01)
            remove(["n0.txt"], settings, **OPTIONS)
        load.verify()
        assert {status for (_, status) in load.told} == {200, 204}
        alone = MemoryStore(settings.base)
        build([sources / f"{name}.txt" for name in ARTICLES if name != "n0"], settings, store=alone, **OPTIONS)
        derived, users = lines_of(service.store)
        assert derived == alone.reader().canonical().splitlines()
        assert len(users) >= 7 * len(load.acknowledged)
        status, body, _ = service.ask("PUT", "/data?default", b"", Content_Type="text/turtle")
        assert (status, b"kg build" in body) == (403, True)
