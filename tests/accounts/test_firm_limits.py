"""A firm has as many people as it may; at the limit nobody is lost, and it is told what to do."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.firm_limits import Full, Limits, OwnLimits, limits_of, set_limits
from bonbrug.accounts.inviting import Asked, accept, invite
from bonbrug.accounts.models import Invitation, Organisation, SecurityEvent
from bonbrug.accounts.roles import Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LONG = "vier woorden zonder verband"


@pytest.fixture(autouse=True)
def usual(settings: Any) -> None:
    settings.BONBRUG_MOST_PEOPLE = 2


@pytest.fixture
def firm() -> Organisation:
    return add_organisation("Voorbeeld BV", add_person("eva@example.com", LONG))


def ask(firm: Organisation, email: str, token: str = "t") -> Invitation:
    return invite(Asked(firm, email, Role.OFFICE), token, datetime.now(UTC))


def own(firm: Organisation, people: int | None) -> None:
    set_limits(firm, OwnLimits(people, None, None), NOW)


def test_a_limit_of_the_firm_itself_counts_and_otherwise_that_of_everybody(
    firm: Organisation, settings: Any
) -> None:
    usual = Limits(2, settings.BONBRUG_MOST_CONNECTIONS, settings.BONBRUG_CALLS_PER_MONTH)
    assert limits_of(firm) == usual
    set_limits(firm, OwnLimits(7, 0, 9_000), NOW)
    firm.refresh_from_db()
    assert limits_of(firm) == Limits(7, 0, 9_000)
    own(firm, None)
    assert limits_of(Organisation.objects.get(pk=firm.pk)) == usual


def test_the_firm_reads_in_its_log_what_changed(firm: Organisation) -> None:
    own(firm, 7)
    told = SecurityEvent.objects.get(chain=firm.pk, kind="limits_changed")
    assert told.details == {"people": 7, "connections": "usual", "calls": "usual"}


def test_who_is_invited_counts_and_the_same_person_may_be_asked_anew(firm: Organisation) -> None:
    ask(firm, "sam@example.com")
    ask(firm, "sam@example.com", "u")
    with pytest.raises(Full):
        ask(firm, "bas@example.com", "v")
    assert firm.invitations.count() == 1


def test_an_invitation_that_ended_takes_no_place(firm: Organisation) -> None:
    ask(firm, "sam@example.com")
    firm.invitations.update(expires_at=datetime.now(UTC) - timedelta(days=1))
    assert ask(firm, "bas@example.com", "v").pk


def test_who_is_too_late_keeps_the_invitation_and_comes_in_when_there_is_room(
    firm: Organisation,
) -> None:
    asked = ask(firm, "sam@example.com")
    own(firm, 1)
    sam = add_person("sam@example.com")
    with pytest.raises(Full):
        accept(asked, sam, NOW)
    own(firm, 2)
    assert accept(asked, sam, NOW)


def test_a_lower_limit_takes_nobody_away_and_who_is_there_is_no_more(firm: Organisation) -> None:
    sam = add_person("sam@example.com")
    add_member(firm, sam)
    own(firm, 1)
    assert add_member(firm, sam).user == sam
    assert firm.memberships.count() == 2


def test_the_owner_is_told_what_to_do_and_nobody_is_invited(firm: Organisation) -> None:
    office = Client(headers={"accept-language": "en"})
    office.force_login(firm.memberships.get().user, "django.contrib.auth.backends.ModelBackend")
    own(firm, 1)
    sent = {"email": "sam@example.com", "role": "office"}
    answer = office.post(f"/mensen/{firm.pk}/", sent)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Your firm may have 1 people" in told
    assert "ask the operator for more room" in told
    assert "1 of at most 1" in told
    assert not Invitation.objects.exists()


def test_who_opens_an_invitation_of_a_full_firm_reads_that_it_stays_good(
    firm: Organisation,
) -> None:
    ask(firm, "sam@example.com", "a" * 43)
    own(firm, 1)
    sam = Client(headers={"accept-language": "en"})
    sam.get(f"/uitnodiging/{'a' * 43}/")
    answer = sam.post("/uitnodiging/", {"name": "Sam", "password": LONG})
    assert answer.status_code == 409
    assert re.search("stays good until its week is over", answer.content.decode())
    own(firm, 2)
    assert sam.post("/uitnodiging/", {"name": "Sam", "password": LONG}).status_code == 302
