"""JSON Lines, JSON, CSV, TSV, gzip: one record an article, with its name, its metadata and its own errors."""

from __future__ import annotations

import csv
import gzip
import io
import json

import pytest

from kg.errors import SourceError
from kg.model import Article, BlockKind
from kg.reading import read_article, read_sources
from kg.reading.jsonrecords import is_json, is_json_lines
from kg.reading.recordfields import Fields, read_date
from kg.reading.tablerecords import find_mark
from kg.records import file_of

TEXT = "The two envoys met in {place} on Monday and agreed to meet again."
BODY = f"{TEXT.format(place='Oslo')}\n\nThey spoke of the border, and of the prisoners both sides hold."


def read(tmp_path, content, name="in.dat"):
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / name).write_bytes(data)
    return list(read_sources([tmp_path / name]))


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


def table(rows, mark=","):
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    return out.getvalue()


def prose(article, kind=BlockKind.PARAGRAPH):
    return [article.text[block.span.start : block.span.end] for block in article.blocks if block.kind is kind]


def outcome(items):
    return [item.file if isinstance(item, Article) else str(item).split(": ")[0] for item in items]


# ---------------------------------------------------------------------------------------------------- JSON Lines
def test_each_line_is_an_article_named_by_its_record(tmp_path):
    items = read(tmp_path, lines(*({"text": TEXT.format(place=place)} for place in ("Oslo", "Bern", "Rome"))))
    assert outcome(items) == ["in.dat#1", "in.dat#2", "in.dat#3"]
    assert [file_of(item.file) for item in items] == ["in.dat"] * 3


def test_the_fields_become_metadata_and_the_title_is_the_headline_of_the_text(tmp_path):
    record = {
        "headline": "Envoys meet in Oslo",
        "datePublished": "2024-03-05T22:10:00+09:00",
        "url": "https://example.org/a",
        "author": [{"name": "Jane Doe"}, {"name": "John Roe"}],
        "publisher": {"@type": "Organization", "name": "Example Times"},
        "articleBody": BODY,
    }
    (article,) = read(tmp_path, lines(record))
    known = article.metadata
    assert (known.headline, known.outlet, known.author) == (
        "Envoys meet in Oslo",
        "Example Times",
        "Jane Doe, John Roe",
    )
    assert (known.published, known.published_how, known.url) == ("2024-03-05", "metadata", "https://example.org/a")
    assert prose(article, BlockKind.HEADLINE) == ["Envoys meet in Oslo"]
    assert prose(article) == BODY.split("\n\n")


def test_a_title_that_stands_in_the_text_is_not_put_there_twice(tmp_path):
    (article,) = read(tmp_path, lines({"title": "Envoys Meet in Oslo", "text": f"ENVOYS MEET IN OSLO\n\n{BODY}"}))
    assert article.text.casefold().count("envoys meet") == 1
    assert prose(article, BlockKind.HEADLINE) == ["ENVOYS MEET IN OSLO"]


def test_one_object_is_the_article_of_its_file(tmp_path):
    assert outcome(read(tmp_path, lines({"text": BODY}))) == ["in.dat"]
    assert outcome(read(tmp_path, json.dumps({"title": "Talks", "text": BODY}, indent=2))) == ["in.dat"]
    assert read_article(lines({"text": BODY}).encode(), file="a").file == "a"


def test_a_wrong_line_is_named_and_the_rest_is_read(tmp_path):
    good = lines({"text": BODY})
    text = good + '{"text": "cut in ha\n' + "\n" + good + "[1]\n" + lines({"title": "no text"}) + good
    items = read(tmp_path, text)
    assert outcome(items) == ["in.dat#1", "in.dat:2", "in.dat#3", "in.dat:5", "in.dat:6", "in.dat#6"]
    assert all(item.mend for item in items if isinstance(item, SourceError))


def test_a_first_line_that_is_cut_does_not_hide_the_others(tmp_path):
    assert outcome(read(tmp_path, '{"text": "cut in ha\n' + lines({"text": BODY}))) == ["in.dat:1", "in.dat#2"]


def test_a_wrong_byte_costs_its_line(tmp_path):
    good = lines({"text": BODY}).encode()
    items = read(tmp_path, good + b'{"text": "Caf\xe9"}\n' + good)
    assert outcome(items) == ["in.dat#1", "in.dat:2", "in.dat#3"]
    assert "not valid UTF-8 at byte 13 of the line (0xE9)" in str(items[1])


