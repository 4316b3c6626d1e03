"""Names of persons, compared and taken apart by their form alone: no list of persons is behind it.

Orders and parts follow the customs of the language a name looks like (family name first in Korean, Chinese and
Vietnamese, patronymics in Russian, two surnames in Spanish, ``bin`` and ``al-`` in Arabic, particles in Dutch, German
and Romance names). Where spelling alone cannot tell, the Western order is assumed. Comparison is conservative: it
bridges transliterations ("Yusuf" and "Yousef"), word order, hyphens and middle names, never two different names.

    >>> same_name("Haruto Sato", "Sato Haruto")
    True
    >>> split_name("Ursel van der Berg")
    ('van der Berg', 'Ursel')
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "ı": "i", "İ": "I", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ħ": "h", "ŋ": "ng",
    }
)  # fmt: skip
_DROPPED: Final = re.compile(r"['’‘`´ʻʼʿʾ]")
_SEPARATORS: Final = re.compile(r"[^\w]+|_")
_NICKNAME: Final = re.compile(r"[\"“”«»][^\"“”«»]*[\"“”«»]|\([^)]*\)|(?<!\w)['‘][^'’]{2,}['’](?!\w)")

HONORIFICS: Final = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady baron baroness count countess duke duchess rev reverend father sister"
    " archbishop cardinal bishop rabbi imam sheikh shaikh sheik sayyid sayed hojatoleslam ayatollah mullah maulana"
    " haji hajji king queen prince princess emir sultan hon gen lt col maj capt cmdr adm sgt brig u daw don"
    " dona".split()
)
SUFFIXES: Final = frozenset("jr sr ii iii iv phd md mp kbe cbe obe esq".split())
PARTICLES: Final = frozenset(
    "van von der den de del della di da do dos das du des la le lo ter ten zu zum zur af av bin ibn bint ben abu al"
    " el ul ur ould y e st san mac".split()
)
_ARTICLES: Final = frozenset({"al", "el", "ul", "ur"})
_FATHER: Final = frozenset({"bin", "ibn", "bint", "ben", "ould"})
_COMPOUNDING: Final = frozenset({"abdul", "abdel", "abd", "abdal", "abu", "abou"})

# Surnames written before the given name, by the spelling in use in news. Those shared with Western names need a given
# name of the right form beside them.
_KOREAN: Final = frozenset(
    "kim lee park pak choi choe jung jeong chung kang cho jo yoon yun jang chang lim im rim han oh o shin sin seo"
    " suh so kwon hwang ahn an song ryu yu yoo hong ko koh moon mun son sohn bae pae paek baek baik heo hur ho nam"
    " noh ro roh ri rhee yi yang cha joo chu ju ha min kwak jin jon jeon chun chon paik pyo bang wi ma won hyon hyun"
    " thae".split()
)
_CHINESE: Final = frozenset(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang"
    " deng feng han cao zeng peng yuan lu jiang cai jia ding wei xue ye yan yu pan du dai xia zhong tian ren fan fang"
    " shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian lei yin"
    " lai gong xi geng hua mo ni qi qiang rong shen sheng shu su tao tong wen xiang xing yi zha zhuang zong chang"
    " dong lou ke bo hua tsai chiang hsu hsieh tseng kuo yeh chou chu soong yen lien".split()
)
_VIETNAMESE: Final = frozenset(
    "nguyen tran le pham phan vu vo dang bui do ho ngo duong ly dinh truong hoang huynh to luong".split()
)
_VIETNAMESE_MIDDLE: Final = frozenset(
    "van thi xuan minh duc quang ngoc phu tan thanh huu cong dinh trong kim hong thien hai binh bich cao the chi"
    " manh tuan viet quoc ba nang dai".split()
)
_PINYIN: Final = re.compile(
    r"^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un"
    r"|ia|ie|iu|ua|ui|uo|ue|er|a|o|e|i|u)){1,2}$"
)
_SYLLABLE: Final = re.compile(
    r"^(?:k|kk|n|t|d|r|l|m|b|p|s|ss|j|jj|ch|h|g|y|w|sh|ky|gy|hy|ry|my|by|py|kw|gw|hw)?"
    r"(?:a|ae|ya|eo|e|yeo|ye|o|wa|oe|oi|yo|u|oo|wo|wi|yu|eu|ui|i|ee|ou|ai|ay|young|yong)(?:ng|k|n|l|m|p|t|h|r|ck|hn|uh)?$"
)
_PATRONYMIC: Final = re.compile(r"^\w+(?:ovich|evich|ich|ovna|evna|ichna|ovych|ivna|yevich|oglu|ogly|qizi)$")
_SPANISH_GIVEN: Final = frozenset(
    "alberto alejandro alfonso alfredo alvaro ana andres angel antonio arturo beatriz carlos carmen cesar claudia"
    " cristina daniel david diego eduardo elena enrique ernesto esteban eugenia felipe fernando fidel francisco"
    " gabriel gabriela gerardo gloria gonzalo guillermo gustavo hector hugo ignacio isabel ivan jaime javier jesus"
    " joaquin jorge jose josefina juan julia julio laura leonel leopoldo luis luisa manuel marcelo marcos margarita"
    " maria mario marta martin mauricio miguel monica nicolas oscar pablo patricia pedro rafael ramon raul ricardo"
    " roberto rodrigo rosa ruben salvador santiago sebastian sergio silvia susana teresa tomas veronica vicente"
    " victor violeta ximena".split()
)
_SHORT_GIVEN: Final = {
    "mike": "michael", "steve": "steven", "stephen": "steven", "bill": "william", "will": "william", "bob": "robert",
    "rob": "robert", "jim": "james", "joe": "joseph", "tom": "thomas", "tony": "anthony", "dave": "david",
    "dan": "daniel", "chris": "christopher", "ben": "benjamin", "jeff": "jeffrey", "geoffrey": "jeffrey",
    "greg": "gregory", "ken": "kenneth", "larry": "lawrence", "matt": "matthew", "nick": "nicholas", "pat": "patrick",
    "phil": "philip", "phillip": "philip", "ron": "ronald", "sam": "samuel", "sue": "susan", "tim": "timothy",
    "ted": "edward", "ed": "edward", "dick": "richard", "rick": "richard", "liz": "elizabeth", "kate": "katherine",
    "jack": "john", "jon": "jonathan", "andy": "andrew", "don": "donald", "doug": "douglas", "fred": "frederick",
    "gerry": "gerald", "josh": "joshua", "zach": "zachary",
}  # fmt: skip

_VARIANTS: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^m[ou]h?a?m+[aeiou]?[dt]$", "muhamad"),
        (r"^[yj]o?u?s+[eou]+f$", "yusuf"),
        (r"^h[ou]s+[aei]+n$", "husein"),
        (r"^abd[aeuo]l+ah?$", "abdalah"),
        (r"^[ou]mar$", "umar"),
        (r"^[ou]sama$", "usama"),
        (r"^ale[xk]s?andr?[aeiou]*r?$", "aleksandr"),
        (r"^ye", "e"),
        (r"sch|tsch", "sh"),
        (r"tch", "ch"),
        (r"dj|dzh|zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"ck|q|c(?=[aoukr])", "k"),
        (r"oo|ou|eu", "u"),
        (r"eo", "o"),
        (r"ae", "e"),
        (r"oe|oi|oy", "oi"),
        (r"[iey]*y+$|[ei]+i$|[iey]+y", "i"),
        (r"ee|ei|y", "i"),
        (r"(\w)\1", r"\1"),
        (r"(?<=[aeiou])h$", ""),
    )
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, diacritics, apostrophes, hyphens and punctuation; words separated by one space.

    >>> fold("Élise O'Brien-Ślązak")
    'elise obrien slazak'
    """
    text = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    text = "".join(char for char in text if not unicodedata.combining(char)).lower()
    return _SEPARATORS.sub(" ", _DROPPED.sub("", text)).strip()


