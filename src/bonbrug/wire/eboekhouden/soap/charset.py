"""The letters of a request: a mark at its begin, then its header, then the message itself tells.

That is the order of the real service: it reads a request as text, so a charset in Content-Type
counts before the XML declaration, and a byte order mark before both
(docs/wire/eboekhouden-soap.md §2.2).
"""

import codecs
import re

from bonbrug.wire.eboekhouden.soap.errors import MessageError

UTF_8 = "utf-8"
_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (
        codecs.BOM_UTF32_LE,
        "utf-32-le",
    ),  # begins as the mark of UTF-16 does, so it is looked at first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a mark, UTF-16 and UTF-32 are little-endian, as in .NET.
_READABLE = {
    "ascii": "ascii",
    "utf-8": UTF_8,
    "utf-8-sig": UTF_8,
    "iso8859-1": "iso8859-1",
    "iso8859-15": "iso8859-15",
    "cp1252": "cp1252",
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-32": "utf-32-le",
}
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]{0,200}\?>")
_DECLARED = re.compile(rb"""encoding\s*=\s*["']utf-?8["']""", re.IGNORECASE)


def in_utf8(data: bytes, charset: str) -> bytes:
    """Return the document in UTF-8 without a declaration that says something else.

    `charset` is that of Content-Type, '' when there was none: then the document is returned as it
    is, and its own declaration counts. MessageError for a charset that is not known here, or bytes
    that are not written in it.
    """
    marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None and not charset.strip():
        return data
    encoding = marked[1] if marked else _encoding(charset.strip())
    text = data[len(marked[0]) :] if marked else data
    if encoding != UTF_8:
        text = _recoded(text, encoding)
    return _undeclared(text)


def _encoding(charset: str) -> str:
    try:
        known = _READABLE.get(codecs.lookup(charset).name)
    except (LookupError, ValueError):
        known = None
    if known is None:
        raise MessageError("unknown_charset", told=charset)
    return known


def _recoded(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode(UTF_8)
    except UnicodeError:
        raise MessageError("wrong_charset", told=encoding) from None


def _undeclared(data: bytes) -> bytes:
    """Take the declaration away when it names another encoding than the bytes have now."""
    found = _DECLARATION.match(data)
    if not found or _DECLARED.search(found[0]) or b"encoding" not in found[0]:
        return data
    return data[found.end() :]
