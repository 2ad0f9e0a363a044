"""The owner asks a second step of all who work for the firm, on a page."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.fresh import KEPT
from bonbrug.accounts.models import Organisation, SecurityEvent, User
from bonbrug.accounts.roles import Role
from bonbrug.accounts.second_factor_required import (
    OwnStepFirst,
    asked_since,
    require_second_factor,
    who_is_asked,
)

NOW = datetime.now(UTC)
STEPS = "/mijn-account/tweede-stap/"
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def owner() -> User:
    return add_person("eva@example.com", "een heel lang wachtwoord")


@pytest.fixture
def sam() -> User:
    return add_person("sam@example.com")


@pytest.fixture
def firm(owner: User, sam: User) -> Organisation:
    made = add_organisation("Voorbeeld BV", owner)
    add_member(made, sam, Role.OFFICE)
    return made


def with_step(user: User) -> User:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "0"})
    return user


def browser(user: User, minutes: int = 1) -> Client:
    """Return the browser of somebody who showed so many minutes ago who they are."""
    client = Client(headers={"accept-language": "nl"})
    client.force_login(user)
    session = client.session
    session[KEPT] = (datetime.now(UTC) - timedelta(minutes=minutes)).timestamp()
    session.save()
    return client


def road(firm: Organisation) -> str:
    return f"/mensen/{firm.pk}/tweede-stap/"


def told(firm: Organisation) -> list[tuple[str, str, object]]:
    events = SecurityEvent.objects.filter(chain=firm.pk, kind="second_step_rule_changed")
    return [(one.who, one.result, one.details) for one in events.order_by("sequence")]


def is_asked(firm: Organisation) -> bool:
    firm.refresh_from_db()
    return firm.second_factor_required


def test_the_owner_asks_it_and_who_has_none_can_do_nothing_else(
    firm: Organisation, owner: User, sam: User
) -> None:
    office = browser(sam)
    assert office.get("/").status_code == 200
    page = browser(with_step(owner)).post(road(firm), {"asked": "on"}, follow=True)
    assert "Gevraagd. Wie geen tweede stap heeft" in page.content.decode()
    assert office.get("/").headers["location"] == STEPS
    assert office.post("/mijn-account/ingelogd/anderen/").headers["location"] == STEPS
    assert told(firm) == [(f"person:{owner.pk}", "done", {"asked": "on"})]


def test_the_page_tells_who_has_one_and_who_must_make_one_and_since_when(
    firm: Organisation, owner: User
) -> None:
    client = browser(with_step(owner))
    before = client.get(road(firm)).content.decode()
    assert "heeft er geen" in before
    client.post(road(firm), {"asked": "on"})
    after = client.get(road(firm)).content.decode()
    assert "moet er een maken" in after
    assert "Gevraagd sinds" in after
    listed = [(one.member.user.email, one.has) for one in who_is_asked(firm)]
    assert listed == [("sam@example.com", False), ("eva@example.com", True)]


def test_the_owner_cannot_shut_themselves_out(firm: Organisation, owner: User) -> None:
    client = browser(owner)
    assert "Maak eerst zelf een tweede stap" in client.get(road(firm)).content.decode()
    page = client.post(road(firm), {"asked": "on"}, follow=True).content.decode()
    assert "Maak eerst zelf een tweede stap" in page
    assert not is_asked(firm)
    assert told(firm) == []
    with pytest.raises(OwnStepFirst):
        require_second_factor(firm, required=True, now=NOW, by=owner)


def test_who_signed_in_a_while_ago_is_asked_again_first(firm: Organisation, owner: User) -> None:
    client = browser(with_step(owner), minutes=11)
    assert "bent-u-het" in client.post(road(firm), {"asked": "on"}).headers["location"]
    assert not is_asked(firm)


def test_it_is_asked_no_longer_and_told_once(firm: Organisation, owner: User) -> None:
    client = browser(with_step(owner))
    for wish in ("on", "on", "off"):
        client.post(road(firm), {"asked": wish})
    assert not is_asked(firm)
    assert [details for _who, _result, details in told(firm)] == [{"asked": "on"}, {"asked": "off"}]
    firm.refresh_from_db()
    assert asked_since(firm) is None


def test_a_wish_that_is_neither_changes_nothing(firm: Organisation, owner: User) -> None:
    assert browser(with_step(owner)).post(road(firm), {"asked": "maybe"}).status_code == 422
    assert not is_asked(firm)


def test_only_the_owner_of_this_firm_may(firm: Organisation, sam: User) -> None:
    assert browser(with_step(sam)).post(road(firm), {"asked": "on"}).status_code == 403
    stranger = with_step(add_person("lo@example.com"))
    add_organisation("Ander BV", stranger)
    assert browser(stranger).post(road(firm), {"asked": "on"}).status_code == 404
    assert not is_asked(firm)
