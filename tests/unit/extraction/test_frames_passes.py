"""What a draft takes from its neighbours, and into how many events it is told apart."""

from dataclasses import replace

from event_building import OTIENO, SANOU, SITE, VOGT, draft, kind, role, told
from graph_building import parse, scene

from kg.extraction.allegiance import Allegiances
from kg.extraction.definites import definite_place
from kg.extraction.deliveries import understand_recipients
from kg.extraction.doings import share_places
from kg.extraction.enhance import enhance
from kg.extraction.event_sites import is_background
from kg.extraction.expansion import expand
from kg.extraction.lightverbs import LightVerb
from kg.extraction.passes import alike, answers, parties, resolve_anaphora
from kg.extraction.paths import governors
from kg.model import Span
from kg.schema.model import EventType, Governor, Role

PARLEY = kind(role("x:party", 2))
NOTE = kind(role("x:from", 1), role("x:to", 1))
STAY = kind(role("x:guest", 1), SITE)
JOURNEY = replace(STAY, iri="x:F")


def test_separate_talks_with_two_are_two_events():
    fillings = [("x:party", VOGT), ("x:party", OTIENO), ("x:party", SANOU)]
    apart = draft(PARLEY, fillings, acting=(VOGT,), apart=True)
    assert told(expand([apart])) == [((VOGT, OTIENO),), ((VOGT, SANOU),)]
    assert len(expand([replace(apart, match=replace(apart.match, apart=False))])) == 1


def test_of_plural_letters_each_sender_sends_his_own():
    fillings = [("x:from", VOGT), ("x:from", SANOU), ("x:to", OTIENO)]
    assert told(expand([draft(NOTE, fillings, options=("severally",))])) == [
        ((VOGT,), (OTIENO,)),
        ((SANOU,), (OTIENO,)),
    ]
    assert len(expand([draft(NOTE, fillings)])) == 1


def test_nobody_writes_to_himself():
    assert told(expand([draft(NOTE, [("x:from", VOGT), ("x:to", VOGT)])])) == [((VOGT,), ())]


def test_an_answer_goes_back_to_who_wrote():
    letter = draft(NOTE, [("x:from", VOGT), ("x:to", OTIENO)])
    bare = draft(NOTE, [], sentence=1, options=("answer",))
    assert told(answers([letter, bare])) == [((VOGT,), (OTIENO,)), ((OTIENO,), (VOGT,))]
    assert told(answers([letter, draft(NOTE, [], sentence=1)]))[1] == ((), ())
    assert told(answers([bare])) == [((), ())]


def test_they_are_the_two_of_the_event_told_just_before():
    graph = enhance(parse("they PRON 2 nsubj", "met VERB 0 root meet"))
    other = enhance(parse("rivals NOUN 2 nsubj rival", "met VERB 0 root meet"))
    call = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=1)
    bare = draft(PARLEY, [], sentence=1, token=1)
    assert told(parties([call, bare], (graph, graph)))[1] == ((VOGT, OTIENO),)
    assert told(parties([call, bare], (graph, other)))[1] == ((),)


def test_what_lacks_more_than_parties_is_not_completed_by_them():
    words = Role("x:words", "words", "words", (), "", True, False, False, 1, 0, ())
    saying = kind(role("x:voice", 1), words)
    graph = enhance(parse("They PRON 2 nsubj they", "spoke VERB 0 root speak"))
    call = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=1)
    bare = draft(saying, [], sentence=1, token=1)
    assert parties([call, bare], (graph, graph))[1] == bare


def test_two_half_tellings_make_a_whole():
    graph = enhance(parse("letter NOUN 0 root"))
    first = draft(NOTE, [("x:to", OTIENO)])
    second = draft(NOTE, [("x:from", VOGT)], sentence=1, definite=True)
    assert told(resolve_anaphora([first, second], lambda *_: True, (graph, graph)))[1] == ((VOGT,), (OTIENO,))


def test_the_country_is_the_one_named_last():
    first = enhance(parse("Chad PROPN 2 nsubj", "rose VERB 0 root rise"))
    second = enhance(parse("visited VERB 0 root visit", "the DET 3 det", "country NOUN 1 obj"))
    narrowed = enhance(parse("visited VERB 0 root visit", "the DET 4 det", "other ADJ 4 amod", "country NOUN 1 obj"))
    article = scene(first, second, narrowed, referring=("0 0 1 country/chad name",))
    assert definite_place(article, 1, 2).entities == ("country/chad",)
    assert definite_place(article, 2, 3) is None


def test_who_acts_on_the_country_is_not_that_country():
    first = enhance(parse("Chad PROPN 2 nsubj", "rose VERB 0 root rise"))
    second = enhance(parse("Mali PROPN 2 nsubj", "left VERB 0 root leave", "the DET 4 det", "country NOUN 2 obj"))
    article = scene(first, second, referring=("0 0 1 country/chad name", "1 0 1 country/mali name"))
    assert definite_place(article, 1, 3).entities == ("country/chad",)


