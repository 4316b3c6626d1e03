"""The page of paths: filters by the tables of the API, one address for a question, and ways out of every answer."""

import html
import itertools
import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
import reported_world
from reported_world import HOSTILE, LAYLA

from kg.analysis import paths
from kg.analysis.search import Budget
from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.web import close_app, create_app
from kg.web.api.wishes import PATHS

JSON = {"Accept": "application/json"}
PAIR = {"from": "Petit", "to": "Quispe"}


class Page(HTMLParser):
    """A page's links with their words, and all its words."""

    def __init__(self, response):
        super().__init__()
        self.tags, self.links, self.words = [], [], []
        self._inside = None
        self.feed(response.text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag == "a":
            self._inside = [given["href"], given.get("aria-label", ""), ""]

    def handle_endtag(self, tag):
        if tag == "a" and self._inside:
            self.links.append(tuple(self._inside))
            self._inside = None

    def handle_data(self, data):
        self.words.append(data)
        if self._inside:
            self._inside[2] += data

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def link(self, words):
        """The first link that is called so."""
        return next(href for href, label, inside in self.links if words in (label, " ".join(inside.split())))


def pairs(address):
    return parse_qsl(urlsplit(address).query)


def names(client, address):
    """Persons on the paths of an answer."""
    return [path["persons"] for path in client.get(address, headers=JSON).json["paths"]]


def test_a_question_has_one_address_and_any_other_leads_to_it(browse):
    typed = "k=1&until=&to=Quispe&status=occurred&mode=best&from=+Petit&from=Petit&type=&since=2024-01-01&min-sources=0"
    response = browse(f"/paths?{typed}")
    assert (response.status_code, response.headers["Location"]) == (302, "/paths?from=Petit&to=Quispe&since=2024-01-01")
    assert browse(response.headers["Location"]).status_code == 200


def test_the_generation_of_a_link_stays_in_its_address(browse):
    response = browse("/paths?to=Quispe&generation=1&from=Petit&k=")
    assert response.headers["Location"] == "/paths?from=Petit&to=Quispe&generation=1"


def test_every_parameter_of_the_api_has_a_field_of_its_name(browse):
    page = Page(browse("/paths"))
    fields = {given["name"] for tag, given in page.tags if tag in ("input", "select")} - {"q"}
    assert fields == {one.name for one in PATHS}


@pytest.mark.parametrize(
    "asked",
    [
        "status=any", "k=3", "mode=shortest", "longest=2", "since=2024-03-05", "until=2024-03-10", "type=meeting",
        "not-type=letter", "min-sources=2", "outlet=Lakeside Courier", "known-by=2024-03-15", "in=Nairobi",
        "not-in=Lima", "avoid=Otieno", "through=Otieno", "any-of=Otieno", "order=forward", "order=forward&gap=10",
        "through-place=Kenya", "any-of-place=Oslo&any-of-place=Nairobi", "through-type=meeting&through-type=letter",
        "any-of-type=letter&any-of-type=meeting", "max-contacts=1",
        "via=org", "new-since=2024-03-14", "new-since=generation:0",
        "from=Aïssatou Diallo", "to=Moussa Diallo", "mode=simple&longest=4",
    ],
)  # fmt: skip
def test_a_filter_means_what_it_means_to_the_api(client, asked):
    page = client.get(f"/paths?from=Petit&to=Quispe&{asked}", headers=JSON)
    told = client.get(f"/api/paths?from=Petit&to=Quispe&{asked}")
    assert (page.status_code, told.status_code) == (200, 200)
    assert page.json == told.json


def test_an_event_to_be_passed_has_fields_that_keep_what_was_asked_and_chips_that_take_it_off(browse):
    address = "/paths?from=Petit&to=Quispe&through-place=Kenya&any-of-type=letter&any-of-type=meeting"
    page = Page(browse(address))
    assert "2 steps" in page.text
    given = [one.get("value") for tag, one in page.tags if tag == "input" and one.get("name") == "through-place"]
    assert given == ["Kenya", None, None]
    assert sum(one.get("name") == "any-of-type" for tag, one in page.tags if tag == "select") == 3
    assert pairs(page.link("Take off: an event in or with Kenya")) == [
        pair for pair in pairs(address) if pair[0] != "through-place"
    ]
    missing = Page(browse(f"{address}&through-place=Oslo"))
    assert pairs(missing.link("the places and organizations to pass (2 steps)")) == [
        pair for pair in pairs(address) if pair[0] != "through-place"
    ]


@pytest.mark.parametrize("asked", ["via=org", "max-contacts=1", "max-contacts=9&via=org&type=meeting"])
def test_a_connection_takes_what_it_takes_from_the_api(client, asked):
    told = client.get(f"/api/connect?name=Petit&name=Quispe&{asked}")
    assert told.status_code == 200
    assert client.get(f"/paths?from=Petit&from=Quispe&{asked}", headers=JSON).json == told.json


@pytest.mark.parametrize("asked", ["order=forward", "through-place=Kenya", "any-of-type=meeting"])
def test_what_a_connection_cannot_have_is_refused_as_of_paths(browse, asked):
    response = browse(f"/paths?from=Petit&from=Quispe&{asked}")
    assert response.status_code == 400
    assert "is of paths, and nobody is named whom paths lead to" in Page(response).text


@pytest.mark.parametrize("wrong", ["through-place=Atlantis", "any-of-place=Anna Petit", "any-of-type=picnic"])
def test_a_place_or_a_type_that_is_none_is_refused_at_its_field(browse, wrong):
    page = browse(f"/paths?from=Petit&to=Quispe&{wrong}")
    name, _, value = wrong.partition("=")
    assert page.status_code in (400, 404)
    fields = [one for tag, one in Page(page).tags if one.get("name") == name and one.get("aria-invalid") == "true"]
    assert fields, value


@pytest.mark.parametrize(
    "wrong",
    [
        "stauts=any",
        "k=101",
        "order=sideways",
        "gap=3",
        "type=picnic",
        "outlet=Nobody",
        "new-since=2024",
        "new-since=generation:2",
    ],
)
def test_a_wrong_filter_is_refused_as_the_api_does_and_the_field_is_kept(browse, client, wrong):
    told = client.get(f"/api/paths?from=Petit&to=Quispe&{wrong}").json
    page = browse(f"/paths?from=Petit&to=Quispe&{wrong}")
    assert page.status_code == 400
    assert told["detail"].lower().rstrip(".") in " ".join(Page(page).text.split()).lower()
    assert 'value="Petit"' in page.text


def test_the_rarer_filters_are_folded_until_one_is_set(browse):
    assert '<details class="rare">' in browse("/paths", **PAIR).text
    assert '<details class="rare" open>' in browse("/paths", **PAIR, avoid="Diallo, Moussa").text
    assert '<details class="rare" open>' in browse("/paths", **PAIR, type="picnic").text


def test_several_names_on_a_side_come_back_as_fields_of_their_own(browse):
    page = Page(browse("/paths?from=Petit&from=Joseph+Otieno&to=Moussa+Diallo"))
    begin = [given.get("value") for tag, given in page.tags if tag == "input" and given.get("name") == "from"]
    assert begin == ["Petit", "Joseph Otieno", None, None]
    assert "Anna Petit or Joseph Otieno to Moussa Diallo" in page.text


def test_several_persons_and_nobody_to_lead_to_are_connected(browse, client):
    address = "/paths?from=Petit&from=Quispe&from=Moussa+Diallo"
    text = Page(browse(address)).text
    assert "What connects" in text
    assert "3 links, through 1 other" in text
    assert "Rosa Quispe – Moussa Diallo" in text or "Moussa Diallo – Rosa Quispe" in text
    picture = browse(address).text.partition("<svg")[2].partition("</svg>")[0]
    assert (picture.count('class="stop end"'), picture.count('class="stop"'), picture.count('class="tie"')) == (3, 1, 3)
    told = client.get("/api/connect?name=Petit&name=Quispe&name=Moussa+Diallo").json
    assert client.get(address, headers=JSON).json == told


def test_who_is_not_connected_with_the_others_is_told_and_what_may_help(browse):
    page = Page(browse(f"/paths?from=Petit&from=Otieno&from={LAYLA}"))
    assert "Not all are connected" in page.text
    assert f"{LAYLA} alone" in page.text
    assert "Not all are connected" not in Page(browse(page.link("Count every status"))).text


def test_what_keeps_several_apart_is_told_and_can_be_taken_off(browse):
    page = Page(browse("/paths?from=Petit&from=Otieno&from=Quispe&not-type=meeting"))
    assert "Kept out of the network:" in page.text
    assert "Leave out the types of events barred" in page.text
    assert "Count every status" not in page.text
    eased = page.link("Leave out the types of events barred")
    assert "not-type" not in eased
    assert "Not all are connected" not in Page(browse(eased)).text
    both = Page(browse("/paths?from=Petit&from=Otieno&from=Quispe&not-type=meeting&max-contacts=1"))
    assert "Not all are connected" not in Page(browse(both.link("Leave all of it out"))).text


def test_a_path_beside_the_answer_is_asked_for_without_what_keeps_it_out_alone(browse):
    page = Page(browse("/paths?from=Petit&to=Moussa+Diallo&since=2024-01-01&through-place=Paris&any-of-type=sanction"))
    assert "A path, without the status, the places and organizations to pass and the types of" in page.text
    assert "since=2024-01-01" in page.link("Ask it so")
    assert "through-place" not in page.link("Ask it so")


def test_sentences_that_do_not_count_are_not_on_the_page(browse):
    page = Page(browse("/paths?from=Petit&to=Otieno&known-by=2024-03-14&through-place=Nairobi"))
    assert "The places of events are as known today" in page.text
    assert "envoy of France, met" in page.text
    assert "denied that Anna Petit" not in page.text


def test_of_one_event_it_is_told_in_the_singular(browse):
    assert (
        "1 event has another status" in Page(browse("/paths?from=Petit&to=Quispe&status=occurred,denied,possible")).text
    )


def test_what_is_of_paths_alone_is_refused_where_several_are_connected(browse):
    response = browse("/paths?from=Petit&from=Otieno&through=Quispe")
    assert response.status_code == 400
    assert "Through is of paths, and nobody is named whom paths lead to" in Page(response).text


def test_one_name_alone_is_no_fault_but_asks_for_another(browse):
    response = browse("/paths", **{"from": "Petit"})
    assert response.status_code == 200
    assert "Name one person more" in Page(response).text


def test_everybody_between_can_be_avoided_or_asked_for(browse, client):
    page = Page(browse("/paths", **PAIR))
    avoided, through = page.link("Avoid Joseph Otieno"), page.link("Must pass Joseph Otieno")
    assert pairs(avoided) == [("from", "Petit"), ("to", "Quispe"), ("avoid", "Joseph Otieno")]
    assert names(client, through) == names(client, "/paths?from=Petit&to=Quispe")
    assert "No path from Anna Petit to Rosa Quispe" in Page(browse(avoided)).text
    assert not [label for _, label, _ in page.links if label in ("Avoid Anna Petit", "Avoid Rosa Quispe")]


def test_every_filter_in_force_can_be_taken_off_by_itself_and_all_at_once(browse):
    address = "/paths?from=Petit&to=Quispe&since=2024-03-01&type=meeting&order=forward&gap=30"
    page = Page(browse(address))
    assert pairs(page.link("Take off: only meeting")) == [pair for pair in pairs(address) if pair[0] != "type"]
    assert pairs(page.link("Take off: in time forward")) == pairs(address)[:4]  # no gap without an order
    assert pairs(page.link("Take all off")) == pairs(address)[:2]


def test_where_there_is_no_path_the_filter_in_the_way_can_be_left_out(browse):
    page = Page(browse("/paths", **PAIR, **{"min-sources": "5"}))
    assert "There is a path, if only this were left out: the least number of sources (2 steps)" in page.text
    eased = page.link("the least number of sources (2 steps)")
    assert pairs(eased) == [("from", "Petit"), ("to", "Quispe")]
    assert "No path" not in Page(browse(eased)).text


def test_where_steps_were_bounded_it_is_told_that_longer_ones_were_not_looked_at(browse):
    page = Page(browse("/paths", **PAIR, longest="1"))
    assert "No path" not in Page(browse(page.link("paths of any length"))).text
    assert "via=org" in page.link("organizations and states that persons share")


def test_nobody_who_connects_them_at_all_is_told_so(browse):
    text = Page(browse("/paths", **{"from": "Petit", "to": HOSTILE, "status": "any"})).text
    assert "Nothing in the store connects them" in text


def test_where_the_search_for_less_was_not_finished_it_is_told_instead_of_that_nothing_connects_them(
    browse, client, monkeypatch
):
    allowed = itertools.cycle([500_000, -1, -1])  # for the paths themselves, and for what is told beside
    monkeypatch.setattr(paths, "Budget", lambda: Budget(next(allowed)))
    asked = {"from": "Petit", "to": HOSTILE, "status": "any", "longest": "7"}
    text = Page(browse("/paths", **asked)).text
    assert "Nothing in the store connects them" not in text
    assert "The search for a path if less were asked for ended before it was decided." in text
    told = client.get("/api/paths", query_string={**asked, "longest": "6"}).json
    assert "if less were asked for ended before it was decided" in told["not_all_looked_at"]


def test_what_each_filter_keeps_out_is_counted_and_can_be_counted_in(browse):
    page = Page(browse("/paths", **PAIR, type="meeting", **{"max-contacts": "9"}))
    assert re.search(r"Not counted \d+ events? have another status\. Count them", page.text)
    assert "status=any" in page.link("Count them")


def test_more_paths_of_the_same_length_are_told_and_shown_on_asking(browse, client):
    address = "/paths?from=Petit&to=Quispe&status=any"
    assert client.get(address, headers=JSON).json["more_of_the_same_length"] is False
    page = Page(browse("/paths?from=Otieno&to=Moussa+Diallo&to=Aïssatou+Diallo&status=any"))
    assert "1 path shown; there are more of this length. Show up to 3" in page.text
    assert "2. 2 steps Why here" in Page(browse(page.link("Show up to 3"))).text


def test_each_step_opens_its_sentences_and_the_first_is_open(browse):
    page = Page(browse("/paths", **PAIR))
    folded = [given for tag, given in page.tags if tag == "details" and "hop" in given.get("class", "")]
    assert ["open" in given for given in folded] == [True, False]
    anchors = {given["id"] for _, given in page.tags if "id" in given}
    steps = [href for href, label, _ in page.links if label.startswith("Anna Petit and Joseph Otieno:")]
    assert steps == ["#p1s1"]
    assert {"p1s1", "p1s2", "answer"} <= anchors


def test_the_picture_names_everybody_and_draws_dashes_where_nothing_occurred(browse):
    text = browse("/paths", **PAIR, status="planned").text
    picture = text[text.index("<svg") : text.index("</svg>")]
    assert 'class="tie open"' in picture
    assert "1 event, planned" in picture
    assert "<title>Anna Petit</title>" in picture
    happened = browse("/paths", **PAIR).text
    assert 'class="tie open"' not in happened
    assert "<desc" in happened


def test_what_is_new_is_marked(browse):
    assert '<span class="new">new</span>' in browse("/paths?from=Quispe&to=Moussa+Diallo&new-since=2024-03-14").text
    assert '<span class="new">' not in browse("/paths?from=Quispe&to=Moussa+Diallo&new-since=2024-12-31").text
    assert '<span class="new">new</span>' in browse("/paths?from=Quispe&to=Moussa+Diallo&new-since=generation:0").text
    assert '<span class="new">' not in browse("/paths?from=Quispe&to=Moussa+Diallo&new-since=generation:1").text


def test_the_field_for_what_is_new_takes_a_generation_and_keeps_it(browse):
    field = re.search(r'<input id="new-since"[^>]*>', browse("/paths", **PAIR, **{"new-since": "generation:1"}).text)[0]
    assert 'type="text"' in field
    assert 'value="generation:1"' in field
    assert "generation:12" in field


def test_a_link_of_another_generation_says_that_the_data_has_changed(browse):
    shared = Page(browse("/paths", **PAIR)).link("Link to this answer")
    assert shared == "/paths?from=Petit&to=Quispe&generation=1"
    assert "The data has changed" not in Page(browse(shared)).text
    told = Page(browse("/paths", **PAIR, generation="7")).text
    assert "made from generation 7 of the store. The data has changed since: this is the answer of generation 1" in told
    assert browse("/paths", **PAIR, generation="soon").status_code == 400


def test_an_ambiguous_name_among_filters_is_chosen_there(browse):
    response = browse("/paths", **PAIR, avoid="Diallo")
    assert response.status_code == 300
    page = Page(response)
    assert pairs(page.link("Moussa Diallo"))[-1] == ("avoid", "Moussa Diallo")
    assert ("aria-invalid", "true") in next(
        given for tag, given in page.tags if tag == "input" and given.get("value") == "Diallo"
    ).items()


def test_the_place_that_a_form_leads_to_is_the_answer_or_what_is_wrong(browse):
    for asked, inside in ((PAIR, "steps"), ({**PAIR, "avoid": "Diallo"}, "problem"), ({**PAIR, "k": "0"}, "problem")):
        text = browse("/paths", **asked).text
        assert text.count('id="answer"') == 1
        assert f'class="{inside}"' in text.partition('id="answer"')[2]
    assert Page(browse("/paths", **PAIR)).link("Avoid Joseph Otieno").endswith("#answer")


def test_a_contact_that_a_status_keeps_out_is_told_once(browse):
    text = Page(browse("/paths", **PAIR, avoid="Joseph Otieno")).text
    assert text.count("Petit and Quispe plan to meet in Oslo in May") == 1
    assert "The nearest:" not in text


def test_hostile_and_right_to_left_names_are_words_in_the_picture(browse):
    text = browse("/paths", **{"from": LAYLA, "to": "Aïssatou Diallo", "status": "any"}).text
    assert f"<title>{LAYLA}</title>" in text
    assert f"<bdi>{LAYLA}</bdi>" in text
    asked = browse("/paths", **{"from": '"><script>alert(1)</script>', "to": HOSTILE}).text
    assert "<script" not in asked
    assert html.escape("<script>alert(1)</script>") in asked


def test_a_store_too_large_to_be_held_tells_how_far_it_was_read(tmp_path):
    reported_world.publish(tmp_path / "store")
    app = create_app(Settings(store=tmp_path / "store", network_contacts=1), tokens=Tokens())
    try:
        client = app.test_client()
        text = Page(client.get("/paths", query_string=PAIR, headers={"Accept": "text/html"})).text
        several = client.get("/paths?from=Petit&from=Otieno&from=Quispe", headers={"Accept": "text/html"})
    finally:
        close_app(app)
    assert "Found by frontier expansion, without the whole network" in text
    assert "Anna Petit – Joseph Otieno – Rosa Quispe" in text
    assert several.status_code == 413
    assert "more contacts than its network may hold" in Page(several).text
