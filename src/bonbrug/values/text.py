"""Text for and from the wires."""

import re
import unicodedata

# Control characters but tab and line ends, lone surrogates, and what XML calls no character.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Leave out what no page, paper or wire can carry; line breaks and tabs stay."""
    return _UNPRINTABLE.sub("", text)


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
