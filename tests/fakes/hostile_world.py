"""Articles whose every word would like to be a program: markup, scripts, addresses that run, turned lines, templates.

``NAMES`` are persons of one meeting, and the rest of ``reported_world``'s ways: sentences, headline, outlet, author and
address of the article hold the same. Nothing of it may run anywhere, and all of it is to be read as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reported_world import STAGES, Paper

from kg.model import Article, Extraction
from kg.pipeline import build
from kg.settings import Settings

SCRIPT = "<script>window.ran = 1</script>"
NAMES = (
    f"Ada {SCRIPT} Ng",
    'Bo "><img src=x onerror=window.ran=2> Li',
    "Cy javascript:window.ran=3 Ode",
    "Di {{ 7*7 }} {% raw %} ${7*7} #{7*7} Roe",
    "Ed \u202edlroW\u202c Fay",
    "Flo </title></style></textarea></svg><svg onload=window.ran=4> Gil",
    "Gus ' onmouseover='window.ran=5 Hay",
    "Hal &lt;b&gt; &amp; <!-- --> ]]> Ivy",
    "Ina " + "Longandlongername" * 12,
)
PLACE = "<iframe srcdoc='<script>parent.ran=6</script>'></iframe>"
HEADLINE = f"{SCRIPT}<h1 style=position:fixed>Headline</h1> \u2067מבט\u2069"
OUTLET = "The <a href='javascript:window.ran=7'>Daily</a> {{ config }}"
AUTHOR = "By <object data='javascript:window.ran=8'></object>"
FORMULA = '=HYPERLINK("http://example.org", 1)\t=1\n+2'
URL = "javascript:window.ran=9//https://example.org/"
QUOTATION = "</blockquote><math><mtext><img src=x onerror=window.ran=10></mtext></math> %3Cscript%3E"


def paper() -> Extraction:
    """The article."""
    written = Paper("<b>hostile</b>.txt", HEADLINE, outlet=OUTLET, author=AUTHOR, url=URL, published="2024-03-13")
    for name in NAMES:
        written.person(name)
    written.event(
        "Meeting", f"{', '.join(NAMES)} met in {PLACE} on 4 March 2024.", trigger="met", date="2024-03-04",
        when="on 4 March 2024", participant=list(NAMES), place=[PLACE],
    )  # fmt: skip
    written.event("Statement", f"{NAMES[0]} said: “{QUOTATION}”.", trigger="said", speaker=[NAMES[0]], words=QUOTATION)
    written.event(
        "Meeting", f"{NAMES[0]} and {NAMES[1]} hope to meet, {SCRIPT} said.", trigger="meet", status="possible",
        participant=[NAMES[0], NAMES[1]], voice=SCRIPT,
    )  # fmt: skip
    written.position(NAMES[0], "and", PLACE)
    return written.extraction()


def formulas() -> Extraction:
    """An article whose words a spreadsheet would run."""
    written = Paper("=cmd|' /c calc'!A1.txt", FORMULA, outlet="@SUM(1+1)", published="2024-03-13")
    for name in ("=Ada Ng", "Bo Li"):
        written.person(name)
    written.event(
        "Meeting", "=Ada Ng and Bo Li met on 4 March 2024.", trigger="met", date="2024-03-04",
        when="on 4 March 2024", participant=["=Ada Ng", "Bo Li"],
    )  # fmt: skip
    return written.extraction()


def publish(store: Path, extraction: Extraction | None = None) -> None:
    """Build an article into a store, ``paper`` without one."""
    extraction = extraction or paper()

    def read_sources(paths: Sequence[Path]) -> Iterator[Article]:
        yield extraction.article

    class Extract:
        def __call__(self, articles: Sequence[Article]) -> Iterator[Extraction]:
            return (extraction for _ in articles)

    build(
        [Path("hostile")],
        Settings(store=store),
        stages=replace(STAGES, read_sources=read_sources, make_extract=lambda *_, **__: Extract()),
    )
