"""The page of paths in Chromium: by keyboard alone, on a telephone, on paper; it asks nobody else for anything."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from reported_world import LAYLA

MOST_STOPS = 80
PAIR = "from=Petit&to=Quispe"
FIRST = "Anna Petit, envoy of France, met Joseph Otieno in Nairobi, Kenya, on 4 March 2024."
ASKED = (
    PAIR,
    f"{PAIR}&min-sources=9",
    f"from=Petit&to={quote(LAYLA)}&status=any",
    "from=Petit&from=Otieno",
    f"{PAIR}&via=org",
)


def tab_to(page, selector):
    """Presses Tab until what is meant has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never leads to {selector}")


def test_the_keyboard_goes_from_field_to_field_to_the_answer_and_to_its_sentences(opened, site):
    page = opened(f"{site}/paths")
    tab_to(page, "#from")
    page.keyboard.type("Petit")
    tab_to(page, "#to")
    page.keyboard.type("Quispe")
    tab_to(page, ".asking button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Anna Petit to Rosa Quispe")).to_be_visible()
    assert page.url.partition("?")[2] == f"{PAIR}#answer"
    expect(page.get_by_text(FIRST).first).to_be_visible()
    tab_to(page, ".hop:not([open]) > summary")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Otieno held talks with Rosa Quispe")).to_be_visible()


def test_after_asking_the_next_stop_of_the_keyboard_is_in_the_answer(opened, site):
    page = opened(f"{site}/paths?{PAIR}#answer")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#answer') !== null")


def test_a_step_of_the_picture_opens_its_sentences(opened, site):
    page = opened(f"{site}/paths?{PAIR}")
    said = page.get_by_text("Otieno held talks with Rosa Quispe")
    expect(said).to_be_hidden()
    page.locator(".strip .tie").nth(1).locator(".count").click()
    expect(said).to_be_visible()
    assert page.url.endswith("#p1s2")


def test_a_reload_gives_the_same_question(opened, site):
    page = opened(f"{site}/paths?{PAIR}&status=any&avoid=Joseph+Otieno&order=forward")
    expect(page.locator(".rare")).to_have_attribute("open", "")
    before = (page.url, page.locator("main").inner_text())
    page.reload()
    assert (page.url, page.locator("main").inner_text()) == before


def test_avoiding_somebody_and_taking_it_back_takes_two_clicks(opened, site):
    page = opened(f"{site}/paths?{PAIR}")
    page.get_by_role("link", name="Avoid Joseph Otieno").click()
    expect(page.get_by_text("No path from Anna Petit to Rosa Quispe")).to_be_visible()
    page.get_by_role("link", name="Take off: avoiding Joseph Otieno").click()
    expect(page.locator(".steps")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_is_never_wider_than_its_window(opened, site, width):
    for asked in ASKED:
        page = opened(f"{site}/paths?{asked}", width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_can_be_clicked_is_large_enough(opened, site):
    page = opened(f"{site}/paths?{PAIR}&since=2024-01-01", width=390)
    small = page.eval_on_selector_all(
        ".wish, .chips a, .who > a, summary, .tie .area, .asking button",
        """(found) => found.filter((one) => one.checkVisibility())
             .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
             .filter(([, place]) => place.width < 24 || place.height < 24).map(([words]) => words)""",
    )
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_stands_out_from_the_page_in_light_and_dark(opened, site, scheme):
    page = opened(f"{site}/paths?{PAIR}", color_scheme=scheme)
    shades = page.evaluate(
        """() => {
          const style = (name) => getComputedStyle(document.querySelector(name));
          return [style("body").backgroundColor, style(".stop text").fill, style(".tie .count").fill];
        }"""
    )
    paper, *words = (sum(map(int, re.findall(r"\d+", shade)[:3])) / 765 for shade in shades)
    assert paper > 0.9 if scheme == "light" else paper < 0.2
    assert all(abs(paper - word) > 0.6 for word in words)


def test_on_paper_every_sentence_is_there_and_no_form(opened, site):
    page = opened(f"{site}/paths?{PAIR}")
    page.emulate_media(media="print")
    expect(page.locator(".asking")).to_be_hidden()
    expect(page.locator(".strip svg").first).to_be_visible()
    assert page.locator(".hop .sentences").last.evaluate("(said) => said.getBoundingClientRect().height") > 0
    assert page.pdf().startswith(b"%PDF")


def test_without_scripts_all_of_it_works(opened, site):
    page = opened(f"{site}/paths", script=False)
    page.fill("#from", "Petit")
    page.fill("#to", "Quispe")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text(FIRST).first).to_be_visible()
    page.locator(".hop summary").last.click()
    expect(page.get_by_text("Otieno held talks with Rosa Quispe")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_page_keeps_nobody_out(check_accessible, site, scheme):
    for asked in (
        *ASKED,
        "from=Petit",
        f"{PAIR}&avoid=Aïssatou+Diallo&gap=3&order=forward&k=3",
        f"{PAIR}&generation=9",
    ):
        page = check_accessible(f"{site}/paths?{asked}", color_scheme=scheme)
        page.context.close()
    check_accessible(f"{site}/paths?{PAIR}&avoid=Diallo", status=300, color_scheme=scheme)