def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name, in order."""
    return tuple(fold(name).split())


def slug(name: str) -> str:
    """A name as part of an IRI: ``a-z 0-9`` and hyphens; a digest where nothing of the name is Latin."""
    readable = "-".join(word for word in (re.sub(r"[^a-z0-9]", "", word) for word in tokens(name)) if word)
    return readable or "x" + hashlib.sha256(name.encode()).hexdigest()[:8]


@lru_cache(maxsize=65536)
def variant(word: str) -> str:
    """A folded word reduced to what its transliterations share ("yousef", "yusuf" -> "yusuf"); not for display."""
    for pattern, replacement in _VARIANTS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def plain(name: str) -> tuple[str, ...]:
    """The words of a name as written, without honorifics before it and nicknames inside it; "III" and "Jr." stay."""
    words = [word.strip(",;") for word in _NICKNAME.sub(" ", name).split()]
    words = [word for word in words if fold(word)]
    while len(words) > 1 and fold(words[0]) in HONORIFICS:
        words = words[1:]
    return tuple(words)


@lru_cache(maxsize=65536)
def bare(name: str) -> tuple[str, ...]:
    """The words of a name as written, without honorifics before it, suffixes after it and nicknames inside it."""
    words = list(plain(name))
    while len(words) > 1 and fold(words[-1]) in SUFFIXES:
        words = words[:-1]
    return tuple(words)


def family_first(name: str) -> bool:
    """Whether the name is written family name first, as far as its form tells (Korean, Chinese, Vietnamese)."""
    words = bare(name)
    if not 2 <= len(words) <= 4:
        return False
    head, rest = fold(words[0]), [fold(word) for word in words[1:]]
    parts = " ".join(rest).split()
    if head in _KOREAN:
        hyphened = len(rest) == 1 and "-" in words[1]
        two = len(rest) == 2 and all("-" not in word for word in words[1:])
        if (hyphened or two) and len(parts) == 2 and all(_SYLLABLE.match(part) for part in parts):
            return True
    if head in _VIETNAMESE and len(parts) >= 2 and parts[0] in _VIETNAMESE_MIDDLE:
        return True
    if head in _CHINESE:
        if len(rest) == 1 and fold(words[1]) not in _CHINESE | {"lee", "kim", "park"}:
            return all(_PINYIN.match(part) for part in parts)
        return len(rest) == 1 and all(_PINYIN.match(part) for part in parts) and len(fold(words[1])) > 1
    return False


@lru_cache(maxsize=65536)
def split_name(name: str) -> tuple[str, str]:
    """Family name and given names as written; a single name is all family.

    >>> split_name("Nguyen Van Minh")
    ('Nguyen', 'Van Minh')
    """
    if name.count(",") == 1:
        family, _, given = name.partition(",")
        if fold(given) and not set(tokens(given)) <= SUFFIXES and len(bare(given)) < 4:
            return " ".join(bare(family)), " ".join(bare(given))
    words = bare(name)
    if len(words) < 2:
        return (words[0] if words else name.strip()), ""
    if family_first(name):
        return words[0], " ".join(words[1:])
    at = _family_start([fold(word) for word in words])
    return " ".join(words[at:]), " ".join(words[:at])


def _family_start(folded: list[str]) -> int:
    """Index of the first word of the family name in a name of Western order."""
    last = len(folded) - 1
    if folded[0] in {"abu", "abou", "umm"}:
        return 0
    if folded[last - 1] in _ARTICLES and last > 1:
        return last - 1
    heads = [word.split()[0] for word in folded]
    if heads[last] in _ARTICLES and " " in folded[last]:  # al-Xxx written with a hyphen: the byname alone
        return last
    start = last
    while start > 1 and heads[start - 1] in PARTICLES:
        start -= 1
    if start < last:
        return start
    if folded[last - 1] in _COMPOUNDING and last > 1:
        return last - 1
    if (
        last == 2
        and folded[0] in _SPANISH_GIVEN
        and folded[1] not in _SPANISH_GIVEN
        and not _PATRONYMIC.match(folded[1])
    ):
        return 1 if len(folded[1]) > 1 else last
    if last >= 3 and folded[0] in _SPANISH_GIVEN and len(folded[last - 1]) > 1:
        return last - 1
    return last


@lru_cache(maxsize=65536)
def _forms(name: str) -> tuple[tuple[str, ...], bool]:
    """Comparable words of a name (honorifics dropped), and whether it is written family name first."""
    words = tuple(part for word in bare(name) for part in fold(word).split())
    return words, family_first(name)


def same_name(a: str, b: str) -> bool:
    """Whether two full names are one name in another spelling, order or length.

    Bridged: case, diacritics, hyphens, transliteration, family name first or last, a dropped middle name or initial,
    usual short forms of English given names. A single word equals only itself: a surname is no full name.
    """
    first, first_eastern = _forms(a)
    second, second_eastern = _forms(b)
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    if min(len(first), len(second)) == 1:
        return len(first) == len(second) and len(first[0]) > 3 and variant(first[0]) == variant(second[0])
    if (first_eastern or second_eastern) and len(first) == len(second) == 2:
        return sorted(first) == sorted(second)  # one vowel tells two Chinese given names apart
    left, right = [variant(word) for word in first], [variant(word) for word in second]
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return True
    if first_eastern or second_eastern:
        return _rotated(left) == "".join(right) or _rotated(right) == "".join(left)
    return _same_western(first, second)


@lru_cache(maxsize=65536)
def likeness_keys(name: str) -> frozenset[str]:
    """Keys by which names are looked up: two names that are the same name (`same_name`) have one in common."""
    words, _ = _forms(name)
    if not words:
        return frozenset()
    variants = [variant(word) for word in words]
    given = {words[0][0], variant(_SHORT_GIVEN.get(words[0], words[0]))[:1]}
    keys = {f"{word} {initial}" for word in variants[1:] for initial in given}
    return frozenset({*keys, "".join(sorted("".join(variants))), "".join(sorted("".join(words)))})


def _rotated(words: list[str]) -> str:
    """The words with the family name moved from the front to the back, joined."""
    return "".join(words[1:] + words[:1])


def _same_western(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Names of Western order: given name and family name agree, and what stands between does not contradict."""
    if len(first) > len(second):
        first, second = second, first
    if not _same_given(first[0], second[0]) or _initials_against_word(first, second):
        return False
    left, right = [variant(word) for word in first], [variant(word) for word in second]
    if left[1:] == right[1:]:
        return True
    middle_left, middle_right = first[1:-1], second[1:-1]
    if left[-1] == right[-1]:
        initials = [tuple(word for word in middle if len(word) == 1) for middle in (middle_left, middle_right)]
        if all(initials) and len(middle_left) == len(initials[0]) and len(middle_right) == len(initials[1]):
            return initials[0] == initials[1]  # "George W." is not "George H. W."
        return not middle_left or _subsequence(middle_left, middle_right)
    # "X bin Y" / "X bin Y al-Z", "X Y" / "X Y Z" with two surnames: the shorter is the beginning of the longer
    tail = second[len(first) :]
    longer = len(tail) <= 2 and right[1 : len(left)] == left[1:]
    return longer and (tail[0] in _ARTICLES or bool(_FATHER & set(first)) or second[0] in _SPANISH_GIVEN)


