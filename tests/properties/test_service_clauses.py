"""The guard against SERVICE holds for whatever the engine would parse, shown on texts made of hostile pieces.

Whether the engine finds a SERVICE clause is told without any network: a text that it parses, and parses no more once
every ``service`` is ``servicx``, has one, for in strings, comments, IRIs and names it makes no difference.
"""

import random
import re
from itertools import count

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, RefusedQueryError
from kg.store.guard import check_query, check_update

SEED = 20261122
ROUNDS = 3000
TARGETS = [
    "<http://127.0.0.1:1/>",
    "<http://127.0.0.1:1/#'>",
    "?v",
    "?service",
    "x:y",
    "x:",
    ":y",
    ":",
    "y:",
    "\ufffdy:",
]
TARGETS += [
    "service:",
    "servicey:z",
    "y:a.b",
    "y:\\'",
    "y:%41",
    "<\\u0068ttp://127.0.0.1:1/>",
    "?\u00b7a",
    "?a\u0301",
    "e\u0301:",
]
WORDS = ["SERVICE", "service", "sErViCe", "SERVICE SILENT", "SERVICESILENT", "service#c\nsilent", "\\u0053ERVICE"]
GROUPS = ["{}", "{?s ?p ?o}", "{ # } \n}", "{{}}"]
PREFIXES = [
    "<http://h/>",
    "<http://h:80>",
    "<http://[::1]>",
    "<http://h>",
    "<x:>",
    "<http://h:80/>",
    "<http:\\u002F/h:80>",
    "<//i:80>",
    "<#>",
    "<>",
]
NAMES = [
    "x",
    "",
    "y",
    "service",
    "SERVICEy",
    "servicey",
    "\ufffdy",
    "atrueSERVICE",
    "e\u0301",
    "a.service",
    "a-SERVICE",
    "SERVICESILENTx",
]
OBJECTS = [
    "?o",
    "?service",
    "$service",
    "true",
    "false",
    "1",
    "1.5",
    "1e5",
    "-1",
    "+1.",
    ".5",
    "x:",
    "x:a",
    "x:a.b",
    "x:a.b.c",
    "x:service",
    ":service",
]
OBJECTS += [
    "x:SERVICE",
    "service:a",
    "x:atrue",
    "x:a1",
    "x:\\'",
    "x:\\#",
    "x:%41",
    "_:b",
    "_:service",
    "_:a.b",
    "[]",
    "()",
    "'a'",
    "'a'@en",
    '"a"@service',
    '"a"@en--ltr',
]
OBJECTS += [
    '"service <x:> {"',
    "'''service ?x {'''",
    '"""it\'s """',
    "''",
    '""',
    '"\\u0022"',
    "'\\''",
    "'a'^^x:t",
    "<a>",
    "<x:service>",
    "<http://h/#service>",
    "<http://h/it's>",
]
OBJECTS += [
    "?o ~",
    "?o ~ x:r",
    "?o {| ?p 1 |}",
    "<<( ?s ?p 1 )>>",
    "<< ?s ?p 1 >>",
    '"""x\\uD800"""',
    "'\\q'",
    "?a\u00b7b",
    "?\U00010000",
    "x:\ufffd",
    "_:b\u203f",
]
TESTS = [
    "?a<'>'",
    "?a<?p#'>\n",
    "?a<1&&2>1",
    "<a>=<b>",
    "?a<x:b",
    "?a<b>'",
    "'service {'='b'",
    "1<2",
    "?a<-1",
    "EXISTS{G}",
    "NOT EXISTS {G}",
    "?a IN (<a>,'>')",
    "1>2",
    "1/2",
    "?a<<b>",
    "'\\'#'=?a",
]
SUBJECTS = ["?s", "x:s", "?service", "<a>", "x:"]
PATHS = ["?p", "a", "x:p", "<p>", "x:p?", "^x:service", "x:a.b/x:c"]
GROUPED = ["OPTIONAL", "MINUS", "", "GRAPH ?g", "GRAPH x:service", "GRAPH service:a", "{}UNION"]
VALUES = ["1", "?a<?b", "'service'", "?a<b>?c"]
GLUE = ["", "", " ", " ", "\n", "#c\n", "#'\n", '#"""\n', "#<\n", "#\\q\r", "\t", " . ", ".", ";"]
TAILS = [
    "",
    "",
    "",
    ' # \\q """',
    " # '''",
    " #>",
    " #'",
    ' # """',
    " LIMIT 1",
    " VALUES ?z { '''a''' }",
    ' # \\uD800 """',
    " #\\'''",
]


