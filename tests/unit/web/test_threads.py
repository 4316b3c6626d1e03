"""The threads that answer: who goes first, what waits, how they end."""

import gc
import logging
import threading
import time
import weakref

from kg.web.threads import Threads

LIMIT = 20.0


class Task:
    """Notes which thread has it; answers when it may."""

    def __init__(self, *, may=True, fails=False):
        self.begun = threading.Event()
        self.may = threading.Event()
        self.thread = None
        self.cancelled = False
        self.fails = fails
        if may:
            self.may.set()

    def service(self):
        self.thread = threading.current_thread()
        self.begun.set()
        assert self.may.wait(LIMIT)
        if self.fails:
            raise SystemExit("a wrong answer")

    def cancel(self):
        self.cancelled = True


def answered(threads, task):
    threads.add_task(task)
    assert task.begun.wait(LIMIT)
    return task


def idle(threads, count):
    """Waits until so many threads are."""
    until = time.monotonic() + LIMIT
    while len(threads._idle) < count:
        assert time.monotonic() < until
        time.sleep(0.001)


def test_the_thread_that_answered_last_answers_next():
    threads = Threads(8)
    idle(threads, 8)
    first = answered(threads, Task())
    for _ in range(5):
        idle(threads, 8)
        assert answered(threads, Task()).thread is first.thread
    threads.shutdown(timeout=LIMIT)


def test_what_comes_while_a_thread_is_busy_is_answered_by_another():
    threads = Threads(2)
    busy = answered(threads, Task(may=False))
    assert answered(threads, Task()).thread is not busy.thread
    busy.may.set()
    threads.shutdown(timeout=LIMIT)


def test_what_waits_is_answered_in_its_order():
    threads, order = Threads(1), []
    busy = answered(threads, Task(may=False))

    class Noted(Task):
        def service(self):
            order.append(self)
            super().service()

    waiting = [Noted() for _ in range(3)]
    for task in waiting:
        threads.add_task(task)
    busy.may.set()
    assert waiting[-1].begun.wait(LIMIT)
    assert order == waiting
    threads.shutdown(timeout=LIMIT)


def test_an_answer_that_fails_is_told_of_and_costs_no_thread(caplog):
    threads = Threads(1)
    failed = answered(threads, Task(fails=True))
    assert answered(threads, Task()).thread is failed.thread
    threads.shutdown(timeout=LIMIT)
    assert "a wrong answer" in caplog.text


def test_an_idle_thread_keeps_nothing_of_what_it_answered():
    threads = Threads(4)
    idle(threads, 4)
    tasks = [answered(threads, Task(may=False)) for _ in range(4)]
    kept = [weakref.ref(task) for task in tasks]
    for task in tasks:
        task.may.set()
    idle(threads, 4)
    del task, tasks
    gc.collect()
    assert [ref() for ref in kept] == [None] * 4
    threads.shutdown(timeout=LIMIT)


def test_at_the_end_idle_threads_end(caplog):
    threads = Threads(3)
    idle(threads, 3)
    threads.shutdown(timeout=LIMIT)
    assert not [thread for thread in threads._threads if thread.is_alive()]
    assert not caplog.text


def test_at_the_end_what_waits_is_not_answered(caplog):
    threads = Threads(2)
    busy = [answered(threads, Task(may=False)) for _ in range(2)]
    waiting = Task()
    threads.add_task(waiting)
    with caplog.at_level(logging.WARNING):
        threads.shutdown(timeout=0.01)
    assert waiting.cancelled
    assert "3 requests are not answered" in caplog.text
    for task in busy:
        task.may.set()
        task.thread.join(LIMIT)
        assert not task.thread.is_alive()
    threads.shutdown(timeout=LIMIT)  # a second server's
    assert not waiting.begun.is_set()
