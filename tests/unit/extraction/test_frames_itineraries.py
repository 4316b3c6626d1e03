"""Stops told in one breath: each gets its own day, and with whom "respectively" puts there."""

from dataclasses import replace

from event_building import OTIENO, SITE, VOGT, draft, kind, role
from graph_building import parse

from kg.extraction.dates import DateExpression
from kg.extraction.enhance import enhance
from kg.extraction.expansion import expand
from kg.extraction.itineraries import date_stops
from kg.model import Span

STAY = replace(kind(role("x:guest", 1), SITE), iri="x:Stay")
PARLEY = kind(role("x:party", 2), SITE)


def day(start, end, edtf):
    return DateExpression(Span(start, end), start, end, end - 1, edtf, None, edtf)


def stop(place, token, number):
    made = draft(STAY, [("x:guest", VOGT), ("x:site", place)])
    guest, site = made.fillings
    return replace(made, fillings=(guest, replace(site, token=token)), date="2001-05-01", variant=number)


def dates(drafts, rows, days):
    return [one.date for one in date_stops(drafts, [days], [enhance(parse(*rows))])]


BEHIND = (
    "flew VERB 0 root fly", "to ADP 3 case", "Lima PROPN 1 obl", "on ADP 5 case", "Monday PROPN 1 obl",
    "and CCONJ 7 cc", "Quito PROPN 3 conj", "on ADP 9 case", "Friday PROPN 1 obl",
)  # fmt: skip


def test_each_stop_has_the_day_behind_it():
    stops = [stop("place/lima", 2, 0), stop("place/quito", 6, 1)]
    days = [day(4, 5, "2001-05-07"), day(8, 9, "2001-05-11")]
    assert dates(stops, BEHIND, days) == ["2001-05-07", "2001-05-11"]


def test_a_day_before_a_stop_is_not_that_of_the_stop_before():
    rows = (
        "flew VERB 0 root fly", "to ADP 3 case", "Lima PROPN 1 obl", "then ADV 1 advmod", "Monday PROPN 1 obl",
        "and CCONJ 8 cc", "later ADV 1 advmod", "to ADP 9 case", "Quito PROPN 1 obl", "and CCONJ 11 cc",
        "Bogota PROPN 9 conj",
    )  # fmt: skip
    stops = [stop("place/lima", 2, 0), stop("place/quito", 8, 1), stop("place/bogota", 10, 2)]
    days = [day(4, 5, "2001-05-07"), day(6, 7, "2001-05-08")]
    assert dates(stops, rows, days) == ["2001-05-07", "2001-05-08", "2001-05-08"]


def test_respectively_gives_each_stop_its_day_in_order():
    rows = (
        "saw VERB 0 root see", "Lima PROPN 1 obj", "and CCONJ 4 cc", "Quito PROPN 2 conj", "Monday PROPN 1 obl",
        "and CCONJ 7 cc", "Friday PROPN 5 conj", "{word} ADV 1 advmod",
    )  # fmt: skip
    stops = [stop("place/lima", 1, 0), stop("place/quito", 3, 1)]
    days = [day(4, 5, "2001-05-07"), day(6, 7, "2001-05-11")]
    ordered = [one.format(word="respectively") for one in rows]
    assert dates(stops, ordered, days) == ["2001-05-07", "2001-05-11"]
    assert dates(stops, ordered, days[:1]) == ["2001-05-07", "2001-05-07"]
    assert dates(stops, [one.format(word="again") for one in rows], days) == ["2001-05-07", "2001-05-07"]


def test_one_day_behind_a_list_is_that_of_all():
    rows = ("saw VERB 0 root see", "Lima PROPN 1 obj", "and CCONJ 4 cc", "Quito PROPN 2 conj", "Monday PROPN 1 obl")
    stops = [stop("place/lima", 1, 0), stop("place/quito", 3, 1)]
    assert dates(stops, rows, [day(4, 5, "2001-05-07")]) == ["2001-05-07", "2001-05-07"]


def test_one_stop_keeps_its_date():
    assert dates([stop("place/lima", 2, 0)], BEHIND, [day(4, 5, "2001-05-07")]) == ["2001-05-01"]


def test_respectively_puts_each_where_he_was_met():
    rows = (*BEHIND, "respectively ADV 1 advmod")
    stops = [stop("place/lima", 2, 0), stop("place/quito", 6, 1)]
    met = [
        replace(draft(PARLEY, [("x:party", VOGT), ("x:party", other)], token=5, apart=True), variant=number)
        for number, other in enumerate((OTIENO, "person/strand"))
    ]
    days = [day(4, 5, "2001-05-07"), day(8, 9, "2001-05-11")]
    result = date_stops([*stops, *met], [days], [enhance(parse(*rows))])
    assert [(one.entities("x:site"), one.date) for one in result[2:]] == [
        (("place/lima",), "2001-05-07"),
        (("place/quito",), "2001-05-11"),
    ]
    plain = date_stops([*stops, *met], [days], [enhance(parse(*BEHIND))])
    assert [one.date for one in plain[2:]] == [None, None]


def test_who_is_host_at_one_stop_is_none_at_the_next():
    journey = replace(
        kind(role("x:guest", 1), replace(role("x:host", 1), minimum=0), SITE), iri="x:Stay", distribute=("x:site",)
    )
    told = draft(
        journey,
        [("x:guest", VOGT), ("x:host", "country/peru"), ("x:host", "country/chad"), ("x:site", "country/peru"),
         ("x:site", "country/chad")],
    )  # fmt: skip
    first, second = expand([told])
    assert [(one.entities("x:host"), one.entities("x:site")) for one in (first, second)] == [
        (("country/peru",), ("country/peru",)),
        (("country/chad",), ("country/chad",)),
    ]