def piece(pick, depth=0):
    kind = pick.randrange(12)
    glue = lambda: pick.choice(GLUE[:9])  # noqa: E731
    group = lambda: ("{" + body(pick, depth + 1) + "}") if depth < 2 else pick.choice(GROUPS)  # noqa: E731
    if kind < 3:
        return f"{pick.choice(SUBJECTS)} {pick.choice(PATHS)} {pick.choice(OBJECTS)}"
    if kind < 5:
        target = pick.choice(TARGETS)
        return f"{pick.choice(WORDS)}{glue() if pick.random() < 0.7 else ''}{target}{glue()}{pick.choice(GROUPS)}"
    if kind == 5:
        test = pick.choice(TESTS)
        return f"FILTER({test.replace('{G}', group())})" if "{G}" in test else f"FILTER({test})"
    if kind == 6:
        return f"{pick.choice(GROUPED)}{glue()}{group()}"
    if kind == 7:
        return f"BIND({pick.choice(VALUES)} AS ?n{pick.randrange(10**9)})"
    if kind == 8:
        value = pick.choice(['"""x"', "'''x'", '"" "x"', '"""x\\q"""', "'a' 'b'", '"""\\uD800"""'])
        return f"VALUES (?v1 ?v2) {{ ({value}) }}"
    if kind == 9:
        return f"{{{glue()}SELECT{glue()}* {{{body(pick, depth + 1)}}}{glue()}}}" if depth < 2 else "{}"
    if kind == 10:
        return f"VALUES ?w {{ {pick.choice(OBJECTS)}{glue()}{pick.choice(OBJECTS)} }}"
    return pick.choice(OBJECTS + TARGETS + WORDS)


def body(pick, depth=0):
    return "".join(piece(pick, depth) + pick.choice(GLUE) for _ in range(pick.choice([1, 1, 2, 2, 3])))


def prologue(pick):
    names = pick.sample(NAMES, pick.randrange(5))
    return "".join(f"PREFIX {name}: {pick.choice(PREFIXES)}{pick.choice([' ', chr(10)])}" for name in names)


def query(pick):
    """A query, valid or not."""
    head = pick.choice(
        ["SELECT * ", "ASK", "SELECT ?service ?x WHERE", "CONSTRUCT { ?s ?p 'service' } WHERE ", "DESCRIBE ?s"]
    )
    return f"{prologue(pick)}{head}{{{body(pick)}}}{pick.choice(TAILS)}"


def update(pick):
    """An update, valid or not."""
    head = pick.choice(
        [
            "INSERT { ?s ?p ?o } WHERE ",
            "DELETE{?s x:service ?o}INSERT{}WHERE",
            "WITH <x:g> DELETE { } USING x:service WHERE",
        ]
    )
    first = pick.choice(["", "INSERT DATA { <a> <b> 'service <x:> {' } ; ", "CLEAR DEFAULT;"])
    return f"{prologue(pick)}{first}{head}{{{body(pick)}}}{pick.choice(TAILS)}"


def parses(text, *, is_update):
    """Whether the engine finds the text well-formed; nothing listens where it may ask."""
    store = ox.Store()
    try:
        if is_update:
            store.update(text, base_iri="http://h/", prefixes={"x": "http://h/x#", "y": "http://127.0.0.1:1/y"})
        else:
            store.query(text, base_iri="http://h/", prefixes={"x": "http://h/x#", "y": "http://127.0.0.1:1/y"})
    except SyntaxError:
        return False
    except (OSError, ValueError, RuntimeError):  # it was parsed, and failed in the answering
        return True
    return True


def has_clause(text, *, is_update):
    """True, False, or None where the engine does not parse it."""
    if not parses(text, is_update=is_update):
        return None
    return not parses(re.sub("(?i)(servic)e", r"\1x", text), is_update=is_update)


def verdicts(rounds, seed, *, is_update=False):
    """Text, whether it has a clause, and what the guard says."""
    pick = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(rounds):
        text = update(pick) if is_update else query(pick)
        try:
            (check_update if is_update else check_query)(text)
            refused = None
        except QueryError as error:
            refused = error
        yield text, has_clause(text, is_update=is_update), refused


@pytest.mark.parametrize("is_update", [False, True])
def test_no_text_passes_in_which_the_engine_finds_a_clause(is_update):
    found = count()
    for text, clause, refused in verdicts(ROUNDS, SEED, is_update=is_update):
        if clause:
            next(found)
            assert isinstance(refused, RefusedQueryError), text
            assert refused.line >= 1
    assert next(found) > ROUNDS / 50  # the pieces do make clauses


@pytest.mark.parametrize("is_update", [False, True])
def test_hardly_any_text_without_a_clause_is_refused(is_update):
    harmless = [
        (text, refused) for text, clause, refused in verdicts(ROUNDS, SEED + 1, is_update=is_update) if clause is False
    ]
    wrong = [text for text, refused in harmless if refused]
    assert len(wrong) < len(harmless) / 50, wrong[:5]
