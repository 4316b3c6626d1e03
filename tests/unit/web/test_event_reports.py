"""Reports of an event: by independent source, with what is said otherwise."""

from kg.service.views import EventView, Evidence
from kg.web.things.reports import history, sources_of


def said(article, published, *, start=0, status="occurred", date="", voice=""):
    return Evidence(
        article, f"{article}.txt", "Paper", article, published, start, start + 5, "words", "urn:c", status, date, voice
    )


def event(*evidence, dates=("2024-03-04",)):
    return EventView("urn:e", "A meeting", "meeting", "occurred", True, dates, (), (), 2, evidence)


def test_copies_stand_with_the_article_that_they_go_back_to():
    view = event(said("one", "2024-01-01"), said("other", "2024-01-02"), said("copy", "2024-01-03"))
    sources = sources_of(view, {"copy": "one"})
    assert [[report.first.article for report in source.reports] for source in sources] == [["one", "copy"], ["other"]]


def test_a_sentence_stands_once_with_all_that_was_read_in_it():
    ((source,),) = [sources_of(event(said("one", ""), said("one", "", status="denied"), said("one", "")), {})]
    ((sentence,),) = [report.said for report in source.reports]
    assert [(one.item.status, one.other_status) for one in sentence.readings] == [("occurred", False), ("denied", True)]


def test_a_date_is_disputed_where_it_does_not_fit_or_where_there_are_several():
    def disputed(date, dates):
        return (
            sources_of(event(said("one", "", date=date), dates=dates), {})[0].reports[0].said[0].readings[0].other_date
        )

    assert not disputed("2024-03", ("2024-03-04",))
    assert disputed("2024-04", ("2024-03-04",))
    assert disputed("2024-03-04", ("2024-03-04", "2024-03-05"))
    assert not disputed("2024-03-04", ())
    assert not disputed("", ("2024-03-04",))
    assert disputed("soon", ("2024-03-04",))


def test_the_history_tells_each_thing_that_an_article_says_once():
    told = history(
        event(
            said("one", "2024-01-01"),
            said("one", "2024-01-01", start=9),
            said("two", "2024-01-02", status="denied"),
            said("three", "", status=""),
        )
    )
    assert [[(item.article, item.status) for item in items] for items in told] == [
        [("one", "occurred")],
        [("two", "denied")],
    ]
