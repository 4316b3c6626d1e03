"""What the operations take, once: the options of the commands as parameters, with the service's names for them.

Requests are read by these tables, and the OpenAPI description and the reference are written from them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.analysis.marks import MARKS
from kg.analysis.paths import LONGEST
from kg.analysis.rank import MEASURES
from kg.export import MOST
from kg.service.border import NEW_SINCE
from kg.service.lookup import ENTITIES, LABELLED
from kg.service.wishes import MOST_PATHS
from kg.web.parameters import MOST_SENT, Parameter

LONGEST_SIMPLE: Final = 4
"""Steps of every path there is: in the web process nobody ends a search but its own budget."""

MOST_HITS: Final = 1_000
_MOST_SAMPLES: Final = 500
_MOST_SEED: Final = 2**31 - 1


def names(name: str, says: str, *, wish: str = "", required: bool = False, example: str = "") -> Parameter:
    """A parameter that is sent once for each of several things."""
    return Parameter(name, says, wish=wish, required=required, several=True, example=example)


def name(name: str, says: str, *, required: bool = True, example: str = "Anna Petit") -> Parameter:
    """A parameter that names one thing."""
    return Parameter(name, says, required=required, example=example)


SINCE: Final = Parameter("since", "Only events not wholly before this day.", "day", example="2024-01-01")
UNTIL: Final = Parameter("until", "Only events not wholly after this day.", "day", example="2030-12-31")


def status(default: str) -> Parameter:
    """Which statuses count."""
    return Parameter(
        "status", "Keys of the statuses that count, with commas, or `any`.", default=default, example="occurred,planned"
    )


UNDATED: Final = (
    names("type", "Only events of this type.", wish="types", example="meeting"),
    names("not-type", "No events of this type.", wish="not_types", example="visit"),
    Parameter(
        "min-sources", "Independent sources at least.", "number", wish="sources", most=10_000, default=0, example="1"
    ),
    names("outlet", "Only what this publisher reports.", wish="outlets", example="Lakeside Courier"),
    Parameter(
        "known-by", "Only what was published by this day, as it stood then.", "day", wish="known_by",
        example="2030-12-31",
    ),
    names("in", "Only events there, or with this organization or state.", wish="concerning", example="Nairobi"),
    names("not-in", "No events there, or with this organization or state.", wish="barring", example="Oslo"),
)  # fmt: skip
"""Which events count, beside their status and their days."""

FACTS: Final = (SINCE, UNTIL, *UNDATED)
"""Which events count, beside their status: ``kg.service.wishes.FactWishes``."""

_HUBS: Final = Parameter(
    "max-contacts",
    "Nobody in between may have more.",
    "number",
    wish="hubs",
    least=1,
    most=1_000_000_000,
    example="500",
)
_VIA: Final = Parameter(
    "via", "Also through organizations and states that persons share.", "choice", choices=("org",), example="org"
)

PATHS: Final = (
    names("from", "A person; of several, any.", required=True, example="Anna Petit"),
    names("to", "Another person; of several, any.", required=True, example="Joseph Otieno"),
    status("occurred"),
    Parameter(
        "mode", "`best`: the shortest, then longer ones; `shortest`: those of the least length; `simple`: all.",
        "choice", choices=("best", "shortest", "simple"), default="best", example="shortest",
    ),
    Parameter(
        "k", f"How many paths at most: 1 in the mode `best`, else {MOST_PATHS}, where it is not sent.", "number",
        wish="count", least=1, most=MOST_PATHS, example="3",
    ),
    Parameter(
        "longest", "Steps at most; in the mode `simple` 4 where it is not sent.", "number", least=1, most=LONGEST,
        example="4",
    ),
    *FACTS,
    names("avoid", "Not through this person.", example="Moussa Diallo"),
    names("through", "Through this person.", example="Rosa Quispe"),
    names("any-of", "Through one of these persons.", wish="any_of", example="Rosa Quispe"),
    names(
        "through-place", "With an event there, or with this organization or state.", wish="through_places",
        example="Nairobi",
    ),
    names(
        "any-of-place", "With an event at one of these places, or with one of these organizations and states.",
        wish="any_of_places", example="Nairobi",
    ),
    names("through-type", "With an event of this type.", wish="through_types", example="meeting"),
    names("any-of-type", "With an event of one of these types.", wish="any_of_types", example="meeting"),
    Parameter(
        "order", "Contacts follow one another in time.", "choice", choices=("forward", "backward"), example="forward"
    ),
    Parameter("gap", "Days between two contacts at most, with `order`.", "number", example="90"),
    _HUBS,
    _VIA,
    Parameter(
        "new-since", NEW_SINCE, "point", wish="new_since", example="2024-03-01"
    ),
)  # fmt: skip
"""``kg.service.wishes.PathWishes``, and the ends."""

CONNECT: Final = (
    names("name", f"A person; from 2 to {MOST_SENT}.", wish="names", required=True, example="Anna Petit"),
    status("occurred"),
    *FACTS,
    names("avoid", "Not through this person.", example="Moussa Diallo"),
    _HUBS,
    _VIA,
)

_BY: Final = Parameter(
    "by", "The measure that ranks.", "choice", choices=tuple(MEASURES), default="strength", example="degree"
)
_SEED: Final = Parameter("seed", "Of what is drawn by lot.", "number", most=_MOST_SEED, default=0, example="7")
_SAMPLES: Final = Parameter(
    "samples", "Persons betweenness is estimated from, and no other measure: all up to 2,000, 500 above, where it is"
    " not sent.", "number", least=2, most=_MOST_SAMPLES, example="3",
)  # fmt: skip
_DRAW: Final = replace(_SEED, says="Of that sample; for no other measure.")
_TOP: Final = Parameter("top", "Rows of a table at most; all where it is not sent.", "number", least=1, example="10")


_CAP: Final = Parameter("cap", "Leave out events of more persons.", "number", least=2, default=20, example="50")


def shown(*tables: str) -> Parameter:
    """Which table of a result."""
    return Parameter(
        "show", "The table told: all, in csv and tsv the first, where it is not sent.", "choice", choices=tables,
        example=tables[-1],
    )  # fmt: skip


RANK: Final = (_BY, status("occurred"), *FACTS, _CAP, _SAMPLES, _DRAW, _TOP)
COMMUNITIES: Final = (
    Parameter(
        "resolution", "Above 1 for more and smaller groups, below 1 for fewer.", "decimal", default=1.0, example="1.5"
    ),
    _SEED, status("occurred"), *FACTS, _CAP, shown("groups", "persons"), _TOP,
)  # fmt: skip
BRIDGES: Final = (status("occurred"), *FACTS, _CAP, shown("persons", "ties"), _TOP)
COMPARE: Final = (
    name("before", "The earlier window: a year, a month, a day, or two of them.", example="2024-03-04"),
    name("after", "The later window.", example="2024-03-11/.."),
    _BY, status("occurred"), *UNDATED, _CAP, _SAMPLES, _DRAW, shown("ties", "ranks"), _TOP,
)  # fmt: skip
EGO: Final = (
    name("person", "Whose surroundings."),
    Parameter(
        "radius", "Ties between the person and the farthest told.", "number", least=1, most=100, default=1, example="2"
    ),
    status("occurred"), *FACTS, _CAP, shown("persons", "ties"), _TOP,
)  # fmt: skip
TIMELINE: Final = (
    name("one", "A person."),
    name("other", "Another person.", example="Joseph Otieno"),
    status("any"), *FACTS, _TOP,
)  # fmt: skip

EXPORT: Final = (
    status("any"),
    *FACTS,
    Parameter(
        "measure", "A column of persons.", "choice", wish="measures", several=True, choices=MARKS, example="degree"
    ),
)
"""Of an export of the network; one of what the store holds is whole and takes none."""

PICTURE: Final = (
    *EXPORT,
    Parameter("top", f"Persons shown; {MOST} where it is not sent.", "number", least=1, most=MOST, example="100"),
)
"""The same of the best-connected part of it."""

QUESTION: Final = (name("q", "The question, in plain English.", example="who met Anna Petit"),)

SEARCH: Final = (
    name("q", 'Words that are all looked for; "a phrase", begun*, -without.', example="minister"),
    Parameter(
        "in", "Where to look.", "choice", wish="among", choices=("sentences", "names"), default="sentences",
        example="sentences",
    ),
    Parameter(
        "kind", "Only names of this kind.", wish="kinds", several=True, example="person",
        kind="choice", choices=tuple(kind.lower() for kind in (*ENTITIES, *LABELLED)),
    ),
    Parameter("since", "Only articles not published before this day.", "day", example="2024-01-01"),
    Parameter("until", "Only articles not published after this day.", "day", example="2030-12-31"),
    names("outlet", "Only articles of this outlet.", wish="outlets", example="Lakeside Courier"),
    names("type", "Only sentences that tell of this type of event.", wish="types", example="meeting"),
    Parameter("status", "Only sentences that say this of it, with commas.", default="any", example="occurred,planned"),
    Parameter("limit", "How many.", "number", least=1, most=MOST_HITS, default=20, example="5"),
)  # fmt: skip

WHY: Final = Parameter(
    "why", "Why these claims are one event, and near ones not; what articles call a person.", "flag", default=False,
    example="true",
)  # fmt: skip
ENTITY: Final = (
    name("name", "Full name, alias, part of a name, an event's label, an article's file or headline.", required=False),
    Parameter("iri", "The IRI instead.", example="https://w3id.org/demarche/id/person/anna-petit"),
    WHY,
)  # fmt: skip
