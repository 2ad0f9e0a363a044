"""Codes and money settings ask for the password again when signing in was a while ago."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.accounts.actions import add_person, make_login_link
from bonbrug.accounts.fresh import KEPT
from bonbrug.accounts.models import Membership, User
from bonbrug.books.models import Administration
from tests.books.conftest import books

__all__ = ["books"]  # a fixture
pytestmark = pytest.mark.django_db

PASSWORD = "een-lang-wachtwoord-voor-de-test"
WHOLE = {"name": "Demo Installatie BV", "city": "Zaandorp"}


@pytest.fixture
def eva(books: Administration) -> User:
    user = add_person("eva@example.com", PASSWORD)
    Membership.objects.create(user=user, organisation=books.organisation, role="owner")
    return user


def browser(user: User, minutes: int) -> Client:
    """Return the browser of somebody who signed in so many minutes ago."""
    client = Client(headers={"accept-language": "nl"})
    client.force_login(user)
    session = client.session
    session[KEPT] = (datetime.now(UTC) - timedelta(minutes=minutes)).timestamp()
    session.save()
    return client


def test_who_just_signed_in_makes_new_codes_and_sees_them_once(
    eva: User, books: Administration
) -> None:
    client = browser(eva, 1)
    made = client.post(reverse("books:api_keys_renew", args=[books.pk])).content.decode()
    books.refresh_from_db()
    assert books.security_code_1 in made
    assert books.security_code_2 in made
    later = client.get(reverse("books:api_keys", args=[books.pk])).content.decode()
    assert books.security_code_1 not in later
    assert books.security_code_2 not in later


def test_who_signed_in_a_while_ago_is_asked_and_comes_back(
    eva: User, books: Administration
) -> None:
    client, road = browser(eva, 11), reverse("books:api_keys_renew", args=[books.pk])
    old = books.security_code_1
    asked = client.post(road)
    assert asked.status_code == 302
    books.refresh_from_db()
    assert books.security_code_1 == old
    page = asked["Location"]
    assert "Bent u het?" in client.get(page).content.decode()
    again = client.post(page, {"password": "een ander"})
    assert again.status_code == 200
    assert "Bent u het?" in again.content.decode()
    assert client.post(page, {"password": PASSWORD})["Location"] == road
    assert client.get(road).status_code == 200


def test_another_site_is_nowhere_to_come_back_to(eva: User) -> None:
    client = browser(eva, 11)
    page = f"{reverse('account_reauthenticate')}?next=https://boos.example/"
    assert client.post(page, {"password": PASSWORD})["Location"] == "/"


def test_only_what_moves_money_asks_again_at_the_company_details(
    eva: User, books: Administration
) -> None:
    client, road = browser(eva, 11), reverse("books:firm", args=[books.pk])
    there = {"iban": books.iban, "bic": books.bic, "creditor_id": books.creditor_id}
    assert client.post(road, {**WHOLE, **there})["Location"] == road
    sent = client.post(road, {**WHOLE, **there, "iban": "NL91ABNA0417164300"})
    assert sent["Location"].startswith(reverse("account_reauthenticate"))
    books.refresh_from_db()
    assert books.iban == there["iban"]


def test_a_login_link_counts_as_fresh_and_without_a_password_it_is_the_way(
    books: Administration,
) -> None:
    sam = add_person("sam@example.com")
    Membership.objects.create(user=sam, organisation=books.organisation, role="owner")
    road = reverse("books:api_keys_renew", args=[books.pk])
    assert "Log uit en kom binnen met een nieuwe link" in browser(sam, 11).get(
        road, follow=True
    ).content.decode()  # fmt: skip
    make_login_link(sam, datetime.now(UTC), "t" * 43)
    client = Client()
    client.post(reverse("login_link", args=["t" * 43]))
    assert client.get(road).status_code == 200
