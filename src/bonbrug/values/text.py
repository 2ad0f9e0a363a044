"""Text for and from the wires."""

import re
import unicodedata

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def canonical(text: str | None) -> str:
    """Trim and bring to NFC, with one kind of line end; missing and empty are the same."""
    if not text:
        return ""
    whole = text if text.isascii() else unicodedata.normalize("NFC", text)
    return whole.replace("\r\n", "\n").strip()


def without_control(text: str) -> str:
    """Drop the characters that XML 1.0 cannot carry."""
    return _NOT_XML.sub("", text)


def cut(text: str, length: int) -> str:
    """Shorten to at most `length` characters without splitting a letter from its accent."""
    if len(text) <= length:
        return text
    short = text[:length]
    while short and unicodedata.combining(text[len(short)]):
        short = short[:-1]
    return short