def test_a_governor_is_found_by_preposition_and_lemma():
    graph = enhance(
        parse("Vogt PROPN 2 nsubj", "told VERB 0 root tell", "him PRON 2 iobj", "in ADP 5 case", "letters NOUN 2 obl")
    )
    assert governors(graph, 4, Governor(("tell",), ("in",))) == [1]
    assert governors(graph, 4, Governor(("ask",), ("in",))) == []
    assert governors(graph, 4, Governor(("tell",), ("about",))) == []


def test_the_session_of_a_body_is_not_the_meeting_told_before():
    earlier = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    taken = draft(PARLEY, [], sentence=1, token=1, definite=True)
    for owner, parties_known in (("whose PRON", False), ("council NOUN", False), ("week NOUN", True)):
        graph = enhance(parse(f"{owner} 2 nmod:poss", "session NOUN 0 root"))
        result = resolve_anaphora([earlier, taken], lambda *_: True, (graph, graph))
        assert bool(result[1].agents()) is parties_known


def test_the_trip_of_an_envoy_nobody_knows_is_not_that_of_who_travelled_last():
    earlier = draft(STAY, [("x:guest", VOGT)])
    open_party = (replace(earlier.fillings[0], entities=(), sentence=1, open=True),)
    bare = draft(STAY, [], sentence=1, token=1, definite=True)
    taken = replace(bare, fillings=open_party, match=replace(bare.match, fillings=open_party))
    for owner, known, found in (("envoy NOUN", (), ()), ("envoy NOUN", (f"1 0 1 {VOGT} office",), (VOGT,))):
        graph = enhance(parse(f"{owner} 2 nmod:poss", "trip NOUN 0 root"))
        rows = scene(graph, graph, referring=known).referring
        result = resolve_anaphora([earlier, taken], lambda *_: True, (graph, graph), rows)
        assert result[1].entities("x:guest") == found


def test_guests_of_two_gatherings_are_not_one_gatherings():
    graph = enhance(parse("talks NOUN 0 root talk"))
    first, second = draft(PARLEY, [("x:party", VOGT)]), draft(PARLEY, [("x:party", SANOU)], sentence=1, definite=True)
    assert told(resolve_anaphora([first, second], lambda *_: True, (graph, graph)))[1] == ((SANOU,),)


PARCEL = EventType(
    "x:P",
    "P",
    "p",
    "p",
    "",
    "040",
    (),
    (),
    (),
    (role("x:from", 1), replace(role("x:to", 1), told=0), role("x:by", 0)),
    (),
    ("x:to",),
    (),
    (),
    "",
)
HANDED = enhance(parse("Sanou PROPN 2 nsubj", "handed VERB 0 root hand", "letters NOUN 2 obj letter"))


def persons(drafted):
    return replace(drafted, fillings=tuple(replace(one, kind="person") for one in drafted.fillings))


def test_what_somebody_hands_over_is_for_the_one_he_meets():
    met = persons(draft(PARLEY, [("x:party", OTIENO), ("x:party", SANOU)]))
    brought = persons(draft(PARCEL, [("x:from", VOGT), ("x:by", SANOU)], options=("delivered",)))
    _, found = understand_recipients([met, brought], [HANDED])
    assert found.entities("x:to") == (OTIENO,)
    _, found = understand_recipients([met, replace(brought, match=replace(brought.match, sentence=1))], [HANDED] * 2)
    assert not found.entities("x:to")  # no verb of giving: what he carries may be for somebody else
    wider = persons(draft(PARLEY, [("x:party", OTIENO), ("x:party", SANOU), ("x:party", "person/berg")]))
    _, found = understand_recipients([wider, brought], [HANDED])
    assert not found.entities("x:to")


def test_a_similar_letter_has_its_sender_from_the_one_before():
    similar = enhance(parse("similar ADJ 2 amod", "letter NOUN 0 root"))
    first = draft(NOTE, [("x:from", VOGT), ("x:to", OTIENO)])
    second = draft(NOTE, [("x:to", SANOU)], sentence=1, token=1)
    assert told(alike([first, second], [similar, similar])) == [((VOGT,), (OTIENO,)), ((VOGT,), (SANOU,))]
    plain = enhance(parse("a DET 2 det", "letter NOUN 0 root"))
    assert told(alike([first, second], [similar, plain]))[1] == ((), (SANOU,))


def test_what_another_does_in_a_clause_of_its_own_shares_nothing():
    """For "Vogt flew there, and the trip put the talks on track": the day of the talks is not the flight's."""
    graph = enhance(
        parse(
            "Vogt PROPN 2 nsubj",
            "flew VERB 0 root fly",
            "and CCONJ 5 cc",
            "trip NOUN 5 nsubj",
            "put VERB 2 conj",
            "talks NOUN 5 obj talk",
        )
    )
    flight = draft(JOURNEY, [("x:guest", VOGT)], token=1)
    parley = replace(draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=5), date="1995-03-06")
    allegiances = Allegiances(scene(graph, referring=()))
    assert share_places([flight, parley], (graph,), allegiances)[0].date is None
    own = enhance(
        replace(graph.sentence, tokens=tuple(replace(t, deprel="obl") if t.index == 3 else t for t in graph.tokens))
    )
    assert share_places([flight, parley], (own,), allegiances)[0].date == "1995-03-06"


