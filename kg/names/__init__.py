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

from kg.names.alike import AlikeWords
from kg.names.customs import HONORIFICS, HONOURS, PARTICLES, SUFFIXES
from kg.names.likeness import by_initial, likeness_keys, may_abbreviate, same_name, similarity
from kg.names.parts import (
    bare,
    family_first,
    full_keys,
    generation,
    has_given_name,
    is_surname_of,
    plain,
    split_name,
    surname_keys,
    surnames,
)
from kg.names.spelling import fold, slug, tokens, variant

__all__ = [
    "HONORIFICS",
    "HONOURS",
    "PARTICLES",
    "SUFFIXES",
    "AlikeWords",
    "bare",
    "by_initial",
    "family_first",
    "fold",
    "full_keys",
    "generation",
    "has_given_name",
    "is_surname_of",
    "likeness_keys",
    "may_abbreviate",
    "plain",
    "same_name",
    "similarity",
    "slug",
    "split_name",
    "surname_keys",
    "surnames",
    "tokens",
    "variant",
]
