"""What is typed becomes strings alone: no operator of FTS5, no SQL."""

import sqlite3

import pytest

from kg.errors import UsageError
from kg.search import match_expression

HOSTILE = [
    "a OR b AND NOT c",
    "NEAR(a b, 5)",
    "quote: x",
    "sentence_words MATCH x",
    "'; DROP TABLE sentence; --",
    'x"" y',
    "^a + b",
    "{quote}: a",
    "a*b* **c",
    "- -- ---a b",
    "(((a",
    "a\\b \x00c \x1b[31md",
    "قال وزير",
    "😀 met 🎉",
    "\ud800x",
    "a" * 999,
    "-x y",
    "%s ? :a @b $c",
    "x* -y*",
]


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("peace", '"peace"'),
        ("peace talks", '("peace" AND "talks")'),
        ('"peace talks"', '"peace talks"'),
        ("“peace talks”", '"peace talks"'),
        ("negoti*", '"negoti" *'),
        ("talks -peace", '"talks" NOT "peace"'),
        ('talks -"peace talks" -x', '"talks" NOT "peace talks" NOT "x"'),
        ("AND", '"AND"'),
        ("O’Brien", '"O’Brien"'),
        ("! peace ?", '"peace"'),
    ],
)
def test_every_word_becomes_a_string_of_its_own(typed, expression):
    assert match_expression(typed) == expression


@pytest.mark.parametrize("typed", ["", "   ", '""', "!?", "😀", "-peace", "*", "-"])
def test_nothing_to_look_for_is_told_with_an_example(typed):
    with pytest.raises(UsageError, match="For example: talks"):
        match_expression(typed)


@pytest.mark.parametrize("typed", ['"peace', 'a "b c" "d', "“peace"])
def test_an_open_quotation_mark_is_told(typed):
    with pytest.raises(UsageError, match="Close the phrase"):
        match_expression(typed)


@pytest.mark.parametrize("typed", ["x" * 10_000, "x " * 33, "x " * 5000])
def test_too_much_is_refused(typed):
    with pytest.raises(UsageError, match="Give fewer"):
        match_expression(typed)


@pytest.mark.parametrize("typed", HOSTILE)
def test_sqlite_takes_whatever_was_typed(typed):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(quote)")
    connection.execute("SELECT * FROM t WHERE t MATCH ?", [match_expression(typed)]).fetchall()
    connection.close()