def test_what_comes_next_is_another_doing():
    """For "drove to A for talks, then paid visits": the day of the talks is not the visits'."""
    rows = [
        "Vogt PROPN 2 nsubj",
        "drove VERB 0 root drive",
        "for ADP 4 case",
        "talks NOUN 2 obl talk",
        "then ADV 6 advmod",
        "paid VERB 2 advcl pay",
        "visits NOUN 6 obj visit",
    ]
    stay = draft(JOURNEY, [("x:guest", VOGT)], token=6)
    parley = replace(draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=1), date="1995-03-06")
    for then, day in (("then ADV 6 advmod", None), (", PUNCT 6 punct", "1995-03-06")):
        graph = enhance(parse(*(then if index == 4 else row for index, row in enumerate(rows))))
        lent = replace(stay, match=replace(stay.match, light=(LightVerb(5, "obj"),)))
        assert share_places([lent, parley], (graph,), Allegiances(scene(graph, referring=())))[0].date == day


def test_where_somebody_went_after_meeting_is_not_where_he_met():
    """For "After meeting Otieno Vogt flew to Lima"; "in Lima" would say where."""
    kinds = kind(role("x:party", 2), SITE)
    for preposition, places in (("to", ()), ("in", ("place/lima",))):
        graph = enhance(
            parse(
                "After SCONJ 2 mark",
                "meeting VERB 5 advcl meet VerbForm=Ger",
                "Otieno PROPN 2 obj",
                "Vogt PROPN 5 nsubj",
                "flew VERB 0 root fly VerbForm=Fin",
                f"{preposition} ADP 7 case",
                "Lima PROPN 5 obl",
            )
        )
        flight = draft(JOURNEY, [("x:guest", VOGT), ("x:site", "place/lima")], token=4)
        flight = replace(
            flight,
            fillings=tuple(replace(item, token=6) if item.role == "x:site" else item for item in flight.fillings),
        )
        met = draft(kinds, [("x:party", VOGT), ("x:party", OTIENO)], token=1)
        shared = share_places([flight, met], (graph,), Allegiances(scene(graph, referring=())))[1]
        assert tuple(key for filling in shared.places() for key in filling.entities) == places


def test_whoever_recalls_their_talks_was_there():
    graph = enhance(
        parse(
            "Otieno PROPN 2 nsubj",
            "recalled VERB 0 root recall",
            "their PRON 4 nmod:poss",
            "talks NOUN 2 obj talk",
            names=[(0, 1, "PERSON")],
        )
    )
    rows = scene(graph, graph, graph, referring=[f"2 0 1 {OTIENO} name"]).referring
    own = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    other = draft(PARLEY, [("x:party", VOGT), ("x:party", SANOU)], sentence=1)
    bare = draft(PARLEY, [], sentence=2, token=3, definite=True)
    graphs = (graph,) * 3
    assert told(resolve_anaphora([own, other, bare], lambda *_: True, graphs))[2] == ((VOGT, SANOU),)
    assert told(resolve_anaphora([own, other, bare], lambda *_: True, graphs, rows))[2] == ((VOGT, OTIENO),)


def test_what_a_subject_did_once_shares_nothing_with_what_it_does_now():
    """For "Vogt, who flew there in May, met Otieno"."""
    graph = enhance(
        parse(
            "Vogt PROPN 5 nsubj",
            ", PUNCT 1 punct",
            "who PRON 4 nsubj",
            "flew VERB 1 acl:relcl fly Tense=Past|VerbForm=Fin",
            "met VERB 0 root meet Tense=Past|VerbForm=Fin",
            "Otieno PROPN 5 obj",
        )
    )
    flight = replace(draft(JOURNEY, [("x:guest", VOGT)], token=3), date="1995-05")
    parley = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=4)
    told = share_places([flight, parley], (graph,), Allegiances(scene(graph, referring=())))
    assert told[1].date is None
    assert is_background(graph, 3)
    assert not is_background(graph, 4)


def test_where_the_first_was_met_is_not_where_the_next_was():
    parley = kind(role("x:party", 2), SITE)
    fillings = [("x:party", VOGT), ("x:party", OTIENO), ("x:site", "place/lima"), ("x:party", SANOU)]
    made = draft(parley, fillings, acting=(VOGT,), apart=True)
    placed = tuple(replace(one, span=Span(at, at + 1)) for at, one in enumerate(made.fillings))
    assert told(expand([replace(made, fillings=placed)])) == [((VOGT, OTIENO), ("place/lima",)), ((VOGT, SANOU), ())]
