"""The treaty's faults as the engine's failures (docs/wire/werkbonapp.md §2.3)."""

from bonbrug.sync.model.failures import (
    Failure,
    Misconfigured,
    NotAllowedIn,
    Refused,
    Unreachable,
    Unreadable,
)
from bonbrug.wire.werkbonapp import faults
from bonbrug.wire.werkbonapp.faults import Fault, Garbled

_TOKEN_OF = {
    faults.TOKEN_MISSING: "token",
    faults.TOKEN_REFUSED: "token",
    faults.SOFTWARE_TOKEN_MISSING: "software_token",
    faults.SOFTWARE_TOKEN_REFUSED: "software_token",
}
_NOTHING_DECIDED = frozenset(
    {
        faults.NO_ENDPOINT,
        faults.UNKNOWN_ENDPOINT,
        faults.SERVER_ERROR,
        faults.EMPTY_BODY,
        faults.BAD_BODY,
    }
)


def failure(fault: Fault) -> Failure:
    """Return what a code other than 200 means to the engine; unknown codes are a refusal."""
    code, detail = str(fault.code), "; ".join(fault.messages)
    if fault.code in _TOKEN_OF:
        return NotAllowedIn(code, detail, field=_TOKEN_OF[fault.code])
    if fault.code == faults.HTTPS_NEEDED:
        return Misconfigured(code, "the other side wants https")
    if fault.code in _NOTHING_DECIDED:
        return Unreachable(code, detail)
    return Refused(code, detail)


def unreadable(garbled: Garbled) -> Unreadable:
    return Unreadable(garbled.reason, garbled.detail)
