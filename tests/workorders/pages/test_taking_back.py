"""Taking a completed work order back, on the tablet and in the office."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.values.clock import system_clock
from bonbrug.workorders.models import Company, Status, WorkOrder
from tests.workorders.pages.conftest import office_road, words
from tests.workorders.pages.test_tablet_work import DRAWING, TODAY, job, road

__all__ = ["job"]
SIGNED = {"signer": "Mevr. Voorbeeld", "drawing": DRAWING, "finished": "on"}


@pytest.fixture
def sent(tablet: Client, job: WorkOrder) -> WorkOrder:
    tablet.post(road(job, "tablet_sign"), SIGNED)
    job.refresh_from_db()
    return job


def test_the_tablet_counts_down_and_takes_back_with_one_press(
    tablet: Client, sent: WorkOrder
) -> None:
    assert "terughalen tot" in words(tablet, TODAY)
    page = words(tablet, road(sent, "tablet_order"))
    assert "Wordt verstuurd over 5 minuten" in page
    assert 'hx-trigger="every 10s"' in page
    tablet.post(road(sent, "tablet_take_back"))
    sent.refresh_from_db()
    assert sent.status == Status.PICKED_UP
    assert "Laten ondertekenen" in words(tablet, road(sent, "tablet_order"))


def test_the_office_counts_down_and_takes_back_with_one_press(
    office: Client, sent: WorkOrder
) -> None:
    page = words(office, office_road(sent, "work_order"))
    assert "Wordt verstuurd over 5 minuten" in page
    assert "zodra de bedenktijd voorbij is" in page
    office.post(office_road(sent, "deed_terughalen"))
    sent.refresh_from_db()
    assert (sent.status, sent.signed_at) == (Status.PICKED_UP, None)


def test_the_list_of_the_office_says_what_can_be_taken_back(
    office: Client, company: Company, sent: WorkOrder
) -> None:
    address = reverse("workorders:work_orders", args=[company.pk])
    assert "terughalen tot" in words(office, address)
    office.post(office_road(sent, "deed_versturen"))
    assert "terughalen tot" not in words(office, address)


def test_send_now_ends_the_countdown_in_both(
    office: Client, tablet: Client, sent: WorkOrder
) -> None:
    tablet.post(road(sent, "tablet_send_now"))
    assert "Wordt verstuurd" not in words(tablet, road(sent, "tablet_order"))
    assert "Wordt verstuurd" not in words(office, office_road(sent, "work_order"))
    again = office.post(office_road(sent, "deed_terughalen"), follow=True).content.decode()
    assert "kan niet meer worden teruggehaald" in again


def test_what_counts_down_asks_for_itself_until_it_is_sent(
    office: Client, tablet: Client, sent: WorkOrder
) -> None:
    roads = ((tablet, road(sent, "tablet_held")), (office, office_road(sent, "held")))
    for client, address in roads:
        part = words(client, address)
        assert "<html" not in part
        assert f'hx-get="{address}"' in part
    WorkOrder.objects.filter(pk=sent.pk).update(held_until=system_clock())
    for client, address in roads:
        part = words(client, address)
        assert "is verstuurd" in part or "naar kantoor verstuurd" in part
        assert "hx-get" not in part


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(300, "5 minuten"), (61, "2 minuten"), (59, "60 seconden"), (11, "20 seconden")],
)
def test_the_time_that_is_left_is_rounded_up(
    tablet: Client, sent: WorkOrder, seconds: int, said: str
) -> None:
    # One second later at most, which every one of these may lose.
    moment = system_clock() + timedelta(seconds=seconds)
    WorkOrder.objects.filter(pk=sent.pk).update(held_until=moment)
    assert f"over {said}" in words(tablet, road(sent, "tablet_held"))


def test_the_work_order_of_somebody_else_is_not_taken_back(
    other_tablet: Client, outsider: Client, sent: WorkOrder
) -> None:
    assert other_tablet.post(road(sent, "tablet_take_back")).status_code == 404
    assert outsider.post(office_road(sent, "deed_terughalen")).status_code == 404
    sent.refresh_from_db()
    assert sent.status == Status.COMPLETE


def test_the_office_sets_how_long_it_can_be_taken_back(office: Client, company: Company) -> None:
    address = reverse("workorders:settings", args=[company.pk])
    assert re.search(r'name="take_back_minutes" value="5"', words(office, address))
    office.post(address, {"take_back_minutes": "0", "signature_required": "on"})
    company.refresh_from_db()
    assert (company.take_back_minutes, company.signature_required) == (0, True)


@pytest.mark.parametrize("typed", ["1441", "-1", "veel"])
def test_a_time_beyond_a_day_is_an_error_beside_the_field(
    office: Client, company: Company, typed: str
) -> None:
    address = reverse("workorders:settings", args=[company.pk])
    answer = office.post(address, {"take_back_minutes": typed})
    assert "is-invalid" in answer.content.decode()
    company.refresh_from_db()
    assert company.take_back_minutes == 5


def test_without_time_to_take_back_the_tablet_says_that_it_goes_at_once(
    tablet: Client, company: Company, job: WorkOrder
) -> None:
    assert "nog 5 minuten terughalen" in words(tablet, road(job, "tablet_sign"))
    Company.objects.update(take_back_minutes=0)
    assert "krijgt de werkbon meteen" in words(tablet, road(job, "tablet_sign"))
    tablet.post(road(job, "tablet_sign"), SIGNED)
    assert "Terughalen" not in words(tablet, road(job, "tablet_order"))


def test_where_a_signature_is_required_a_tick_is_not_offered(
    tablet: Client, office: Client, job: WorkOrder
) -> None:
    Company.objects.update(signature_required=True)
    assert 'name="agreed"' not in words(tablet, road(job, "tablet_sign"))
    ticked = {"signer": "Mevr. Voorbeeld", "agreed": "on"}
    assert "Laat de klant in het vak tekenen." in unescape(
        tablet.post(road(job, "tablet_sign"), ticked).content.decode()
    )
    assert "uw bedrijf vraagt een handtekening" in words(office, office_road(job, "work_order"))
    tablet.post(road(job, "tablet_sign"), SIGNED)
    job.refresh_from_db()
    assert job.status == Status.COMPLETE
