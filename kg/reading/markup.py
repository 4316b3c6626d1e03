"""HTML -> Page: the text of its blocks, and what its head says of the article. Standard library only.

Navigation, forms, scripts and asides are dropped by their elements; what is left of the page's furniture looks like
that of plain text and is masked like it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Final

from kg.model import Metadata
from kg.reading.addresses import is_address
from kg.reading.characters import clean, squeeze
from kg.reading.furniture import merge_metadata
from kg.reading.linkeddata import read_linked
from kg.reading.page import Page
from kg.reading.pagedates import find_page_date
from kg.reading.prose import word_set

_SNIFF: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRAGMENT: Final = re.compile(r"<(?:p|div|article|h1|table|br)\b[^<>]{0,200}>", re.IGNORECASE)
_CLOSING: Final = re.compile(r"</(?:p|div|article|h1|table)>", re.IGNORECASE)
_SNIFFED: Final = 4000

_DROPPED: Final = word_set(
    "script style noscript template svg math nav form button select textarea iframe object aside footer canvas"
)
_VOID: Final = word_set("area base br col embed hr img input link meta source track wbr")
_BLOCKS: Final = word_set(
    """address article blockquote body br caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 head
    header hr html li main ol p pre section summary table tbody td tfoot th thead time title tr ul"""
)
_HOLDERS: Final = word_set("div section ul ol li p span figure article header details table form aside main body html")
_NEVER_ASIDE: Final = word_set("main body html")
# Parts of the names that pages give their elements.
_NAME_PART: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_ASIDE: Final = word_set(
    """comment comments disqus respond reply replies share shares sharing sharebar social sociable addtoany newsletter
    subscribe subscription signup cookie cookies consent gdpr related recommended recommendations recirculation trending
    popular breadcrumb breadcrumbs sidebar advert adverts advertisement advertising sponsored promo promos promotion
    taboola outbrain paywall popup modal footer navbar navigation menu tags taglist keywords widget widgets jp toolbar
    pagination copyright disclaimer readmore"""
)
# "article-with-sidebar" and "comments-open" tell of a page's layout, "category-comment" of the article's subject.
_LAYOUT: Final = word_set("has with without no open closed enabled disabled on off layout single category tag")
_BODY_NAME: Final = re.compile(
    r"\b(?:article|story|entry|post|news|page|main|field)[-_]*(?:body|content|text)\b|articleBody", re.IGNORECASE
)
_MIN_WORDS_LEFT: Final = 30
_LINK_SHARE: Final = 0.9
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
    kept = [(piece, _rendered(piece.text)) for piece in parser.blocks]
    titles = {line for piece, line in kept if piece.kind == "h1"}
    captions = {line for piece, line in kept if piece.kind == "figcaption"}
    masked = {line for piece, line in kept if piece.kind == "a"} | _asides(kept)
    # What stands in the article too is not masked for standing beside it.
    masked -= {line for piece, line in kept if piece.kind != "a" and line not in masked}
    return Page(
        "\n\n".join(line for _, line in kept if line),
        _metadata(parser.stated, parser.data),
        titles=frozenset(titles - {""}),
        captions=frozenset(captions - {""} - masked),
        furniture=frozenset(masked - {""} - titles),
    )


def _asides(kept: list[tuple[Piece, str]]) -> set[str]:
    """Lines of elements that are no part of the article by their names, unless hardly anything would be left."""
    within = sum(len(line.split()) for piece, line in kept if not piece.aside and piece.kind != "a")
    if within < _MIN_WORDS_LEFT:
        return set()
    inside = {line for piece, line in kept if not piece.aside}
    return {line for piece, line in kept if piece.aside} - inside


def _rendered(text: str) -> str:
    """One block as one line. The parser has decoded the entities; `clean` takes those that were escaped twice."""
    return unicodedata.normalize("NFC", squeeze(clean(text).replace("\n", " ")))


def _metadata(stated: dict[str, str], linked: list[str]) -> Metadata:
    """What the page states of its article: in its head, in linked data, in the first time its body marks."""
    url = _first(stated, _URL)
    author = _first(stated, _AUTHOR)
    known = Metadata(
        headline=_first(stated, _HEADLINE),
        outlet=_first(stated, _OUTLET),
        url=url if is_address(url) else "",
        author="" if is_address(author) else author,
    )
    known = merge_metadata(_dated(known, _first(stated, _PUBLISHED)), read_linked(linked))
    return _dated(known, _first(stated, ("time",))) if known.published is None else known


def _dated(known: Metadata, written: str) -> Metadata:
    """The metadata with a date of publication."""
    found = find_page_date(written)
    return replace(known, published=found.value, published_how="metadata") if found else known


def _first(stated: dict[str, str], names: tuple[str, ...]) -> str:
    """The first of several properties that is stated."""
    return next((_rendered(stated[name]) for name in names if stated.get(name, "").strip()), "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of text: the element that tells what it is (``h1``, ``figcaption``, ``a``), and whether it is aside."""

    kind: str
    text: str
    aside: bool