def test_a_file_without_any_article_is_given_up(tmp_path):
    items = read(tmp_path, lines(*({"id": at} for at in range(500))))
    assert len(items) == 21
    assert "none of the first 20 records is an article" in str(items[-1])


def test_html_in_a_field_is_rendered(tmp_path):
    (article,) = read(tmp_path, lines({"content": {"rendered": "<p>The envoys met.</p>\n<p>They left again.</p>"}}))
    assert prose(article) == ["The envoys met.", "They left again."]


def test_a_text_that_its_service_has_cut_ends_before_the_mark(tmp_path):
    (article,) = read(tmp_path, lines({"text": BODY + " Then they… [+2431 chars]"}))
    assert "chars" not in article.text


def test_half_a_character_and_nul_characters_are_dropped(tmp_path):
    (article,) = read(tmp_path, '{"text": "The envoys\\u0000 met \\ud800in Oslo and they agreed."}\n')
    assert article.text == "The envoys met in Oslo and they agreed."


def test_the_manifest_speaks_of_a_record_or_of_the_file(tmp_path):
    (tmp_path / "d.jsonl").write_text(lines(*({"text": TEXT.format(place=at), "source": s} for at, s in
        (("Oslo", ""), ("Bern", "Own Times"), ("Rome", "Own Times")))))  # fmt: skip
    (tmp_path / "manifest.jsonl").write_text(
        lines({"file": "d.jsonl", "outlet": "File Times"}, {"file": "d.jsonl#3", "outlet": "Third Times"})
    )
    assert [item.metadata.outlet for item in read_sources([tmp_path])] == ["File Times", "Own Times", "Third Times"]


def test_a_date_that_cannot_be_read_is_reported_and_the_article_read(tmp_path):
    error, article = read(tmp_path, lines({"date": "03/04/2024", "text": BODY}))
    assert str(error).startswith("in.dat:1: 'date' '03/04/2024' is not a date")
    assert article.metadata.published is None


@pytest.mark.parametrize("nothing", ["", "NaN", "N/A", None, float("nan")])
def test_what_stands_for_nothing_is_no_date(tmp_path, nothing):
    (article,) = read(tmp_path, lines({"date": nothing, "text": BODY}))
    assert article.metadata.published is None


# ---------------------------------------------------------------------------------------------------- JSON
def test_a_list_of_objects_is_read_object_by_object(tmp_path):
    text = json.dumps([{"text": TEXT.format(place=place)} for place in ("Oslo", "Bern")], indent=1)
    assert outcome(read(tmp_path, text)) == ["in.dat#1", "in.dat#2"]


def test_reading_goes_on_behind_a_wrong_object_of_a_list(tmp_path):
    text = '[\n  {"text": "%s"},\n  {"text": oops},\n  {"text": "%s"}\n]' % ((TEXT.format(place="Oslo"),) * 2)
    assert outcome(read(tmp_path, text)) == ["in.dat#1", "in.dat:3", "in.dat#3"]


def test_objects_one_after_the_other_are_read(tmp_path):
    text = "\n".join(json.dumps({"text": TEXT.format(place=place)}, indent=1) for place in ("Oslo", "Bern"))
    assert outcome(read(tmp_path, text)) == ["in.dat#1", "in.dat#2"]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda items: {"status": "ok", "totalResults": 2, "articles": items},
        lambda items: {"response": {"status": "ok", "results": items}},
        lambda items: {"hits": {"total": 2, "hits": [{"_id": "x", "_source": item} for item in items]}},
    ],
)
def test_the_articles_of_a_services_answer_are_found(tmp_path, wrap):
    items = [{"title": place, "text": TEXT.format(place=place)} for place in ("Oslo", "Bern")]
    assert outcome(read(tmp_path, json.dumps(wrap(items), indent=1))) == ["in.dat#1", "in.dat#2"]
    assert outcome(read(tmp_path, json.dumps(wrap(items)))) == ["in.dat#1", "in.dat#2"]


def test_what_only_begins_with_a_bracket_is_text():
    assert not is_json("[Text] The envoys met.\n")
    assert not is_json("{see note}\n")
    assert is_json_lines('{"a": 1}\n{"b": 2}\n', complete=True)
    assert not is_json_lines('{\n  "a": 1\n}\n', complete=True)


def test_json_of_great_depth_is_refused(tmp_path):
    (error,) = read(tmp_path, '{"text": ' + "[" * 100_000)
    assert str(error).startswith("in.dat:1: not JSON")


