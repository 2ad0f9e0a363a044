"""The operator sees which firms there are and how they stand, and makes new ones."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.models import Invitation, Membership, Organisation, SecurityEvent
from bonbrug.accounts.roles import Role
from bonbrug.accounts.security.kinds import Kind
from bonbrug.site.demo.seed import seed
from tests.postbox import Postbox
from tests.site.filled_lists import filled

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LONG = "vier woorden zonder verband"
NEW = "/beheer/bedrijven/nieuw/"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_is_by_name_with_people_and_goes_on_behind_the_last_one(desk: Client) -> None:
    for number in range(30):
        add_organisation(f"Bedrijf {number:02}", add_person(f"p{number}@example.com"))
    first = text(desk, "/beheer/")
    assert "Bedrijf 00" in first
    assert "Bedrijf 25" not in first
    follows = re.search(r'href="(\?na=\d+)" rel="next"', first)
    assert follows
    rest = text(desk, f"/beheer/{follows[1]}")
    assert "Bedrijf 24" not in rest
    assert "Bedrijf 29" in rest
    assert 'rel="next"' not in rest


def test_a_firm_is_found_by_a_word_of_its_name(desk: Client) -> None:
    add_organisation("Dakdekker Café BV")
    add_organisation("Loodgieter BV")
    page = text(desk, "/beheer/?zoek=cafe")
    assert "Dakdekker" in page
    assert "Loodgieter" not in page


def test_more_firms_ask_no_more_of_the_database(desk: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text(desk, "/beheer/")
        # Once a second the version of the tables is asked too.
        return len([one for one in queries if "django_migrations" not in one["sql"]])

    add_organisation("Een", add_person("een@example.com"))
    text(desk, "/beheer/")
    few = asked()
    for number in range(60):
        add_organisation(f"Bedrijf {number}", add_person(f"p{number}@example.com"))
    assert asked() == few


@pytest.mark.django_db(transaction=True)
def test_a_new_firm_gets_an_owner_by_mail(desk: Client, postbox: Postbox, settings: Any) -> None:
    settings.BONBRUG_SMTP_URL = postbox.url
    answer = desk.post(NEW, {"name": "Nieuw BV", "owner": "eva@example.com"})
    made = Organisation.objects.get(name="Nieuw BV")
    assert answer["Location"] == f"/beheer/bedrijven/{made.pk}/"
    assert made.made_at
    asked = Invitation.objects.get(organisation=made)
    assert (asked.email, asked.role, asked.mailed) == ("eva@example.com", "owner", True)
    [told] = SecurityEvent.objects.filter(chain=0, kind=Kind.FIRM_MADE)
    assert told.details == {"organisation": made.pk}


def test_without_a_mail_server_the_address_is_shown_once_and_lets_the_owner_in(
    desk: Client, client: Client
) -> None:
    page = desk.post(NEW, {"name": "Nieuw BV", "owner": "eva@example.com"}).content.decode()
    found = re.search(r"(/uitnodiging/[\w-]+/)", page)
    assert found
    client.get(found[1])
    sent = {"name": "Eva", "password": LONG}
    assert client.post("/uitnodiging/", sent).status_code == 302
    assert Membership.objects.get(user__email="eva@example.com").role == "owner"


def test_a_name_that_another_firm_has_is_not_given_twice(desk: Client) -> None:
    add_organisation("Nieuw BV")
    answer = desk.post(NEW, {"name": "Nieuw BV", "owner": "eva@example.com"})
    assert answer.status_code == 422
    assert "Add what tells them apart" in answer.content.decode()
    assert Organisation.objects.count() == 1
    assert not Invitation.objects.exists()


def test_the_page_of_a_firm_counts_its_people_and_names_none(desk: Client) -> None:
    firm = add_organisation("Voorbeeld BV", add_person("eva@example.com"))
    add_member(firm, add_person("sam@example.com"), Role.FITTER)
    page = text(desk, f"/beheer/bedrijven/{firm.pk}/")
    assert "owner 1" in page
    assert "fitter 1" in page
    assert "eva@" not in page
    assert "sam@" not in page


def test_no_page_of_the_operator_shows_what_a_firm_writes(desk: Client) -> None:
    firm = filled()
    number = firm.books.organisation_id
    pages = [text(desk, road) for road in ("/beheer/", f"/beheer/bedrijven/{number}/")]
    pages += [text(desk, f"/beheer/koppelingen/?soort={kind}") for kind in ("late", "stopped")]
    names = {relation.name for relation in firm.books.relations.all()}
    numbers = {invoice.number for invoice in firm.books.invoices.all() if invoice.number}
    assert names
    assert numbers
    assert [word for word in names | numbers for page in pages if word in page] == []


def test_a_firm_that_is_not_there_is_nowhere(desk: Client) -> None:
    assert desk.get("/beheer/bedrijven/987654/").status_code == 404
    assert desk.get("/beheer/?na=987654").status_code == 404


def test_who_owns_a_firm_is_not_let_in_by_that(client: Client) -> None:
    owner = add_person("eva@example.com")
    firm = add_organisation("Voorbeeld BV", owner)
    client.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    for road in ("/beheer/", NEW, f"/beheer/bedrijven/{firm.pk}/", "/beheer/koppelingen/"):
        assert client.get(road).status_code == 403
    assert client.post(NEW, {"name": "X", "owner": "x@example.com"}).status_code == 403
    assert "beheer/" not in client.get("/").content.decode()


def test_the_firms_of_the_demo_say_since_when_they_are_here() -> None:
    seed(NOW)
    made = Organisation.objects.values_list("made_at", flat=True)
    assert set(made) == {NOW}
