"""``bonbrug second-step`` as a person at the terminal sees it."""

from argparse import Namespace

import pytest

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import SecurityEvent
from bonbrug.accounts.second_factor_required import is_missing
from bonbrug.site.arguments import parser
from bonbrug.site.commands import second_step


@pytest.fixture(autouse=True)
def opened(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is that of the test."""
    monkeypatch.setattr(second_step, "open_store", lambda: None)


def asked(*words: str) -> Namespace:
    return parser().parse_args(["second-step", *words])


def test_it_is_asked_of_who_works_there_and_no_longer(capsys: pytest.CaptureFixture[str]) -> None:
    person = add_person("kantoor@demo.example")
    add_organisation("Voorbeeld", person)
    assert second_step.run(asked("Voorbeeld", "on")) == 0
    assert capsys.readouterr().out == "Voorbeeld: who works there (1) is asked a second step\n"
    assert is_missing(person)
    assert second_step.run(asked("Voorbeeld", "off")) == 0
    assert not is_missing(person)


def test_the_security_log_tells_that_the_host_asked_it() -> None:
    firm = add_organisation("Voorbeeld", add_person("kantoor@demo.example"))
    second_step.run(asked("Voorbeeld", "on"))
    event = SecurityEvent.objects.get(chain=firm.pk)
    assert (event.kind, event.who) == ("second_step_rule_changed", "terminal")
    assert event.details == {"asked": "on"}


def test_a_name_that_nobody_or_more_than_one_has_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert second_step.run(asked("Niemand", "on")) == 2
    assert "0 organisations are called Niemand" in capsys.readouterr().err
