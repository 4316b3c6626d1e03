"""The page behind the search box: names, questions, sentences."""

import pytest
from reported_world import HOSTILE, LAYLA


def test_a_name_leads_to_its_page_at_once(browse):
    for typed, place in (("Petit", "/id/person/anna-petit"), ("Nairobi", "/id/place/nairobi")):
        response = browse("/search", q=typed)
        assert (response.status_code, response.headers["Location"]) == (302, place)


def test_a_name_that_several_bear_is_shown_with_the_choices_and_the_sentences(browse):
    page = browse("/search", q="Diallo").text
    assert "Did you mean" in page
    assert "Moussa Diallo" in page
    assert "<mark>Diallo</mark>" in page


def test_a_misspelt_name_is_answered_with_the_nearest(browse):
    page = browse("/search", q="Josef Otyeno").text
    assert 'href="/entity?name=Joseph+Otieno"' in page or 'href="/entity?name=Joseph%20Otieno"' in page


def test_a_question_is_answered_with_its_command_and_sentences(browse):
    page = browse("/search", q="When did Petit meet Otieno?").text
    assert "kg query meetings person=&#39;Anna Petit&#39; with=&#39;Joseph Otieno&#39;" in page
    assert "1 event: 2024-03-04." in page
    assert "Anna Petit saw Joseph Otieno in Nairobi, Kenya, on 4 March." in page
    assert "says: denied" in page


def test_sentences_come_first_where_words_were_left_out_and_nobody_is_named(browse):
    page = browse("/search", q="envoy met").text
    assert page.index("1 sentence behind facts with these words") < page.index("not used: envoy")


def test_a_question_for_a_path_leads_to_the_page_of_paths(browse):
    response = browse("/search", q="who connects Petit to Quispe?")
    assert response.status_code == 302
    assert browse(response.headers["Location"]).text.count("2 steps") == 1


def test_a_question_without_events_is_answered_with_a_table(browse):
    page = browse("/search", q="who is Petit").text
    assert "<td><bdi>envoy</bdi></td>" in page


def test_words_find_sentences_with_what_was_found_marked(browse):
    page = browse("/search", q="deputy minister").text
    assert "1 sentence behind facts with these words" in page
    assert "<mark>deputy</mark> <mark>minister</mark>" in page


def test_what_is_nothing_is_answered_with_what_can_be_asked(browse):
    page = browse("/search", q="how tall is the tower").text
    assert "is not understood" in page
    assert "Who met Rosa Quispe?" in page


def test_without_words_there_is_a_page(browse):
    assert browse("/search").status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'; DROP",
        HOSTILE,
        LAYLA,
        "x" * 5000,
        "😀",
        "a OR b NEAR(",
        "<script>alert(1)</script>",
        "who met <b>",
        "\x00",
    ],
)
def test_a_hostile_search_is_a_page_without_markup_of_its_own(browse, typed):
    response = browse("/search", q=typed)
    assert response.status_code in (200, 302)
    assert "<script" not in response.text
    assert "sqlite" not in response.text.lower()


def test_the_same_as_json(client):
    found = client.get("/search", query_string={"q": "who met Otieno"}, headers={"Accept": "application/json"}).json
    assert found["answer"]["command"] == "kg query meetings person='Joseph Otieno'"
    found = client.get("/search", query_string={"q": "deputy"}, headers={"Accept": "application/json"}).json
    assert found["answer"] is None
    assert found["found"]["total"] == 1
