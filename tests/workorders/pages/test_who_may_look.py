"""Every office page: shown to members, unknown to others, and behind the log-in."""

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.models import Company, ExternalLink, WorkOrder

PAGES = (
    "work_orders",
    "archive",
    "work_order_new",
    "work_order_fill",
    "relations",
    "relations_add",
    "materials",
    "materials_add",
    "hour_types",
    "hour_types_add",
    "work_statuses",
    "work_statuses_add",
    "employees",
    "employees_add",
    "links",
    "link_panel",
)


@pytest.mark.parametrize("name", PAGES)
def test_a_member_sees_the_page(
    office: Client, company: Company, link: ExternalLink, name: str
) -> None:
    answer = office.get(reverse(f"workorders:{name}", args=[company.pk]))
    assert answer.status_code == 200
    assert company.name in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_for_an_outsider_the_page_does_not_exist(
    outsider: Client, company: Company, link: ExternalLink, name: str
) -> None:
    assert outsider.get(reverse(f"workorders:{name}", args=[company.pk])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_an_unknown_person_has_to_log_in(client: Client, company: Company, name: str) -> None:
    answer = client.get(reverse(f"workorders:{name}", args=[company.pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/")


def test_a_work_order_of_another_company_does_not_exist(
    outsider: Client, company: Company, make_order: object
) -> None:
    order = _made(make_order)
    road = reverse("workorders:work_order", args=[company.pk, order.pk])
    assert outsider.get(road).status_code == 404


def test_a_work_order_cannot_be_reached_through_another_company(
    office: Client, company: Company, stranger: Company, make_order: object
) -> None:
    order = _made(make_order)
    road = reverse("workorders:work_order", args=[stranger.pk, order.pk])
    assert office.get(road).status_code == 404


def test_the_front_door_leads_to_the_only_company(office: Client, company: Company) -> None:
    answer = office.get(reverse("workorders:front"))
    assert answer["Location"] == reverse("workorders:work_orders", args=[company.pk])


def test_the_front_door_says_it_when_there_is_no_company(outsider: Client) -> None:
    answer = outsider.get(reverse("workorders:front"))
    assert "Nog geen bedrijf" in answer.content.decode()


def test_pages_with_secrets_are_not_kept_by_the_browser(
    office: Client, company: Company, link: ExternalLink
) -> None:
    answer = office.get(reverse("workorders:link_panel", args=[company.pk]))
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["link_order", "link_end"])
def test_following_an_address_changes_nothing(
    office: Client, company: Company, link: ExternalLink, name: str
) -> None:
    assert office.get(reverse(f"workorders:{name}", args=[company.pk])).status_code == 405


def _made(make_order: object) -> WorkOrder:
    assert callable(make_order)
    order = make_order()
    assert isinstance(order, WorkOrder)
    return order
