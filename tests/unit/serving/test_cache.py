"""The cache of answers."""

import gzip
import random
import sys
import threading
import tracemalloc

import pytest

from kg.serving import zipping
from kg.serving.cache import ENTRY_BYTES, Answer, AnswerCache
from kg.serving.zipping import SMALLEST_ZIPPED

LARGE = 1_000_000


def key(query="ASK {}", media="text/csv"):
    return (query, ("http://x/graph",), (), media)


def answer(body=b"a,b\r\n1,2\r\n"):
    return Answer("text/csv; charset=utf-8", body)


@pytest.fixture
def cache():
    return AnswerCache(LARGE, LARGE)


def test_what_was_put_in_comes_out(cache):
    assert cache.get(3, key()) is None
    assert cache.put(3, key(), answer())
    assert cache.get(3, key()) == answer()
    assert (cache.state().hits, cache.state().misses, cache.state().answers) == (1, 1, 1)


def test_another_generation_query_dataset_or_format_is_another_answer(cache):
    cache.put(3, key(), answer())
    assert cache.get(4, key()) is None
    assert cache.get(3, key(query="ASK { }")) is None
    assert cache.get(3, key(media="text/turtle")) is None
    assert cache.get(3, ("ASK {}", (), ("http://x/graph",), "text/csv")) is None


def test_putting_again_replaces_and_counts_once(cache):
    cache.put(3, key(), answer())
    before = cache.state().bytes
    cache.put(3, key(), answer(b"other body"))
    assert cache.get(3, key()) == answer(b"other body")
    assert (cache.state().answers, cache.state().bytes) == (1, before)


def test_the_answer_unused_longest_goes_first():
    cache = AnswerCache(3 * 10_000 + 3 * 1_500, LARGE)
    for name in "abc":
        cache.put(1, key(name), answer(b"x" * 10_000))
    cache.get(1, key("a"))
    cache.put(1, key("d"), answer(b"x" * 10_000))
    assert [name for name in "abcd" if cache.get(1, key(name))] == ["a", "c", "d"]


def test_it_never_holds_more_than_its_limit():
    cache = AnswerCache(50_000, 20_000)
    chance = random.Random(7)  # noqa: S311
    for step in range(2_000):
        name = f"query {chance.randrange(40)}" * chance.randrange(1, 50)
        generation = step // 400
        cache.put(generation, key(name), answer(b"abc" * chance.randrange(8_000)))
        cache.zipped(generation, key(name))
        if step % 400 == 0:
            cache.forget_before(generation)
        assert cache.state().bytes <= 50_000
    cache.forget_before(99)
    assert (cache.state().answers, cache.state().bytes) == (0, 0)


def test_an_answer_larger_than_allowed_is_not_kept():
    cache = AnswerCache(LARGE, 5_000)
    assert not cache.put(1, key(), answer(b"x" * 5_000))
    assert not cache.put(1, key("q" * 5_000), answer(b""))
    assert cache.put(1, key(), answer(b"x" * 2_000))


def test_a_cache_of_no_bytes_keeps_nothing():
    cache = AnswerCache(0, LARGE)
    assert not cache.put(1, key(), answer())
    assert cache.get(1, key()) is None


def test_keys_count_as_answers_do(cache):
    cache.put(1, key("q" * 100_000), answer(b""))
    assert cache.state().bytes > 100_000


def test_what_an_entry_takes_is_not_told_too_small():
    cache = AnswerCache(100 * LARGE, LARGE)
    tracemalloc.start()
    try:
        for number in range(2_000):
            cache.put(1, (f"query number {number}", ("http://x/" + "g" * number,), "text/csv"), answer(b"%d" % number))
            cache.zipped(1, (f"query number {number}", ("http://x/" + "g" * number,), "text/csv"))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0.5 * cache.state().bytes < taken <= cache.state().bytes


def test_a_superseded_generation_goes_and_its_late_answers_are_not_kept(cache):
    for generation in (1, 2, 3):
        cache.put(generation, key(), answer())
    cache.forget_before(3)
    assert [number for number in (1, 2, 3) if cache.get(number, key())] == [3]
    assert not cache.put(2, key(), answer())
    cache.forget_before(1)
    assert not cache.put(2, key(), answer())


