"""Examples in docstrings run and give what they say."""

import doctest
import importlib
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).resolve().parent
SHOWING = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if any(">>>" in line and "+SKIP" not in line for line in path.read_text(encoding="utf-8").splitlines())
)


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_examples_of_a_module_give_what_they_say(path):
    name = ".".join(("kg", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_an_example_that_lies_would_be_found():
    example = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "example", None, None)
    assert doctest.DocTestRunner(verbose=False).run(example, out=lambda _: None).failed == 1
