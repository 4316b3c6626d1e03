from newsroom import SCHEMA, article, letter, meeting, visit

from kg.rdf.knowledge import knowledge_quads
from kg.resolution import resolve
from kg.vocabulary import DIP, TYPE, Dip

BASE = "https://example.org/kg/"
STATES = [("Anna Petit", "president", "France")]


def told(*articles):
    quads = list(knowledge_quads(resolve(articles, SCHEMA), articles, SCHEMA, BASE))
    assert len(quads) == len(set(quads))
    found = {}
    for quad in quads:
        key = quad.subject.value.removeprefix(BASE), quad.predicate.value
        found.setdefault(key, set()).add(quad.object.value.removeprefix(BASE))
    return found


def event_of(found, kind):
    return next(subject for subject, _ in found if subject.startswith(f"id/{kind}/"))


def test_what_the_engine_would_infer_is_written_out():
    found = told(
        article("a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", "Kenya", date="2024-03"), offices=STATES)
    )
    event = event_of(found, "meeting")
    persons = {"id/person/anna-petit", "id/person/joseph-otieno"}
    assert found[event, TYPE] == {DIP + "Meeting", Dip.Event}
    assert found[event, Dip.participant] == persons | {"id/country/kenya"}
    assert found[event, Dip.connects] == persons
    assert (found[event, Dip.earliest], found[event, Dip.latest]) == ({"2024-03-01"}, {"2024-03-31"})


def test_every_agent_role_is_participation():
    found = told(article("a", None, letter("Anna Petit", "Joseph Otieno")))
    event = event_of(found, "letter")
    assert found[event, DIP + "sender"] == {"id/person/anna-petit"}
    assert found[event, Dip.participant] == {"id/person/anna-petit", "id/person/joseph-otieno"}


def test_one_person_alone_connects_nobody_and_an_open_date_has_no_latest_day():
    found = told(article("a", None, visit("Anna Petit", place="Nairobi", date="2024-03-01/..")))
    event = event_of(found, "visit")
    assert (event, Dip.connects) not in found
    assert found[event, Dip.earliest] == {"2024-03-01"}
    assert (event, Dip.latest) not in found


def test_visitors_are_in_contact_with_their_host_not_by_travelling_together():
    together = told(article("a", None, visit("Anna Petit", "Joseph Otieno", place="Nairobi")))
    assert (event_of(together, "visit"), Dip.connects) not in together
    received = told(article("a", None, visit("Anna Petit", place="Nairobi", host="Joseph Otieno")))
    assert received[event_of(received, "visit"), Dip.connects] == {"id/person/anna-petit", "id/person/joseph-otieno"}


def test_dates_that_exclude_each_other_are_all_kept_and_said_to_disagree():
    found = told(
        *(
            article(day, "2024-03-09", meeting("Anna Petit", "Joseph Otieno", date=day, place="Oslo", series=1))
            for day in ("2024-03-04", "2024-03-05")
        )
    )
    event = event_of(found, "meeting")
    assert found[event, Dip.date] == {"2024-03-04", "2024-03-05"}
    assert found[event, Dip.disagreesOn] == {Dip.date}
    assert (found[event, Dip.earliest], found[event, Dip.latest]) == ({"2024-03-04"}, {"2024-03-05"})


def test_positions_and_copies_are_told():
    wire = tuple(range(8))
    found = told(article("a", None, offices=STATES, fingerprint=wire), article("b", None, fingerprint=wire))
    assert found["id/position/anna-petit-president-france", Dip.holder] == {"id/person/anna-petit"}
    assert found["id/person/anna-petit", Dip.memberOf] == {"id/country/france"}
    assert len([key for key in found if key[1] == Dip.copyOf]) == 1
