"""Bytes -> characters: byte order marks, UTF-8, and refusing what is no text."""

from __future__ import annotations

import codecs
from typing import Final

from kg.errors import SourceError

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF file", "Extract its text first, for example: pdftotext FILE.pdf FILE.txt"),
    (b"PK\x03\x04", "a ZIP archive or office document", "Unpack it, or save the document as plain text."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: gunzip FILE"),
    (b"BZh", "a bzip2 archive", "Unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ\0", "an xz archive", "Unpack it first: unxz FILE"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save the document as plain text."),
    (
        b"WARC/",
        "a web archive (WARC)",
        "Take its pages out first, for example with warcio: warcio extract --payload FILE",
    ),
    (b"{\\rtf", "a rich text document", "Save the document as plain text."),
    (b"\x89PNG", "a picture", "Give the article's text."),
    (b"\xff\xd8\xff", "a picture", "Give the article's text."),
    (b"GIF8", "a picture", "Give the article's text."),
)
_TAR: Final = b"ustar"
_TAR_AT: Final = 257
# Old wire copy carries a few transmission codes (SOH, STX, ETX …); a file with more than this share of them is binary.
_MAX_CONTROL_SHARE: Final = 0.02
_MANY_CONTROLS: Final = 8
_CONTROL_BYTES: Final = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A}) + b"\x7f"


def decode(data: bytes, *, file: str) -> str:
    """Decode an article's bytes: UTF-8 (with or without a mark), UTF-16 or UTF-32 with a mark.

    Args:
        data: the whole file.
        file: its name, for the error.

    Raises:
        SourceError: when the data is empty, binary, or not valid in its encoding.
    """
    if not data:
        raise SourceError(f"{file}: the file is empty", mend="Remove it, or give the article's text.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_strictly(data[len(mark) :], encoding, file=file, skipped=len(mark))
    check_signature(data, file=file)
    nul = data.find(0)
    if nul >= 0:
        raise SourceError(f"{file}: binary data, not text (a NUL at byte {nul})", mend=_nul_mend(data))
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls > _MAX_CONTROL_SHARE * len(data) + _MANY_CONTROLS:
        raise SourceError(
            f"{file}: binary data, not text ({controls} control characters)", mend="Give the article's text as UTF-8."
        )
    return _decode_strictly(data, "utf-8", file=file, skipped=0)


def check_signature(data: bytes, *, file: str) -> None:
    """Refuse what its first bytes tell to be no text.

    Raises:
        SourceError: saying what it is and how to make text of it.
    """
    for signature, what, mend in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"{file}: this is {what}, not text", mend=mend)
    if data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        raise SourceError(f"{file}: this is a tar archive, not text", mend="Unpack it first: tar -xf FILE")


def is_wide(data: bytes) -> bool:
    """Whether the data is marked as UTF-16 or UTF-32."""
    return any(data.startswith(mark) for mark, encoding in _MARKS if encoding != "utf-8")


def _decode_strictly(data: bytes, encoding: str, *, file: str, skipped: int) -> str:
    """Decode without replacing anything: a wrong byte is the reader's business, not something to guess over."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = error.start + skipped
        wrong = data[error.start : error.start + 1].hex().upper()
        raise SourceError(
            f"{file}: not valid {encoding.upper()} at byte {place} (0x{wrong})", mend=_encoding_mend(encoding)
        ) from error


def _encoding_mend(encoding: str) -> str:
    """What to do about bytes that are not of the encoding they should be of."""
    if encoding == "utf-8":
        return (
            "Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW (put the file's real encoding there)."
        )
    return "The file is cut off or damaged; save it again as UTF-8."


def _nul_mend(data: bytes) -> str:
    """NULs at every second byte are UTF-16 without its mark, the commonest text file that is no UTF-8."""
    sample = data[:4096]
    for offset, encoding in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        half = sample[offset::2]
        if half and half.count(0) > 0.8 * len(half):
            return f"It looks like {encoding}. Convert it: iconv -f {encoding} -t UTF-8 FILE > NEW"
    return "Give the article's text as UTF-8."
