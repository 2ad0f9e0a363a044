"""What a tablet holds already, in one opaque text: a mark of every work order that it was given.

A mark is made of all that is told about the work order, so whoever changes it, and however, is
noticed; no clock and no counter has to be right. What has a mark and is not there any more is gone.
"""

import base64
import binascii
import hashlib
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

_ENTRY = struct.Struct(">Q6s")
MARK = 6
MOST = 400
Marks = dict[int, bytes]


def mark_of(told: Mapping[str, Any]) -> bytes:
    """Return the mark of what is told about one record."""
    written = DjangoJSONEncoder(sort_keys=True, ensure_ascii=True).encode(told)
    return hashlib.sha256(written.encode()).digest()[:MARK]


def write(marks: Mapping[int, bytes]) -> str:
    """Write the marks as a text for an address."""
    raw = b"".join(_ENTRY.pack(key, mark) for key, mark in sorted(marks.items()))
    return base64.urlsafe_b64encode(zlib.compress(raw, 9)).decode().rstrip("=")


def read(text: str) -> Marks:
    """Read them back; ValueError for what was not written here."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        reader = zlib.decompressobj()
        raw = reader.decompress(packed, MOST * _ENTRY.size)
        return dict(_ENTRY.iter_unpack(raw))
    except (binascii.Error, zlib.error, struct.error, UnicodeError) as error:
        raise ValueError from error
