"""Which person of the article a surname means: by sex, title, description, office, standing, else nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.extraction.marking import title_words
from kg.extraction.names import SentenceNames
from kg.extraction.people import Person, Sighting
from kg.extraction.rival_offices import excluded, sex_of, sex_told
from kg.extraction.royalty import realm
from kg.extraction.standing import Standing, bearer, kin_of, standing
from kg.extraction.titles import Title
from kg.extraction.wordlists import ROYALTY
from kg.names import bare, family_first, fold, full_keys, is_surname_of, surname_keys

_TOP: Final = frozenset(
    "president leader chairman premier king queen emir sultan marshal ruler dictator strongman ayatollah chancellor"
    " shah"
    " emperor".split()
)
_NUMERAL: Final = re.compile(r"[IVX]{1,5}")
_REGNAL: Final = 2  # words of "Omar II"
_SHORTEST: Final = 3  # letters of a part of a name that means its bearer
_DYNASTIC: Final = frozenset({"prince", "princess", "sheikh", "sheikha", "sheik", "emir", "king", "queen", "sultan"})
_REIGNING: Final = frozenset({"king", "queen", "emperor", "empress", "pope"})


class Bearers:
    """Which persons of an article a surname, a given name or another part of a name can mean.

    Args:
        persons: as they are now; forms they are given later are not looked up.
    """

    def __init__(self, persons: Sequence[Person]) -> None:
        self._persons = persons
        self._keys: dict[str, set[int]] = {}
        self._words: dict[str, set[int]] = {}
        self._first: dict[str, set[int]] = {}
        self._ends: dict[str, set[int]] = {}
        self._regnal: dict[str, set[int]] = {}  # "Omar II" of "Omar II ibn Salem"
        self._known: dict[str, list[int]] = {}
        for number, person in enumerate(persons):
            for form in person.forms:
                self._enter(number, form)

    def _enter(self, number: int, form: str) -> None:
        parts = form.split()
        if len(parts) > _REGNAL and _NUMERAL.fullmatch(parts[1]):
            self._regnal.setdefault(fold(" ".join(parts[:_REGNAL])), set()).add(number)
        words = bare(form)
        for key in full_keys(form) if len(words) > 1 else (fold(" ".join(words)),):
            self._keys.setdefault(key, set()).add(number)
        if len(words) > _REGNAL:
            self._first.setdefault(fold(words[0]), set()).add(number)
        for word in words if len(words) > 1 else ():
            self._words.setdefault(fold(word), set()).add(number)
        if not family_first(form):
            parts = fold(form).split(" ")
            for at in range(1, len(parts)):
                self._ends.setdefault(" ".join(parts[at:]), set()).add(number)

    def of(self, text: str) -> list[int]:
        """Numbers of the persons whose surname it is; else whose given name or other part of the name it is."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return list(self._known[text])

    def by_first(self, text: str) -> list[int]:
        """Numbers of the persons of three names or more of which it is the first: "Mobo" of "Mobo Nane Waba"."""
        return sorted(self._first.get(fold(text), ()))

    def _find(self, text: str) -> list[int]:
        keys = {*surname_keys(text), fold(" ".join(bare(text)))}
        near = sorted({number for key in keys for number in self._keys.get(key, ())})
        surname = [number for number in near if any(_called(text, form) for form in self._persons[number].forms)]
        wanted = fold(text)
        if surname or len(wanted) < _SHORTEST:
            return surname
        # "Wade dia Mbo" of "Elias Wade dia Mbo"
        return sorted((self._ends if " " in wanted else self._words).get(wanted, ())) or sorted(
            self._regnal.get(wanted, ())
        )


def _called(text: str, form: str) -> bool:
    """Whether a person of this name is called so by surname, or is known by just this word."""
    return (
        is_surname_of(text, form) if len(bare(form)) > 1 else fold(" ".join(bare(text))) == fold(" ".join(bare(form)))
    )


