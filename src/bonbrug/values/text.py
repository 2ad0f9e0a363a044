"""Text for and from the wires."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
# Letters that Unicode does not take apart into a plain one and a mark.
SINGLE_LETTERS = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i"}
DOUBLE_LETTERS = {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss"}
_PLAIN = str.maketrans(SINGLE_LETTERS | DOUBLE_LETTERS)


def canonical(text: str | None) -> str:
    """Trim and bring to NFC, with one kind of line end; missing and empty are the same."""
    if not text:
        return ""
    whole = text if text.isascii() else unicodedata.normalize("NFC", text)
    return whole.replace("\r\n", "\n").strip()


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
