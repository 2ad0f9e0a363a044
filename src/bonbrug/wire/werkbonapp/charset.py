"""The charset that the Content-Type of a post declares; JSON itself is UTF-8 (RFC 8259)."""

import codecs
import re
from io import BytesIO
from typing import BinaryIO

from bonbrug.wire.werkbonapp.faults import BAD_BODY, general
from bonbrug.wire.werkbonapp.limits import POST_BYTES

_DECLARED = re.compile(r"""charset\s*=\s*["']?([^\s;"']+)""", re.IGNORECASE)
# Those that senders of this treaty write; the names as Python calls them.
_KNOWN = frozenset(
    {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "iso8859-15", "cp1252", "ascii"}
)


def declared(content_type: str) -> str:
    """Return the charset in Python's word, ``utf-8`` when none is declared; Fault 1009."""
    found = _DECLARED.search(content_type)
    if found is None:
        return "utf-8"
    try:
        name = codecs.lookup(found[1]).name
    except (LookupError, ValueError):
        raise general(BAD_BODY) from None
    if name not in _KNOWN:
        raise general(BAD_BODY)
    return name


def in_utf_8(source: BinaryIO, content_type: str, *, limit: int = POST_BYTES) -> BinaryIO:
    """Return the body as UTF-8; Fault 1009 when it is not in the charset that it declares.

    A body above `limit` bytes is not turned over: one byte more than that is returned as it is,
    and the reader of it says so.
    """
    name = declared(content_type)
    if name in ("utf-8", "ascii"):
        return source
    body = source.read(limit + 1)
    if len(body) > limit:
        return BytesIO(body)
    try:
        return BytesIO(body.decode(name).encode())
    except UnicodeError:
        raise general(BAD_BODY) from None
