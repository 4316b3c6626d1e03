"""Names, headlines, quotations and addresses that would run: on no page does any of it, and every page shows it."""

from urllib.parse import quote

import hostile_world
import pytest
from hostile_world import AUTHOR, HEADLINE, NAMES, OUTLET, PLACE, QUOTATION, URL
from running import running

from kg.service import open_graph

STRANGE = ("script", "img", "iframe", "object", "math", "svg svg", "[onerror]", "[onload]", "[onmouseover]", "[style]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A served store of hostile words: the address, and the graph."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile_world.publish(folder / "store")
    graph = open_graph(folder / "store")
    with running(folder / "store", folder / "said.txt") as found:
        yield found.address, graph


def pages(graph):
    """Every page that shows a word of the store, and those that show what was asked for."""
    things = [thing.iri.removeprefix(graph.reader.base.rstrip("/")) for thing in graph.names.things]
    asked = [quote(name) for name in (*NAMES, PLACE, HEADLINE, URL)]
    return [
        "/",
        *things,
        *(f"{thing}?why=1" for thing in things if "/meeting/" in thing),
        f"/paths?from={asked[0]}&to={asked[1]}&status=any",
        f"/paths?from={asked[1]}&to={asked[2]}",
        *(f"/search?q={words}" for words in asked),
        "/search?q=said",
    ]


def wrong(graph):
    """Pages of errors that repeat what was asked for."""
    for words in (f"zzyzx {QUOTATION}", f"{URL}zzyzx", f"zzyzx {hostile_world.SCRIPT}"):
        yield f"/entity?name={quote(words)}", 404
        yield f"/id/person/{quote(words)}", 404
        yield f"/paths?from={quote(words)}&to={quote(NAMES[0])}", 404
        yield f"/paths?from={quote(NAMES[0])}&to={quote(NAMES[1])}&since={quote(words)}", 400
        yield f"/sparql?query={quote(words)}", 400


def check_harmless(page, address):
    """Nothing ran, no element came of a word, and no link leads to a program."""
    assert page.evaluate("window.ran") is None, address
    own = [script for script in page.locator("script").all() if (script.get_attribute("src") or "").startswith("/")]
    for kind in STRANGE:
        count = page.locator(f"body {kind}").count() - (len(own) if kind == "script" else 0)
        assert count <= 0, (address, kind)
    leads = page.evaluate("[...document.querySelectorAll('[href], [src], [action]')].map("
        "(one) => one.getAttribute('href') || one.getAttribute('src') || one.getAttribute('action'))")  # fmt: skip
    assert not [lead for lead in leads if not lead.startswith(("/", "#", "?"))], address


def test_nothing_that_a_store_holds_runs_on_any_page(opened, hostile):
    site, graph = hostile
    for address in pages(graph):
        page = opened(site + address)
        check_harmless(page, address)
        page.context.close()


def test_nothing_that_is_asked_for_runs_on_a_page_that_tells_an_error(opened, hostile):
    site, graph = hostile
    for address, status in wrong(graph):
        page = opened(site + address, status=status)
        check_harmless(page, address)
        page.context.close()


def test_words_are_shown_as_they_were_written(opened, hostile):
    site, graph = hostile
    for name in NAMES:
        page = opened(site + graph.find(name).iri.removeprefix(graph.reader.base.rstrip("/")))
        assert folded(name) in folded(page.locator("h1").text_content())
        page.context.close()
    article = opened(f"{site}/id/article/{graph.reader.articles()[0].digest}")
    shown = folded(article.locator("main").text_content())
    for words in (HEADLINE, OUTLET, AUTHOR, URL, QUOTATION, *NAMES):
        assert folded(words) in shown


def test_a_name_that_turns_the_line_turns_nothing_beside_it(opened, hostile):
    site, _ = hostile
    name = opened(f"{site}/").get_by_role("link", name="Fay").locator("bdi")
    assert "\u202e" in name.text_content()


def folded(text):
    return " ".join(text.split())
