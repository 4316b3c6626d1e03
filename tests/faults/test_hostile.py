"""Hostile requests to a real service: each ends as it may, reaches nobody, and the next question is answered.

The costly ones, with time, memory and ordinary clients beside, are measured by ``benchmarks/hostile.py``.
"""

import pytest

from benchmarks.attacks import Attack, Target, attacks
from benchmarks.hostile import Trap, answers_of, is_right
from benchmarks.invented import make_store, small_question
from benchmarks.served import served

LIMITS = {"query_seconds": 3, "update_seconds": 10, "query_megabytes": 1024, "update_megabytes": 1024}
QUICK = [attack for attack in attacks() if not attack.costly]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """A service, a trap that nobody may call through it, and a question with its answer."""
    store = make_store(tmp_path_factory.mktemp("hostile") / "store", 2000)
    expected = answers_of(store, 1)[0]
    with served(store, query_workers=2, **LIMITS) as service:
        yield service, Trap(), expected


@pytest.mark.parametrize("attack", QUICK, ids=lambda attack: attack.name)
def test_a_hostile_request_ends_as_it_may_and_the_next_question_is_answered(attacked, attack: Attack):
    service, trap, expected = attacked
    reply = attack.send(Target(service.port, trap.port, LIMITS["query_seconds"]))
    assert reply.status in attack.ends, reply.body[:300]
    with service.client() as client:
        assert is_right(client.query(small_question(0)), expected)
    assert service.alive()
    assert trap.seen == 0


def test_an_attack_that_succeeded_would_be_seen(attacked):
    service, _, expected = attacked
    with service.client() as client:
        assert not is_right(client.query(small_question(1)), expected)
        assert not is_right(client.query("nonsense"), expected)
