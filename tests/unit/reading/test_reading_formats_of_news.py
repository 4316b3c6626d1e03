"""Ten invented articles of ten formats: exactly their prose becomes blocks."""

from __future__ import annotations

import pytest

from kg.model import Article, BlockKind
from kg.reading import read_article


def read(text: str) -> Article:
    return read_article(text.encode(), file="article.txt")


def parts(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.kind is kind]


WIRE = """UPDATE 2-Kenya, Somalia agree to reopen border post

(Adds comment from Somali minister, background)

By Jane Roe and Ahmed Farah

NAIROBI, March 3 (Reuters) - Kenya and Somalia agreed on Friday to reopen a border post that was closed 12 years ago.

The foreign ministers of the two countries met in Nairobi.

"We have turned a page," the Somali minister said.

(Reporting by Jane Roe in Nairobi and Ahmed Farah in Mogadishu; Editing by Joan Doe)

(c) Copyright 2023 Example News. All rights reserved.
"""

UNITED_NATIONS = """SC/11820
12 MARCH 2015

SECURITY COUNCIL PRESS STATEMENT ON GUINEA-BISSAU

The members of the Security Council held consultations on the crisis
in Guinea-Bissau and were briefed by the Special Representative of the
Secretary-General.

They welcomed the working-
level contacts between the President and the Prime Minister, and called
on both to meet without delay. They further urged all parties to resume
an inclusive dialogue.
   The members of the Council commended the efforts of the regional
organization, whose envoy had visited Bissau in February for talks with
the parties.

* *** *

For information media. Not an official record.
"""

READOUT = """Ministry of Foreign Affairs of the Republic of Exampleland

Home | Newsroom | Readouts

FOR IMMEDIATE RELEASE
March 5, 2024

Readout of the Foreign Minister's Call with the Foreign Minister of Chile

The below is attributable to the spokesperson:

Foreign Minister Aare Tamm spoke today with the Foreign Minister of Chile, Ana Rojas. The ministers:

• reaffirmed their support for the ceasefire in the region;
• agreed to meet on the margins of the General Assembly; and
• discussed trade

###

Contact: press office, +00 555 0100
"""

UPPER_CASE = """ZCZC
a0543int
BC-TALKS 1ST LD
PREMIER TO VISIT HARARE
HARARE, JULY 14 (AFP) - THE PREMIER OF MOZAMBIQUE WILL VISIT HARARE
NEXT WEEK FOR TALKS WITH THE ZIMBABWEAN LEADER, OFFICIALS SAID.
   HE WILL BE RECEIVED BY THE PRESIDENT ON MONDAY, AND A JOINT
COMMUNIQUE IS EXPECTED TO BE SIGNED ON TUESDAY, THEY ADDED.
NNNN
"""

QUESTIONS = """Daily briefing of the Foreign Ministry
July 8, 2021

QUESTION: Has the minister received the letter from Ankara?

ANSWER: He has. The ambassador handed it over this morning.

Q: Will there be a meeting?

MS. OKORO: We expect them to meet in Doha next week.
"""

NEWSPAPER_PAGE = """Skip to content
Example Tribune
World News
Subscribe
World | Asia | Business | Opinion
Iran and Oman hold talks on gas field
Deputy ministers to meet again in autumn, officials say
Published: 5 Mar 2024 14:22 GMT
Updated 3 hours ago
Jane Doe
By Jane Doe in Muscat
Share
Facebook Twitter WhatsApp Email
The deputy oil ministers of Iran and Oman met in Muscat on Monday to discuss a shared gas field.
FILE PHOTO: The Omani capital seen from the sea. REUTERS/John Roe
Read more: Oman says it is ready to mediate
It was their first meeting since 2019.
A long dispute
Neither side named a date for another round.
Sign up for our newsletter to get the day's top stories in your inbox.
Related stories
Oman and Iran sign transport deal
Who is the new Omani minister?
We use cookies to improve your experience.
Comments (12)
© 2024 Example Tribune. All rights reserved.
"""

ARCHIVE = """Copyright 1987 Example Wire Ltd

March 3, 1987, Tuesday

SECTION: International News

LENGTH: 85 words

HEADLINE: Angola and Zaire Sign Border Accord

BYLINE: By JOHN ROE, Staff Writer

DATELINE: LUANDA

BODY:
  ``We are satisfied,'' the Angolan minister said after the signing.

  The two governments had negotiated for three months.

LOAD-DATE: March 4, 1987
"""

