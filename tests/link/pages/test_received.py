"""What was on a work order when it came in, also when it is gone from the work orders."""

from decimal import Decimal

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.link.models import Connection, ExportJob, Inbox, Item
from bonbrug.link.store import jobs
from bonbrug.link.store.inbox import received
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.states.jobs import State
from tests.fakes.world import work_order
from tests.link.pages.conftest import NOW

ODD = work_order(
    "9",
    number="18-9",
    description="<b>Kraan</b> vervangen\nen getest",
    minimum_hours=Decimal("1.5"),
)


@pytest.fixture
def job(linked: Connection) -> ExportJob:
    jobs.receive(linked.pk, [ODD], State.NEW, NOW)
    made = ExportJob.objects.get()
    Item.objects.create(
        connection=linked, job=made, kind="work_order_gone", subject="18-9",
        opened_at=NOW, last_seen_at=NOW,
    )  # fmt: skip
    return made


def _address(job: ExportJob) -> str:
    return f"/koppeling/{job.connection_id}/werkbonnen/{job.pk}/ontvangen/"


@pytest.mark.parametrize("order", [ODD, work_order("10", day=None, periods=(), materials=())])
def test_what_was_sealed_is_what_comes_out(linked: Connection, order: WorkOrder) -> None:
    jobs.receive(linked.pk, [order], State.NEW, NOW)
    assert received(Inbox.objects.get()) == order


def test_an_item_leads_to_the_work_order_as_it_came_in(page: Client, job: ExportJob) -> None:
    text = page.get(f"/koppeling/{job.connection_id}/te-doen/").content.decode()
    assert _address(job) in text
    shown = page.get(_address(job)).content.decode()
    customer = ODD.customer
    for words in (
        "Werkbon 18-9 zoals ontvangen", "17-09-2018 15:16", customer.name, customer.city,
        "&lt;b&gt;Kraan&lt;/b&gt; vervangen", ODD.materials[0].name, "1:30",
    ):  # fmt: skip
        assert words in shown


def test_an_item_without_a_kept_work_order_has_no_such_line(page: Client, job: ExportJob) -> None:
    Inbox.objects.all().delete()
    text = page.get(f"/koppeling/{job.connection_id}/te-doen/").content.decode()
    assert "Zoals ontvangen" not in text
    assert page.get(_address(job)).status_code == 404


def test_without_its_key_the_page_says_so(page: Client, job: ExportJob) -> None:
    Inbox.objects.update(body_sealed="v1.00000000.AAAA")
    assert "Dit kan niet meer geopend worden" in page.get(_address(job)).content.decode()


def test_it_is_kept_out_of_caches(page: Client, job: ExportJob) -> None:
    assert "no-store" in page.get(_address(job))["Cache-Control"]


def test_another_firm_does_not_see_it(page: Client, job: ExportJob) -> None:
    sam = add_person("sam@example.com")
    add_organisation("Anderen", sam)
    page.force_login(sam, "django.contrib.auth.backends.ModelBackend")
    assert page.get(_address(job)).status_code == 404
