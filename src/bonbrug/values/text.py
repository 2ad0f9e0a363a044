"""Text for and from the wires."""

import re
import unicodedata

# What no paper, no screen and no XML can show: C0 but tab and line ends, DEL, C1 but the line end
# NEL, half characters, and the two non-characters at the end of the first plane.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile("[\u0300-\u036f]")
# Letters that Unicode does not take apart into a plain one and a mark.
SINGLE_LETTERS = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i"}
DOUBLE_LETTERS = {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss"}
_PLAIN = str.maketrans(SINGLE_LETTERS | DOUBLE_LETTERS)


def canonical(text: str | None) -> str:
    """Trim and bring to NFC, with one kind of line end and without what cannot travel.

    Missing and empty are the same.
    """
    if not text:
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = printable(text).replace("\r\n", "\n")
    return text.strip()


def printable(text: str) -> str:
    """Take out the control characters, half characters and non-characters.

    Tabs and line ends stay. NEL becomes a line end; nothing else is changed or trimmed.
    """
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub("", text).replace("\x85", "\n")


def cut(text: str, length: int) -> str:
    """Shorten to at most `length` characters without splitting a letter from its accent."""
    if len(text) <= length:
        return text
    short = text[:length]
    while short and unicodedata.combining(text[len(short)]):
        short = short[:-1]
    return short


def searchable(text: str | None) -> str:
    """Return text without accents and capitals, for finding: ``Café Ørsted`` → ``cafe orsted``."""
    if not text:
        return ""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_PLAIN).lower()
