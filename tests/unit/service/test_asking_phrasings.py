"""Questions as people type them, each with the command it becomes.

The table was written before the patterns. ``sealed.tsv`` was kept apart and run once, when the patterns of ``open.tsv``
were done: 57 of 57 on the first run, by the same author, so it shows little. ``second.tsv`` was written afterwards in
another style: 23 of 45 on the first run; then the patterns learned from it. ``third.tsv`` came after that:
24 of 40 on the first run; they learned from it, too.
"""

import shlex
from pathlib import Path

import pytest

from kg.errors import AmbiguousNameError, UnknownNameError, UsageError

FOLDER = Path(__file__).with_name("phrasings")
TABLE = [
    tuple(line.split("\t"))
    for name in ("open.tsv", "sealed.tsv", "second.tsv", "third.tsv")
    for line in (FOLDER / name).read_text("utf-8").splitlines()
]


def became(graph, question):
    """The command, or the kind of error."""
    try:
        found = graph.understander.understand(question)
    except (UnknownNameError, AmbiguousNameError) as error:
        return ["!", type(error).__name__]
    except UsageError:
        return ["!", "outside"]
    words = shlex.split(found.command)[2 if found.query != "path" else 1 :]
    return sorted([*words, *(["|", found.pick] if found.pick else [])])


def wanted(expected):
    """What ``became`` gives for a line of the table."""
    words = shlex.split(expected)
    return words if words[0] == "!" else sorted(words)


@pytest.mark.parametrize(("question", "expected"), TABLE, ids=[question for question, _ in TABLE])
def test_a_question_becomes_the_command_that_answers_it(graph, question, expected):
    assert became(graph, question) == wanted(expected)


TYPED_OTHERWISE = {
    "without marks": lambda text: text.rstrip("?").replace(",", ""),
    "small": str.lower,
    "large": str.upper,
    "curly": lambda text: text.replace("'", "’"),
    "straight": lambda text: text.replace("’", "'"),
    "spaced": lambda text: f"  {text.replace(' ', '   ')} ?? ",
    "polite": lambda text: f"Please, can you tell me: {text}",
}


@pytest.mark.parametrize("how", TYPED_OTHERWISE)
def test_capitals_marks_blanks_and_politeness_do_not_matter(graph, how):
    """Of words that are taken as they stand, capitals are kept; an unknown name in small letters may be no name."""
    other = TYPED_OTHERWISE[how]
    told = {
        question: found
        for question, expected in TABLE
        if not ("contains=" in expected or "title=" in expected or expected.startswith("! Unknown"))
        and (found := became(graph, other(question))) != wanted(expected)
    }
    assert told == {}


def test_there_are_enough_of_them():
    assert len(TABLE) >= 120
    assert len({question for question, _ in TABLE}) == len(TABLE)
