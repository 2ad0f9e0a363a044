"""What the outcome of a send is: certainly done, certainly not, or not known."""

from enum import StrEnum

from bonbrug.sync.model.failures import Failure, Misconfigured, NotAllowedIn, Refused, Unreachable

# The words in which a gateway says what a refusal means; another code is about one record.
NUMBER_IN_USE = "number_in_use"
CODE_IN_USE = "code_in_use"
TEMPLATE_REFUSED = "template_refused"
SETTING_REFUSED = "setting_refused"


class Verdict(StrEnum):
    NOT_SENT = "not_sent"  # no byte left; the same intent goes next time
    REFUSED = "refused"  # certainly not made; the number is free again
    SETTING = "setting"  # certainly not made, and no other would be: a setting cannot work
    SHUT_OUT = "shut_out"  # certainly not made: credentials
    LOOK_UP = "look_up"  # the number exists: ours or somebody else's
    UNKNOWN = "unknown"  # made, not made, or made later


REFUSALS = {
    NUMBER_IN_USE: Verdict.LOOK_UP,
    TEMPLATE_REFUSED: Verdict.SETTING,
    SETTING_REFUSED: Verdict.SETTING,
}


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
            return REFUSALS.get(code, Verdict.REFUSED)
        case _:
            return Verdict.UNKNOWN
