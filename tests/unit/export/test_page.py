"""The network as a page that needs no network."""

import base64
import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sheets import chart, sheet, written
from test_export_names import NAME, TWO

from kg.export import drawn as drawn_forms
from kg.export.drawn.chart import Quote
from kg.export.drawn.page import write_html
from kg.export.drawn.words import drawn
from kg.export.sheet import printable

PLANNED = {"status": "planned", "happened": False}
HOSTILE = [
    "</script><script>alert(1)</script>",
    "]]>",
    "<!--",
    "\u2028",
    '" onload="x',
    "=1+1",
    "ليلى",
    "😀",
    "a\nb",
    "&amp;",
]
VOID = {"meta", "link", "input", "rect", "line", "circle", "polygon", "br"}


class Reader(HTMLParser):
    """Tags with their attributes, texts by the tag that holds them, and whether all ends meet."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.open, self.faults = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def of(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def page(made, **known):
    return written(write_html, chart(made, **known))


def data(text):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


def rows(text, kind):
    """Id -> what the cells of a table's row say."""
    found = re.findall(rf'<tr id="({kind}\d+)">(.*?)</tr>', text, re.DOTALL)
    return {
        name: [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.split(r"</t[dh]>", body)[:-1]]
        for name, body in found
    }


def test_every_person_tie_and_event_has_a_row():
    text = page(sheet("Anna", "Ben", "Cleo"))
    assert [len(rows(text, kind)) for kind in "ptf"] == [3, 3, 3]
    assert sorted(cells[0] for cells in rows(text, "p").values()) == ["Anna", "Ben", "Cleo"]


def test_a_sentence_stands_beside_its_event_with_outlet_date_headline_voice_and_what_it_says():
    quote = Quote("They met.", "The Courier", "A talk", "a.txt", "2024-03-13", "denied", "an aide")
    text = page(sheet("Anna", "Ben"), quotes={"meeting-1": (quote, Quote("It rained.", file="b.txt"))})
    *_, sentences = rows(text, "f")["f0"]
    assert sentences == "They met.The Courier, 2024-03-13, A talk, says denied, according to an aideIt rained.b.txt"


def test_the_data_tell_who_shares_which_events_with_their_status_and_years():
    events = [
        ((0, 1), {}),
        ((0, 1), PLANNED | {"earliest": "2025-01-01", "latest": ""}),
        ((1, 2), PLANNED | {"earliest": "", "latest": ""}),
    ]
    told = data(page(sheet("Anna", "Ben", "Cleo", events=events)))
    assert [person["n"] for person in told["persons"]] == ["Anna", "Ben", "Cleo"]
    assert told["ties"] == [[0, 1, [0, 1]], [1, 2, [2]]]
    assert told["facts"] == [[0, 2024, 2024], [1, 2025, 2025], [1, 0, 0]]
    assert told["statuses"] == [{"label": "occurred", "happened": True}, {"label": "planned", "happened": False}]


def test_persons_that_are_not_shown_are_counted_beside_those_who_are():
    text = page(sheet("Anna", "Ben"), absent={"meeting-1": 3})
    assert "and 3 not shown" in rows(text, "f")["f0"][4]


def test_measures_are_columns_of_the_persons_and_in_the_data():
    text = page(sheet("Anna", "Ben", attributes={"pagerank": 0.25}))
    assert rows(text, "p")["p0"][3] == "0.25"
    assert data(text)["persons"][0]["m"] == ["pagerank 0.25"]


def test_the_policy_names_the_digests_of_the_only_script_and_style_and_allows_nothing_else():
    text = page(sheet("Anna", "Ben"))
    (policy,) = [
        meta["content"] for meta in Reader(text).of("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules.pop(name) == f"'sha256-{digest}'"
    assert rules == {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}


def test_nothing_is_fetched_and_no_attribute_holds_style_or_script():
    reader = Reader(page(sheet("Anna", "Ben")))
    assert {tag for tag, _ in reader.tags} & {
        "img",
        "iframe",
        "object",
        "embed",
        "image",
        "use",
        "base",
        "form",
    } == set()
    for tag, attrs in reader.tags:
        assert not [name for name in attrs if name == "style" or name.startswith("on") or name == "src"], tag
        assert re.match(r"#[ptf]\d+$|#tables$|data:,$", attrs.get("href", "data:,")), attrs


def test_no_list_of_any_length_is_spread_into_a_call():
    """An engine takes some hundred thousand arguments, and raises a RangeError above."""
    script = (Path(drawn_forms.__file__).parent / "assets" / "page.js").read_text("utf-8")
    assert re.findall(r"(?:Math\.\w+|\.push)\(\.\.\.", script) == []


def test_every_link_leads_to_a_row():
    reader = Reader(page(sheet("Anna", "Ben", "Cleo")))
    ids = {attrs["id"] for _, attrs in reader.tags if "id" in attrs}
    assert {attrs["href"][1:] for attrs in reader.of("a")} <= ids
    assert len(ids) == sum("id" in attrs for _, attrs in reader.tags)


def test_the_same_chart_gives_the_same_page():
    assert page(sheet("Anna", "Ben")) == page(sheet("Anna", "Ben"))


def test_nobody_in_contact_makes_a_page_that_says_so():
    assert "Nobody is in contact by the events that count." in page(sheet())


@settings(deadline=None, max_examples=60)
@given(names=TWO, words=NAME)
@example(names=(HOSTILE[0], HOSTILE[1]), words="".join(HOSTILE))
@example(names=(HOSTILE[2], HOSTILE[4]), words=HOSTILE[3])
def test_whatever_articles_say_stays_text(names, words):
    made = sheet(*names)
    said = printable(words)
    quotes = {"meeting-1": (Quote(said, said, said, said, said, said, said),)}
    plain = Reader(
        page(sheet("a", "b"), quotes={"meeting-1": (Quote("x", "x", "x", "x", "x", "x", "x"),)}, filters=("x",))
    )
    text = page(made, quotes=quotes, filters=(words,))
    reader = Reader(text)
    assert (reader.faults, reader.open) == ([], [])
    assert printable(text) == text
    assert {tag for tag, _ in reader.tags} <= {tag for tag, _ in plain.tags}
    assert {name for _, attrs in reader.tags for name in attrs} <= {name for _, attrs in plain.tags for name in attrs}
    assert sum(tag == "script" for tag, _ in reader.tags) == 2
    for node, person in zip(made.nodes, data(text)["persons"], strict=True):
        assert person["n"] == drawn(node.label.strip() or node.id)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
@settings(deadline=None, max_examples=40)
def test_data_end_no_script_and_hold_no_line_that_old_browsers_read_as_an_end(name):
    (inside,) = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', page(sheet(f"</script>{name}<!--", "b")), re.DOTALL
    )
    assert inside.isascii()
    assert not {"<", ">", "&"} & set(inside)