# ---------------------------------------------------------------------------------------------------- tables
@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_a_table_is_read_whatever_separates_its_cells(tmp_path, mark):
    rows = [
        ["id", "Date", "Title", "Body"],
        ["1", "5 March 2024", "Envoys meet, again", BODY],
        ["2", "", "", BODY[:66]],
    ]
    items = read(tmp_path, table(rows, mark))
    assert outcome(items) == ["in.dat#1", "in.dat#2"]
    assert (items[0].metadata.headline, items[0].metadata.published) == ("Envoys meet, again", "2024-03-05")
    assert prose(items[0]) == BODY.split("\n\n")


def test_a_row_names_the_line_it_begins_at(tmp_path):
    rows = table([["date", "text"], ["2024-03-05", BODY]]) + "2024-03-06\n" + table([["2024-03-07", BODY]])
    assert outcome(read(tmp_path, rows)) == ["in.dat#1", "in.dat:5", "in.dat#3"]


def test_an_open_quotation_mark_costs_its_row_alone(tmp_path):
    text = f'date,text\n2024-03-05,"{TEXT}\n2024-03-06,{TEXT}\n2024-03-07,{TEXT}\n'
    assert outcome(read(tmp_path, text)) == ["in.dat:2", "in.dat#2", "in.dat#3"]


def test_quotation_marks_of_a_tab_separated_file_may_mean_nothing(tmp_path):
    text = f'date\ttext\n2024-03-05\t"We met, he said. {TEXT}\n2024-03-06\t{TEXT}\n'
    items = read(tmp_path, text)
    assert outcome(items) == ["in.dat#1", "in.dat#2"]
    assert items[0].text.startswith('"We met, he said.')


def test_a_wrong_byte_costs_its_row(tmp_path):
    text = f"date,text\n2024-03-05,{TEXT}\n2024-03-06,Caf\xe9\n".encode("latin-1")
    assert outcome(read(tmp_path, text)) == ["in.dat#1", "in.dat:3"]


def test_one_column_is_a_table_where_its_cells_are_quoted(tmp_path):
    assert outcome(read(tmp_path, f'text\n"{TEXT}"\n"{BODY}"\n')) == ["in.dat#1", "in.dat#2"]


@pytest.mark.parametrize(
    "text",
    [
        "Talks, text and subtext\n\nThe envoys met, and they agreed, to meet again.\n",
        "Peru, Chile\nThe envoys met, it is said.\n",
        "title,text\n",
        "The envoys met in Oslo; the text, and the content, were agreed.\nThey left.\n",
    ],
)
def test_prose_with_commas_is_no_table(text):
    assert find_mark(text) is None or text.startswith("title,text")


def test_the_surest_separator_is_taken():
    assert find_mark("date;title;text\n2024-03-05;a, b;The talks, they said.\n") == ";"


# ---------------------------------------------------------------------------------------------------- packed, marked
def test_gzip_is_known_by_its_content(tmp_path):
    assert outcome(read(tmp_path, gzip.compress(TEXT.encode()), "a.txt")) == ["a.txt"]
    packed = gzip.compress(lines({"text": BODY}, {"text": TEXT}).encode())
    assert outcome(read(tmp_path, packed, "b")) == ["b#1", "b#2"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_no_part_of_the_first_name(tmp_path, encoding):
    assert outcome(read(tmp_path, lines({"text": BODY}, {"text": TEXT}).encode(encoding))) == ["in.dat#1", "in.dat#2"]
    assert outcome(read(tmp_path, f"text,date\n{TEXT},2024-03-05\n".encode(encoding))) == ["in.dat#1"]
    assert outcome(read(tmp_path, BODY.encode(encoding))) == ["in.dat"]


# ---------------------------------------------------------------------------------------------------- fields
@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03", "2024-03"),
        ("2024-03-05 10:00:00", "2024-03-05"),
        ("20240305T101500Z", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
        ("1709645400000", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("03/04/2024", None),
        ("yesterday", None),
    ],
)
def test_dates_of_records_are_read_in_all_their_forms(value, day):
    assert read_date(value) == day


def test_names_of_fields_are_compared_without_their_dress():
    fields = Fields({"Article_Title": "Talks", "main-text": "The envoys met.", "date_publish": "2024-03-05", "by": "x"})
    assert (fields.metadata.headline, fields.text, fields.metadata.published) == (
        "Talks",
        "The envoys met.",
        "2024-03-05",
    )


def test_an_outlet_that_is_an_address_is_none():
    assert not Fields({"text": "a", "source": "https://example.org"}).metadata.outlet
