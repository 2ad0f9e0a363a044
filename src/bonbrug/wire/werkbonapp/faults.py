"""What the treaty says when it says no, and what is no message of the treaty at all.

Source: docs/wire/werkbonapp.md §2.3.
"""

from collections.abc import Iterable

OK = 200
NO_ENDPOINT = 1000
UNKNOWN_ENDPOINT = 1001
TOKEN_MISSING = 1002
SOFTWARE_TOKEN_MISSING = 1003
TOKEN_REFUSED = 1004
SOFTWARE_TOKEN_REFUSED = 1005
HTTPS_NEEDED = 1006
SERVER_ERROR = 1007
EMPTY_BODY = 1008
BAD_BODY = 1009
NOT_FOUND = 1500
NOTHING_TO_UPDATE = 1502
NOTHING_CHANGED = 1503
NOT_PARSED = 1504
DELETE_FAILED = 1600

_ENTITIES = {
    11: "employee",
    12: "material",
    13: "relation",
    17: "project",
    18: "hourtype",
    19: "object",
    20: "supplier",
    21: "part",
    22: "object part",
    23: "form",
    24: "category",
    25: "material category",
    26: "worktype",
    27: "payment method",
    28: "workstatus",
}

CODES: dict[int, str] = {
    OK: "ok",
    NO_ENDPOINT: "the address names no endpoint",
    UNKNOWN_ENDPOINT: "unknown endpoint",
    TOKEN_MISSING: "no token",
    SOFTWARE_TOKEN_MISSING: "no software_token",
    TOKEN_REFUSED: "token refused",
    SOFTWARE_TOKEN_REFUSED: "software_token refused, or not of this token",
    HTTPS_NEEDED: "https is required",
    SERVER_ERROR: "server error",
    EMPTY_BODY: "no body",
    BAD_BODY: "the body is no JSON array or object",
    1400: "no location data",
    NOT_FOUND: "work order not found",
    1501: "posted work order misses a required field",
    NOTHING_TO_UPDATE: "update without data",
    NOTHING_CHANGED: "nothing changed",
    NOT_PARSED: "data could not be parsed",
    DELETE_FAILED: "delete failed",
    **{block * 100: f"{entity} not stored" for block, entity in _ENTITIES.items()},
    **{block * 100 + 1: f"{entity}: required field missing" for block, entity in _ENTITIES.items()},
}

GENERAL_MESSAGES = {EMPTY_BODY: "Unable to fetch body", BAD_BODY: "Unable to parse body"}


class Fault(Exception):
    """An answer with a code other than 200; `messages` as they stand on the wire."""

    def __init__(self, code: int, messages: Iterable[str] = ()) -> None:
        self.code = code
        self.messages = tuple(messages)
        super().__init__(f"{code} {CODES.get(code, 'unknown code')}")


def general(code: int) -> Fault:
    """Return a fault with the documented text of its code, where there is one."""
    text = GENERAL_MESSAGES.get(code)
    return Fault(code, [text] if text else [])


class Garbled(Exception):
    """Bytes that are no message of the treaty: HTML, cut, not JSON, too deep, wrong types.

    `reason` is one word: ``empty``, ``html``, ``not_utf8``, ``not_json``, ``duplicate_key``,
    ``too_deep``, ``too_large``, ``too_many_values``, ``no_envelope``, ``wrong_type``.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)
