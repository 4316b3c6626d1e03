"""The pages: there, safe, complete without JavaScript, and clear when something is wrong."""

import html
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
import reported_world
from reported_world import HEADLINE, HOSTILE, LAYLA, QUOTATION

from kg.settings import Settings
from kg.store import create_store
from kg.web import create_app

LINKS = {"href", "src", "action", "formaction", "srcset", "data", "poster", "ping", "background"}
WRONG = [
    "/nowhere",
    "/id/person/nobody",
    "/entity?name=Diallo",
    "/entity?name=Josef",
    "/sparql?query=SELECT",
    "/paths?from=x&to=y",
]


class Tags(HTMLParser):
    """Every tag with its attributes, and the text between."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def read(response):
    return Tags(response.get_data(as_text=True))


def test_every_page_is_there(browse, addresses):
    assert len(addresses) > 20
    for address in addresses:
        response = browse(address)
        assert response.status_code == (300 if "Diallo" in address else 200), address
        assert response.content_type == "text/html; charset=utf-8"


def test_no_page_runs_a_script_or_lets_markup_of_an_article_through(browse, addresses):
    for address in [*addresses, *WRONG]:
        page = read(browse(address))
        names = {tag for tag, _ in page.tags}
        scripts = [attributes for tag, attributes in page.tags if tag == "script"]
        assert all((one["src"] or "").startswith("/static/") for one in scripts), address
        assert len(re.findall(r"<script[^>]*></script>", browse(address).text)) == len(scripts), address
        assert not names & {"iframe", "object", "embed", "img", "b", "style"}, address
        assert not [
            name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"
        ], address


def test_hostile_words_are_shown_as_they_were_written(browse):
    person = read(browse("/id/person/samir-script-alert-name-script-nasser"))
    assert HOSTILE in person.text
    assert HEADLINE in person.text
    (statement,) = re.findall(r'/id/statement/[^"]+', browse("/id/person/joseph-otieno").text)
    assert QUOTATION in read(browse(statement)).text


def test_names_stand_apart_from_the_direction_of_the_line(browse):
    assert f"<bdi>{LAYLA}</bdi>" in browse("/").text


def test_no_page_leads_or_reaches_outside(browse, addresses):
    for address in [*addresses, *WRONG]:
        for tag, attributes in read(browse(address)).tags:
            for name in LINKS & attributes.keys():
                assert not urlsplit(attributes[name] or "").netloc, (address, tag, attributes[name])
                assert not urlsplit(attributes[name] or "").scheme, (address, tag, attributes[name])


def test_every_link_of_every_page_leads_somewhere(browse, addresses):
    seen = set()
    for address in addresses:
        for tag, attributes in read(browse(address)).tags:
            if tag in ("a", "link") and not attributes["href"].startswith("#"):
                link = attributes["href"]
                seen.add(address.partition("?")[0] + link if link.startswith("?") else link)
    assert len(seen) > 20
    for link in sorted(seen):
        assert browse(link).status_code in (200, 302), link


@pytest.mark.parametrize("address", ["/", "/paths", "/sparql", "/static/style.css", "/id/person/anna-petit", *WRONG])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_every_answer_carries_the_same_guards(client, address, accept):
    headers = client.get(address, headers={"Accept": accept}).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_path_answer_shows_the_chain_the_sentences_and_what_was_left_out(browse):
    text = read(browse("/paths", **{"from": "Petit", "to": "Quispe"})).text
    assert "2 steps Why this one" in text
    assert text.count("Anna Petit – Joseph Otieno – Rosa Quispe") == 1
    assert "Anna Petit, envoy of France, met Joseph Otieno in Nairobi, Kenya, on 4 March 2024." in text
    assert "says: denied" in text
    left_out = text.partition("Not counted")[2]
    assert "planned" in left_out
    assert "Petit and Quispe plan to meet in Oslo in May" in left_out


def test_the_question_the_first_page_begins_with_has_an_answer_through_others(browse):
    page = read(browse("/"))
    asked = {a["name"]: a["value"] for tag, a in page.tags if tag == "input" and a["name"] in ("from", "to")}
    text = read(browse("/paths", **asked)).text
    assert "steps" in text
    assert "No path" not in text


def test_no_path_shows_what_every_status_would_give(browse):
    text = read(browse("/paths", **{"from": "Petit", "to": LAYLA})).text
    assert f"No path from Anna Petit to {LAYLA} through events with the status “occurred”." in text
    assert "There is a path, if only this were left out: the status (3 steps)" in text
    assert f"The nearest: 3 steps, without the status Anna Petit – Rosa Quispe – Aïssatou Diallo – {LAYLA}" in text


def test_every_parameter_of_a_question_comes_back_in_the_form(browse):
    asked = {"from": "Petit", "to": "Quispe", "status": "any", "k": "3", "since": "2024-03-01", "until": "2024-06-01"}
    page = read(browse("/paths", **asked))
    form = {a["name"]: a["value"] for tag, a in page.tags if tag == "input" and a.get("name") in asked and "value" in a}
    form["status"] = re.search(r"<option selected>([^<]*)", browse("/paths", **asked).text)[1]
    assert form == asked


def test_a_choice_of_several_statuses_comes_back_too(browse):
    page = browse("/paths", **{"from": "Petit", "to": "Quispe", "status": "occurred,planned"})
    assert "<option selected>occurred,planned</option>" in page.text
    assert "1 step" in read(page).text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"since": "soon"}, "'soon' is not a day. Write YYYY-MM-DD"),
        ({"until": "2024-02-31"}, "'2024-02-31' is not a day"),
        ({"status": "hoped"}, "There is no status 'hoped'. Choose from"),
        ({"k": "0"}, "='0' is no number that may be. Send one from 1 to 100"),
        ({"k": "many"}, "='many' is no number that may be"),
        ({"k": "9" * 5000}, "is no number that may be"),
        ({"to": "Anna Petit"}, "are both Anna Petit"),
    ],
)
def test_a_wrong_value_keeps_the_form_and_says_what_is_wrong(browse, client, wrong, told):
    asked = {"from": "Petit", "to": "Quispe", **wrong}
    response = browse("/paths", **asked)
    assert response.status_code == 400
    assert told in read(response).text
    assert 'value="Petit"' in response.text
    problem = client.get("/paths", query_string=asked, headers={"Accept": "application/json"})
    assert (problem.status_code, problem.content_type) == (400, "application/problem+json")


def test_an_ambiguous_name_is_answered_with_links_to_the_choices(browse):
    response = browse("/paths", **{"from": "Diallo", "to": "Petit"})
    assert response.status_code == 300
    links = [a["href"] for tag, a in read(response).tags if tag == "a" and a["href"].startswith("/paths?")]
    assert [parse_qs(urlsplit(link).query)["from"] for link in links] == [["Aïssatou Diallo"], ["Moussa Diallo"]]
    assert all(parse_qs(urlsplit(link).query)["to"] == ["Petit"] for link in links)
    assert all(browse(link).status_code == 200 for link in links)


def test_a_misspelt_name_is_answered_with_the_nearest(browse):
    response = browse("/paths", **{"from": "Petit", "to": "Rosa Kispe"})
    assert response.status_code == 404
    assert "Rosa Quispe" in read(response).text
    assert 'aria-invalid="true"' in response.text


def test_the_search_box_leads_to_the_thing_or_to_the_choices(browse):
    assert browse("/entity", name="nairobi").headers["Location"] == "/id/place/nairobi"
    choices = browse("/entity", name="Diallo")
    assert choices.status_code == 300
    links = [a["href"] for tag, a in read(choices).tags if tag == "a" and "/entity?" in a["href"]]
    assert [browse(link).status_code for link in links] == [302, 302]
    assert browse("/entity", name="Josef Otjeno").status_code == 404
    assert browse("/entity").status_code == 404


def test_an_unknown_address_is_a_page_for_a_browser_and_a_problem_for_a_program(browse, client):
    page = browse("/id/person/nobody")
    assert page.status_code == 404
    assert "knows nothing of the address id/person/nobody" in read(page).text
    problem = client.get("/id/person/nobody")
    assert (problem.status_code, problem.content_type) == (404, "application/problem+json")
    assert problem.json["title"] == "Not Found"


def test_a_thing_is_json_for_who_asks_so_and_says_that_it_depends(client):
    response = client.get("/id/person/anna-petit", headers={"Accept": "application/json"})
    assert (response.json["view"], response.json["label"]) == ("entity", "Anna Petit")
    assert "Accept" in response.headers["Vary"]


def test_a_path_as_json_has_the_sentences(client):
    answer = client.get("/paths?from=Petit&to=Quispe", headers={"Accept": "application/json"}).json
    assert answer["paths"][0]["persons"] == ["Anna Petit", "Joseph Otieno", "Rosa Quispe"]
    assert client.get("/paths?from=Petit", headers={"Accept": "application/json"}).status_code == 400


def test_why_claims_are_one_event_is_told_on_asking(browse):
    (event,) = set(re.findall(r'/id/meeting/2024-03-04[^"]+', browse("/id/person/joseph-otieno").text))
    assert "Why these claims are one event" not in browse(event).text
    assert "both name Anna Petit and Joseph Otieno" in read(browse(event, why="1")).text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.", "[::2]", "[bad"]
)
def test_a_request_by_another_name_is_refused(client, host):
    for address in ("/", "/sparql?query=ASK{}", "/static/style.css", "/nowhere"):
        response = client.get(address, headers={"Host": host})
        assert response.status_code == 400
        assert "Anna Petit" not in response.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8080", "[::1]:8080", "LOCALHOST"])
def test_a_request_by_our_own_names_is_answered(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_every_page_has_one_heading_a_title_a_language_and_a_label_for_every_field(browse, addresses):
    for address in [*addresses, *WRONG]:
        page = read(browse(address))
        count = [tag for tag, _ in page.tags]
        assert (count.count("h1"), count.count("main")) == (1, 1), address
        assert count[: count.index("body")].count("title") == 1, address
        assert ("html", {"lang": "en"}) in page.tags
        labelled = {a["for"] for tag, a in page.tags if tag == "label"}
        asked = [a for tag, a in page.tags if tag in ("input", "select", "textarea")]
        fields = {a["id"] for a in asked if a.get("type") != "hidden"}
        assert fields <= labelled, address


def test_head_has_the_headers_of_get_and_no_body(client):
    for address in ("/", "/paths", "/id/person/anna-petit", "/nowhere"):
        got, head = client.get(address), client.head(address)
        assert (head.status_code, head.data) == (got.status_code, b"")
        assert head.content_type == got.content_type


@pytest.fixture
def living(tmp_path):
    """A store of its own, and a client of an application over it."""
    folder = tmp_path / "store"
    reported_world.publish(folder, "denial.txt")
    return folder, create_app(Settings(store=folder)).test_client()


def test_a_new_generation_is_picked_up_by_the_next_request(living):
    folder, client = living
    assert client.get("/id/person/rosa-quispe").status_code == 404
    reported_world.publish(folder)
    assert client.get("/id/person/rosa-quispe").status_code == 200
    assert "Generation 2" in client.get("/").text


def test_another_store_in_the_same_place_is_picked_up(living):
    folder, client = living
    client.get("/")
    shutil.rmtree(folder)
    reported_world.publish(folder)
    assert client.get("/id/person/rosa-quispe").status_code == 200


def test_a_store_taken_away_is_503_until_it_is_back(living):
    folder, client = living
    client.get("/")
    shutil.rmtree(folder)
    for address in ("/", "/paths", "/sparql", "/id/person/anna-petit"):
        assert client.get(address).status_code == 503
        page = client.get(address, headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert "There is no store" in html.unescape(page.text)
        assert str(folder) not in page.text
    reported_world.publish(folder)
    assert client.get("/").status_code == 200


def test_an_empty_store_has_pages_that_say_how_to_begin(tmp_path):
    create_store(tmp_path / "store", "https://example.org/kg/")
    client = create_app(Settings(store=tmp_path / "store")).test_client()
    page = client.get("/", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "kg build articles/" in page.text
    assert client.get("/paths?from=a&to=b", headers={"Accept": "text/html"}).status_code == 404
