"""Aansluiting on its page: empty, going, green, and with gaps."""

import pytest
from django.test import Client

from bonbrug.link import actions
from bonbrug.link.models import Connection, Reconciliation
from tests.link.pages.conftest import Counterpart, fill, synchronise


@pytest.fixture
def address(linked: Connection, other_side: Counterpart) -> str:
    fill(other_side.books, 1, 1)
    synchronise(linked)
    return f"/koppeling/{linked.pk}/aansluiting/"


def outcome(linked: Connection, **facts: object) -> None:
    """Give the newest comparison an outcome."""
    row = Reconciliation.objects.get(connection=linked)
    counts = {"gross": "1234.56", "open_amount": "100.00", "gaps": [], **facts}
    row.outcome, row.facts, row.finished_at = "done", counts, row.asked_at
    row.save()


def asked(page: Client, address: str) -> str:
    return page.post(address, follow=True).content.decode()


def shown(page: Client, address: str) -> str:
    return page.get(address).content.decode()


def test_a_month_that_was_not_compared_says_what_to_do(page: Client, address: str) -> None:
    text = shown(page, address)
    assert "is nog niet vergeleken" in text
    assert "Druk op de knop." in text


def test_the_button_sends_a_job_and_the_page_follows_it(
    page: Client, address: str, linked: Connection, other_side: Counterpart
) -> None:
    text = asked(page, address)
    row = Reconciliation.objects.get(connection=linked)
    assert ("reconcile", str(row.pk)) in other_side.sent
    assert row.asked_by is not None
    assert "De vergelijking begint zo." in text
    assert f'hx-get="{address}{row.pk}/"' in text


def test_a_comparison_that_ended_does_not_refresh(
    page: Client, address: str, linked: Connection
) -> None:
    asked(page, address)
    outcome(linked, jobs=12, invoices=12)
    row = Reconciliation.objects.get(connection=linked)
    part = shown(page, f"{address}{row.pk}/")
    assert "hx-get" not in part
    assert "Alles verantwoord" in part


def test_all_accounted_for_is_said_with_its_numbers(
    page: Client, address: str, linked: Connection
) -> None:
    asked(page, address)
    outcome(linked, jobs=12, invoices=12, on_the_way=1)
    text = shown(page, address)
    assert "12 werkbonnen, 12 facturen, €\u00a01.234,56" in text
    assert "standing-green" in text
    assert "Onderweg: de volgende ronde neemt ze mee" in text
    assert "Werkbonnen van voor de koppeling" not in text


def test_a_gap_says_what_is_wrong_what_to_do_and_where(
    page: Client, address: str, linked: Connection
) -> None:
    asked(page, address)
    gaps = [
        {"kind": "totals_differ", "number": "18-1", "invoices": ["2018001"], "ours": "10.00",
         "books": "12.50"},
        {"kind": "waits_for_you", "number": "18-2", "item": 7},
    ]  # fmt: skip
    outcome(linked, jobs=1, invoices=1, gaps=gaps)
    text = shown(page, address)
    assert "2 dingen zijn niet verantwoord" in text
    assert "€\u00a010,00 was verstuurd, in de boekhouding staat €\u00a012,50" in text
    assert f"/koppeling/{linked.pk}/te-doen/#punt-7" in text
    assert f"/koppeling/{linked.pk}/werkbonnen/?zoek=18-1" in text


def test_a_failure_says_why(page: Client, address: str, linked: Connection) -> None:
    asked(page, address)
    row = Reconciliation.objects.get(connection=linked)
    row.outcome, row.code, row.finished_at = "failed", "interrupted", row.asked_at
    row.save()
    assert "De vergelijking werd afgebroken. Vergelijk opnieuw." in shown(page, address)


def test_the_whole_way_through_the_button_and_the_queue(
    page: Client, address: str, linked: Connection, other_side: Counterpart
) -> None:
    asked(page, address)
    row = Reconciliation.objects.get(connection=linked)
    actions.run_reconciliation(row.pk, lambda: row.asked_at)
    text = shown(page, address)
    assert "Alles verantwoord" in text
    assert "0 werkbonnen, 0 facturen, €\u00a00,00" in text


def test_a_link_that_stands_still_says_so(page: Client, address: str, linked: Connection) -> None:
    Connection.objects.filter(pk=linked.pk).update(breaker="credentials_refused")
    assert "disabled" in shown(page, address)
    asked(page, address)
    assert Reconciliation.objects.count() == 0
