"""Pages of one thing: what each tells, in which parts, to whom, and how to take it along."""

import re

import pytest

from kg.errors import UsageError
from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.web import close_app, create_app
from kg.web.things import page
from kg.web.things.paging import part_of

HTML = {"Accept": "text/html"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}
SECRET = "secret-of-the-tests"  # noqa: S105 - opens nothing but a store that is thrown away
ANNA = "/id/person/anna-petit"


@pytest.fixture
def article(graph):
    """The address of the article that lies in two parts of the world, and its text."""
    record = next(one for one in graph.reader.articles() if one.file == "africa/nairobi-talks.txt")
    return f"/id/article/{record.digest}", graph.reader.text(record.digest)


def words(text):
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_a_person_tells_positions_with_days_events_by_year_and_contacts_with_the_last_day(browse):
    told = words(browse(ANNA).text)
    assert "envoy , France reported 2024-03-13" in told
    assert re.search(r"Sources 2024 .*2024-03-04.* occurred .*2024-05.* planned", told)
    assert "Joseph Otieno who connects them : Anna Petit and Joseph Otieno 1 2024-03-04 –" in told
    assert "2 of 2 in contact" in told


def test_a_place_has_no_question_of_paths_and_offers_the_network_of_its_events(browse):
    shown = browse("/id/country/kenya").text
    assert "Who connects" not in shown
    assert "/api/exports/graphml?in=" in shown


def test_a_long_list_comes_in_parts_that_lead_to_each_other(browse, monkeypatch):
    monkeypatch.setattr(page, "EVENTS", 2)
    first = browse("/id/person/joseph-otieno").text
    assert "1 to 2 of 3 events" in words(first)
    assert 'rel="next" href="/id/person/joseph-otieno?events=2#events"' in first
    second = browse("/id/person/joseph-otieno", events="2").text
    assert "3 to 3 of 3 events" in words(second)
    assert 'rel="prev" href="/id/person/joseph-otieno#events"' in second
    behind = browse("/id/person/joseph-otieno", events="3")
    assert (behind.status_code, "behind the last page" in behind.text) == (400, True)


def test_parts_of_a_list_hold_everything_once():
    for total in range(7):
        size = 3
        pages = part_of(range(total), 1, size, name="x").pages
        parts = [part_of(range(total), number, size, name="x") for number in range(1, pages + 1)]
        assert [item for part in parts for item in part.items] == list(range(total))
    with pytest.raises(UsageError, match="There are 2"):
        part_of(range(4), 3, 2, name="x")


def test_a_parameter_that_means_nothing_is_refused(browse):
    assert browse(ANNA, event="2").status_code == 400
    assert browse(ANNA, events="many").status_code == 400


def test_a_link_of_another_generation_says_that_data_has_changed(browse, graph):
    assert "Data has changed" not in browse(ANNA, generation=str(graph.generation)).text
    assert "was made from generation 77 of the store. Data has changed since" in words(
        browse(ANNA, generation="77").text
    )
    assert f'href="{ANNA}?generation={graph.generation}"' in browse(ANNA, generation="77").text


def test_an_event_tells_what_was_said_when_and_marks_who_says_otherwise(browse, graph):
    event = graph.find("Meeting of Anna Petit and Joseph Otieno, 2024-03-04").iri.removeprefix(graph.reader.base)
    told = words(browse(f"/{event}").text)
    assert told.index("2024-03-13") < told.index("2024-03-20") < told.index("2024-03-21")
    assert "says: denied (otherwise than told above)" in told
    assert "A spokesman" in told
    assert [f"Source {number}" in told for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_every_sentence_of_an_event_is_a_citation_with_outlet_date_and_iri(browse, graph):
    thing = graph.find("Meeting of Anna Petit and Joseph Otieno, 2024-03-04").iri
    told = words(browse(thing.removeprefix(graph.reader.base.rstrip("/"))).text)
    cited = "Petit and Otieno meet in Nairobi , Lakeside Courier , 2024-03-13, characters 34 to 116. Read as: "
    assert cited in told
    assert f"(occurred), {thing}, Demarche generation {graph.generation}." in told


def test_a_text_leads_from_sentence_to_fact_and_back(browse, article):
    address, text = article
    shown = browse(address).text
    start = text.index("Anna Petit, envoy")
    end = text.index("2024.") + len("2024.")
    assert f'id="char={start},{end}"' in shown
    (number,) = set(re.findall(rf'char={start},{end}">.*?class="ref" href="#fact-(\d+)"', shown)[:1])
    fact = shown[shown.index(f'id="fact-{number}"') :]
    assert fact.index(f'href="#char={start},{end}"') < fact.index("</section>")
    assert '<a class="named" href="/id/person/anna-petit">Anna Petit</a>' in shown


def test_sentences_lead_to_their_place_in_the_article(browse, article):
    assert f'href="{article[0]}#char=' in browse(ANNA).text


def test_a_whole_text_is_for_this_machine_and_for_who_has_a_token(store, article):
    address, text = article
    app = create_app(Settings(store=store), tokens=Tokens([("here", "ann", SECRET)]))
    headline = "Petit and Otieno meet in Nairobi"
    assert text.startswith(headline)
    try:
        client = app.test_client()
        here = client.get(address, headers=HTML)
        stranger = client.get(address, headers=HTML, environ_base=ELSEWHERE)
        trusted = client.get(address, headers={**HTML, "Authorization": f"Bearer {SECRET}"}, environ_base=ELSEWHERE)
    finally:
        close_app(app)
    assert "The text" in here.text
    assert "The whole text is shown on the machine of the store" in stranger.text
    assert "The text" in trusted.text
    assert "The sentences that facts rest on" in stranger.text
    assert "plan to meet in Oslo in May" in stranger.text
    assert "Authorization" in here.headers["Vary"]
    assert "private" in here.headers["Cache-Control"]
