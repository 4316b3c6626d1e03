"""Page chrome: lines that belong to the page or to the desk, not to the article.

Three kinds of rule: what a line begins with (a widget's invitation, a legal note, a desk's slug), what it consists of
(a path of sections, nothing but page tools, counters), and what it says to the visitor ("your inbox", "cookies").
Lines that open with a quotation mark are speech and never chrome.
"""

from __future__ import annotations

import re
from typing import Final

from kg.reading.prose import word_set

_LONGEST: Final = 700
_LONGEST_INVITATION: Final = 260
_QUOTES: Final = "\"“‘«'"

_OPENINGS: Final = (
    # widgets and invitations
    r"(?:log|sign)(?:ged)?[ -]?(?:in|up|on|out)\b",
    r"(?:please )?(?:click|tap) (?:here|on|to|the)\b",
    r"to (?:write|post|leave|add|read|view|see) (?:a )?comments?\b",
    r"(?:leave|post|write|add|view|show|load|hide|no) (?:a |your |all |more )?(?:comments?|reply)\b",
    r"\d* ?comments?(?: \(?\d+\)?)?$",
    r"subscribe(?:$| (?:to|now|today|for|here)\b)",
    r"follow (?:us|@|live|the author|\S+ (?:\S+ )?on (?:twitter|facebook|x|instagram|telegram|youtube))",
    r"(?:like|find|visit|join) us\b",
    r"join (?:the (?:conversation|discussion)|our)\b",
    r"download (?:the|our)\b.{0,40}\bapp\b",
    r"register (?:now|here|for free|to)\b",
    r"(?:read|see|view|show|load) (?:more|also|all|full|next|related|the full (?:story|article))\b(?!.{60})",
    (
        r"(?:read more|read also|also read|see also|more|related|watch|listen|read|must read|don['’]t miss|recommended)"
        r"(?: (?:here|now|next))?\s?[:|»>]"
    ),
    r"(?:an )?official (?:website of|websites? use)\b|an? \.\w+ website belongs\b",
    r"(?:here['’]s )?how you know\b",
    r"secure \.?\w+ websites? use\b|a lock \(.{0,10}\) or https",
    r"comments? (?:are|is|have been) (?:closed|disabled|moderated|turned off|off|now closed)\b",
    r"for (?:all )?(?:the )?(?:latest|more|live) .{0,60}\b(?:download|follow|subscribe|visit|click|join|read|check)\b",
    r"(?:disclaimer|publisher['’]s note)\s?:",
    r"(?:the )?(?:views|opinions) expressed (?:in|are|by|here|above)\b",
    r"this (?:news|article|story|post|page) has been (?:read|viewed|shared)\b",
    r"[\d,.]+k? (?:views?|reads|shares|likes|times read|persons|people read)\b.{0,20}$",
    r"(?:be the first|you must be|you need to be|please) .{0,20}\b(?:comment|logged in|log in|register)\b.{0,30}$",
    r"required fields are marked\b",
    r"(?:rate|like|pin|report|flag|print|save|reuse|republish) this (?:item|article|story|page|content|post)\b",
    r"(?:after|before) newsletter promotion\b",
    r"(?:transcribe|try|start) (?:your|our|a) (?:own|free|trial)\b.{0,60}$",
    (
        r"\(?(?:the |this )?(?:briefing|press conference|news conference|interview|transcript) "
        r"(?:was |is |has )?(?:concluded|ended|ends|began|begins|adjourned|edited|lightly)\b"
    ),
    r"(?:sent|get .{0,20}) (?:from|for) (?:my|i)[ -]?(?:phone|ipad|os)\b.{0,30}$",
    r"related (?:articles?|stories|story|topics?|news|links?|content|coverage|posts?|items?)\b",
    r"(?:more|other) (?:from|on this|stories|news|about|articles|top stories|in this section|like this)\b(?!.{60})",
    r"most (?:read|popular|viewed|shared|commented|recent)\b(?!.{40})",
    r"also (?:read|in (?:this section|the news))\b(?!.{40})",
    r"(?:recommended|trending|popular|sponsored|promoted|suggested)(?:$| (?:for|by|now|content|stories|links)\b)",
    r"editor(?:s|'s|’s|s'|s’)? (?:picks?|choice)\b",
    r"share (?:this|on|via|the|it|with|article|story|to|page)\b(?!.{60})",
    r"(?:get|receive) (?:the latest|our|breaking|daily|email|alerts|updates|more (?:news|stories))\b",
    r"sign[- ]up\b",
    r"enter your\b",
    r"send (?:feedback|us|a tip|this)\b",
    r"(?:skip|jump|go|back|return) to (?:the )?(?:main|contents?|navigation|top|home(?:page)?|search|footer|menu)\b",
    r"(?:contact|about) us\b",
    r"support (?:our|us|independent|quality)\b.{0,60}$",
    r"(?:donate|advertise(?: with us)?|advertisement|ad feedback|advertising)$|advertisement\b.{0,20}$",
    r"(?:article|story) continues (?:below|after)",
    (
        r"(?:this|your) (?:article|story|browser|session|subscription|email|account)\b.{0,50}"
        r"\b(?:javascript|supported|expired|free|remaining|will not be published|required|saved)\b"
    ),
    r"(?:you (?:have|['’]ve) (?:reached|read|used)|you are (?:reading|viewing|using))\b",
    r"(?:loading|please wait|play(?:ing)? (?:video|audio)|listen to (?:this|article)|now playing|menu)\b.{0,25}$",
    r"(?:video|audio|image|media|photo) (?:caption,?$|player|source|credit|copyright|link)\b.{0,60}$",
    r"(?:lock|search|menu|close|play|share|print|email|help|arrow)[ -](?:icon|image|button)\b",
    r"(?:minute|min|\d+[ -]min(?:ute)?s?)[ -]read\b",
    r"(?:estimated )?reading time\b",
    r"(?:font|text)[ -]size\b",
    r"(?:how can we (?:improve|help)|was this (?:article|page|story|information)|did you (?:like|find))\b",
    r"thank(?:s| you) for (?:your|reading|subscribing|signing)\b.{0,60}$",
    r"(?:topics?|tags?|keywords?|categor(?:y|ies)|filed under|filed in|posted in|in this (?:article|story))\s?:",
    (
        r"(?:we|this (?:web)?site|our (?:web)?site|this page|by (?:using|continuing|clicking|browsing))\b.{0,80}"
        r"\b(?:cookies?|privacy|terms)\b"
    ),
    r"(?:accept|reject|manage|cookie)s?(?: all| our)? (?:cookies?|preferences|settings|policy|notice)\b",
    (
        r"(?:privacy|terms|cookie|editorial)s? (?:policy|of use|of service|and conditions|notice|"
        r"guidelines)\b"
    ),
    # rights
    r"(?:copyright\b|\(c\)|©).{0,20}(?:\d{4}|\ball rights\b)",
    r"©",
    r"(?:.{0,80}\b)?all rights reserved\b",
    (
        r"(?:this material|no part of|unauthori[sz]ed|any use of|reproduction)\b.{0,60}\b(?:publish|reproduc|prohibit"
        r"|permission|forbidden|broadcast)"
    ),
    # the desk
    (
        r"\((?:attn|adds?|updates?|recasts?|corrects?|clarif(?:y|ies)|eds|editors?|refiles?|repeats?|trims?|with|releads?|"
        r"subs|rewrites?|changes?|fixes)\b[^()]{0,200}\)\W*$"
    ),
    r"(?:eds|editors|attention editors|note to editors|editors['’]? notes?)\s?[:\-]",
    r"\^?(?:eds:|am-|pm-|bc-|ap-\w\w-|zczc|nnnn|\$adv)",
    (
        r"\(?(?:additional reporting|reporting|writing|written|editing|edited|compiled|translated|research|production)"
        r"(?: and (?:writing|editing|reporting))? by\b"
    ),
    r"(?:our standards|the thomson reuters trust)\b",
    r"embargo(?:ed)?\b.{0,60}$",
    (
        r"(?:for immediate release|press release|news release|media note|media release|press statement|media advisory)"
        r"(?:$|\s?[:#\d\-–—])"
    ),
    r"for (?:information media|more information|further information|media inquiries|media enquiries|press inquiries)\b",
    r"(?:media|press) (?:contacts?|inquir(?:y|ies)|enquir(?:y|ies))\b",
    r"(?:contact|tel|telephone|phone|fax|e-?mail|twitter|facebook|web|website|url|source|ref|reference|slug)\s?:",
    r"distr\.|original: |agenda item \d",
    r"[/(]?(?:end|ends|enditem|more|mtf|to be continued)[/)]?[.\s]{0,3}$",
    (
        r"\(?this (?:story|article|report|copy|item|interview|piece) (?:has|was|is|appeared|originally|first)\b.{0,120}"
        r"\b(?:published|auto[- ]?generated|syndicated|translated|corrected|edited by|produced|version)\b"
    ),
    r"[A-Z]{2,4}/[A-Z]{2,4}(?:/[A-Z]{2,4})?$",
    r"\(?page \d+\w?(?: of \d+| follows)?\)?$",
    r"you (?:may|might) also (?:be interested|like|want)\b.{0,30}$",
    r"(?:the )?\S+(?: \S+){0,3} (?:is|are) not responsible for the content of\b",
    r"a version of this (?:article|story|review) appear(?:s|ed) in\b",
    r"join (?:\S+ ){0,3}(?:telegram|whatsapp|facebook|discord) (?:channel|group|page)\b",
    r"like \S+(?: \S+){0,3} on (?:facebook|twitter)\b",
    r"if you .{0,60}\bplease (?:send|contact|visit|see|call|e-?mail|write|let us)\b",
    r"(?:published|appeared) in (?:the )?\S+(?: \S+){0,5}, \w+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}\.?$",
)
_OPENING: Final = re.compile(rf"^(?:{'|'.join(_OPENINGS)})", re.IGNORECASE)

