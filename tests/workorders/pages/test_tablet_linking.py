"""Linking a tablet by company id and employee number."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bonbrug.accounts.limits import ONE_SUBJECT
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.keep_employee import change_employee
from bonbrug.workorders.actions.link_code import show_code
from bonbrug.workorders.models import Company, Employee, Tablet, TabletKey
from bonbrug.workorders.pages.tablet.device import COOKIE
from tests.workorders.linking import CODE

LINK, TODAY = "/werkbonnen/tablet/koppelen/", "/werkbonnen/tablet/"
WRONG = "horen niet bij elkaar"


@pytest.fixture(autouse=True)
def _code(sanne: Employee) -> None:
    """The office shows a code for Sanne."""
    show_code(sanne, CODE, system_clock())


def link(
    client: Client, company_id: str, number: str, code: str = CODE, address: str = "127.0.0.1"
) -> HttpResponse:
    words = {"company_id": company_id, "number": number, "code": code}
    answer = client.post(LINK, words, REMOTE_ADDR=address)
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
    assert TabletKey.objects.get().digest != cookie.value


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


def test_guessing_is_stopped_for_the_guesser_alone(
    client: Client, company: Company, stranger: Company
) -> None:
    answers = [link(client, company.company_id, f"9{n}") for n in range(ONE_SUBJECT.free + 1)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Probeer het over 1 minuut opnieuw" in answers[-1].content.decode()
    assert link(client, company.company_id, "101").status_code == 429
    assert link(client, stranger.company_id, "101").status_code == 200
    assert link(client, company.company_id, "101", address="192.0.2.9")["Location"] == TODAY


@pytest.mark.parametrize("code", ["", "AAAA-AAAA", "101"])
def test_both_numbers_without_the_code_link_nothing(
    client: Client, company: Company, code: str
) -> None:
    assert link(client, company.company_id, "101", code).status_code == 200
    assert not Tablet.objects.exists()


def test_the_code_may_be_written_small_and_with_letters_for_digits(
    client: Client, company: Company
) -> None:
    assert link(client, company.company_id, "101", " 7k2m o4xa ")["Location"] == TODAY


def test_a_code_links_one_tablet(client: Client, company: Company) -> None:
    link(client, company.company_id, "101")
    assert WRONG in link(Client(), company.company_id, "101").content.decode()
    assert Tablet.objects.count() == 1


def test_the_office_recognises_the_device(client: Client, company: Company) -> None:
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
    words = {"company_id": company.company_id, "number": "101", "code": CODE}
    client.post(LINK, words, headers={"User-Agent": agent})
    assert Tablet.objects.get().name == "Android · Chrome"


def test_a_key_of_yesterday_is_replaced_in_the_browser(client: Client, company: Company) -> None:
    link(client, company.company_id, "101")
    client.get(TODAY)
    Tablet.objects.update(rolled_at=system_clock() - timedelta(days=1))
    before = client.cookies[COOKIE].value
    client.get(TODAY)
    after = client.cookies[COOKIE].value
    assert after != before
    assert client.get(TODAY).status_code == 200
    client.cookies[COOKIE] = before
    assert client.get(TODAY)["Location"] == LINK


def test_a_tablet_that_is_not_linked_is_asked_to_link(client: Client, company: Company) -> None:
    for road in (TODAY, reverse("workorders:tablet_order", args=[1])):
        assert client.get(road)["Location"] == LINK


def test_a_tablet_of_somebody_who_left_works_no_more(tablet: Client, sanne: Employee) -> None:
    change_employee(sanne, {"active": False})
    assert tablet.get(TODAY)["Location"] == LINK


def test_a_tablet_can_be_unlinked_on_the_tablet(tablet: Client) -> None:
    tablet.post(reverse("workorders:tablet_forget"))
    assert not Tablet.objects.exists()
