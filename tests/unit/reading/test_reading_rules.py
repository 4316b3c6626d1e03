"""The single rules: decoding, characters, wraps, dates, datelines, bylines, captions, furniture, fingerprint."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import kg.reading
from kg.errors import SourceError
from kg.model import BlockKind, Metadata
from kg.reading import find_dateline, read_article
from kg.reading.characters import clean
from kg.reading.chrome import is_chrome
from kg.reading.credits import find_byline, find_caption
from kg.reading.decoding import decode
from kg.reading.fields import is_date_line
from kg.reading.fingerprint import FINGERPRINT_LENGTH, fingerprint
from kg.reading.pagedates import find_page_date
from kg.reading.plain import render_plain
from kg.reading.prose import is_english_text


# ---------------------------------------------------------------------------------------------------- decoding
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_marked_encoding_gives_one_article(encoding):
    text = "The Côte d’Ivoire envoy met his Malian colleague."
    assert read_article(text.encode(encoding), file="a").digest == read_article(text.encode(), file="a").digest


def test_an_invalid_byte_is_told_with_its_place():
    with pytest.raises(SourceError, match=r"a\.txt: not valid UTF-8 at byte 3 \(0xE9\)"):
        decode(b"caf\xe9 talks", file="a.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 x", "PDF"),
        (b"abc\0def", "NUL at byte 3"),
        ("talks".encode("utf-16-le"), "NUL"),
        (bytes(range(1, 9)) * 20, "control characters"),
    ],
)
def test_what_is_no_text_is_refused_with_a_mend(data, said):
    with pytest.raises(SourceError, match=said) as caught:
        decode(data, file="a")
    assert caught.value.mend


def test_transmission_codes_of_old_wires_are_no_binary():
    article = read_article(b"\x01\x02The two envoys met in Lima on Monday, officials said, and agreed to\x03", file="a")
    assert article.text == "The two envoys met in Lima on Monday, officials said, and agreed to"


# ---------------------------------------------------------------------------------------------------- characters
@pytest.mark.parametrize(
    ("raw", "rendered"),
    [
        ("R&amp;D &amp;nbsp;AT&T &unknown; &#8220;no&#x201d;", "R&D  AT&T &unknown; “no”"),
        ("a\u00a0b\u2009c\u200bd\ufeff", "a b cd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("e\u0301", "é"),
        ("co\u00ad\noperation", "cooperation"),
        ("``Yes,'' he said", "“Yes,” he said"),
        ("&#xD800;&#0;", "\ufffd\ufffd"),
    ],
)
def test_characters_are_rendered_before_offsets_are_taken(raw, rendered):
    assert clean(raw) == rendered


# ---------------------------------------------------------------------------------------------------- wraps
def test_paragraphs_marked_by_indentation_are_kept_apart():
    raw = (
        "   The prime minister received the envoy for an hour on Tuesday and\n"
        "told him that the accord stood.\n"
        "   A second round was to be held in the spring, the envoy said upon\n"
        "his return to the capital.\n"
    )
    assert render_plain(raw).text.count("\n") == 1


def test_lines_that_are_paragraphs_are_not_joined():
    raw = (
        "The president of Ghana arrived in Lomé on Wednesday for a two-day visit.\n"
        "He was met at the airport by his host, a government statement said.\n"
        "They are to sign a fisheries accord that took nine years to negotiate."
    )
    assert render_plain(raw).text == raw


def test_a_sentence_torn_by_a_blank_line_goes_on():
    torn = "The minister held talks on Tuesday with the foreign minister of\n\nMalta, who had asked for them."
    assert render_plain(torn).text == torn.replace("\n\n", " ")
    torn = "The invitation to the minister was brought to the capital and\n\nhanded over by the envoy."
    assert render_plain(torn).text == torn.replace("\n\n", " ")


def test_lines_that_were_all_set_apart_are_joined():
    torn = (
        "The minister arrived on Tuesday in the capital for talks with\n\nthe president of the republic and with "
        "leaders of the\n\nopposition, and said that he was glad to be there, as all were who\n\n"
        "had come on board. The president thanked him for the visit and\n\nNorway for its help."
    )
    assert render_plain(torn).text == torn.replace("\n\n", " ")


@pytest.mark.parametrize(
    "raw",
    [
        "The ministers said that they would take the following steps\n\na. visas are to be free;",
        "Fleet row between the two navies of the region drags on\n\nVALLETTA, July 6 -- Envoys met.",
        "Ministers of the two countries are to meet for talks on\n\nby Jane Doe",
        "The minister said that he was glad of the talks.\n\nnew visas are to be free.",
    ],
)
def test_what_is_no_torn_sentence_stays_apart(raw):
    assert render_plain(raw).text == raw


def test_a_label_alone_on_its_line_belongs_to_what_is_said():
    raw = "REPORTER:\n\nDid you meet him?\n\nPRIME MINISTER:\n\nI met him.\n\nHe told me all.\n\nREPORTER:\n\nThanks."
    assert render_plain(raw).text.split("\n\n") == [
        "REPORTER: Did you meet him?",
        "PRIME MINISTER: I met him.",
        "He told me all.",
        "REPORTER: Thanks.",
    ]


def test_a_list_is_not_joined():
    raw = (
        "The ministers agreed to take up the following points at their next session, namely:\n1. fisheries;\n2. visas."
    )
    assert render_plain(raw).text == raw


# ---------------------------------------------------------------------------------------------------- dates
@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("March 3, 1987", "1987-03-03"),
        ("3 March 1987", "1987-03-03"),
        ("2024-03-05T14:22:00Z", "2024-03-05"),
        ("05 Mar 2024 14:22 GMT", "2024-03-05"),
        ("Tuesday, Sept. 9th, 2003", "2003-09-09"),
        ("2019.04.20", "2019-04-20"),
        ("23.11.1995", "1995-11-23"),
        ("31/12/1999", "1999-12-31"),
        ("12/31/1999", "1999-12-31"),
        ("14 Nov 89", "1989-11-14"),
        ("AP-NY-01-23-87 1423EST", "1987-01-23"),
        ("October 1991", "1991-10"),
        ("03/04/2024", None),
        ("31 February 2020", None),
        ("resolution 2334 (2016)", None),
        ("version 1.2.3", None),
    ],
)
def test_page_dates(line, value):
    found = find_page_date(line)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    "line",
    [
        "World 07:15 October 2, 2006",
        "Published: 5 March 2024 14:22 GMT",
        "Last updated on March 5, 2024 at 3:05 pm EST",
        "March 3, 1987, Tuesday, Late City Final Edition",
        "Updated 3 hours ago",
        "14:22 GMT",
        "HARARE, Nov. 3, 1994 (Reuter)",
        "Dakar, 3 November 1994 /AFP/",
    ],
)
def test_date_lines(line):
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["The envoys met on 12 March 2015.", "Accord of 3 May 1987 between Chad and Libya"])
def test_prose_with_a_date_is_no_date_line(line):
    assert not is_date_line(line)


# ---------------------------------------------------------------------------------------------------- datelines
@pytest.mark.parametrize(
    ("line", "place", "month_day", "agency"),
    [
        ("ADDIS ABABA, Feb 3 (AFP) - Leaders met.", "ADDIS ABABA", (2, 3), "Agence France-Presse"),
        ("TEGUCIGALPA, Honduras (AP) _ Leaders met.", "TEGUCIGALPA, Honduras", None, "Associated Press"),
        ("MOSCOW, March 5. /TASS/. Leaders met.", "MOSCOW", (3, 5), "TASS"),
        ("PORT-AU-PRINCE, 12 July 1994 (IPS) -- Leaders met.", "PORT-AU-PRINCE", (7, 12), "Inter Press Service"),
        ("Geneva, 12 March 2015 – Leaders met.", "Geneva", (3, 12), ""),
        ("Washington (CNN) -- Leaders met.", "Washington", None, "CNN"),
        ("BEIRUT/DAMASCUS (Reuters) - Leaders met.", "BEIRUT/DAMASCUS", None, "Reuters"),
        ("LUSAKA, 17 March 1998. Leaders met.", "LUSAKA", (3, 17), ""),
    ],
)
def test_datelines(line, place, month_day, agency):
    found = find_dateline(line)
    assert found is not None
    assert (found.place, found.month_day, found.agency) == (place, month_day, agency)
    assert line[found.end :] == "Leaders met."


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("BEIRUT — Leaders met.", "Leaders met."),
        ("Kyiv, Ukraine – Leaders met.", "Leaders met."),
        ("ISLAMABAD: Leaders met.", "Leaders met."),
        ("12 March 2015 – Leaders met.", "Leaders met."),
    ],
)
def test_loose_datelines_open_articles_alone(line, rest):
    assert find_dateline(line) is None
    assert line[find_dateline(line, first=True).end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "QUESTION: Will they meet?",
        "MR. OKORO: They will.",
        "NATO-member Norway is willing to help.",
        "Chad - whose troops hold the strip - refused.",
        "The African Union (AU) said that it would send an envoy.",
        "KORVIN: I think that we should wait and see what they do.",
    ],
)
def test_what_is_no_dateline(line):
    assert find_dateline(line, first=True) is None


# ---------------------------------------------------------------------------------------------------- credits
@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe and John Roe in Cairo", "Jane Doe, John Roe"),
        ("BY JANE DOE [doe.jane@example.org]", "Jane Doe"),
        ("By JOHN SMITH Associated Press Writer", "John Smith"),
        ("By Ludwig van der Berg, Diplomatic Editor", "Ludwig van der Berg"),
        ("By Tuesday the talks had ended.", None),
        ("By contrast, Norway agreed to the plan.", None),
        ("Byzantium was once the capital.", None),
    ],
)
def test_bylines(line, authors):
    assert find_byline(line) == authors


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("This AFP file photo shows the minister. (Yonhap)", "This AFP file photo shows the minister."),
        ("FILE - Police stand guard in Lagos, May 3, 2001.", "Police stand guard in Lagos, May 3, 2001."),
        ("Image caption The border has been closed for years", "The border has been closed for years"),
        ("The envoys shake hands in Oslo. [Photo/Xinhua]", "The envoys shake hands in Oslo."),
        ("The envoys in Oslo. Photograph: Jane Doe/AFP", "The envoys in Oslo."),
        ("Photo: Reuters", ""),
        ("The envoys shake hands in Oslo on May 3. PHOTO | POOL", "The envoys shake hands in Oslo on May 3."),
    ],
)
def test_captions(line, told):
    found = find_caption(line)
    assert line[found.start : found.end] == told


def test_a_photo_in_prose_is_no_caption():
    assert find_caption("The photographs were published by the ministry, which said they showed the site.") is None


# ---------------------------------------------------------------------------------------------------- furniture
@pytest.mark.parametrize(
    "line",
    [
        "Home > World > Africa",
        "World | Asia | Business",
        "Go to Contents Go to Navigation",
        "Print Email Share",
        "Log in to Twitter or Facebook account to connect",
        "To write comments, please log in to one of the accounts.",
        "Policy (0/250 chars)",
        "(ATTN: UPDATES throughout; ADDS photo)",
        "Sign up for our newsletter",
        "We use cookies to improve your experience.",
        "Read more: Norway offers to mediate",
        "Reporting by Jane Doe; editing by John Roe",
        "© 2024 Example Tribune",
        "All rights reserved.",
        "Send Feedback",
        "# # #",
        "-30-",
        "https://example.org/a",
        "press@example.org",
    ],
)
def test_furniture(line):
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "Related talks were held in Vienna.",
        "More than 40 envoys attended.",
        "Copyright talks between the two states ended.",
        "Share prices fell after the summit was cancelled.",
        "Signs of progress were seen in Geneva.",
        "Also in the past week, the minister said, the two sides had met.",
        "Contact between the two armies was broken off.",
        "“Click here” was all the message said.",
        "The two sides agreed to follow up on the accord.",
    ],
)
def test_prose_is_no_furniture(line):
    assert not is_chrome(line)


# ---------------------------------------------------------------------------------------------------- whole articles
def test_a_headline_on_the_page_twice_is_kept_once():
    body = "The foreign ministers of Peru and Chile met in Arica on Friday to discuss the border."
    article = read_article(f"Peru, Chile talk in Nov.\n\nMenu\n\nPeru, Chile talk in Nov.\n\n{body}".encode(), file="a")
    assert [block.kind for block in article.blocks] == [BlockKind.HEADLINE, BlockKind.PARAGRAPH]
    assert article.metadata.headline == "Peru, Chile talk in Nov."


def test_paragraphs_without_final_points_are_kept():
    text = (
        "Accord in Lima\n\n"
        "The foreign ministers of Peru and Chile met in Arica on Friday to discuss the border between the states\n\n"
        "They agreed to meet again in the spring\n\n"
        "The accord must still be put before the parliaments of the two countries before the end of the current year\n"
    )
    article = read_article(text.encode(), file="a")
    assert sum(block.kind is BlockKind.PARAGRAPH for block in article.blocks) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12345 67890\n33 44", "no English prose"),
        ("Министр иностранных дел встретился с послом. Они обсудили переговоры.", "Only English is read"),
        ('{"text": "The envoys met."}\n{"text": "They left."}', "2 records, not one article"),
        ("id,date,city\n1,a,b\n2,c,d\n", "a table without a column of text; it has id, date, city"),
        ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "a web archive"),
        (" \n\u200b\n", "no text"),
    ],
)
def test_what_holds_no_article_is_refused_with_a_mend(text, said):
    with pytest.raises(SourceError, match=said) as caught:
        read_article(text.encode(), file="a.txt")
    assert caught.value.message.startswith("a.txt:")
    assert caught.value.mend


def test_what_a_manifest_says_stands_above_the_page():
    given = Metadata(published="1999", published_how="manifest")
    article = read_article(
        b"Talks\n\nMay 3, 2001\n\nThe envoys of both states met in Oslo on Monday.", file="a", metadata=given
    )
    assert (article.metadata.published, article.metadata.headline) == ("1999", "Talks")


# ---------------------------------------------------------------------------------------------------- fingerprint
def test_a_copy_with_another_headline_and_caption_has_the_same_fingerprint():
    body = "The envoys of Chad and Niger met in Oslo on Monday, and they agreed to meet again in the spring."
    one = read_article(f"Envoys meet in Oslo\n\n{body}".encode(), file="a")
    two = read_article(f"Chad and Niger to talk again\n\nFILE PHOTO: The city of Oslo.\n\n{body}".encode(), file="b")
    assert one.fingerprint == two.fingerprint
    assert len(one.fingerprint) == FINGERPRINT_LENGTH


def test_the_share_of_equal_values_follows_the_share_of_equal_shingles():
    words = [f"word{index}" for index in range(400)]
    whole, half = fingerprint([" ".join(words)]), fingerprint([" ".join(words[:200])])
    equal = sum(a == b for a, b in zip(whole, half, strict=True)) / FINGERPRINT_LENGTH
    assert 0.25 <= equal <= 0.75
    assert sum(a == b for a, b in zip(whole, fingerprint(["other words than those there"]), strict=True)) == 0


def test_fingerprints_are_the_same_in_every_process():
    code = "from kg.reading.fingerprint import fingerprint; print(fingerprint(['The talks ended on Monday in Oslo.']))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{fingerprint(['The talks ended on Monday in Oslo.'])}\n"}


def test_the_reader_has_a_version():
    assert re.fullmatch(r"[0-9a-f]{16}", kg.reading.READER_DIGEST)


# ---------------------------------------------------------------------------------------------------- language
WIRE = (
    "LUSAKA, June 9, 2014 - U.N. envoy Rosa J. Quispe met Zambian President Joseph Otieno in Lusaka on Monday. "
    "On Friday Bolivia's Rosa Quispa met Otieno in Lusaka."
)


def test_names_do_not_count_against_english():
    assert is_english_text(WIRE)
    assert read_article(WIRE.encode(), file="a").blocks


@pytest.mark.parametrize(
    "text",
    [
        (
            "LUSAKA, 9 juin 2014 - L'envoyée Rosa J. Quispe a rencontré le président Joseph Otieno à Lusaka lundi, "
            "et le ministre Oscar Lund a reçu Anna Petit dans la capitale."
        ),
        (
            "LUSAKA, 9 de junio - La enviada Rosa J. Quispe se reunió con el presidente Joseph Otieno en Lusaka "
            "el lunes, y el canciller Oscar Lund recibió a Anna Petit en la capital."
        ),
        (
            "LUSAKA, 9. Juni 2014 - Die Gesandte der Vereinten Nationen Rosa J. Quispe hat am Montag in Lusaka den "
            "Präsidenten Joseph Otieno getroffen, und Minister Oscar Lund empfing Anna Petit in der Hauptstadt."
        ),
    ],
)
def test_a_short_wire_in_another_language_is_not_english(text):
    assert not is_english_text(text)


def test_marks_of_question_and_answer_are_no_part_of_a_paragraph():
    text = (
        "Briefing of the Foreign Ministry\n\nQ - Has the minister gone to Lima?\n\n"
        "A - He went there on Monday, and he will be back tomorrow."
    )
    article = read_article(text.encode(), file="a.txt")
    blocks = [article.text[block.span.start : block.span.end] for block in article.blocks]
    assert blocks[-2:] == [
        "Has the minister gone to Lima?",
        "He went there on Monday, and he will be back tomorrow.",
    ]


def test_a_day_torn_from_its_month_goes_on_around_it():
    text = "The two sides met in the capital of the province to settle it\non March\n30,\nNow they will meet again.\n"
    assert "on March 30, Now they" in render_plain(text).text
