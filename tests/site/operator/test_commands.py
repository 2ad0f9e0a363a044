"""The same as on the pages of the operator, at the terminal."""

import pytest

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Invitation, Organisation
from bonbrug.site.arguments import parser
from bonbrug.site.commands import connections, organisations
from tests.site.operator.test_connections import connection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is that of the test."""
    monkeypatch.setattr(organisations, "open_store", lambda: None)


def firms(*words: str) -> int:
    return organisations.run(parser().parse_args(["organisations", *words]))


def test_a_firm_is_made_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert firms("make", "Nieuw BV", "--owner", "eva@example.com") == 0
    said = capsys.readouterr().out
    assert "not mailed (no_mail_server)" in said
    assert "/uitnodiging/" in said
    made = Organisation.objects.get()
    assert Invitation.objects.get().role == "owner"
    assert firms("list") == 0
    assert "Nieuw BV  people: 0  connections: 0  trouble: none" in capsys.readouterr().out
    assert firms("show", str(made.pk)) == 0
    assert "eva@example.com owner" in capsys.readouterr().out


def test_a_long_list_says_how_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(3):
        add_organisation(f"Bedrijf {number}", add_person(f"p{number}@example.com"))
    firms("list", "--rows", "2")
    more = capsys.readouterr().out.splitlines()[-1]
    firms("list", *more.removeprefix("more: ").split())
    assert "Bedrijf 2  people: 1" in capsys.readouterr().out


def test_what_is_not_there_or_taken_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert firms("show", "987654") == 2
    assert firms("list", "--behind", "987654") == 2
    add_organisation("Nieuw BV")
    assert firms("make", "Nieuw BV", "--owner", "eva@example.com") == 2
    assert "add the place" in capsys.readouterr().err


def test_connections_are_told_by_kind_and_the_exit_code_says_whether_one_stands_still(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert connections.run(parser().parse_args(["connections"])) == 0
    assert "every connection runs as it should" in capsys.readouterr().out
    stopped = connection(breaker="credentials_refused")
    assert connections.run(parser().parse_args(["connections", "--kind", "stopped"])) == 1
    said = capsys.readouterr().out
    assert f"stopped  {stopped.pk}  Voorbeeld BV  The login details were refused" in said
    assert "Geheim" not in said