_VISITOR: Final = re.compile(
    r"\b(?:your (?:inbox|e-?mail|browser|feedback|account|subscription|privacy|device|preferences|consent|comment)|"
    r"our (?:newsletters?|app|privacy|readers|journalism|website|cookie|terms|emails?|mailing list|channel)|"
    r"newsletters?|javascript|ad[- ]?blocker|cookies|this website|log in to|sign up (?:for|to)|unsubscribe|"
    r"click here|terms (?:of (?:use|service)|and conditions)|privacy policy)\b",
    re.IGNORECASE,
)
_ATTRIBUTED: Final = re.compile(
    r"\b(?:said|told|added|according to|announced|asked|accused|agreed|met)\b", re.IGNORECASE
)
_COUNTER: Final = re.compile(r"\(\s*\d+\s*/\s*\d+\s*\w{0,12}\s*\)|^\W*\d[\d,.\s%:/|-]*$")
_RULE: Final = re.compile(r"^[\W_]*$|^-?\s?30\s?-?$|^(?:[#*=_~-]\s*){3,}.{0,3}$|^-0-$")
_ADDRESS: Final = re.compile(r"^(?:<?\S+@\S+\.\S+>?|(?:https?://|www\.)\S+)$", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"\s(?:>|»|›|→|·|•|/|::)\s?|\s?(?:»|›|→)\s|\s?\|\s?")
_TOOLS: Final = word_set(
    """print printable version save share tweet email e-mail mail send like pin comment comments facebook twitter x
    whatsapp telegram linkedin reddit instagram youtube flipboard messenger pinterest viber line kakao copy link url rss
    feed font size text larger smaller dictionary bookmark download pdf listen audio play pause search menu home close
    open more next previous prev back top login logout register account subscribe subscription newsletter newsletters
    gallery photos video videos live alerts help faq sitemap contact about advertise careers jobs weather translate
    language english français español русский العربية 中文 to and or on the this a a+ a-"""
)
_SECTIONS: Final = word_set(
    """home news world national international politics business economy sport sports opinion culture lifestyle
    entertainment technology science health africa asia europe americas americas middle east diplomacy local region
    regions statements releases remarks briefings readouts press meetings coverage
    latest top stories features editorial editorials columns magazine arts travel education environment
    society foreign affairs law cities markets money tech style food us u.s. uk mena latin america pacific and"""
)
_SECTION_WORD: Final = re.compile(r"[^\W\d_](?:[\w.'’+-]*\w)?[+.-]?")
_MAX_SEGMENT_WORDS: Final = 4
_MIN_SEGMENTS: Final = 3


