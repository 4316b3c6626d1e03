"""Places: short queries take one, long ones leave it, and the last is kept for short ones."""

from dataclasses import dataclass

import pytest

from kg.serving.busy import Busy


@dataclass(eq=False)
class Worker:
    """What is looked at of one."""

    gives_way: bool = False
    placeless: bool = False


def busy_with(size, count):
    busy, workers = Busy(size), [Worker() for _ in range(count)]
    for worker in workers:
        busy.enter(worker)
    return busy, workers


def test_a_long_query_leaves_its_place():
    busy, (one, _) = busy_with(2, 2)
    assert busy.taken() == 2
    busy.give_way(one)
    assert busy.taken() == 1
    assert not busy.crowds(one)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_long_queries_crowd_when_they_keep_every_place(size):
    busy, workers = busy_with(size, 2 * size)
    for number, worker in enumerate(workers, 1):
        busy.give_way(worker)
        assert busy.crowds(worker) == (number == 2 * size)
    busy.leave(workers[-1])
    assert busy.taken() == size - 1


def test_a_long_query_that_kept_its_place_leaves_it_when_another_ends():
    busy, workers = busy_with(2, 3)
    for worker in workers:
        busy.give_way(worker)
    assert busy.taken() == 1
    busy.leave(workers[0])
    assert busy.taken() == 0
    assert workers[2].placeless


def test_leaving_twice_is_leaving_once():
    busy, workers = busy_with(2, 4)
    for worker in workers[:3]:
        busy.give_way(worker)
    busy.leave(workers[0])
    busy.leave(workers[0])
    assert busy.taken() == 1
    assert sum(worker.placeless for worker in busy) == 2


def test_it_tells_who_is_busy():
    busy, workers = busy_with(2, 2)
    assert set(busy) == set(workers)
    assert workers[0] in busy
    busy.leave(workers[0])
    assert (workers[0] in busy, len(busy)) == (False, 1)