def _initials_against_word(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one name has two or more initials and the other one given name in full: "A. B. Cole", "Amos Cole".

    Brothers, spouses and ministers of one family share a first letter too often for that to make one person.
    """
    return any(
        len(one) > 2 and len(one[0]) == len(one[1]) == 1 and len(other) > 1 and len(other[0]) > 1 < len(other[1])
        for one, other in ((first, second), (second, first))
    )


def may_abbreviate(a: str, b: str) -> bool:
    """Whether one name may be the other with two initials for its given name; no proof without an office in common.

    >>> may_abbreviate("A. B. Cole", "Amos Cole"), same_name("A. B. Cole", "Amos Cole")
    (True, False)
    """
    (first, _), (second, _) = _forms(a), _forms(b)
    return (
        min(len(first), len(second)) > 1
        and _initials_against_word(first, second)
        and first[0][0] == second[0][0]
        and variant(first[-1]) == variant(second[-1])
    )


def by_initial(a: str, b: str) -> bool:
    """Whether two names with one family name agree only by an initial or a middle name that one of them lacks."""
    (first, _), (second, _) = _forms(a), _forms(b)
    return first != second and (len(first) != len(second) or any(len(word) == 1 for word in first + second))


def _same_given(a: str, b: str) -> bool:
    """Given names that may be one: equal, short form, or the initial of the other."""
    if 1 in (len(a), len(b)):
        return a[0] == b[0]
    return variant(_SHORT_GIVEN.get(a, a)) == variant(_SHORT_GIVEN.get(b, b))


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether every word (or initial) of ``short`` is met in ``long``, in order."""
    rest = iter(long)
    return all(
        any(word == other or (1 in (len(word), len(other)) and word[0] == other[0]) for other in rest) for word in short
    )


@lru_cache(maxsize=65536)
def surnames(full: str) -> tuple[str, ...]:
    """The folded forms under which news speaks of a person after the full name, most usual first."""
    family, _ = split_name(full)
    words = tokens(family)
    forms = [" ".join(words)]
    while len(words) > 1 and words[0] in PARTICLES:
        words = words[1:]
        forms.append(" ".join(words))
    if len(words) > 1 and len(bare(full)) > 2:
        forms += [words[0], words[-1]]
    parts = [fold(word) for word in bare(full)]
    if len(parts) == 2 and parts[0] in _KOREAN | _CHINESE | _VIETNAMESE:
        forms.append(parts[0])
    for index, word in enumerate(parts[:-1]):  # "bin Zayed" inside a longer name
        if index and word in _FATHER:
            forms += [f"{word} {parts[index + 1]}"]
    return tuple(dict.fromkeys(forms))


def is_surname_of(short: str, full: str) -> bool:
    """Whether ``short`` is how news would call the person named ``full`` by surname alone."""
    wanted = " ".join(part for word in bare(short) for part in fold(word).split())
    if not wanted or wanted == fold(full):
        return False
    return any(wanted == form or (len(wanted) > 3 and variant(wanted) == variant(form)) for form in surnames(full))


def similarity(a: str, b: str) -> float:
    """How alike two names look, 0 to 1: for proposing the nearest names to a misspelt one, never for merging."""
    left, right = tokens(a), tokens(b)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    whole = SequenceMatcher(None, " ".join(left), " ".join(right)).ratio()
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    best = [max(SequenceMatcher(None, variant(word), variant(other)).ratio() for other in long) for word in short]
    by_word = sum(best) / len(best) * (1.0 if len(short) == len(long) else 0.95)
    return min(0.999, max(whole, by_word))