def is_chrome(line: str) -> bool:
    """Whether a line is page chrome or a desk's note, whatever stands around it.

    >>> is_chrome("Home > World > Africa"), is_chrome("The foreign ministers of both states met at home.")
    (True, False)
    """
    if not line or _RULE.match(line):
        return True
    if line[0] in _QUOTES or len(line) > _LONGEST:
        return False
    return (
        bool(_OPENING.match(line) and (len(line) <= _LONGEST_INVITATION or not _ATTRIBUTED.search(line)))
        or bool(_COUNTER.search(line) and len(line) <= _LONGEST_INVITATION)
        or bool(_ADDRESS.match(line))
        or is_path(line)
        or _is_toolbar(line)
        or bool(_VISITOR.search(line) and not _ATTRIBUTED.search(line) and len(line) <= _LONGEST_INVITATION * 2)
    )


def is_path(line: str) -> bool:
    """Whether a line is a path or row of sections: short pieces between separators ("World | Asia | Business")."""
    segments = [segment for segment in _SEPARATOR.split(line) if segment]
    if len(segments) < _MIN_SEGMENTS - 1 or any(len(item.split()) > _MAX_SEGMENT_WORDS for item in segments):
        return False
    if len(segments) >= _MIN_SEGMENTS:
        return not line.rstrip().endswith((".", "?", "!", '"', "”"))
    return any(_is_sections(segment) for segment in segments)


def _is_toolbar(line: str) -> bool:
    """Whether every word is a page tool or a section's name ("print email share", "World Africa Business")."""
    words = [word.lower() for word in _SECTION_WORD.findall(line)]
    return (
        bool(words)
        and len(words) <= 2 * _MAX_SEGMENT_WORDS * _MIN_SEGMENTS
        and (all(word in _TOOLS for word in words) or _is_sections(line))
    )


def _is_sections(text: str) -> bool:
    """Whether the text is made of names of newspaper sections alone."""
    words = [word.lower() for word in _SECTION_WORD.findall(text)]
    return bool(words) and all(word in _SECTIONS for word in words)
