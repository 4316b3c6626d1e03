"""Pages of one thing in Chromium: a citation is copied, and sentences and facts lead to each other."""

import pytest
from playwright.sync_api import expect

EVENT = "Meeting of Anna Petit and Joseph Otieno, 2024-03-04"
SENTENCE = "Anna Petit, envoy of France, met Joseph Otieno in Nairobi, Kenya, on 4 March 2024."


@pytest.fixture(scope="module")
def event(site, graph):
    """The address of an event."""
    return site + graph.find(EVENT).iri.removeprefix(graph.reader.base.rstrip("/"))


def test_a_citation_is_copied_by_keyboard_and_that_is_said(opened, event):
    page = opened(event, permissions=["clipboard-read", "clipboard-write"])
    cite = page.locator("details.cite").first
    cite.locator("summary").press("Enter")
    cite.get_by_role("button", name="Copy").press("Enter")
    expect(page.get_by_role("status").filter(has_text="The citation is copied.")).to_be_attached()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{SENTENCE}” Petit and Otieno meet in Nairobi, Lakeside Courier, 2024-03-13")


def test_without_a_script_a_citation_can_be_read_and_has_no_dead_button(opened, event):
    page = opened(event, script=False)
    cite = page.locator("details.cite").first
    cite.locator("summary").click()
    expect(cite.locator(".citation")).to_be_visible()
    expect(cite.get_by_role("button")).to_have_count(0)


def test_a_sentence_of_an_event_leads_to_its_place_in_the_text_and_from_there_to_the_fact(opened, event):
    page = opened(event, script=False)
    page.locator(".report h4 a").first.click()
    marked = page.locator(".evident:target")
    expect(marked).to_have_text(SENTENCE)
    expect(marked).to_be_in_viewport()
    page.locator(".evident:target + .ref").click()
    expect(page.locator(".fact:target")).to_contain_text(EVENT)
    page.locator(".fact:target .places a").first.click()
    expect(page.locator(".evident:target")).to_have_text(SENTENCE)


def test_from_a_person_a_path_is_two_actions_away(opened, site):
    page = opened(f"{site}/id/person/anna-petit", script=False)
    page.locator("#to").fill("Quispe")
    page.locator("#to").press("Enter")
    expect(page.locator("h1")).to_have_text("Anna Petit to Rosa Quispe")
