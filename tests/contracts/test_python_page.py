"""The reference page of Python says what there is, and its examples run."""

import inspect
import re
from pathlib import Path

import pytest

from kg.cli.app import cli
from kg.service import KnowledgeGraph
from kg.service.border import FACTS, PATHS, WISHES
from kg.service.measures import Choice
from kg.service.wishes import FactWishes, PathWishes

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "python.md").read_text("utf-8")


def test_every_method_is_documented():
    public = [name for name, _ in inspect.getmembers(KnowledgeGraph, inspect.isfunction) if not name.startswith("_")]
    assert not [name for name in public if f"| `{name}(" not in PAGE]


def test_every_wish_is_documented_with_an_option_of_the_commands():
    assert set(FACTS) == set(FactWishes.__annotations__)
    assert set(PATHS) == set(PathWishes.__annotations__) - set(FactWishes.__annotations__)
    assert set(Choice.__annotations__) <= set(WISHES)
    options = {word for command in cli.commands.values() for option in command.params for word in option.opts}
    for name, wish in WISHES.items():
        assert f"| `{name}` |" in PAGE
        assert {word.split()[0] for word in wish.option.split(", ")} <= options, name


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", PAGE.partition("## NetworkX")[2], re.DOTALL))
def test_examples_with_networkx_run(graph, block, capsys):
    exec(compile(block, "python.md", "exec"), {"graph": graph})  # noqa: S102 - the page's own example
