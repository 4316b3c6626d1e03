"""Hand-built sentences: ``parse("Lind PROPN 2 nsubj", "met VERB 0 root meet")``; heads count from 1."""

from kg.extraction.enhance import enhance
from kg.extraction.scene import Referring, Scene
from kg.extraction.trigger_words import TriggerWords
from kg.model import Article, Block, BlockKind, Entity, EntityKind, Mention, Metadata, NameSpan, Sentence, Span, Token


def parse(*rows, names=()):
    """A sentence from rows ``form upos head deprel [lemma] [Feat=Value|…]``; names are (start, end, kind), from 0."""
    tokens = []
    offset = 0
    for index, row in enumerate(rows):
        form, upos, head, deprel, *rest = row.split()
        lemma = rest[0] if rest else form.lower() if upos != "PROPN" else form
        feats = tuple(sorted(tuple(pair.split("=")) for pair in rest[1].split("|"))) if len(rest) > 1 else ()
        tokens.append(
            Token(index, form, lemma, upos, "", feats, int(head) - 1, deprel, Span(offset, offset + len(form)))
        )
        offset += len(form) + 1
    return Sentence(Span(0, offset - 1), 0, tuple(tokens), tuple(NameSpan(*name) for name in names))


def edges(graph):
    """Readable edges: ``met -subj-> Lind``, ``met -[with]-> Persson``."""
    forms = [token.form for token in graph.tokens]
    return {
        f"{forms[edge.head]} -{f'[{edge.preposition}]' if edge.label == 'p' else edge.label}-> {forms[edge.dependent]}"
        for edge in graph.edges
    }


def check_repair(name, case):
    """A repair, and no other step, takes wrong edges away and adds right ones: the case is (sentence, wrong, right)."""
    sentence, wrong, right = case
    before, after = edges(enhance(sentence, without=frozenset((name,)))), edges(enhance(sentence))
    assert wrong <= before
    assert not right & before
    assert right <= after
    assert not wrong & after


def scene(*graphs, referring=(), places=(), positions=(), text=None):
    """A scene over graphs: ``referring`` are ``sentence start end keys how [place key] [group]``."""
    article_text = text or " ".join(token.form for graph in graphs for token in graph.tokens)
    rows = [[] for _ in graphs]
    entities = {}
    for row in referring:
        sentence, start, end, keys, how, *rest = row.split()
        index, first, last = int(sentence), int(start), int(end)
        tokens = graphs[index].tokens
        span = Span(tokens[first].span.start, tokens[last - 1].span.end)
        as_place = next((item for item in rest if item.startswith("place/")), "")
        names = tuple(keys.split(","))
        for key in (*names, *([as_place] if as_place else [])):
            kind, _, name = key.partition("/")
            entities.setdefault(
                key, Entity(key, EntityKind(kind), name, (Mention(span, article_text[span.start : span.end]),))
            )
        rows[index].append(
            Referring(
                index, first, last, first, span, names, names[0].partition("/")[0], how, as_place, group="group" in rest
            )
        )
    article = Article(
        "a.txt",
        article_text,
        "0" * 64,
        Metadata(),
        (Block(BlockKind.PARAGRAPH, Span(0, len(article_text))),),
    )
    return Scene(article, tuple(graphs), entities, tuple(tuple(row) for row in rows), tuple(positions))


WORDS = TriggerWords(
    nouns=frozenset({"embargo", "ban", "freeze", "call"}),
    modifiers={"ban": {"travel"}, "freeze": {"asset"}, "curb": {"export"}, "call": {"courtesy"}},
    phrases={("call", "courtesy"): {"on"}},
    objects={"freeze": {"lending"}, "cut": {"sale"}, "host": set()},
)
"""What the triggers of some schema ask of the surroundings of their words."""
