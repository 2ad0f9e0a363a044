"""Klantafspraken on their pages."""

from decimal import Decimal

import pytest
from django.test import Client

from bonbrug.link.models import Binding, Connection, CustomerAgreement, Event
from bonbrug.link.store.agreements import agreements
from bonbrug.sync.model.agreements import Collect
from bonbrug.sync.model.agreements import CustomerAgreement as Agreement
from bonbrug.sync.model.bindings import PRODUCT, RELATION
from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Per, Rounding, Way

QUARTERS = {
    "lines_per": "day",
    "round_way": "up",
    "round_step": "15",
    "round_per": "order",
    "minimum_minutes": "60",
    "call_out_choice": "product",
    "call_out": "voorrij",
    "discount": "7,5",
}


@pytest.fixture
def address(linked: Connection) -> str:
    bases = {
        RELATION: {"code": "TEST1", "name": "Café Ørsted", "city": "Utrecht"},
        PRODUCT: {"code": "VOORRIJ", "description": "Voorrijkosten"},
    }
    for kind, base in bases.items():
        key = base["code"].casefold()
        Binding.objects.create(connection=linked, kind=kind, key=key, base_json=base)
    return f"/koppeling/{linked.pk}/klantafspraken/"


def test_without_agreements_the_page_says_what_they_are_for(page: Client, address: str) -> None:
    text = page.get(address).content.decode()
    assert "Voor alle klanten geldt hetzelfde" in text
    assert "/klantafspraken/nieuw/" in text


def test_a_customer_is_chosen_by_name(page: Client, address: str) -> None:
    text = page.get(f"{address}nieuw/", {"zoek": "cafe orsted"}).content.decode()
    assert "/klantafspraken/klant/?klant=TEST1" in text
    assert "Niets gevonden" not in text


def test_what_was_agreed_is_kept_told_and_shown(
    page: Client, address: str, linked: Connection
) -> None:
    text = page.post(f"{address}klant/?klant=TEST1", QUARTERS, follow=True).content.decode()
    assert agreements(linked.pk) == {
        "test1": Agreement(
            LinesPer.DAY, Rounding(Way.UP, 15, Per.ORDER), 60, "voorrij", Decimal("7.5")
        )
    }
    assert "Café Ørsted" in text
    assert "naar boven afgerond op 15 min per werkbon" in text
    event = Event.objects.filter(connection_id=linked.pk, what="agreement_saved").get()
    assert event.subject == "TEST1"
    assert (event.after["minimum_minutes"], event.after["discount"]) == (60, "7.50")
    assert "7,5% korting" in text


def test_an_agreement_is_found_by_the_name_of_the_customer(
    page: Client, address: str, linked: Connection
) -> None:
    CustomerAgreement.objects.create(connection=linked, key="test1", code="TEST1", call_out="")
    assert "TEST1" in page.get(address, {"zoek": "ørsted"}).content.decode()
    assert "?klant=TEST1" not in page.get(address, {"zoek": "iemand anders"}).content.decode()


def test_with_nothing_agreed_there_is_no_agreement(
    page: Client, address: str, linked: Connection
) -> None:
    page.post(f"{address}klant/?klant=TEST1", QUARTERS)
    page.post(f"{address}klant/?klant= test1", {"round_step": "15", "round_per": "period"})
    assert not CustomerAgreement.objects.exists()


def test_a_call_out_charge_needs_a_product_that_is_known(page: Client, address: str) -> None:
    given = {**QUARTERS, "call_out": "ONBEKEND"}
    answer = page.post(f"{address}klant/?klant=TEST1", given)
    assert answer.status_code == 422
    assert "De koppeling kent geen product met deze code." in answer.content.decode()
    assert not CustomerAgreement.objects.exists()


@pytest.mark.parametrize("typed", ["101", "-5", "veel"])
def test_a_discount_is_a_percentage(page: Client, address: str, typed: str) -> None:
    answer = page.post(f"{address}klant/?klant=TEST1", {**QUARTERS, "discount": typed})
    assert answer.status_code == 422
    assert not CustomerAgreement.objects.exists()


def test_what_was_agreed_stands_in_the_form_again(page: Client, address: str) -> None:
    page.post(f"{address}klant/?klant=TEST1", QUARTERS)
    text = page.get(f"{address}klant/?klant=test1").content.decode()
    for shown in ('value="7,50"', 'value="60"', 'value="voorrij"', 'value="order" selected'):
        assert shown in text


def test_without_a_code_a_customer_is_asked_for(page: Client, address: str) -> None:
    answer = page.get(f"{address}klant/")
    assert answer["Location"] == f"{address}nieuw/"


def test_a_customer_can_get_one_invoice_a_month(
    page: Client, address: str, linked: Connection
) -> None:
    given = {"collect": "monthly", "round_step": "15", "round_per": "period"}
    text = page.post(f"{address}klant/?klant=TEST1", given, follow=True).content.decode()
    assert agreements(linked.pk) == {"test1": Agreement(collect=Collect.MONTHLY)}
    assert "één factuur per maand" in text
    assert 'value="monthly" selected' in page.get(f"{address}klant/?klant=TEST1").content.decode()
