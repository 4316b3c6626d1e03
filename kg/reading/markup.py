"""HTML -> Page: the text of its blocks, and what its head says of the article. Standard library only.

Navigation, forms, scripts and asides are dropped by their elements; what is left of the page's furniture looks like
that of plain text and is masked like it.
"""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

from kg.model import Metadata
from kg.reading.characters import clean, squeeze
from kg.reading.page import Page
from kg.reading.pagedates import find_page_date
from kg.reading.prose import word_set

_SNIFF: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRAGMENT: Final = re.compile(r"<(?:p|div|article|h1|table|br)\b[^<>]{0,200}>", re.IGNORECASE)
_CLOSING: Final = re.compile(r"</(?:p|div|article|h1|table)>", re.IGNORECASE)
_SNIFFED: Final = 4000
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>")

_DROPPED: Final = word_set(
    "script style noscript template svg math nav form button select textarea iframe object aside footer canvas"
)
_VOID: Final = word_set("area base br col embed hr img input link meta source track wbr")
_BLOCKS: Final = word_set(
    """address article blockquote body br caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 head
    header hr html li main ol p pre section summary table tbody td tfoot th thead time title tr ul"""
)
_PUBLISHED: Final = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
    "parsely-pub-date",
)
_OUTLET: Final = ("og:site_name", "dc.publisher", "application-name")
_AUTHOR: Final = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_URL: Final = ("canonical", "og:url")
_HEADLINE: Final = ("og:title", "dc.title", "headline")


def is_markup(text: str) -> bool:
    """Whether a text is an HTML page, or a piece of one."""
    head = text[:_SNIFFED]
    return bool(_SNIFF.match(head)) or bool(
        head.lstrip().startswith("<") and _FRAGMENT.search(head) and _CLOSING.search(text)
    )


def render_markup(raw: str) -> Page:
    r"""Render an HTML page.

    >>> render_markup("<html><body><nav>Home</nav><p>The talks<br>ended.</p></body></html>").text
    'The talks\n\nended.'
    """
    parser = _Blocks()
    parser.feed(raw)
    parser.close()
    parser.end_block()
    lines = [_rendered(text) for _, text in parser.blocks]
    titles = {_rendered(text) for kind, text in parser.blocks if kind == "h1"}
    captions = {_rendered(text) for kind, text in parser.blocks if kind == "figcaption"}
    return Page(
        "\n\n".join(line for line in lines if line),
        _metadata(parser.stated),
        titles=frozenset(titles - {""}),
        captions=frozenset(captions - {""}),
    )


def plain_text(raw: str) -> str:
    """A short text without the markup it may hold ("Talks <i>resume</i>")."""
    return _TAG.sub("", raw) if "<" in raw else raw


def _rendered(text: str) -> str:
    """One block as one line. The parser has decoded the entities; `clean` takes those that were escaped twice."""
    return unicodedata.normalize("NFC", squeeze(clean(text).replace("\n", " ")))


def _metadata(stated: dict[str, str]) -> Metadata:
    """What the head of the page states."""
    found = find_page_date(_first(stated, _PUBLISHED))
    url = _first(stated, _URL)
    author = _first(stated, _AUTHOR)
    return Metadata(
        headline=_first(stated, _HEADLINE),
        outlet=_first(stated, _OUTLET),
        url=url if is_address(url) else "",
        author="" if is_address(author) else author,
        published=found.value if found else None,
        published_how="metadata" if found else "",
    )


def _first(stated: dict[str, str], names: tuple[str, ...]) -> str:
    """The first of several properties that is stated."""
    return next((_rendered(stated[name]) for name in names if stated.get(name, "").strip()), "")


def is_address(text: str) -> bool:
    """Whether a text is an absolute web address that may stand in an IRI (RFC 3987: none of these characters).

    >>> is_address("https://example.org/a"), is_address("example.org")
    (True, False)
    """
    return bool(re.fullmatch(r"https?://[^\s<>\"{}|\\^`/?#\x00-\x20][^\s<>\"{}|\\^`\x00-\x20]*", text))


class _Blocks(HTMLParser):
    """Collects blocks of text with the element that holds them, and the head's properties."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self.stated: dict[str, str] = {}
        self._dropped: list[str] = []
        self._open: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, or note what a ``meta``, ``link`` or ``time`` states."""
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if self._dropped:
            if tag == self._dropped[0]:
                self._dropped.append(tag)
            return
        if tag in _BLOCKS:
            self.end_block()
        if tag in _DROPPED:
            self._dropped.append(tag)
        elif tag in _BLOCKS and tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<br/>``: opens nothing that would have to be closed."""
        self._note(tag, {name: value or "" for name, value in attrs})
        if tag in _BLOCKS and not self._dropped:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        """Close a block; a wrong closing tag closes nothing else."""
        if self._dropped:
            if tag == self._dropped[0]:
                self._dropped.pop()
            return
        if tag in _BLOCKS:
            self.end_block()
            if tag in self._open:
                while self._open.pop() != tag:
                    pass

    def handle_data(self, data: str) -> None:
        """Text counts where no dropped element is open."""
        if not self._dropped:
            self._text.append(data)

    def end_block(self) -> None:
        """Take what was collected as one block."""
        text = "".join(self._text).strip()
        self._text.clear()
        if text and "title" not in self._open:
            kind = next((tag for tag in reversed(self._open) if tag in ("h1", "figcaption")), "")
            self.blocks.append((kind, text))

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """Remember the first value of each property."""
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.stated.setdefault(name.lower(), given.get("content", ""))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.stated.setdefault("canonical", given.get("href", ""))
        elif tag == "time" and given.get("datetime"):
            self.stated.setdefault("datepublished", given["datetime"])
