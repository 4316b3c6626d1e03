"""Tokens: which are accepted, whose they are, and that no secret is told."""

import os
import traceback

import pytest

from kg.errors import UsageError
from kg.serving import tokens as tokens_module
from kg.serving.tokens import Tokens

WORDS = "correct-horse-battery"


def read(**environment):
    return Tokens.from_environment(environment)


@pytest.fixture
def file(tmp_path):
    """Writes a file of tokens."""

    def write(text, mode=0o600):
        path = tmp_path / "tokens"
        path.write_text(text, "utf-8")
        path.chmod(mode)
        return str(path)

    return write


def test_without_a_token_there_is_none():
    assert not read()
    assert not read(KG_TOKEN="", KG_TOKENS=" ", KG_TOKENS_FILE="")
    assert Tokens().name_of("") is None


def test_one_secret_needs_no_name():
    tokens = read(KG_TOKEN=WORDS)
    assert tokens
    assert tokens.name_of(WORDS) == "token"
    assert tokens.name_of(WORDS + "y") is None


def test_several_have_names():
    tokens = read(KG_TOKENS=f"ann:{WORDS}, bob:other-{WORDS},")
    assert tokens.names == ("ann", "bob")
    assert tokens.name_of(f"other-{WORDS}") == "bob"


def test_a_file_has_one_a_line_and_comments(file):
    tokens = read(KG_TOKENS_FILE=file(f"# who may write\n\nann:{WORDS}\r\n  bob : other-{WORDS}  \n#eve:{WORDS}x\n"))
    assert tokens.names == ("ann", "bob")
    assert tokens.name_of(WORDS) == "ann"


def test_a_file_that_begins_with_a_byte_order_mark_is_read(file):
    assert read(KG_TOKENS_FILE=file(f"\ufeffann:{WORDS}")).name_of(WORDS) == "ann"


def test_all_sources_count_together(file):
    tokens = read(KG_TOKEN=WORDS, KG_TOKENS=f"ann:{WORDS}-ann", KG_TOKENS_FILE=file(f"bob:{WORDS}-bob"))
    assert tokens.names == ("token", "ann", "bob")


@pytest.mark.parametrize("sent", ["", "ann", " " + WORDS, WORDS.upper(), "é" * 30, "\udcff" * 9, "x" * 1_000_000])
def test_what_was_sent_may_be_anything(sent):
    assert read(KG_TOKENS=f"ann:{WORDS}").name_of(sent) is None


def test_every_token_is_compared_in_constant_time(monkeypatch):
    compared = []

    def compare(left, right):
        compared.append((len(left), len(right)))
        return left == right

    tokens = read(KG_TOKENS=f"ann:{WORDS},bob:{WORDS}-bob,eve:{WORDS}-eve")
    monkeypatch.setattr(tokens_module.hmac, "compare_digest", compare)
    assert tokens.name_of(WORDS) == "ann"
    assert compared == [(32, 32)] * 3


def test_the_representation_tells_names_alone():
    tokens = read(KG_TOKENS=f"ann:{WORDS}")
    assert f"{tokens!r} {tokens}" == "Tokens(ann) Tokens(ann)"
    assert WORDS not in repr(vars(tokens))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("ann:", "the token ann has no secret"),
        ("ann:s3cret", "entry 1: the secret of ann is shorter than 8"),
        (f"ann:{WORDS},ann:{WORDS}-x", "entry 2: there is a token called ann already"),
        (f"ann:{WORDS},bob:{WORDS}", "bob has the same secret as ann"),
        (WORDS, "entry 1 is not of the form name:secret"),
        (f":{WORDS}", "the name of a token is malformed"),
        (f"{WORDS} {WORDS}:ann", "the name of a token is malformed"),
        (f"ann:{WORDS} {WORDS}", "characters that a bearer token cannot have"),
        (f"ann:{WORDS}:é", "characters that a bearer token cannot have"),
        (f"ann:{WORDS},,bob:{WORDS}\n", "entry 3"),
    ],
)
def test_a_token_of_the_wrong_form_is_told_with_its_place_and_mend(value, told):
    with pytest.raises(UsageError, match=told) as caught:
        read(KG_TOKENS=value)
    assert caught.value.mend
    assert WORDS not in "".join(traceback.format_exception(caught.value, chain=True))
    assert "s3cret" not in str(caught.value)


def test_one_that_is_too_short_is_refused():
    with pytest.raises(UsageError, match="shorter than 8 characters"):
        read(KG_TOKEN=WORDS[:7])


def test_a_wrong_line_is_told_by_its_number(file):
    path = file("# comment\n\nann\n")
    with pytest.raises(UsageError, match=f"{path}:3 is not of the form name:secret"):
        read(KG_TOKENS_FILE=path)


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o660, 0o644, 0o777])
def test_a_file_open_to_others_is_refused_with_the_command_that_mends_it(file, mode):
    path = file(f"ann:{WORDS}", mode)
    with pytest.raises(UsageError, match=f"mode {mode:04o}") as caught:
        read(KG_TOKENS_FILE=path)
    assert caught.value.mend == f"chmod 600 {path}"


@pytest.mark.parametrize("mode", [0o400, 0o600, 0o640, 0o440])
def test_its_owner_and_its_group_may_read_it(file, mode):
    assert read(KG_TOKENS_FILE=file(f"ann:{WORDS}", mode))


def test_what_is_no_file_of_text_is_refused(tmp_path, file):
    os.mkfifo(tmp_path / "pipe", 0o600)
    for path, told in ((tmp_path, "Is a directory"), (tmp_path / "pipe", "is not a file"), (tmp_path / "x", "No such")):
        with pytest.raises(UsageError, match=told):
            read(KG_TOKENS_FILE=str(path))


def test_a_file_of_bytes_is_refused_and_not_quoted(tmp_path):
    path = tmp_path / "tokens"
    path.write_bytes(WORDS.encode() + b"\xff")
    path.chmod(0o600)
    with pytest.raises(UsageError, match="is not UTF-8") as caught:
        read(KG_TOKENS_FILE=str(path))
    assert WORDS not in "".join(traceback.format_exception(caught.value))


def test_a_file_too_large_to_be_one_is_refused(file, monkeypatch):
    monkeypatch.setattr(tokens_module, "LARGEST_FILE", 10)
    with pytest.raises(UsageError, match="larger than 10 bytes"):
        read(KG_TOKENS_FILE=file(f"ann:{WORDS}"))
