"""Linking a tablet by company id and employee number."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.actions.keep_employee import change_employee
from bonbrug.workorders.models import Company, Employee, Tablet
from bonbrug.workorders.pages.tablet.door import COOKIE
from bonbrug.workorders.pages.tablet.tries import PER_ADDRESS

LINK, TODAY = "/werkbonnen/tablet/koppelen/", "/werkbonnen/tablet/"
WRONG = "horen niet bij elkaar"


def link(client: Client, company_id: str, number: str) -> HttpResponse:
    answer = client.post(LINK, {"company_id": company_id, "number": number})
    assert isinstance(answer, HttpResponse)
    return answer


def test_the_right_numbers_link_the_tablet(
    client: Client, company: Company, sanne: Employee
) -> None:
    assert link(client, company.company_id, "101")["Location"] == TODAY
    assert "Sanne Voorbeeld" in client.get(TODAY).content.decode()


def test_the_secret_of_the_tablet_is_out_of_reach_of_scripts(
    client: Client, company: Company, sanne: Employee
) -> None:
    link(client, company.company_id, "101")
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", TODAY)
    assert Tablet.objects.get().device_digest != cookie.value


@pytest.mark.parametrize(
    ("company_id", "number"), [("1234567", "999"), ("0000000", "101"), ("7654321", "101")]
)
def test_wrong_numbers_get_one_clear_message(
    client: Client, sanne: Employee, stranger: Company, company_id: str, number: str
) -> None:
    answer = link(client, company_id, number)
    assert answer.status_code == 200
    assert WRONG in answer.content.decode()
    assert not Tablet.objects.exists()


def test_an_employee_who_is_not_active_cannot_link(
    client: Client, company: Company, sanne: Employee
) -> None:
    change_employee(sanne, {"active": False})
    assert WRONG in link(client, company.company_id, "101").content.decode()


def test_a_company_id_has_seven_digits(client: Client, company: Company) -> None:
    page = link(client, "123", "101").content.decode()
    assert "Het bedrijfs id heeft 7 cijfers." in page


def test_guessing_is_stopped(client: Client, company: Company, sanne: Employee) -> None:
    for guess in range(PER_ADDRESS):
        link(client, company.company_id, f"9{guess}")
    assert "Te veel verkeerde pogingen" in link(client, company.company_id, "101").content.decode()


def test_a_tablet_that_is_not_linked_is_asked_to_link(client: Client, company: Company) -> None:
    for road in (TODAY, reverse("workorders:tablet_order", args=[1])):
        assert client.get(road)["Location"] == LINK


def test_a_tablet_of_somebody_who_left_works_no_more(tablet: Client, sanne: Employee) -> None:
    change_employee(sanne, {"active": False})
    assert tablet.get(TODAY)["Location"] == LINK


def test_a_tablet_can_be_unlinked_on_the_tablet(tablet: Client) -> None:
    tablet.post(reverse("workorders:tablet_forget"))
    assert not Tablet.objects.exists()
