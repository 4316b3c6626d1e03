"""Every page in Chromium, light and dark: usable by all, silent, asking nobody else, and the same when opened again."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

PATH = "/paths?from=Petit&to=Quispe"
OTHERS = {
    "home": ("/", 200),
    "paths": ("/paths", 200),
    "a path": (PATH, 200),
    "no path": (f"/paths?from=Petit&to={quote('ليلى حداد')}", 200),
    "search": ("/search?q=met%20in%20Nairobi", 200),
    "an answered question": ("/search?q=who%20met%20Joseph%20Otieno", 200),
    "nothing found": ("/search?q=zzyzx", 200),
    "sparql": ("/sparql", 200),
    "a wrong query": ("/sparql?query=SELECT", 400),
    "api": ("/api", 200),
    "no such page": ("/nowhere", 404),
    "nobody": ("/id/person/nobody", 404),
    "a name nearly right": ("/entity?name=Josef", 404),
    "a name of several": ("/entity?name=Diallo", 300),
    "a wrong value": (f"{PATH}&k=0", 400),
    "two of a name": ("/paths?from=Diallo&to=Petit", 300),
}


@pytest.fixture(scope="module")
def pages(graph):
    """Every kind of page: name -> address, status; of things one of each class, and the one with most to show."""
    found = dict(OTHERS)
    for thing in graph.names.things:
        found[f"a {thing.iri.split('/id/')[1].partition('/')[0]}"] = (_place(graph, thing), 200)
    found["a busy person"] = ("/id/person/anna-petit", 200)
    meeting = next(thing for thing in graph.names.things if "/meeting/2024-03-04" in thing.iri)
    found["an event that reports dispute"] = (_place(graph, meeting), 200)
    found["why it is one event"] = (f"{_place(graph, meeting)}?why=1", 200)
    return found


def _place(graph, thing):
    return thing.iri.removeprefix(graph.reader.base.rstrip("/"))


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_every_page_keeps_nobody_out_and_within_the_window(check_accessible, site, pages, scheme, width):
    assert len(pages) > 24
    for name, (address, status) in pages.items():
        page = check_accessible(site + address, status=status, color_scheme=scheme, width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.context.close()


def test_a_page_says_without_scripts_what_it_says_with_them(opened, site, pages):
    for name, (address, status) in pages.items():
        with_scripts = opened(site + address, status=status)
        without = opened(site + address, status=status, script=False)
        assert _words(without) - _words(with_scripts) == set(), name
        with_scripts.context.close()
        without.context.close()


def _words(page):
    return set(re.findall(r"\w+", page.locator("main").text_content()))


def test_an_address_shows_the_same_when_it_is_opened_again(opened, site, pages):
    for name, (address, status) in pages.items():
        page = opened(site + address, status=status)
        before = page.url, page.locator("main").inner_text()
        page.reload()
        assert (page.url, page.locator("main").inner_text()) == before, name
        page.context.close()


def test_a_form_sent_by_keyboard_leads_to_an_address_that_can_be_shared(opened, site):
    page = opened(f"{site}/paths", script=False)
    page.locator("#from").fill("Petit")
    page.locator("#to").fill("Quispe")
    page.locator("#to").press("Enter")
    expect(page.locator("h1")).to_have_text("Anna Petit to Rosa Quispe")
    again = opened(page.url)
    expect(again.locator("main")).to_have_text(page.locator("main").text_content())


def test_the_first_key_leads_past_the_head_of_the_page(opened, site):
    page = opened(f"{site}/id/person/anna-petit")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
