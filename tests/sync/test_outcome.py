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
from bonbrug.sync.outcome import Verdict, verdict

REFUSALS = {
    "number_in_use": Verdict.LOOK_UP,
    "template_refused": Verdict.SETTING,
    "setting_refused": Verdict.SETTING,
    "code_in_use": Verdict.REFUSED,
    "CFACT042": Verdict.REFUSED,
    "a code of any other service": Verdict.REFUSED,
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


def test_what_is_told_is_the_code_of_the_other_side_where_it_is_known() -> None:
    assert Refused("template_refused", theirs="CFACT028").reason == "CFACT028"
    assert str(Refused("template_refused", theirs="CFACT028")) == "template_refused: CFACT028"
    assert Refused("CFACT042").reason == "CFACT042"
    assert Unreachable("timeout").reason == "timeout"
