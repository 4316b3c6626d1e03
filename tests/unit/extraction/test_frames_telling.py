"""How a sentence tells of an event."""

from graph_building import parse

from kg.extraction.enhance import enhance
from kg.extraction.telling import _did_not


def test_what_was_not_done_was_not_done_on_a_day_gone_by():
    failed = enhance(parse("They PRON 2 nsubj", "failed VERB 0 root fail", "to PART 4 mark", "meet VERB 2 xcomp"))
    did = enhance(parse("They PRON 4 nsubj", "did AUX 4 aux do", "not PART 4 advmod", "meet VERB 0 root"))
    will = enhance(parse("They PRON 4 nsubj", "will AUX 4 aux", "not PART 4 advmod", "meet VERB 0 root"))
    assert _did_not(failed, 3)
    assert _did_not(did, 3)
    assert not _did_not(will, 3)
