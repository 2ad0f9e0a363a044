"""The office shows codes, sees every device and its last use, and ends one at once."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.keep_employee import change_employee
from bonbrug.workorders.models import Company, Employee, Tablet, TabletEvent

pytestmark = pytest.mark.postgres

LINK, TODAY = "/werkbonnen/tablet/koppelen/", "/werkbonnen/tablet/"


def page(office: Client, company: Company) -> str:
    return office.get(reverse("workorders:tablets", args=[company.pk])).content.decode()


def shown(office: Client, employee: Employee) -> str:
    road = reverse("workorders:tablet_code", args=[employee.company.pk, employee.pk])
    return office.post(road).content.decode()


def test_the_code_that_the_office_shows_links_a_tablet(
    office: Client, client: Client, company: Company, sanne: Employee
) -> None:
    text = shown(office, sanne)
    code = re.search(r'id="link-code">([^<]+)<', text)
    assert code
    assert "data:image/svg+xml" in text
    words = {"company_id": company.company_id, "number": "101", "code": code[1]}
    assert client.post(LINK, words)["Location"] == TODAY


def test_a_code_is_shown_by_a_button_only_and_never_kept_by_a_browser(
    office: Client, sanne: Employee
) -> None:
    road = reverse("workorders:tablet_code", args=[sanne.company.pk, sanne.pk])
    assert office.get(road).status_code == 302
    assert not sanne.link_codes.exists()
    assert "no-store" in office.post(road).headers["Cache-Control"]


def test_another_firm_gets_no_code(outsider: Client, sanne: Employee) -> None:
    road = reverse("workorders:tablet_code", args=[sanne.company.pk, sanne.pk])
    assert outsider.post(road).status_code == 404


def test_an_employee_who_left_gets_no_code(office: Client, sanne: Employee) -> None:
    change_employee(sanne, {"active": False})
    road = reverse("workorders:tablet_code", args=[sanne.company.pk, sanne.pk])
    assert "niet actief" in office.post(road, follow=True).content.decode()


def test_the_office_is_told_of_a_tablet_until_somebody_has_seen_it(
    office: Client, company: Company, tablet: Client
) -> None:
    text = page(office, company)
    assert "Tablets (1 nieuw)" in text
    assert "Sanne Voorbeeld" in text
    office.post(reverse("workorders:tablets_seen", args=[company.pk]))
    assert "nieuw)" not in page(office, company)


def test_the_office_ends_a_tablet_at_once(office: Client, company: Company, tablet: Client) -> None:
    assert tablet.get(TODAY).status_code == 200
    road = reverse("workorders:tablet_unlink", args=[company.pk, Tablet.objects.get().pk])
    office.post(road)
    assert tablet.get(TODAY)["Location"] == LINK
    assert "Beëindigd door kantoor" in page(office, company)
    assert TabletEvent.objects.latest("pk").by == "kantoor@voorbeeld.example"


def test_another_firm_ends_no_tablet(outsider: Client, company: Company, tablet: Client) -> None:
    road = reverse("workorders:tablet_unlink", args=[company.pk, Tablet.objects.get().pk])
    assert outsider.post(road).status_code == 404


def test_a_tablet_that_ended_by_itself_says_so(
    office: Client, company: Company, tablet: Client
) -> None:
    Tablet.objects.update(last_seen=system_clock().replace(year=2020))
    assert "60 dagen" in page(office, company)
    assert tablet.get(TODAY)["Location"] == LINK
