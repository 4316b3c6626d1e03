"""What pages tell beside views, on the reported world."""

from reported_world import LAYLA

from kg.service.details import Details


def test_counterparts_tell_what_took_place_what_else_and_the_last_day(graph):
    told = {one.person.label: one for one in graph.details.counterparts(graph.find("Anna Petit").iri)}
    assert [(one.happened, one.others, one.last) for one in (told["Joseph Otieno"], told["Rosa Quispe"])] == [
        (1, 0, "2024-03-04"),
        (0, 1, ""),
    ]
    assert list(told) == ["Joseph Otieno", "Rosa Quispe"]


def test_somebody_without_contacts_has_no_counterparts_and_no_portrait(graph):
    lima = graph.find("Lima").iri
    assert graph.details.counterparts(lima) == ()
    assert graph.portrait(lima, most=5) is None


def test_every_mention_stands_where_it_is_said_to(graph):
    for record in graph.reader.articles():
        text = graph.reader.text(record.digest)
        found = graph.details.mentions(f"{graph.reader.base}id/article/{record.digest}")
        assert found
        assert all(
            graph.names.get(one.thing.iri).kind in ("Person", "Organization", "Country", "Place") for one in found
        )
        assert all(0 <= one.start < one.end <= len(text) for one in found)
    diary = next(record for record in graph.reader.articles() if record.file == "andes/letter.txt")
    told = graph.details.mentions(f"{graph.reader.base}id/article/{diary.digest}")
    assert any(graph.reader.text(diary.digest)[one.start : one.end] == LAYLA == one.thing.label for one in told)


def test_what_is_no_copy_goes_back_to_nothing(graph):
    assert graph.details.origins([]) == {}
    assert graph.details.origins([f"{graph.reader.base}id/article/{graph.reader.articles()[0].digest}"]) == {}
    assert isinstance(graph.details, Details)


def test_a_portrait_shows_the_nearest_and_says_how_many_there_are(graph):
    anna = graph.find("Anna Petit").iri
    all_of_them, one = graph.portrait(anna, most=9), graph.portrait(anna, most=1)
    assert (len(all_of_them.spots), all_of_them.known) == (3, 2)
    assert (len(one.spots), one.known) == (2, 2)
    ties = {
        frozenset((all_of_them.spots[tie.one].name, all_of_them.spots[tie.other].name)): tie for tie in all_of_them.ties
    }
    assert ties[frozenset(("Anna Petit", "Joseph Otieno"))].happened
    assert not ties[frozenset(("Anna Petit", "Rosa Quispe"))].happened
    assert all_of_them == graph.portrait(anna, most=9)


def test_nobody_in_a_portrait_stands_outside_of_it(graph):
    picture = graph.portrait(graph.find("Aïssatou Diallo").iri, most=9)
    for spot in picture.spots:
        assert picture.left < spot.x < picture.left + picture.width
        assert picture.top < spot.y < picture.top + picture.height
