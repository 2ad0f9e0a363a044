"""What needs a person, with its buttons, and what became of each work order."""

from decimal import Decimal

import pytest
from django.http import HttpRequest
from django.test import Client

from bonbrug.accounts.models import User
from bonbrug.link import actions
from bonbrug.link.models import Connection, ExportJob, Item
from bonbrug.link.pages import to_do
from bonbrug.link.pages.person import person
from bonbrug.sync.model.readings import Listing
from tests.link.pages.conftest import NOW


def _job(connection: Connection, number: str, state: str, **values: object) -> ExportJob:
    return ExportJob.objects.create(
        connection=connection, row_id=f"r{number}", work_order_number=number, state=state,
        seen_at=NOW, **values,
    )  # fmt: skip


def _item(connection: Connection, kind: str, subject: str = "", **values: object) -> Item:
    return Item.objects.create(
        connection=connection, kind=kind, subject=subject, opened_at=NOW, last_seen_at=NOW, **values
    )


def _decide(page: Client, item: Item, word: str) -> str:
    address = f"/koppeling/{item.connection_id}/te-doen/{item.pk}/"
    text = page.post(address, {"besluit": word}, follow=True).content.decode()
    item.refresh_from_db()
    return text


def test_an_item_says_what_happened_what_is_certain_and_what_to_do(
    page: Client, linked: Connection
) -> None:
    job = _job(linked, "18-4714", "intended")
    facts = {"invoice": "2018012", "gross": "88.5", "reason": "timeout"}
    _item(linked, "outcome_unknown", "18-4714", job=job, facts=facts)
    text = page.get(f"/koppeling/{linked.pk}/te-doen/").content.decode()
    assert "Uitkomst onbekend" in text
    assert "factuur 2018012 van €\u00a088,50 is verstuurd" in text
    assert "geen antwoord op tijd" in text
    assert "Wat zeker is" in text
    assert "Als u niets doet" in text
    assert "sinds 17-09-2018 15:16" in text
    assert "Opnieuw proberen" in text


def test_nothing_to_do_says_so(page: Client, linked: Connection) -> None:
    text = page.get(f"/koppeling/{linked.pk}/te-doen/").content.decode()
    assert "Niets te doen" in text


def test_trying_again_clears_the_refusal_with_the_name_of_the_person(
    page: Client, linked: Connection, eva: User
) -> None:
    job = _job(
        linked, "18-4712", "refused", refused_code="unknown_material", refused_fingerprint="x"
    )
    item = _item(linked, "unknown_material", "18-4712", job=job)
    text = _decide(page, item, "opnieuw")
    job.refresh_from_db()
    assert "wordt het opnieuw geprobeerd" in text
    assert job.refused_code == ""
    assert item.closed_by == eva
    assert "afgesloten door eva@example.com" in text


def test_the_backlog_goes_only_after_a_yes(page: Client, linked: Connection) -> None:
    job = _job(linked, "18-3001", "waiting")
    item = _item(linked, "backlog", facts={"count": 1})
    _decide(page, item, "afsluiten")
    assert item.closed_at is None
    _decide(page, item, "bevestigen")
    job.refresh_from_db()
    assert job.state == "new"
    assert item.closed_at is not None


def test_a_mass_change_can_be_confirmed(page: Client, linked: Connection) -> None:
    known = linked.readings.create(listing=Listing.BOOKS_RELATIONS, row_count=40)
    item = _item(linked, "mass_change", "relation", facts={"before": 40, "now": 2})
    text = page.get(f"/koppeling/{linked.pk}/te-doen/").content.decode()
    assert "De boekhouding toonde 2 relaties; eerder waren het er 40." in text
    _decide(page, item, "bevestigen")
    known.refresh_from_db()
    assert known.row_count == 0


@pytest.mark.parametrize("word", ["bevestigen", "onzin", ""])
def test_only_the_buttons_of_an_item_do_something(
    page: Client, linked: Connection, word: str
) -> None:
    item = _item(linked, "relation_incomplete", "K-1", facts={"missing": "street"})
    _decide(page, item, word)
    assert item.closed_at is None


def test_deciding_twice_is_harmless(page: Client, linked: Connection) -> None:
    item = _item(linked, "relation_incomplete", "K-1", facts={"missing": "street"})
    _decide(page, item, "afsluiten")
    closed = item.closed_at
    assert "Hierover is al beslist." in _decide(page, item, "afsluiten")
    assert item.closed_at == closed


def test_a_button_that_came_too_late_says_so(
    page: Client, linked: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else answers between the moment that the page looked and the button."""
    item = _item(linked, "relation_incomplete", "K-1", facts={"missing": "street"})

    def another_first(request: HttpRequest) -> User | None:
        actions.close(Item.objects.get(pk=item.pk), None, NOW)
        return person(request)

    monkeypatch.setattr(to_do, "person", another_first)
    assert "Dit is intussen veranderd. Bekijk het opnieuw." in _decide(page, item, "afsluiten")
    assert item.closed_by is None


def test_work_orders_show_their_state_and_their_invoice(page: Client, linked: Connection) -> None:
    _job(
        linked, "18-4710", "settled", invoice_number="2018010", gross=Decimal("105.00"),
        booked=True, invoiced_at=NOW,
    )  # fmt: skip
    _job(linked, "18-4712", "refused", refused_code="unknown_material")
    text = page.get(f"/koppeling/{linked.pk}/werkbonnen/").content.decode()
    for words in (
        "Gefactureerd en afgehandeld", "2018010", "€\u00a0105,00", "verwerkt", "17-09-2018 15:16",
        "Moet verbeterd worden", "Onbekend materiaal",
    ):  # fmt: skip
        assert words in text


def test_why_a_work_order_was_refused_leads_to_what_to_do(page: Client, linked: Connection) -> None:
    _job(linked, "18-4712", "refused", refused_code="unknown_material")
    text = page.get(f"/koppeling/{linked.pk}/werkbonnen/").content.decode()
    assert f'<a href="/koppeling/{linked.pk}/te-doen/">Onbekend materiaal</a>' in text


def test_work_orders_can_be_searched(page: Client, linked: Connection) -> None:
    _job(linked, "18-4710", "settled", invoice_number="2018010", invoiced_at=NOW)
    _job(linked, "18-9999", "new")
    text = page.get(f"/koppeling/{linked.pk}/werkbonnen/?zoek=2018010").content.decode()
    assert "18-4710" in text
    assert "18-9999" not in text
