"""Whatever the words and their order, an article is read: no crash, no endless walk, and every quote literal."""

import signal
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DependencyError
from kg.extraction import Extractor, interchange
from kg.reading import read_article
from kg.schema import load_schema

SECONDS = 20
WORDS = (
    "president of the banned newly former acting Foreign Minister Otieno Petit and , met with talks in Nairobi on "
    "Monday 's who said that U.S. - Kenya letter to sanctions against counterpart , Anna visit last week the two "
    "leaders his her neither nor not will may refused between from call French officials secretary-general Mr. Mrs. "
    'King " “ ” ( ) P.W. al van de bin 12 June 2019 first summit . ; : her brother both they wants see lifted called '
    "off postponed wrote"
).split()


@contextmanager
def within(seconds):
    def late(*_):
        raise TimeoutError(f"not read within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def read():
    from kg.language import Parser  # noqa: PLC0415 - needs the build extra

    try:
        parser = Parser()
    except DependencyError as error:
        pytest.skip(f"no language model: {error}")
    schema = load_schema()
    extractor = Extractor(schema)

    def run(text):
        article = read_article(text.encode(), file="a.txt")
        return article, interchange(extractor.extract(parser.parse(article)), schema)

    return run


@pytest.mark.model
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=40))
def test_words_in_any_order_are_read_in_time_and_quoted_literally(read, words):
    with within(SECONDS):
        article, told = read("The envoy spoke. " + " ".join(words))
    for event in told["events"]:
        assert all(sentence in article.text for sentence in event["evidence"])


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["“ ” said Anna Petit.", '"" said Anna Petit.', "“,” Petit said in Nairobi on Monday."]
)
def test_empty_quotation_marks_quote_nothing(read, text):
    _, told = read(text)
    assert not any(event.get("quote") for event in told["events"])
