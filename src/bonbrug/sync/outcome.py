"""What the outcome of a send is: certainly done, certainly not, or not known."""

import re
from enum import StrEnum

from bonbrug.sync.model.failures import Failure, Misconfigured, NotAllowedIn, Refused, Unreachable

NUMBER_IN_USE = frozenset({"number_in_use", "CFACT026"})
CODE_IN_USE = frozenset({"code_in_use", "CREL001"})
TEMPLATE_PROBLEMS = frozenset({"CFACT027", "CFACT028"})
SETTING_PROBLEMS = frozenset({"CFACT014", "CFACT032"}) | TEMPLATE_PROBLEMS


class Verdict(StrEnum):
    NOT_SENT = "not_sent"  # no byte left; the same intent goes next time
    REFUSED = "refused"  # certainly not made; the number is free again
    SETTING = "setting"  # certainly not made, and no other would be: a setting cannot work
    SHUT_OUT = "shut_out"  # certainly not made: credentials
    LOOK_UP = "look_up"  # the number exists: ours or somebody else's
    UNKNOWN = "unknown"  # made, not made, or made later


def normal(code: str) -> str:
    """Write a code without its dots: both E002.3 and E0023 are seen in the wild."""
    return re.sub(r"\.", "", code)


def verdict(failure: Failure) -> Verdict:
    """Classify what a send of an invoice raised."""
    match failure:
        case Unreachable(before_sending=True):
            return Verdict.NOT_SENT
        case NotAllowedIn():
            return Verdict.SHUT_OUT
        case Misconfigured():
            return Verdict.SETTING
        case Refused(code=code):
            return _refusal(normal(code))
        case _:
            return Verdict.UNKNOWN


def _refusal(code: str) -> Verdict:
    if code in NUMBER_IN_USE:
        return Verdict.LOOK_UP
    return Verdict.SETTING if code in SETTING_PROBLEMS else Verdict.REFUSED
