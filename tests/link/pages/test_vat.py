"""Btw on its pages: the own firm, kinds of work, addresses, and the question at Te doen."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from bonbrug.link import actions
from bonbrug.link.models import AddressAnswer, Connection, Event, ExportJob, Inbox, Item
from bonbrug.link.store.agreements import agreements
from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.records import WorkPlace
from bonbrug.sync.states.jobs import State
from bonbrug.sync.vat.doubts import DWELLING_UNKNOWN
from bonbrug.values.clock import system_clock
from tests.fakes.world import product, work_order
from tests.link.pages.conftest import NOW, Counterpart, keep_received, knows, synchronise

KINDS = {"kind_construction": "Loodgieter, Storing", "kind_painting": "Schilderwerk"}


@pytest.fixture
def address(linked: Connection) -> str:
    return f"/koppeling/{linked.pk}/btw/"


def test_the_page_says_that_mostly_nothing_has_to_be_filled_in(page: Client, address: str) -> None:
    text = page.get(address).content.decode()
    assert "Meestal is de btw van een regel die van het product" in text
    assert "kleineondernemersregeling" in text


def test_what_was_chosen_is_kept_told_and_shown(
    page: Client, address: str, linked: Connection
) -> None:
    version = linked.settings_version
    given = {**KINDS, "exempt_from": "2026-01-01", "exempt_until": ""}
    text = page.post(address, given, follow=True).content.decode()
    assert "De btw-instellingen zijn opgeslagen" in text
    assert "Loodgieter, Storing" in text
    linked.refresh_from_db()
    choices = actions.choices_of(linked)
    assert choices.exempt_from == date(2026, 1, 1)
    assert choices.kind_of_work("storing") == "construction"
    assert choices.kind_of_work("Schilderwerk") == "painting"
    assert linked.settings_version == version + 1
    assert Event.objects.filter(connection_id=linked.pk, what="vat_saved").exists()


def test_other_settings_leave_it_as_it_is(page: Client, address: str, linked: Connection) -> None:
    page.post(address, {**KINDS, "exempt_from": "2026-01-01"})
    linked.refresh_from_db()
    actions.choose(linked, actions.choices_of(linked), None, system_clock())
    linked.refresh_from_db()
    assert actions.choices_of(linked).kind_of_work("storing") == "construction"
    assert linked.exempt_from == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"exempt_until": "2026-01-01"}, "Vul ook de eerste dag in."),
        ({"exempt_from": "2026-02-01", "exempt_until": "2026-01-01"}, "ligt vóór de eerste dag"),
        ({"kind_construction": "Dak", "kind_glazing": "dak "}, "staat bij twee soorten werk"),
        ({"kind_glazing": "x" * 101}, "Gebruik hooguit 50 woorden"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    page: Client, address: str, given: dict[str, str], sentence: str
) -> None:
    answer = page.post(address, given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_address_is_answered_found_and_changed(
    page: Client, address: str, linked: Connection
) -> None:
    assert "Van nog geen adres" in page.get(f"{address}adressen/").content.decode()
    given = {"postal_code": "1234ab", "house_number": "12", "answer": "old"}
    text = page.post(f"{address}adressen/adres/", given, follow=True).content.decode()
    assert "1234 AB 12" in text
    assert "Een woning ouder dan twee jaar" in text
    row = AddressAnswer.objects.get()
    shown = page.get(f"{address}adressen/adres/", {"adres": row.pk}).content.decode()
    assert 'value="1234 AB"' in shown
    page.post(f"{address}adressen/adres/", {**given, "answer": "no"})
    assert AddressAnswer.objects.get().answer == "no"
    events = Event.objects.filter(connection_id=linked.pk, what="address_answered")
    assert events.latest("pk").after == {"answer": "no"}


def test_an_address_without_a_dutch_postcode_is_refused(page: Client, address: str) -> None:
    given = {"postal_code": "1234", "house_number": "12", "answer": "old"}
    assert page.post(f"{address}adressen/adres/", given).status_code == 422
    assert not AddressAnswer.objects.exists()


def test_a_tick_does_not_make_half_a_postcode_a_place_to_keep_an_answer(
    page: Client, address: str
) -> None:
    given = {"postal_code": "1234", "house_number": "12", "answer": "old"}
    answer = page.post(f"{address}adressen/adres/", {**given, "sure": "postal_code=1234"})
    assert answer.status_code == 422
    assert "Een antwoord wordt bewaard bij een Nederlandse postcode" in answer.content.decode()
    assert not AddressAnswer.objects.exists()


def test_an_answer_that_cannot_be_meant_is_not_there(page: Client, address: str) -> None:
    assert page.get(f"{address}adressen/adres/", {"adres": "x"}).status_code == 404


@pytest.fixture
def asked(linked: Connection) -> Item:
    now = system_clock()
    place = WorkPlace("Kerkstraat", "7", "1235EF", "Oud-Voorbeeld")
    order = replace(work_order(), work_place=place)
    refused = {"refused_fingerprint": "f" * 32, "refused_code": DWELLING_UNKNOWN}
    job = keep_received(linked, order, state=State.REFUSED, **refused)
    return Item.objects.create(
        connection=linked, job=job, kind=DWELLING_UNKNOWN, subject="WB-00001",
        facts={"lines": "1"}, opened_at=now, last_seen_at=now,
    )  # fmt: skip


def test_the_question_shows_the_address_and_its_answers(
    page: Client, linked: Connection, asked: Item
) -> None:
    text = page.get(f"/koppeling/{linked.pk}/te-doen/").content.decode()
    assert "Kerkstraat 7, 1235EF Oud-Voorbeeld" in text
    assert "Een woning ouder dan twee jaar" in text
    assert "Geen woning" in text


def test_an_answer_is_kept_for_the_address_and_the_work_order_goes_again(
    page: Client, linked: Connection, asked: Item
) -> None:
    page.post(f"/koppeling/{linked.pk}/te-doen/{asked.pk}/", {"besluit": "adres-old"})
    row = AddressAnswer.objects.get()
    assert (row.key, row.answer) == ("1235 EF 7", "old")
    assert row.address == "Kerkstraat 7, 1235EF Oud-Voorbeeld"
    asked.refresh_from_db()
    assert asked.closed_at is not None
    assert ExportJob.objects.get().refused_fingerprint == ""


def test_without_the_work_order_nothing_is_answered(
    page: Client, linked: Connection, asked: Item
) -> None:
    Inbox.objects.all().delete()
    _answered_by_nothing(page, linked, asked)


def test_without_its_key_nothing_is_answered(page: Client, linked: Connection, asked: Item) -> None:
    Inbox.objects.update(body_sealed="v1.00000000.AAAA")
    _answered_by_nothing(page, linked, asked)


def _answered_by_nothing(page: Client, linked: Connection, asked: Item) -> None:
    page.post(f"/koppeling/{linked.pk}/te-doen/{asked.pk}/", {"besluit": "adres-old"})
    assert not AddressAnswer.objects.exists()
    asked.refresh_from_db()
    assert asked.closed_at is None


def test_the_preview_of_invoice_lines_has_the_vat_that_the_link_would_decide(
    page: Client, address: str, linked: Connection, other_side: Counterpart
) -> None:
    knows(other_side, product("UUR", "Uur"), product("BUIS", "Stuk"))
    synchronise(linked)
    keep_received(linked, work_order("9", type_of_work="Loodgieter", materials=()))
    page.post(address, KINDS)
    agreed = CustomerAgreement(reverse_charge=True, vat_number="NL000099998B57")
    actions.agree(linked, "TEST1", agreed, None, NOW)
    text = page.get(f"/koppeling/{linked.pk}/factuurregels/").content.decode()
    assert "Btw verlegd NL000099998B57" in text


AGREED = {"round_step": "15", "round_per": "period", "reverse_charge": "on",
          "country": "België", "vat_number": "BE0999999031"}  # fmt: skip


def test_what_was_agreed_about_vat_is_kept_and_shown(page: Client, linked: Connection) -> None:
    address = f"/koppeling/{linked.pk}/klantafspraken/klant/?klant=TEST1"
    text = page.post(address, AGREED, follow=True).content.decode()
    assert agreements(linked.pk)["test1"] == CustomerAgreement(
        reverse_charge=True, country="België", vat_number="BE0999999031"
    )
    assert "btw verlegd, België, BE0999999031" in text
    assert 'value="België"' in page.get(address).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("country", "Atlantis", "De koppeling kent geen land met deze naam."),
        ("vat_number", "BE0999999032", "BE0999999032 is geen btw-id"),
    ],
)
def test_a_country_or_number_that_cannot_be_is_refused(
    page: Client, linked: Connection, field: str, typed: str, sentence: str
) -> None:
    address = f"/koppeling/{linked.pk}/klantafspraken/klant/?klant=TEST1"
    answer = page.post(address, {**AGREED, field: typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
