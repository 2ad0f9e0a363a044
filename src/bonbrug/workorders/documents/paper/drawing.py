"""The drawing of a signature, as far as it can be printed."""

import struct

from bonbrug.workorders.actions.complete import PNG
from bonbrug.workorders.models import WorkOrder

WIDEST = 4000  # pixels
HEAD = 24  # bytes, up to and with both sides


def drawing_of(order: WorkOrder) -> bytes:
    """Return a PNG picture; empty when there is none, or one too large to unpack."""
    raw = bytes(order.signature or b"")
    return raw if is_drawing(raw) else b""


def is_drawing(raw: bytes) -> bool:
    """Tell whether this begins as a PNG picture of at most `WIDEST` on a side."""
    if not raw.startswith(PNG) or raw[12:16] != b"IHDR" or len(raw) < HEAD:
        return False
    wide, high = struct.unpack(">II", raw[16:HEAD])
    return 0 < max(int(wide), int(high)) <= WIDEST
