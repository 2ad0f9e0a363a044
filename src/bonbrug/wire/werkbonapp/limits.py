"""Lengths of the fields (docs/wire/werkbonapp.md §4) and of a body."""

SHORT = 55
LINE = 255
PAGE = 65_535  # bytes, the others are characters: the column is a text of 64 kB

DEPTH = 64
BYTES_PER_VALUE = 16  # of the largest body; what is less on the average is no data but a flood
BYTES_PER_RECORD = 64
ANSWER_BYTES = 64 * 1024 * 1024
POST_BYTES = 16 * 1024 * 1024


def is_too_long(text: str, limit: int) -> bool:
    """Tell whether the text does not fit; 64 kB fields are counted in bytes of UTF-8."""
    if limit != PAGE:
        return len(text) > limit
    return len(text) > limit // 4 and len(text.encode("utf-8", "replace")) > limit
