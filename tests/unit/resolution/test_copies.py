from newsroom import SCHEMA, article, meeting

from kg.reading.fingerprint import fingerprint
from kg.resolution import resolve
from kg.resolution.copies import agreement, find_copies

WIRE = tuple(range(64))
TRIMMED = (*range(48), *range(1000, 1016))
OTHER = tuple(range(2000, 2064))


def test_agreement_is_the_share_of_equal_positions():
    assert agreement(WIRE, TRIMMED) == 0.75
    assert agreement(WIRE, OTHER) == 0.0
    assert agreement(WIRE, ()) == 0.0


def test_trimmed_copies_form_a_group_and_other_stories_do_not():
    articles = [
        article(title, None, fingerprint=print_).article
        for title, print_ in zip("abc", (WIRE, TRIMMED, OTHER), strict=True)
    ]
    assert find_copies(articles) == (tuple(sorted(one.digest for one in articles[:2])),)


def test_articles_without_prose_are_nobodys_copy():
    assert find_copies([article("a", None).article, article("b", None).article]) == ()


def test_copies_count_as_one_source_and_share_what_has_no_date():
    told = meeting("Petit", "Otieno")
    first, second = article("a", None, told, fingerprint=WIRE), article("b", None, told, fingerprint=TRIMMED)
    (event,) = resolve([first, second], SCHEMA).events
    assert event.sources == 1
    assert len(event.claims) == 2
    assert len(resolve([article("c", None, told), article("d", None, told)], SCHEMA).events) == 2


def story(*words):
    """Paragraphs of thirty words, each its own."""
    return [" ".join(f"{word}{index}" for index in range(30)) for word in words]


def test_one_wire_story_in_five_outlets_is_one_source_whatever_each_changed():
    wire = story("amber", "birch", "cedar", "delta", "ember", "fjord")
    printed = [
        wire,
        wire[:-1],
        [*wire[:3], *story("garnet"), *wire[3:]],
        ["“" + wire[0] + "”", *wire[1:]],
        [wire[0].upper(), *wire[2:]],
    ]
    other = story("hazel", "iris", "jade", "kelp", "lime", "moss")
    articles = [
        article(f"outlet {number}", "2024-03-05", meeting("Petit", "Otieno"), fingerprint=fingerprint(paragraphs))
        for number, paragraphs in enumerate([*printed, other])
    ]
    knowledge = resolve(articles, SCHEMA)
    assert knowledge.copies == (tuple(sorted(one.article.digest for one in articles[:5])),)
    assert [event.sources for event in knowledge.events if len(event.claims) == 5] == [1]
