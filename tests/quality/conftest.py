"""The quality gate loads the language model once; without it every test here says what it skips."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import DependencyError
from kg.extraction import Extractor
from kg.schema import load_schema


@pytest.fixture(scope="session")
def parser():
    from kg.language import Parser  # noqa: PLC0415 - needs the build extra

    try:
        return Parser()
    except DependencyError as error:
        pytest.skip(f"no language model: {error}")


@pytest.fixture(scope="session")
def schema():
    return load_schema()


@pytest.fixture(scope="session")
def extractor(schema):
    return Extractor(schema)


@pytest.fixture(scope="session")
def read(parser, extractor):
    """Text -> Extraction, published on a Friday unless said otherwise."""
    from kg.reading import read_article  # noqa: PLC0415

    def run(text, *, file="a.txt", published="2024-03-08", by=extractor):
        article = read_article(text.encode(), file=file)
        article = replace(article, metadata=replace(article.metadata, published=published))
        return by.extract(parser.parse(article))

    return run


@pytest.fixture(scope="session")
def test_data():
    folder = os.environ.get("KG_TEST_DATA", "")
    if not folder:
        pytest.skip("KG_TEST_DATA is not set: the hand annotations of the seeds are not measured")
    return Path(folder)
