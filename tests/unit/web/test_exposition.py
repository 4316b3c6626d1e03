"""The text format of Prometheus."""

import threading

import pytest

from kg.web.exposition import Counter, Gauge, Histogram, render_families


def lines(*families):
    return render_families(families).decode().splitlines()


def test_a_counter_tells_its_help_type_and_numbers_in_order():
    counter = Counter("asked_total", "Asked.", ("route", "status"))
    counter.add("/b", "200")
    counter.add("/a", "404", amount=2)
    counter.add("/b", "200")
    assert lines(counter) == [
        "# HELP asked_total Asked.",
        "# TYPE asked_total counter",
        'asked_total{route="/a",status="404"} 2',
        'asked_total{route="/b",status="200"} 2',
    ]


def test_known_values_and_numbers_without_labels_begin_at_nought():
    assert lines(Counter("a_total", "A.", ("b",), [("x",)]))[2:] == ['a_total{b="x"} 0']
    assert lines(Counter("a_total", "A."))[2:] == ["a_total 0"]


def test_a_histogram_counts_each_measure_under_all_bounds_above_it():
    histogram = Histogram("took_seconds", "Took.", "route", (0.1, 1.0))
    for measure in (0.1, 0.25, 5):
        histogram.observe("/a", measure)
    assert lines(histogram)[1:] == [
        "# TYPE took_seconds histogram",
        'took_seconds_bucket{route="/a",le="0.1"} 1',
        'took_seconds_bucket{route="/a",le="1"} 2',
        'took_seconds_bucket{route="/a",le="+Inf"} 3',
        'took_seconds_sum{route="/a"} 5.35',
        'took_seconds_count{route="/a"} 3',
    ]


@pytest.mark.parametrize(
    ("value", "told"), [('a"b', r"a\"b"), ("a\\b", r"a\\b"), ("a\nb", r"a\nb"), ("\udcff", "?"), ("é", "é")]
)
def test_labels_are_escaped(value, told):
    assert lines(Gauge("g", "G.", ("l",), (((value,), 1.5),)))[2:] == [f'g{{l="{told}"}} 1.5']


def test_help_is_one_line():
    assert lines(Gauge("g", 'One\ntwo \\ "three".', (), (((), 1),)))[0] == r'# HELP g One\ntwo \\ "three".'


def test_no_number_is_lost_between_threads():
    counter, histogram = Counter("a_total", "A."), Histogram("b", "B.", "l", (1.0,))

    def work():
        for _ in range(2_000):
            counter.add()
            histogram.observe("x", 0.5)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lines(counter)[2:] == ["a_total 16000"]
    assert lines(histogram)[-2:] == ['b_sum{l="x"} 8000', 'b_count{l="x"} 16000']
