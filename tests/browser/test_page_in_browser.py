"""The exported page in Chromium: it moves, answers and asks nobody for anything; without a script it is tables."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect
from sheets import chart, sheet, written

from kg.export.drawn.chart import Quote
from kg.export.drawn.page import write_html

SENTENCE = "Anna Petit, envoy of France, met Joseph Otieno in Nairobi, Kenya, on 4 March 2024."


@pytest.fixture(scope="module")
def file(graph, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "network.html"
    graph.export_to("html", path, measures=["degree"])
    return path


@pytest.fixture
def opened(opened):
    """Opens a file; of one with a script, when that runs."""

    def open_page(path, *, script=True, place="", **wishes):
        page = opened(path.as_uri() + place, script=script, **wishes)
        if script:
            page.wait_for_selector("body.live")
        return page

    return open_page


def heading(page):
    return page.locator("#panel h2")


def spot(page, kind, index, part=0.5):
    """Where on the screen a person or the middle of a tie is."""
    return page.evaluate(
        """([kind, index, part]) => {
          const place = document.querySelectorAll(kind)[index];
          const matrix = place.getScreenCTM();
          const line = place.querySelector("line");
          const end = (name) => ["x", "y"].map((axis) => +line.getAttribute(axis + name));
          const at = line ? [end(1), end(2)] : [[0, 0], [0, 0]];
          const point = new DOMPoint(at[0][0] + (at[1][0] - at[0][0]) * part, at[0][1] + (at[1][1] - at[0][1]) * part);
          const found = point.matrixTransform(matrix);
          return [found.x, found.y];
        }""",
        [kind, index, part],
    )


def tie_of(page, one, other):
    names = page.locator("#data").evaluate("(data) => JSON.parse(data.textContent)")
    people = [person["n"] for person in names["persons"]]
    wanted = {people.index(one), people.index(other)}
    return next(index for index, tie in enumerate(names["ties"]) if set(tie[:2]) == wanted)


def person_of(page, name):
    return (
        page.locator("#data").evaluate("(data) => JSON.parse(data.textContent).persons.map((one) => one.n)").index(name)
    )


def test_the_graph_is_shown_with_its_names(opened, file):
    page = opened(file)
    expect(page.locator("#graph .persons a").first).to_be_visible()
    expect(page.locator("#graph .names").get_by_text("Anna Petit")).to_be_visible()
    expect(page.locator("#graph .names").get_by_text("ليلى حداد")).to_be_visible()
    expect(page.locator("#count")).to_have_text(re.compile(r"Shown: \d+ persons, \d+ ties, \d+ events"))


def test_a_click_on_a_tie_shows_its_sentences(opened, file):
    page = opened(file)
    page.mouse.click(*spot(page, ".ties a", tie_of(page, "Anna Petit", "Joseph Otieno")))
    expect(heading(page)).to_have_text(re.compile("Anna Petit and Joseph Otieno|Joseph Otieno and Anna Petit"))
    expect(page.locator("#panel blockquote").get_by_text(SENTENCE)).to_be_visible()
    expect(page.locator("#panel .origin").first).to_contain_text("Lakeside Courier, 2024-03-13")


def test_a_click_on_a_person_shows_the_ties_and_each_leads_to_its_sentences(opened, file):
    page = opened(file)
    page.mouse.click(*spot(page, ".persons a", person_of(page, "Rosa Quispe")))
    expect(heading(page)).to_have_text("Rosa Quispe")
    page.locator("#panel .listed button", has_text="Moussa Diallo").click()
    expect(page.locator("#panel blockquote")).to_contain_text("wrote Moussa Diallo a letter")
    page.get_by_role("button", name="Back").click()
    expect(heading(page)).to_have_text("Rosa Quispe")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_the_search_finds_without_accents_and_the_keyboard_goes_all_the_way(opened, file):
    page = opened(file)
    while page.evaluate("document.activeElement.id") != "search":
        page.keyboard.press("Tab")
    page.keyboard.type("aissa")
    expect(page.locator("#found button")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Aïssatou Diallo")
    expect(heading(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#graph")).to_be_focused()


def test_arrows_go_from_person_to_person_in_the_picture_and_enter_opens_one(opened, file):
    page = opened(file)
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#said").text_content()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert re.match(r".+: \d+ contacts?", first)
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_visible()


def test_a_status_and_years_choose_what_is_shown_in_picture_and_tables(opened, file):
    page = opened(file)
    before = page.locator("#count").text_content()
    page.get_by_label(re.compile("^occurred")).uncheck()
    expect(page.locator("#graph .names").get_by_text("Moussa Diallo")).to_be_hidden()
    expect(page.get_by_role("rowheader", name="Moussa Diallo")).to_be_hidden()
    expect(page.locator("tr").filter(has_text=SENTENCE)).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#count")).to_have_text(before)
    page.locator("#since").select_option("2024")
    expect(page.locator("#count")).to_contain_text("Events without a date are left out")
    expect(page.locator("tr").filter(has_text="hopes to meet Aïssatou Diallo")).to_be_hidden()


def test_dragging_moves_a_person_and_its_ties_and_the_wheel_zooms(opened, file):
    page = opened(file)
    index = person_of(page, "Rosa Quispe")
    line = page.locator(".ties a").nth(tie_of(page, "Rosa Quispe", "Moussa Diallo")).locator("line")
    ends = line.evaluate("(line) => line.outerHTML")
    x, y = spot(page, ".persons a", index)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    moved = spot(page, ".persons a", index)
    assert abs(moved[0] - x - 60) < 3 > abs(moved[1] - y - 40)
    assert line.evaluate("(line) => line.outerHTML") != ends
    expect(page.locator("#panel")).to_be_hidden()
    page.mouse.wheel(0, -400)
    expect(page.locator("#view")).to_have_attribute("transform", re.compile(r"scale\(1\.8"))
    page.get_by_role("button", name="The whole picture").click()
    expect(page.locator("#view")).to_have_attribute("transform", "translate(0 0) scale(1)")


def test_an_address_leads_to_a_tie(opened, file):
    page = opened(file, place="#t0")
    expect(page.locator("#panel blockquote").first).to_be_visible()


def test_without_a_script_the_tables_tell_everything(opened, file):
    page = opened(file, script=False)
    expect(page.locator("tr").filter(has_text=SENTENCE)).to_be_visible()
    expect(page.get_by_role("rowheader", name="Anna Petit", exact=True)).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()
    page.locator("table a[href^='#f']").first.click()
    assert re.search(r"#f\d+$", page.url)


def test_what_articles_say_is_never_run_and_keeps_its_letters(opened, tmp_path):
    hostile = '</script><img src=x onerror="console.log(1)"><b>\u2028'
    made = sheet(hostile, "ليلى", "李雪", "😀 =1+1")
    quotes = {event.id: (Quote(hostile, hostile, "]]>", "a", "2024"),) for event in made.events}
    path = tmp_path / "hostile.html"
    path.write_text(written(write_html, chart(made, quotes=quotes, filters=(hostile,))), "utf-8")
    page = opened(path)
    assert page.locator("main img, main b").count() == 0
    page.fill("#search", "img")
    page.press("#search", "Enter")
    expect(heading(page)).to_contain_text("<img src=x")
    page.locator("#panel .listed button").first.click()
    expect(page.locator("#panel blockquote").first).to_contain_text("</script><img")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_page_in_light_and_dark(opened, file, scheme):
    page = opened(file, color_scheme=scheme)
    shades = page.evaluate(
        """() => {
          const style = (name) => getComputedStyle(document.querySelector(name));
          return [style("body").backgroundColor, style("body").color, style(".names text").fill];
        }"""
    )
    paper, *words = (sum(map(int, re.findall(r"\d+", shade)[:3])) / 765 for shade in shades)
    assert paper > 0.9 if scheme == "light" else paper < 0.2
    assert all(abs(paper - word) > 0.6 for word in words)


def test_on_paper_the_picture_and_the_tables_remain(opened, file):
    page = opened(file)
    page.emulate_media(media="print")
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator("#graph")).to_be_visible()
    expect(page.locator("tr").filter(has_text=SENTENCE)).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_a_picture_opens_by_itself(browser, graph, tmp_path):
    path = tmp_path / "network.svg"
    graph.export_to("svg", path)
    with closing(browser.new_page()) as page:
        page.goto(path.as_uri())
        expect(page.locator(".names text", has_text="Anna Petit")).to_be_visible()
        assert page.title() == "Who is in contact"


def test_an_address_of_a_person_shows_the_panel_and_not_the_table(opened, file):
    page = opened(file, place="#p3")
    expect(heading(page)).to_be_visible()
    page.wait_for_timeout(200)
    expect(heading(page)).to_be_in_viewport()
    expect(page.locator("#graph")).to_be_in_viewport()


def test_years_the_wrong_way_round_are_told(opened, file):
    page = opened(file)
    years = page.locator("#since option").all_inner_texts()[1:]
    if len(years) < 2:
        page.evaluate(
            "for (const list of ['since', 'until']) document.getElementById(list).append(new Option(1999, 1999))"
        )
        years = ["1999", years[0]]
    page.select_option("#since", years[-1])
    page.select_option("#until", years[0])
    expect(page.locator("#count")).to_contain_text("exchange the two")