AGENCY_WITH_SLASHES = """MOSCOW, March 5. /TASS/. Russia's foreign minister will visit Algiers, the ministry said.

The visit had been put off twice.
"""

SUBCONTINENT = """Pakistan, Tajikistan discuss energy line

ISLAMABAD: The energy ministers of Pakistan and Tajikistan discussed a transmission line here on Thursday.

The meeting was also attended by the Tajik ambassador.

Published in Example Daily, October 4th, 2013
"""

WEB_PAGE = """<!DOCTYPE html><html><head><title>Talks - Example</title>
<meta property="og:site_name" content="Example Times"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2016-11-02T10:00:00Z">
<link rel="canonical" href="https://example.org/talks"><script>var a = "not text.";</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><h1>Colombia&rsquo;s rivals return to the table</h1>
<p>The two delegations met in <b>Havana</b>
on Wednesday.<figure><img src="a.jpg"><figcaption>The delegations in Havana.</figcaption></figure>
<p>They will meet again&nbsp;soon.</p><aside>Most read: Ten things to know about Havana.</aside>
<footer>About us</footer></body></html>"""


def test_a_wire_story_keeps_its_paragraphs_and_loses_dateline_desk_notes_and_credits():
    article = read(WIRE)
    assert parts(article, BlockKind.HEADLINE) == ["Kenya, Somalia agree to reopen border post"]
    assert parts(article, BlockKind.PARAGRAPH) == [
        "Kenya and Somalia agreed on Friday to reopen a border post that was closed 12 years ago.",
        "The foreign ministers of the two countries met in Nairobi.",
        '"We have turned a page," the Somali minister said.',
    ]
    assert article.metadata.author == "Jane Roe, Ahmed Farah"
    assert article.metadata.outlet == "Example News"
    assert (article.metadata.published, article.metadata.published_how) == ("2023-03-03", "dateline")


def test_a_hard_wrapped_press_release_is_rejoined_into_paragraphs():
    article = read(UNITED_NATIONS)
    assert parts(article, BlockKind.HEADLINE) == ["SECURITY COUNCIL PRESS STATEMENT ON GUINEA-BISSAU"]
    assert parts(article, BlockKind.PARAGRAPH) == [
        (
            "The members of the Security Council held consultations on the crisis in Guinea-Bissau and were briefed by "
            "the Special Representative of the Secretary-General."
        ),
        (
            "They welcomed the working-level contacts between the President and the Prime Minister, and called on both "
            "to meet without delay. They further urged all parties to resume an inclusive dialogue."
        ),
        (
            "The members of the Council commended the efforts of the regional organization, whose envoy had visited "
            "Bissau in February for talks with the parties."
        ),
    ]
    assert article.metadata.published == "2015-03-12"


def test_a_readout_keeps_its_list_and_is_dated_and_issued():
    article = read(READOUT)
    assert parts(article, BlockKind.HEADLINE) == [
        "Readout of the Foreign Minister's Call with the Foreign Minister of Chile"
    ]
    assert parts(article, BlockKind.PARAGRAPH) == [
        "The below is attributable to the spokesperson:",
        "Foreign Minister Aare Tamm spoke today with the Foreign Minister of Chile, Ana Rojas. The ministers:",
        "reaffirmed their support for the ceasefire in the region;",
        "agreed to meet on the margins of the General Assembly; and",
        "discussed trade",
    ]
    assert article.metadata.published == "2024-03-05"
    assert article.metadata.outlet == "Ministry of Foreign Affairs of the Republic of Exampleland"


def test_an_upper_case_telex_is_read():
    article = read(UPPER_CASE)
    assert parts(article, BlockKind.HEADLINE) == ["PREMIER TO VISIT HARARE"]
    assert parts(article, BlockKind.PARAGRAPH) == [
        "THE PREMIER OF MOZAMBIQUE WILL VISIT HARARE NEXT WEEK FOR TALKS WITH THE ZIMBABWEAN LEADER, OFFICIALS SAID.",
        (
            "HE WILL BE RECEIVED BY THE PRESIDENT ON MONDAY, AND A JOINT COMMUNIQUE IS EXPECTED TO BE SIGNED ON "
            "TUESDAY, THEY ADDED."
        ),
    ]
    assert article.metadata.outlet == "Agence France-Presse"
    assert article.metadata.published is None


