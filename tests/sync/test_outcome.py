"""What became of a send: done, certainly not done, or not known. A wrong answer here doubles."""

import pytest

from bonbrug.sync.model.failures import (
    Failure,
    Misconfigured,
    NotAllowedIn,
    Refused,
    Unreachable,
    Unreadable,
)
from bonbrug.sync.outcome import Verdict, normal, verdict

REFUSALS = {
    "number_in_use": Verdict.LOOK_UP,
    "CFACT026": Verdict.LOOK_UP,
    "CFACT.026": Verdict.LOOK_UP,
    "CFACT014": Verdict.SETTING,
    "CFACT027": Verdict.SETTING,
    "CFACT028": Verdict.SETTING,
    "CFACT032": Verdict.SETTING,
    "CFACT025": Verdict.REFUSED,
    "CFACT042": Verdict.REFUSED,
    "": Verdict.REFUSED,
}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_is_known_by_its_code(code: str) -> None:
    assert verdict(Refused(code)) is REFUSALS[code]


def test_a_call_that_never_left_is_not_sent() -> None:
    assert verdict(Unreachable("connect", before_sending=True)) is Verdict.NOT_SENT


@pytest.mark.parametrize(
    "failure",
    [Unreachable("timeout"), Unreachable("reset"), Unreadable("html"), Failure("something_new")],
)
def test_without_a_clear_answer_nothing_is_known(failure: Failure) -> None:
    assert verdict(failure) is Verdict.UNKNOWN


def test_credentials_that_do_not_open_stop_the_connection() -> None:
    assert verdict(NotAllowedIn("E001.2")) is Verdict.SHUT_OUT


def test_a_setting_that_cannot_work_is_no_fault_of_the_work_order() -> None:
    assert verdict(Misconfigured("whatever")) is Verdict.SETTING


@pytest.mark.parametrize("code", ["E002.3", "E0023", "E.002.3"])
def test_a_code_is_the_same_with_and_without_its_dots(code: str) -> None:
    assert normal(code) == "E0023"
