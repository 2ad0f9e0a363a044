"""The operator sees who was asked into any firm, withdraws that, and sends it again."""

import re

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.inviting import Asked, invite
from bonbrug.accounts.models import Invitation, Organisation, SecurityEvent
from bonbrug.accounts.roles import Role
from bonbrug.site.arguments import parser
from bonbrug.site.commands import invitations as command
from bonbrug.values.clock import system_clock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
ROAD = "/beheer/uitnodigingen/"
LONG = "vier woorden zonder verband"


@pytest.fixture
def firm() -> Organisation:
    return add_organisation("Voorbeeld BV", add_person("eva@example.com"))


@pytest.fixture
def asked(firm: Organisation) -> Invitation:
    return invite(Asked(firm, "sam@example.com", Role.BOOKKEEPER), "a" * 43, system_clock())


def test_those_of_all_firms_stand_together_and_are_found(desk: Client, asked: Invitation) -> None:
    other = add_organisation("Ander BV")
    invite(Asked(other, "bas@example.com", Role.OWNER), "b" * 43, system_clock())
    page = desk.get(ROAD).content.decode()
    assert "sam@example.com" in page
    assert "Ander BV" in page
    found = desk.get(f"{ROAD}?zoek=ander").content.decode()
    assert "bas@example.com" in found
    assert "sam@example.com" not in found


def test_withdrawn_it_lets_nobody_in_and_the_firm_reads_it(
    desk: Client, asked: Invitation, client: Client
) -> None:
    desk.post(f"{ROAD}{asked.pk}/intrekken/")
    assert client.get(f"/uitnodiging/{'a' * 43}/").status_code == 410
    told = SecurityEvent.objects.get(kind="invitation_withdrawn")
    assert (told.chain_id, told.about_name) == (asked.organisation_id, "sam@example.com")


def test_sent_again_the_new_address_works_and_the_one_before_does_not(
    desk: Client, asked: Invitation, client: Client
) -> None:
    page = desk.post(f"{ROAD}{asked.pk}/opnieuw/").content.decode()
    address = re.search(r"/uitnodiging/[\w-]{43}/", page)
    assert address
    assert client.get(f"/uitnodiging/{'a' * 43}/").status_code == 410
    assert client.get(address[0]).status_code == 302
    client.post("/uitnodiging/", {"name": "Sam", "password": LONG})
    assert asked.organisation.memberships.get(user__email="sam@example.com").role == "bookkeeper"


def test_what_was_used_meanwhile_is_said(desk: Client) -> None:
    answer = desk.post(f"{ROAD}987654/opnieuw/", follow=True)
    assert "used or withdrawn meanwhile" in answer.content.decode()
    assert desk.post(f"{ROAD}987654/intrekken/").status_code == 302


def run(*words: str) -> int:
    return command.run(parser().parse_args(["invitations", *words]))


def test_the_command_lists_sends_again_and_withdraws(
    asked: Invitation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("list", "--search", "sam") == 0
    assert f"{asked.pk}  sam@example.com  bookkeeper  Voorbeeld BV" in capsys.readouterr().out
    assert run("again", str(asked.pk)) == 0
    assert "/uitnodiging/" in capsys.readouterr().out
    assert run("withdraw", str(asked.pk)) == 0
    assert run("withdraw", str(asked.pk)) == 2
    assert run("again", str(asked.pk)) == 2
    assert not Invitation.objects.exists()
