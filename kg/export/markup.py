"""Text inside XML; white space survives the parser's normalization (XML 1.0 §2.11, §3.3.3)."""

from __future__ import annotations

from html import escape

_SPACES = {ord("\t"): "&#9;", ord("\n"): "&#10;", ord("\r"): "&#13;"}


def xml_text(value: object) -> str:
    """A value as the content of an element.

    >>> xml_text("Q&A <now>")
    'Q&amp;A &lt;now&gt;'
    """
    return escape(str(value), quote=False).replace("\r", "&#13;")


def xml_attributes(**values: object) -> str:
    """Attributes of an element, a blank before each, in the order given.

    >>> xml_attributes(id="a", label='say "hi"')
    ' id="a" label="say &quot;hi&quot;"'
    """
    return "".join(f' {name}="{escape(str(value)).translate(_SPACES)}"' for name, value in values.items())
