"""The words of English date expressions as regular expressions, and what each word counts for."""

from __future__ import annotations

from typing import Final

_MONTH_NAMES: Final = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
_WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "",
            "one a an",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        )
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
LONG_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)(?![A-Za-z])"
)
WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)(?![A-Za-z])"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)"
YEAR: Final = r"(?:1[89]\d\d|20\d\d)(?![\w%]|[.,]\d)"
SEASON: Final = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?!\w)"
NUMBER: Final = (
    r"(?:\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve"
    r"|[Tt]hirteen|[Ff]ourteen|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen|[Ee]ighteen|[Nn]ineteen|[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)"
)
PART: Final = (
    r"(?:(?:[Ee]arl(?:y|ier)|[Ll]ate(?:r)?|[Mm]id|[Mm]iddle)(?:[- ](?:in|on)\s+|[- ])|(?:the\s+)?(?:very\s+)?"
    r"(?:start|beginning|middle|end|close|course|rest|remainder|(?:first|last|opening|closing|early)\s+(?:few\s+)?days)\s+of\s+)"
)
TO: Final = r"(?:\s*[-–—]\s*|\s+(?:to|and|through|until|till)\s+(?:the\s+)?)"
DAYTIME: Final = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night)(?!\w))"


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    start = word[:3].title()
    return next(number for number, (_, short) in enumerate(_MONTH_NAMES, 1) if short == start)


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation."""
    start = word[:2].title()
    return next(number for number, name in enumerate(_WEEKDAY_NAMES) if name.startswith(start))


def season_number(word: str) -> int:
    """21 (spring) to 24 for a season."""
    return _SEASONS[word.lower()]


def day_number(word: str) -> int:
    """A day of the month, with or without its ordinal ending."""
    return int(word.rstrip("stndrh"))


def number(word: str) -> int:
    """A number in digits or words up to twenty, and the tens; "a" is one. 0 for another word."""
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 0)


def ordinal(word: str) -> int:
    """First to fifth as 1 to 5; "last" is -1."""
    return _ORDINALS[word.lower()]
