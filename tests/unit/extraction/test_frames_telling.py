"""How a sentence tells of an event."""

from graph_building import parse

from kg.extraction.enhance import enhance
from kg.extraction.fillers import Filling
from kg.extraction.frames import _of_doer
from kg.extraction.telling import _did_not, _is_habit
from kg.model import Span


def test_what_was_not_done_was_not_done_on_a_day_gone_by():
    failed = enhance(parse("They PRON 2 nsubj", "failed VERB 0 root fail", "to PART 4 mark", "meet VERB 2 xcomp"))
    did = enhance(parse("They PRON 4 nsubj", "did AUX 4 aux do", "not PART 4 advmod", "meet VERB 0 root"))
    will = enhance(parse("They PRON 4 nsubj", "will AUX 4 aux", "not PART 4 advmod", "meet VERB 0 root"))
    assert _did_not(failed, 3)
    assert _did_not(did, 3)
    assert not _did_not(will, 3)


def test_who_lifts_a_ban_did_not_impose_it():
    graph = enhance(
        parse(
            "Chad PROPN 2 nsubj",
            "ended VERB 0 root end",
            "bans NOUN 2 obj ban",
            "imposed VERB 3 acl impose VerbForm=Part|Tense=Past",
            "by ADP 6 case",
            "Peru PROPN 4 obl:agent",
        )
    )
    chad, peru = (Filling("x:doer", (key,), Span(0, 1), 0, at, 0) for key, at in (("chad", 0), ("peru", 5)))
    assert _of_doer((chad, peru), graph, 1, (1, 3)) == (chad,)
    assert _of_doer((chad, peru), graph, 3, (1, 3)) == (peru,)
    assert _of_doer((chad,), graph, 3, (1, 3)) == (chad,)


def test_where_somebody_does_it_as_a_rule_is_no_occasion():
    def house(conjunction, relation, *rest):
        rows = ("house NOUN 0 root", f"{conjunction} ADV 4 advmod", "leaders NOUN 4 nsubj leader")
        return enhance(parse(*rows, f"meet VERB 1 {relation} meet Tense=Pres|VerbForm=Fin", *rest))

    usual = ("Summits NOUN 3 nsubj summit", "WORD ADV 3 advmod", "end VERB 0 root end Tense=Pres|VerbForm=Fin")
    assert _is_habit(enhance(parse(*(row.replace("WORD", "usually") for row in usual))), 0)
    assert not _is_habit(enhance(parse(*(row.replace("WORD", "quietly") for row in usual))), 0)
    assert _is_habit(house("where", "acl:relcl"), 3)
    assert not _is_habit(house("when", "advcl"), 3)
    assert not _is_habit(house("where", "acl:relcl", "will AUX 4 aux"), 3)
