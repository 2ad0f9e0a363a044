"""Text for and from the wires."""

import re
import unicodedata

# What no paper, no screen and no XML can show: C0 but tab and line ends, DEL, C1 but the line end
# NEL, half characters, and the two non-characters at the end of the first plane.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def canonical(text: str | None) -> str:
    """Trim and bring to NFC, with one kind of line end and without what cannot travel.

    Missing and empty are the same.
    """
    if not text:
        return ""
    whole = text if text.isascii() else unicodedata.normalize("NFC", text)
    return printable(whole).replace("\r\n", "\n").strip()


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
