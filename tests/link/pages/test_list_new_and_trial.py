"""The list of links, a new link, a trial run and the help page."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from bonbrug.accounts.models import Organisation
from bonbrug.link.models import Binding, Connection, Item, LogLine
from bonbrug.sync.model.records import Relation
from tests.link.pages.conftest import NOW, SOFTWARE, TOKEN, Counterpart, fill, new_link

LISTED = "ingebouwd=http://127.0.0.1:9/soap.asmx, e-boekhouden.nl=https://soap.example/soap.asmx"


def test_without_a_link_the_page_says_how_to_make_one(page: Client) -> None:
    text = page.get("/koppeling/").content.decode()
    assert "Nog geen koppeling" in text
    assert "Instellingen > Externe koppelingen" in text
    assert "Nieuwe koppeling" in text


def test_several_links_of_one_firm_stand_side_by_side(
    page: Client, linked: Connection, firm: Organisation
) -> None:
    new_link(firm, "Vestiging Zwolle")
    Item.objects.create(
        connection=linked, kind="backlog", facts={"count": 3}, opened_at=NOW, last_seen_at=NOW
    )
    text = page.get("/koppeling/").content.decode()
    assert "Vestiging Zwolle" in text
    assert "Nog niet aangemeld" in text
    assert "1 punt wacht op u" in text


@pytest.fixture
def listed(settings: LazySettings) -> None:
    settings.BONBRUG_EBOEKHOUDEN_SOAP_URL = LISTED
    settings.BONBRUG_SOFTWARE_TOKEN = ""


def _new(page: Client, firm: Organisation, **changed: str) -> tuple[int, str]:
    given = {
        "organisation": str(firm.pk),
        "name": "Vestiging Breda",
        "books": "e-boekhouden.nl",
        "field": "ingebouwd",
        "company_id": "7201134",
        "token": TOKEN,
        "software_token": SOFTWARE,
    }
    answer = page.post("/koppeling/nieuw/", {**given, **changed}, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.usefixtures("listed")
def test_a_new_link_takes_services_from_the_list_of_the_operator(
    page: Client, firm: Organisation
) -> None:
    _status, text = _new(page, firm)
    made = Connection.objects.get()
    assert (made.books_service, made.field_service) == ("e-boekhouden.nl", "ingebouwd")
    assert made.secret("token") == TOKEN
    assert "AUTHENTICATION" in text


@pytest.mark.usefixtures("listed")
def test_an_address_of_ones_own_is_not_a_service(page: Client, firm: Organisation) -> None:
    status, text = _new(page, firm, books="https://kwaad.example/soap.asmx")
    assert status == 422
    assert not Connection.objects.exists()
    assert TOKEN not in text


@pytest.mark.usefixtures("listed")
def test_no_address_is_on_the_page(page: Client) -> None:
    text = page.get("/koppeling/nieuw/").content.decode()
    assert "e-boekhouden.nl" in text
    assert "soap.example" not in text


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("wrong", [{"company_id": "12"}, {"token": ""}, {"software_token": ""}])
def test_what_is_missing_is_named(page: Client, firm: Organisation, wrong: dict[str, str]) -> None:
    status, text = _new(page, firm, **wrong)
    assert status == 422
    assert 'value="Vestiging Breda"' in text


def test_the_software_token_of_the_operator_is_used(
    page: Client, firm: Organisation, settings: LazySettings
) -> None:
    settings.BONBRUG_SOFTWARE_TOKEN = SOFTWARE
    _new(page, firm, books="ingebouwd", software_token="")
    assert Connection.objects.get().secret("software_token") == SOFTWARE


def test_a_trial_run_shows_the_plan_and_sends_nothing(
    page: Client, linked: Connection, other_side: Counterpart
) -> None:
    fill(other_side.books, relations=4, materials=1)
    other_side.books.relations_["K"] = Relation("K", "Klant zonder adres", remote_id="K")
    answer = page.post(f"/koppeling/{linked.pk}/proefdraaien/", follow=True)
    text = answer.content.decode()
    assert "4 relaties naar de werkbonnen" in text
    assert "1 materiaal naar de werkbonnen" in text
    assert "Bij relatie K ontbreekt: straat, postcode, plaats." in text
    assert not other_side.service.relations_
    assert not Binding.objects.exists()
    assert not Item.objects.exists()


def test_a_trial_run_does_not_stand_in_the_log(
    page: Client, linked: Connection, other_side: Counterpart
) -> None:
    other_side.books.relations_["K"] = Relation("K", "Klant zonder adres", remote_id="K")
    page.post(f"/koppeling/{linked.pk}/proefdraaien/")
    assert LogLine.objects.exists()
    text = page.get(f"/koppeling/{linked.pk}/").content.decode()
    assert "Er is nog niets gesynchroniseerd" in text


def test_a_trial_run_waits_for_saved_settings(page: Client, signed_in: Connection) -> None:
    answer = page.post(f"/koppeling/{signed_in.pk}/proefdraaien/", follow=True)
    assert "Sla eerst de instellingen op." in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_chapter_of_the_help_can_be_opened(page: Client, language: str) -> None:
    text = page.get("/koppeling/hulp/", headers={"accept-language": language}).content.decode()
    chapters = re.findall(r'href="#([a-z-]+)"', text)
    assert "aanmelden" in chapters
    for chapter in chapters:
        assert f'id="{chapter}"' in text