def test_the_zipped_form_is_made_once_and_counted(cache, monkeypatch):
    body = b"line,line\r\n" * 1_000
    cache.put(1, key(), answer(body))
    before = cache.state().bytes
    zipped = cache.zipped(1, key())
    assert gzip.decompress(zipped) == body
    assert cache.state().bytes == before + sys.getsizeof(zipped)
    monkeypatch.setattr(zipping, "zipped", None)
    assert cache.zipped(1, key()) is zipped
    assert cache.state().bytes == before + sys.getsizeof(zipped)


def test_the_zipped_form_is_the_same_bytes_at_any_time(cache):
    body = b"line,line\r\n" * 1_000
    cache.put(1, key(), answer(body))
    cache.put(2, key(), answer(body))
    assert cache.zipped(1, key()) == cache.zipped(2, key())


def test_what_is_short_or_gone_is_not_zipped(cache):
    assert cache.zipped(1, key()) is None
    cache.put(1, key("short"), answer(b"x" * (SMALLEST_ZIPPED - 1)))
    assert cache.zipped(1, key("short")) is None
    assert cache.state().bytes < 1_000 + 2 * ENTRY_BYTES


def test_an_answer_dropped_while_it_was_zipped_is_not_counted(cache, monkeypatch):
    cache.put(1, key(), answer(b"line,line\r\n" * 1_000))
    make = zipping.zipped

    def slow(body):
        cache.forget_before(2)
        return make(body)

    monkeypatch.setattr(zipping, "zipped", slow)
    assert cache.zipped(1, key())
    assert cache.state().bytes == 0


def test_many_threads_find_what_they_put():
    cache = AnswerCache(200_000, LARGE)
    wrong = []

    def work(name):
        for number in range(300):
            body = f"{name} {number % 20}".encode() * 100
            cache.put(number // 100, key(body.decode()), answer(body))
            found = cache.get(number // 100, key(body.decode()))
            zipped = cache.zipped(number // 100, key(body.decode()))
            wrong.extend(found for _ in [0] if found and found.body != body)
            wrong.extend(zipped for _ in [0] if zipped and gzip.decompress(zipped) != body)
            if number % 100 == 0:
                cache.forget_before(number // 100)

    threads = [threading.Thread(target=work, args=(str(name % 3),)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    cache.forget_before(1_000)
    assert cache.state().bytes == 0


def test_an_answer_given_again_stays_among_the_newest_and_is_counted():
    cache = AnswerCache(LARGE, LARGE)
    cache.put(1, key("0"), answer())
    cache = AnswerCache(2 * cache.state().bytes, LARGE)
    for number in range(2):
        cache.put(1, key(f"{number}"), answer())
    assert cache.again(1, key("0"), zipped=False) == answer().body
    cache.put(1, key("2"), answer())
    assert cache.again(1, key("1"), zipped=False) is None
    assert cache.again(1, key("0"), zipped=False) == answer().body
    assert (cache.state().hits, cache.state().misses) == (2, 0)


def test_an_answer_given_again_is_zipped_where_it_is_long_enough(cache):
    long = bytes(SMALLEST_ZIPPED)
    cache.put(1, key("long"), answer(long))
    cache.put(1, key("short"), answer(b"x"))
    assert gzip.decompress(cache.again(1, key("long"), zipped=True)) == long
    assert cache.again(1, key("short"), zipped=True) == b"x"


def test_an_answer_dropped_while_it_is_given_again_is_zipped_still(monkeypatch):
    cache = AnswerCache(LARGE, LARGE)
    long = bytes(SMALLEST_ZIPPED)
    cache.put(1, key(), answer(long))
    real = zipping.zipped

    def dropping(body):
        cache.forget_before(2)
        return real(body)

    monkeypatch.setattr(zipping, "zipped", dropping)
    assert gzip.decompress(cache.again(1, key(), zipped=True)) == long
