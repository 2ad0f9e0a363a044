"""The start page says what needs somebody today, to who may do something about it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Membership
from bonbrug.books.models import OpenItem
from bonbrug.workorders.models import Status, WorkOrder
from tests.site.filled_lists import Filled, filled

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LONG_AGO = date(2020, 1, 6)
QUERIES = 20


@pytest.fixture
def houses() -> Filled:
    return filled()


def lines(client: Client) -> dict[str, str]:
    """Return the lines of the page with their addresses."""
    found = client.get("/").context["needs"]
    return {need.text: need.url for need in found}


def somebody(houses: Filled, role: str) -> Client:
    person = add_person(f"{role}@demo.example")
    Membership.objects.create(user=person, organisation=houses.books.organisation, role=role)
    client = Client(headers={"accept-language": "nl"})
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def ask(houses: Filled, subject: str) -> None:
    houses.link.items.create(kind="defect", subject=subject, opened_at=NOW, last_seen_at=NOW)


def test_each_line_leads_to_a_list_of_as_many(houses: Filled) -> None:
    order = WorkOrder.objects.filter(company=houses.company).first()
    assert order
    WorkOrder.objects.exclude(pk=order.pk).update(status=Status.SETTLED)
    WorkOrder.objects.filter(pk=order.pk).update(
        status=Status.PICKED_UP, work_date=LONG_AGO, archived=False
    )
    url = lines(houses.office)["1 werkbon is over de dag heen"]
    assert [one.pk for one in houses.office.get(url).context["table"].page] == [order.pk]


def test_the_books_say_what_is_open_and_what_is_late(houses: Filled) -> None:
    items = OpenItem.objects.filter(administration=houses.books, owed_by_us=False)
    items.update(date=date(2099, 1, 1))
    item = items.first()
    assert item
    items.exclude(pk=item.pk).delete()
    OpenItem.objects.filter(pk=item.pk).update(
        amount=Decimal("121.00"), paid=Decimal(21), date=LONG_AGO
    )
    said = [text.replace("\u00a0", " ") for text in lines(houses.office)]
    assert "1 factuur is niet op tijd betaald: € 100,00" in said
    assert "Klanten moeten nog € 100,00 betalen" in said


def test_questions_of_the_link_are_counted(houses: Filled) -> None:
    for subject in ("F-1", "F-2"):
        ask(houses, subject)
    url = lines(houses.office)["2 vragen van de koppeling wachten op antwoord"]
    assert url == reverse("link:to_do", args=[houses.link.pk])


def test_a_bookkeeper_reads_nothing_about_planning_and_a_fitter_nothing(houses: Filled) -> None:
    WorkOrder.objects.filter(company=houses.company).update(status=Status.COMPLETE, archived=False)
    ask(houses, "F-1")
    owners = {need.house for need in houses.office.get("/").context["needs"]}
    assert owners == {"workorders", "link", "books"}
    bookkeeper = {need.house for need in somebody(houses, "bookkeeper").get("/").context["needs"]}
    assert bookkeeper == {"link", "books"}
    assert somebody(houses, "fitter").get("/").context["needs"] == []


def test_another_firm_stays_unseen_and_nothing_to_do_is_said(houses: Filled) -> None:
    stranger = Client(headers={"accept-language": "nl"})
    owner = add_person("eva@ander.example")
    add_organisation("Andere BV", owner)
    stranger.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    assert "Er wacht vandaag niets op u." in stranger.get("/").content.decode()


def test_more_work_asks_the_database_no_more(houses: Filled) -> None:
    houses.office.get("/")
    with CaptureQueriesContext(connection) as asked:
        houses.office.get("/")
    assert len(asked) <= QUERIES
