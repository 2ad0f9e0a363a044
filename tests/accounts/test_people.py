"""Mensen: inviting, roles, handing over and leaving, as the owner and the invited see it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.inviting import LIVES, Asked, forget_ended, invite
from bonbrug.accounts.models import Invitation, Membership, Organisation, SecurityEvent, User
from bonbrug.accounts.roles import Right, Role
from bonbrug.books.actions.access import SecurityCodes
from bonbrug.books.actions.set_up import Firm, new_administration
from tests.postbox import Postbox

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LONG = "vier woorden zonder verband"


@pytest.fixture
def owner() -> User:
    return add_person("eva@example.com", LONG)


@pytest.fixture
def firm(owner: User) -> Organisation:
    return add_organisation("Voorbeeld BV", owner)


@pytest.fixture
def office(client: Client, owner: User, firm: Organisation) -> Client:
    client.force_login(owner)
    return client


@pytest.fixture
def mailed(postbox: Postbox, settings: Any) -> Postbox:
    settings.BONBRUG_SMTP_URL = postbox.url
    return postbox


def ask(office: Client, firm: Organisation, email: str = "sam@example.com") -> str:
    """Invite somebody without a mail server; return the address that was shown."""
    words = {"email": email, "role": "bookkeeper"}
    page = office.post(f"/mensen/{firm.pk}/", words).content.decode()
    found = re.search(r"(/uitnodiging/[\w-]+/)", page)
    assert found
    return found[1]


def role_of(email: str) -> str:
    return Membership.objects.get(user__username=email).role


def test_an_invitation_goes_by_mail_and_its_link_is_not_on_the_page(
    office: Client, firm: Organisation, mailed: Postbox
) -> None:
    words = {"email": "Sam@example.com", "role": "bookkeeper"}
    page = office.post(f"/mensen/{firm.pk}/", words, follow=True).content.decode()
    (mail,), (to,) = mailed.mails, mailed.recipients
    assert to == ["sam@example.com"]
    assert "Voorbeeld BV" in str(mail["subject"])
    assert "/uitnodiging/" in mail.get_content()
    assert "gemaild naar sam@example.com" in page
    assert not re.search(r"/uitnodiging/[\w-]{20,}/", page)
    assert Invitation.objects.get().mailed


def test_a_mail_that_was_not_taken_shows_the_link_once(
    office: Client, firm: Organisation, mailed: Postbox
) -> None:
    mailed.refuse = "550 no"
    assert ask(office, firm).startswith("/uitnodiging/")
    assert "uitnodiging/" not in re.sub(
        r"/intrekken/", "", office.get(f"/mensen/{firm.pk}/").content.decode()
    ).replace(f"/mensen/{firm.pk}/uitnodiging/{Invitation.objects.get().pk}", "")
    assert not Invitation.objects.get().mailed


def test_who_is_new_chooses_a_password_and_is_in(office: Client, firm: Organisation) -> None:
    address, sam = ask(office, firm), Client()
    assert sam.get(address).headers["location"] == "/uitnodiging/"
    assert "sam@example.com" in sam.get("/uitnodiging/").content.decode()
    answer = sam.post("/uitnodiging/", {"name": "Sam", "password": LONG}, follow=True)
    assert "U werkt voor Voorbeeld BV als boekhouder" in answer.content.decode()
    assert role_of("sam@example.com") == Role.BOOKKEEPER
    assert Client().post(
        "/inloggen/", {"username": "sam@example.com", "password": LONG}
    ).status_code == 302  # fmt: skip


@pytest.mark.parametrize("weak", ["kort", "password1234"])
def test_a_weak_password_lets_nobody_in(office: Client, firm: Organisation, weak: str) -> None:
    sam = Client()
    sam.get(ask(office, firm))
    assert sam.post("/uitnodiging/", {"name": "Sam", "password": weak}).status_code == 422
    assert not User.objects.filter(username="sam@example.com").exists()
    assert Invitation.objects.exists()


def test_an_invitation_works_once(office: Client, firm: Organisation) -> None:
    address, sam, other = ask(office, firm), Client(), Client()
    sam.get(address)
    other.get(address)
    sam.post("/uitnodiging/", {"name": "Sam", "password": LONG})
    late = other.post("/uitnodiging/", {"name": "Mallory", "password": LONG})
    assert late.status_code == 410
    assert other.get(address).status_code == 410
    assert firm.memberships.count() == 2


def test_who_has_an_account_logs_in_and_accepts(office: Client, firm: Organisation) -> None:
    add_person("sam@example.com", LONG)
    address, sam = ask(office, firm), Client()
    sam.get(address)
    taken = sam.post("/uitnodiging/", {"name": "Sam", "password": "een heel ander wachtwoord"})
    assert "heeft al een account" in taken.content.decode()
    words = {"username": "sam@example.com", "password": LONG, "next": "/uitnodiging/"}
    assert sam.post("/inloggen/", words).headers["location"] == "/uitnodiging/"
    sam.post("/uitnodiging/")
    assert role_of("sam@example.com") == Role.BOOKKEEPER


def test_an_invitation_is_not_for_who_is_logged_in_with_another_address(
    office: Client, firm: Organisation
) -> None:
    mallory = Client()
    mallory.force_login(add_person("mallory@example.com"))
    mallory.get(ask(office, firm))
    assert "voor een ander adres" in mallory.post("/uitnodiging/").content.decode()
    assert firm.memberships.count() == 1
    assert Invitation.objects.exists()


def test_an_invitation_ends_after_a_week_and_is_tidied_a_week_later(
    owner: User, firm: Organisation
) -> None:
    begun = datetime.now(UTC) - LIVES - timedelta(minutes=1)
    invite(Asked(firm, "sam@example.com", Role.OFFICE), "token", begun)
    assert Client().get("/uitnodiging/token/").status_code == 410
    assert forget_ended(begun + 2 * LIVES - timedelta(minutes=1)) == 0
    assert forget_ended(begun + 2 * LIVES + timedelta(minutes=1)) == 1


def test_inviting_again_ends_the_one_before_it(office: Client, firm: Organisation) -> None:
    first, second = ask(office, firm), ask(office, firm)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 302


def test_a_withdrawn_invitation_does_not_work(office: Client, firm: Organisation) -> None:
    address = ask(office, firm)
    office.post(f"/mensen/{firm.pk}/uitnodiging/{Invitation.objects.get().pk}/intrekken/")
    assert Client().get(address).status_code == 410


def test_only_the_digest_of_the_token_is_kept(office: Client, firm: Organisation) -> None:
    token = ask(office, firm).split("/")[2]
    assert token not in str(Invitation.objects.values().get())


def test_who_works_here_is_not_invited(office: Client, firm: Organisation) -> None:
    words = {"email": "EVA@example.com", "role": "office"}
    answer = office.post(f"/mensen/{firm.pk}/", words)
    assert answer.status_code == 422
    assert "werkt hier al" in answer.content.decode()


def test_a_role_and_a_right_count_at_once(office: Client, firm: Organisation) -> None:
    sam, browser = add_person("sam@example.com"), Client()
    member = add_member(firm, sam, Role.OFFICE)
    browser.force_login(sam)
    assert browser.get(f"/mensen/{firm.pk}/").status_code == 403
    office.post(f"/mensen/{firm.pk}/{member.pk}/", {"role": "owner", "credit": "on"})
    assert browser.get(f"/mensen/{firm.pk}/").status_code == 200
    member.refresh_from_db()
    assert member.standing.rights == {Right.CREDIT}


@pytest.mark.parametrize("deed", ["", "verwijderen/"])
def test_the_last_owner_stays(office: Client, firm: Organisation, deed: str) -> None:
    own = firm.memberships.get()
    page = office.post(f"/mensen/{firm.pk}/{own.pk}/{deed}", {"role": "office"}, follow=True)
    assert "dit is de laatste" in page.content.decode()
    assert role_of("eva@example.com") == Role.OWNER


def test_handing_over_makes_the_other_the_owner(office: Client, firm: Organisation) -> None:
    member = add_member(firm, add_person("sam@example.com"), Role.OFFICE)
    office.post(f"/mensen/{firm.pk}/{member.pk}/overdragen/")
    assert (role_of("eva@example.com"), role_of("sam@example.com")) == (Role.OFFICE, Role.OWNER)
    assert office.get(f"/mensen/{firm.pk}/").status_code == 403


def test_who_is_removed_sees_nothing_of_the_firm_with_the_next_page(
    office: Client, firm: Organisation
) -> None:
    sam, browser = add_person("sam@example.com"), Client()
    member = add_member(firm, sam, Role.OWNER)
    browser.force_login(sam)
    assert browser.get(f"/mensen/{firm.pk}/").status_code == 200
    office.post(f"/mensen/{firm.pk}/{member.pk}/verwijderen/")
    assert browser.get(f"/mensen/{firm.pk}/").status_code != 200
    assert [each.user.username for each in firm.memberships.all()] == ["eva@example.com"]


def test_a_person_of_another_firm_is_not_there(office: Client, firm: Organisation) -> None:
    other = add_organisation("Ander BV", add_person("zoe@example.com"))
    stranger = other.memberships.get()
    for address in (
        f"/mensen/{other.pk}/",
        f"/mensen/{other.pk}/{stranger.pk}/",
        f"/mensen/{firm.pk}/{stranger.pk}/",
        "/mensen/999999/",
    ):
        assert office.get(address).status_code == 404


def test_wrong_tokens_are_counted(client: Client) -> None:
    answers = [client.get(f"/uitnodiging/{number:040}/").status_code for number in range(40)]
    assert answers[0] == 410
    assert answers[-1] == 429


def test_who_works_for_two_firms_can_change_at_the_top_of_a_page(
    office: Client, owner: User, firm: Organisation
) -> None:
    codes = SecurityCodes("1" * 32, "2" * 32)
    books = new_administration(firm, Firm("Voorbeeld BV"), "voorbeeld", "{0}", codes)
    page = f"/boekhouden/{books.pk}/"
    assert "ander bedrijf" not in office.get(page).content.decode()
    add_member(add_organisation("Ander BV", add_person("zoe@example.com")), owner)
    assert 'href="/boekhouden/">' in office.get(page).content.decode()


def test_the_owner_logs_somebody_out_everywhere_and_nobody_else(
    office: Client, firm: Organisation
) -> None:
    sam, bas = add_person("sam@example.com", LONG), add_person("bas@example.com", LONG)
    member = add_member(firm, sam, Role.OFFICE)
    add_member(firm, bas, Role.OFFICE)
    browsers = [Client(), Client(), Client()]
    for browser, email in zip(browsers, ("sam", "sam", "bas"), strict=True):
        browser.post("/inloggen/", {"username": f"{email}@example.com", "password": LONG})
    answer = office.post(f"/mensen/{firm.pk}/{member.pk}/uitloggen/")
    assert answer["Location"] == f"/mensen/{firm.pk}/{member.pk}/"
    assert [browser.get("/").status_code for browser in browsers] == [302, 302, 200]
    assert SecurityEvent.objects.filter(chain=firm.pk, kind="sessions_ended").count() == 1
    again = browsers[0].post("/inloggen/", {"username": "sam@example.com", "password": LONG})
    assert again["Location"] == "/"