def test_questions_and_answers_lose_their_letters_but_keep_names():
    article = read(QUESTIONS)
    assert parts(article, BlockKind.PARAGRAPH) == [
        "Has the minister received the letter from Ankara?",
        "He has. The ambassador handed it over this morning.",
        "Will there be a meeting?",
        "MS. OKORO: We expect them to meet in Doha next week.",
    ]
    assert article.metadata.published == "2021-07-08"


def test_a_newspaper_page_loses_its_furniture():
    article = read(NEWSPAPER_PAGE)
    assert parts(article, BlockKind.HEADLINE) == [
        "Iran and Oman hold talks on gas field",
        "Deputy ministers to meet again in autumn, officials say",
    ]
    assert parts(article, BlockKind.PARAGRAPH) == [
        "The deputy oil ministers of Iran and Oman met in Muscat on Monday to discuss a shared gas field.",
        "It was their first meeting since 2019.",
        "Neither side named a date for another round.",
    ]
    assert parts(article, BlockKind.CAPTION) == ["The Omani capital seen from the sea."]
    assert article.metadata.headline == "Iran and Oman hold talks on gas field"
    assert article.metadata.author == "Jane Doe"
    assert article.metadata.outlet == "Example Tribune"
    assert (article.metadata.published, article.metadata.published_how) == ("2024-03-05", "metadata")


def test_the_fields_of_an_archive_are_metadata():
    article = read(ARCHIVE)
    assert parts(article, BlockKind.HEADLINE) == ["Angola and Zaire Sign Border Accord"]
    assert parts(article, BlockKind.PARAGRAPH) == [
        "“We are satisfied,” the Angolan minister said after the signing.",
        "The two governments had negotiated for three months.",
    ]
    assert article.metadata.author == "John Roe"
    assert article.metadata.outlet == "Example Wire"
    assert article.metadata.published == "1987-03-03"


def test_an_agency_between_slashes_is_a_dateline():
    article = read(AGENCY_WITH_SLASHES)
    assert parts(article, BlockKind.PARAGRAPH) == [
        "Russia's foreign minister will visit Algiers, the ministry said.",
        "The visit had been put off twice.",
    ]
    assert article.metadata.outlet == "TASS"


def test_a_place_and_a_colon_open_an_article():
    article = read(SUBCONTINENT)
    assert parts(article, BlockKind.PARAGRAPH) == [
        "The energy ministers of Pakistan and Tajikistan discussed a transmission line here on Thursday.",
        "The meeting was also attended by the Tajik ambassador.",
    ]
    assert article.metadata.published == "2013-10-04"


def test_a_web_page_is_read_by_its_elements():
    article = read(WEB_PAGE)
    assert parts(article, BlockKind.HEADLINE) == ["Colombia’s rivals return to the table"]
    assert parts(article, BlockKind.PARAGRAPH) == [
        "The two delegations met in Havana on Wednesday.",
        "They will meet again soon.",
    ]
    assert parts(article, BlockKind.CAPTION) == ["The delegations in Havana."]
    assert article.metadata.outlet == "Example Times"
    assert article.metadata.url == "https://example.org/talks"
    assert article.metadata.published == "2016-11-02"


@pytest.mark.parametrize(
    "sentence",
    [
        "Talks ended .",
        "the envoy of chad will meet the president of niger",
        "Envoys from Laos and Vietnam , meeting in Vientiane , signed a protocol .",
        "For more information, media may contact the embassy in Lima.",
        "- Deter and counter state aggression.",
        "[Court rejects appeal of former envoy]",
        "Roadside bomb kills envoy",
    ],
)
def test_the_only_text_is_never_lost(sentence):
    article = read(sentence)
    assert parts(article, BlockKind.PARAGRAPH) == [sentence]
    assert len(article.blocks) == 1


def test_a_signed_dateline_on_a_line_of_its_own_dates_the_story():
    article = read_article(
        b"Envoys meet\n\nHARARE, Nov. 3, 1994 (AFP)\n\nThe envoys of four states met in the capital on Thursday.\n",
        file="a.txt",
    )
    assert article.metadata.published == "1994-11-03"
    assert all("HARARE" not in article.text[block.span.start : block.span.end] for block in article.blocks)
