"""The refusals of the books as the engine's failures (docs/wire/eboekhouden-soap.md §5)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from bonbrug.sync.model.failures import Failure, NotAllowedIn, Refused, Unreachable
from bonbrug.sync.outcome import NUMBER_IN_USE, SETTING_REFUSED, TEMPLATE_REFUSED
from bonbrug.wire.eboekhouden import faults
from bonbrug.wire.eboekhouden.faults import Fault

WORDS = {
    faults.NUMBER_IN_USE: NUMBER_IN_USE,
    faults.TEMPLATE_MISSING: TEMPLATE_REFUSED,
    faults.TEMPLATE_UNKNOWN: TEMPLATE_REFUSED,
    faults.TERM_MISSING: SETTING_REFUSED,
    faults.BOOKING_TEXT_MISSING: SETTING_REFUSED,
}
"""What a refusal of an invoice means; another code is about that invoice."""

_LINE = re.compile(r"(?:regel|line)\s*(\d{1,3})\b", re.IGNORECASE)
_SIGN_IN_FIELDS = {"E0011": "username", "E0013": "security_code_2"}
_FIELDS = {
    "Username": "username",
    "SecurityCode1": "security_code_1",
    "SecurityCode2": "security_code_2",
}


@contextmanager
def signing_in() -> Iterator[None]:
    try:
        yield
    except Fault as fault:
        failure = failure_of(fault)
        refused = isinstance(failure, Refused)
        raise NotAllowedIn(fault.code) if refused else failure from None
    except Refused as refusal:
        field_name = _FIELDS.get(refusal.detail.split(" ")[0], "")
        raise NotAllowedIn(refusal.code, refusal.detail, field=field_name) from None


@contextmanager
def translated(known: dict[str, str] | None = None) -> Iterator[None]:
    """Turn refusals by code into failures; `known` gives some codes a word of ours."""
    try:
        yield
    except Fault as fault:
        code = faults.bare(fault.code)
        word = (known or {}).get(code)
        raise Refused(word, theirs=code) if word else failure_of(fault) from None


def failure_of(fault: Fault) -> Failure:
    """Return what a code means for any call: certainly nothing was done."""
    code = faults.bare(fault.code)
    if code.startswith("E001"):
        return NotAllowedIn(fault.code, field=_SIGN_IN_FIELDS.get(code, ""))
    if code == faults.CALL_LIMIT:
        return Unreachable("call_limit", fault.code, before_sending=True)
    if code.startswith("E002"):
        return Unreachable(fault.code, "the session was refused twice", before_sending=True)
    return Refused(fault.code, place(fault))


def place(fault: Fault) -> str:
    """Return the line number that the text names; the rest of it may hold a customer's name."""
    found = _LINE.search(fault.message)
    return f"line {found[1]}" if found else ""
