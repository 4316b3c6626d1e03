"""What the service tells of itself."""

import os
import re
import subprocess

from kg.serving.cache import CacheState
from kg.web.metrics import METHODS, Metrics, Outcome, ServiceState, read_usage


def page(metrics):
    """Name with labels -> number."""
    text = metrics.render().decode()
    return {name: float(value) for name, value in re.findall(r"^([^#\s]\S*|[^#\s].*\}) (\S+)$", text, re.MULTILINE)}


def quiet():
    return ServiceState(generation=7)


def test_requests_are_counted_by_route_method_and_status():
    metrics = Metrics(quiet)
    for seconds in (0.004, 0.2):
        metrics.observe_request(route="/sparql", method="GET", status=200, seconds=seconds)
    told = page(metrics)
    assert told['demarche_requests_total{route="/sparql",method="GET",status="200"}'] == 2
    assert told['demarche_request_seconds_bucket{route="/sparql",le="0.005"}'] == 1
    assert told['demarche_request_seconds_count{route="/sparql"}'] == 2


def test_strangers_cannot_make_the_page_grow():
    metrics = Metrics(quiet)
    for number in range(100):
        metrics.observe_request(route=None, method=f"BREW{number}", status=404, seconds=0)
    told = [name for name in page(metrics) if name.startswith("demarche_requests_total")]
    assert told == ['demarche_requests_total{route="other",method="other",status="404"}']
    assert "GET" in METHODS


def test_every_outcome_is_there_before_it_happens():
    metrics = Metrics(quiet)
    metrics.count_query(Outcome.TIME)
    metrics.count_update(Outcome.OK)
    told = page(metrics)
    for outcome in Outcome:
        assert told[f'demarche_queries_total{{outcome="{outcome}"}}'] == (outcome is Outcome.TIME)
        assert told[f'demarche_updates_total{{outcome="{outcome}"}}'] == (outcome is Outcome.OK)


def test_restarts_are_told_by_part_and_cause():
    metrics = Metrics(quiet)
    metrics.count_restart("worker", "memory")
    assert page(metrics)['demarche_worker_restarts_total{part="worker",cause="memory"}'] == 1


def test_the_service_is_asked_when_the_page_is():
    generations = iter((7, 8))
    metrics = Metrics(lambda: ServiceState(next(generations), queue=3, workers={"idle": 1, "busy": 2}))
    told = page(metrics)
    assert told["demarche_generation"] == 7
    assert told["demarche_queue_requests"] == 3
    assert told['demarche_workers{state="busy"}'] == 2
    assert page(metrics)["demarche_generation"] == 8


def test_the_cache_tells_its_hits_and_its_bytes():
    told = page(Metrics(lambda: ServiceState(1, cache=CacheState(hits=5, misses=2, answers=1, bytes=900))))
    assert told['demarche_cache_requests_total{result="hit"}'] == 5
    assert told['demarche_cache_requests_total{result="miss"}'] == 2
    assert (told["demarche_cache_answers"], told["demarche_cache_bytes"]) == (1, 900)
    assert not [name for name in page(Metrics(quiet)) if "_cache_" in name]


def test_the_processes_of_a_part_are_added_up():
    with subprocess.Popen(["sleep", "60"]) as child:
        try:
            told = page(Metrics(lambda: ServiceState(1, processes={"worker": [child.pid, os.getpid()], "web": []})))
        finally:
            child.kill()
    assert told['demarche_processes{part="worker"}'] == 2
    assert told['demarche_resident_bytes{part="worker"}'] > 10_000_000
    assert told['demarche_open_files{part="worker"}'] >= 6
    assert told['demarche_processes{part="web"}'] == 0


def test_a_process_that_is_gone_takes_nothing():
    child = subprocess.Popen(["true"])
    child.wait()
    assert read_usage(child.pid) is None
    told = page(Metrics(lambda: ServiceState(1, processes={"writer": [child.pid]})))
    assert told['demarche_processes{part="writer"}'] == 0


def test_open_files_that_may_not_be_counted_are_not_told(monkeypatch):
    monkeypatch.setattr("kg.web.metrics._count_files", lambda _place: None)
    told = page(Metrics(lambda: ServiceState(1, processes={"worker": [os.getpid()]})))
    assert told['demarche_resident_bytes{part="worker"}'] > 0
    assert 'demarche_open_files{part="worker"}' not in told


def test_the_page_ends_with_a_line_and_names_each_family_once():
    text = Metrics(quiet).render().decode()
    assert text.endswith("\n")
    families = re.findall(r"^# TYPE (\S+)", text, re.MULTILINE)
    assert len(families) == len(set(families))