def _is_aside_name(name: str) -> bool:
    """Whether the name of an element tells that it is no part of the article: "related-posts", "articleComments"."""
    parts = [part.lower() for part in _NAME_PART.findall(name)]
    return bool(parts) and (parts[0] in _ASIDE or parts[-1] in _ASIDE) and _LAYOUT.isdisjoint(parts)


class _Blocks(HTMLParser):
    """Collects blocks of text with the element that holds them, and the head's properties."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Piece] = []
        self.stated: dict[str, str] = {}
        self.data: list[str] = []
        self._data = False
        self._linked = 0
        self._link_length = 0
        self._held: list[tuple[str, bool]] = []
        self._counts: Counter[str] = Counter()
        self._asides = 0
        self._dropped: list[str] = []
        self._open: list[str] = []
        self._opened: Counter[str] = Counter()
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, or note what a ``meta``, ``link`` or ``time`` states."""
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if self._dropped:
            if tag == self._dropped[0]:
                self._dropped.append(tag)
            return
        self._data = tag == "script" and given.get("type", "").lower() == "application/ld+json"
        if tag == "a":
            self._linked += 1
        if tag in _BLOCKS:
            self.end_block()
        if tag in _HOLDERS:
            self._enter(tag, given)
        elif tag == "h1":
            self._enter_article()
        if tag in _DROPPED:
            self._dropped.append(tag)
        elif tag in _BLOCKS and tag not in _VOID:
            self._open.append(tag)
            self._opened[tag] += 1

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
                self._data = False
            return
        if tag == "a":
            self._linked = max(0, self._linked - 1)
        if tag in _BLOCKS:
            self.end_block()
        if tag in _HOLDERS:
            self._leave(tag)
        while tag in _BLOCKS and self._opened[tag]:
            closed = self._open.pop()
            self._opened[closed] -= 1
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        """Text counts where no dropped element is open; linked data is kept for itself."""
        if not self._dropped:
            self._text.append(data)
            if self._linked:
                self._link_length += len(data.strip())
        elif self._data:
            self.data.append(data)

    def end_block(self) -> None:
        """Take what was collected as one block."""
        text = "".join(self._text).strip()
        linked, self._link_length = self._link_length, 0
        self._text.clear()
        if text and not self._opened["title"]:
            told = self._opened["h1"] or self._opened["figcaption"]
            kind = next(tag for tag in reversed(self._open) if tag in ("h1", "figcaption")) if told else ""
            if not kind and linked >= _LINK_SHARE * len(text):
                kind = "a"
            self.blocks.append(Piece(kind, text, self._asides > 0))

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        """Open an element that may hold others, and note whether its names tell that it is no part of the article."""
        names = f"{given.get('class', '')} {given.get('id', '')}"
        if _BODY_NAME.search(f"{names} {given.get('itemprop', '')}"):
            self._enter_article()
            aside = False
        else:
            aside = tag not in _NEVER_ASIDE and any(map(_is_aside_name, names.split()))
        self._held.append((tag, aside))
        self._counts[tag] += 1
        self._asides += aside

    def _enter_article(self) -> None:
        """Whatever holds the article is no aside, however it is called."""
        if self._asides:
            self._held = [(held, False) for held, _ in self._held]
            self._asides = 0

    def _leave(self, tag: str) -> None:
        """Close an element and what was left open in it."""
        while self._counts[tag]:
            held, aside = self._held.pop()
            self._counts[held] -= 1
            self._asides -= aside
            if held == tag:
                return

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """Remember the first value of each property."""
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.stated.setdefault(name.lower(), given.get("content", ""))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.stated.setdefault("canonical", given.get("href", ""))
        elif tag == "time" and given.get("datetime") and not self._dropped and not self._asides:
            self.stated.setdefault("time", given["datetime"])