class SurnameResolver:
    """Gives surnames to persons, in order of text."""

    def __init__(self, persons: list[Person], order: Mapping[int, int], names: Sequence[SentenceNames]) -> None:
        self._persons = persons
        self._bearers = Bearers(persons)
        self._named: dict[int, list[tuple[int, int]]] = {}
        self._standings: dict[int, Standing] = {}
        self._names = names
        for number, person in enumerate(persons):
            self._named[number] = [sighting.place for sighting in person.sightings if id(sighting) in order]

    def place(self, sighting: Sighting) -> None:
        """Add a sighting to the person it means, if that is certain."""
        found = self._resolve(sighting)
        if found is not None:
            self._persons[found].sightings.append(sighting)
            self._named[found].append(sighting.place)

    def rivalled(self, sighting: Sighting) -> bool:
        """Whether a name is of nobody of the article who bears it as surname or father's name.

        "King" before it tells so, and that its only bearer is brought in as its kin: "President X's brother Y X".
        """
        title = sighting.name.before
        candidates = self._bearers.of(sighting.name.text)
        if len(candidates) == 1 and any(len(bare(form)) > 1 for form in self._persons[candidates[0]].forms):
            own = [seen.name for seen in self._persons[candidates[0]].sightings if seen.sentence == sighting.sentence]
            if (
                kin_of(
                    self._names[sighting.sentence].marked,
                    sighting.name,
                    [name for name in own if len(bare(name.text)) > 1],
                )
                is not None
            ):
                return True
        if len(candidates) == 1 and self._spouse(candidates[0], sighting):
            return True
        if title is None or title.head not in _REIGNING or not candidates:
            return False
        return not self._unrivalled(candidates, sighting) or (
            bool(realm(sighting, self._names)) and not any(self._may_reign(number, sighting) for number in candidates)
        )

    def _spouse(self, number: int, sighting: Sighting) -> bool:
        """For "President X met Y. Ann X had tea": a woman without an office, named only after, is not the president."""
        title, person = sighting.name.before, self._persons[number]
        if title is None or title.head not in _TOP or self._offices(number):
            return False
        named = [seen for seen in person.sightings if len(bare(seen.name.text)) > 1]
        return sex_of(person) == "female" and bool(named) and sighting.place < min(seen.place for seen in named)

    def _may_reign(self, number: int, sighting: Sighting) -> bool:
        """Whether a person can be "King X of Chad": who reigns is called by a given name, or bears such a title."""
        word = fold(sighting.name.text)
        given = any(fold(bare(form)[0]) == word for form in self._persons[number].forms if bare(form))
        return given or bool(self._offices(number) & ROYALTY)

    def _dynastic(self, sighting: Sighting) -> list[int]:
        """Of a royal house those who bear the word as given name with the title: "Prince X" is X bin Y, not Y bin X."""
        title = sighting.name.before
        if title is None or title.head not in _DYNASTIC:
            return []
        word = fold(sighting.name.text)
        return [
            number
            for number, person in enumerate(self._persons)
            if title.head in self._offices(number)
            and any(len(bare(form)) > 1 and fold(bare(form)[0]) == word for form in person.forms)
        ]

    def _resolve(self, sighting: Sighting) -> int | None:
        titled = self._dynastic(sighting)
        if len(titled) == 1:
            return titled[0]
        candidates = self._bearers.of(sighting.name.text)
        inside = [
            number for number in candidates if any(not seen.peripheral for seen in self._persons[number].sightings)
        ]
        candidates = candidates if sighting.peripheral else inside
        candidates = self._of_the_sex(candidates, sighting)
        elder = self._elder(candidates, sighting)
        if elder is not None:
            return elder
        if len(candidates) <= 1:
            return next(iter(self._unrivalled(candidates, sighting)), None)
        left = self._by_title(candidates, sighting) or self._by_description(candidates, sighting)
        if len(left) == 1:
            return left[0]
        open_to = self._unrivalled(candidates, sighting)
        if len(open_to) < len(candidates) or self._honoured(sighting):
            holders = [number for number in open_to if self._offices(number)]
            chosen = open_to if len(open_to) == 1 else holders
            return chosen[0] if len(chosen) == 1 else None
        last = self._by_recency(candidates, sighting)
        near = last[0] if len(last) == 1 else None
        if sighting.name.before is None and not sighting.name.after:
            near = bearer({number: self._standing(number) for number in candidates}, near)
        if near is not None:
            return near
        left = self._by_partner(candidates, sighting)
        return left[0] if len(left) == 1 else None

    def _elder(self, candidates: list[int], sighting: Sighting) -> int | None:
        """Whom his first name means although others bear it as surname: they come in after him, or as his kin."""
        found = [number for number in self._bearers.by_first(sighting.name.text) if number not in candidates]
        if len(found) != 1 or not candidates:
            return None
        named = self._standing(found[0]).first
        for number in candidates:
            other = self._standing(number)
            if not (other.relative and named < other.first) and not named < sighting.place < other.first:
                return None
        return found[0]

    def _standing(self, number: int) -> Standing:
        if number not in self._standings:
            self._standings[number] = standing(self._persons[number], self._names)
        return self._standings[number]

    def _of_the_sex(self, candidates: list[int], sighting: Sighting) -> list[int]:
        """The candidates whom "Mr." or "Mrs." in front of the surname can mean."""
        title = sighting.name.before
        told = sex_told(title) if title is not None and title.honorific else ""
        return [number for number in candidates if not told or sex_of(self._persons[number]) in ("", told)]

    def _unrivalled(self, candidates: list[int], sighting: Sighting) -> list[int]:
        """The candidates of whom the article tells no other office than the one in front of the surname."""
        title = sighting.name.before
        if title is None:
            return candidates
        return [
            number
            for number in candidates
            if not excluded(title, [other for _, other in self._persons[number].titles()])
        ]

    def _honoured(self, sighting: Sighting) -> bool:
        """Whether an honorific that tells a sex stands in front: such a name is nobody's for standing near."""
        title = sighting.name.before
        return title is not None and title.honorific and bool(sex_told(title))

    def _offices(self, number: int) -> set[str]:
        """Heads of the offices a person has in the article."""
        return {title.head for _, title in self._persons[number].titles() if title.head}

    def _by_title(self, candidates: list[int], sighting: Sighting) -> list[int]:
        """The title in front: the same office; a head of state for a head of state's title."""
        title = sighting.name.before
        if title is None or title.honorific or not title.head:
            return []
        same = [number for number in candidates if self._same_office(number, title)]
        if same or title.head not in _TOP:
            return same
        return [number for number in candidates if self._offices(number) & _TOP]

    def _same_office(self, number: int, title: Title) -> bool:
        """Whether the person has this office: the same head, and as many of the words as the shorter title has."""
        words = {word for word in title.words if word not in title_words()["modifier"]}
        for _, other in self._persons[number].titles():
            theirs = {word for word in other.words if word not in title_words()["modifier"]}
            if other.head == title.head and (words <= theirs or theirs <= words):
                return True
        return False

    def _by_description(self, candidates: list[int], sighting: Sighting) -> list[int]:
        """An apposition behind the surname: the person with such an office."""
        for title in sighting.name.after:
            same = [number for number in candidates if self._same_office(number, title)]
            if same:
                return same
        return []

    def _by_recency(self, candidates: list[int], sighting: Sighting) -> list[int]:
        """The only one of them named earlier in the sentence, else in the sentence before."""
        sentence, token = sighting.place
        for at, before in ((sentence, token), (sentence - 1, 10**6)):
            named = [
                number
                for number in candidates
                if any(place[0] == at and place[1] < before for place in self._named[number])
            ]
            if named:
                return named if self._adjoining(sentence, at) else []
        return []

    def _adjoining(self, sentence: int, other: int) -> bool:
        """Whether two sentences stand in the same or in neighbouring blocks."""
        first, second = (self._names[index].marked.sentence.block for index in (sentence, other))
        return abs(first - second) <= 1

    def _by_partner(self, candidates: list[int], sighting: Sighting) -> list[int]:
        """In a pair with a head of state ("the X-Y summit") the candidate who is one."""
        sentence, token = sighting.place
        names = self._names[sentence]
        for number in range(len(self._persons)):
            if number in candidates or not self._offices(number) & _TOP:
                continue
            for at, start in self._named[number]:
                if at == sentence and 0 < abs(start - token) <= 2:
                    between = names.marked.lower[min(start, token) + 1 : max(start, token)]
                    if between in (("-",), ("–",), ("and",)):
                        return [which for which in candidates if self._offices(which) & _TOP]
        return []
