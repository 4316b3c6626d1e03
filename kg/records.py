"""Names of articles that are one of the records of a file."""

from __future__ import annotations


def record_name(file: str, number: int) -> str:
    """The name of an article that is one record of a file.

    >>> record_name("dump.jsonl", 12)
    'dump.jsonl#12'
    """
    return f"{file}#{number}"


def file_of(name: str) -> str:
    """The file that an article's name is of: what stands before the number of its record, or the name itself.

    >>> file_of("dump.jsonl#12"), file_of("a#b.txt")
    ('dump.jsonl', 'a#b.txt')
    """
    file, _, number = name.rpartition("#")
    return file if file and number.isascii() and number.isdecimal() else name
