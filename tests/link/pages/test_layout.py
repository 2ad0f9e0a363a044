"""Factuurregels on their page, with the newest work order beside them."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from django.test import Client

from bonbrug.link import actions
from bonbrug.link.models import Connection, Event
from bonbrug.sync.model.records import WorkPlace
from bonbrug.sync.model.settings import OrderRounding
from bonbrug.values.charged_time import Per, Rounding, Way
from tests.fakes.world import product, work_order
from tests.link.pages.conftest import NOW, Counterpart, keep_received, knows, synchronise

CHOSEN = {
    "heading": "on",
    "lines_per": "period",
    "line_dates": "on",
    "round_way": "up",
    "round_step": "15",
    "round_per": "day",
    "order_rounding": "up",
    "minimum_minutes": "60",
    "call_out": "",
}


@pytest.fixture
def address(linked: Connection) -> str:
    return f"/koppeling/{linked.pk}/factuurregels/"


@pytest.fixture
def received(linked: Connection, other_side: Counterpart) -> str:
    """A work order that the link received, whose products it knows."""
    knows(other_side, product("UUR", "Uur", "50.00"), product("BUIS", "Stuk", "4.55"))
    synchronise(linked)
    hours = replace(work_order().periods[0], minutes=50, begin=time(8), end=time(8, 50))
    place = WorkPlace("Kerkstraat", "3", "4321 BA", "Elders")
    order = work_order(periods=(hours,), description="Lek gezocht", work_place=place)
    keep_received(linked, order)
    return order.number


def test_without_a_work_order_the_page_says_when_one_is_shown(page: Client, address: str) -> None:
    text = page.get(address).content.decode()
    assert "Nog geen werkbon om te tonen" in text


def test_the_newest_work_order_stands_beside_the_choices(
    page: Client, address: str, received: str
) -> None:
    text = page.get(address).content.decode()
    assert f"Werkbon {received} als factuur" in text
    assert "Lek gezocht" in text
    assert "Werkadres: Kerkstraat 3, 4321 BA Elders" in text
    assert "€ 61,43" in text.replace("\xa0", " ")  # 50 minutes, two pipes, and 21 %


def test_a_work_order_beyond_reckoning_leaves_the_page_standing(
    page: Client, address: str, received: str, linked: Connection
) -> None:
    huge = replace(work_order().materials[0], quantity=Decimal("9" * 30), price=Decimal("9" * 30))
    keep_received(linked, work_order("2", materials=(huge,)))
    answer = page.get(address)
    assert answer.status_code == 200
    assert "Nog geen werkbon om te tonen" in answer.content.decode()


def test_a_preview_shows_what_was_chosen_and_keeps_nothing(
    page: Client, address: str, received: str, linked: Connection
) -> None:
    given = {**CHOSEN, "heading": "", "do": "preview"}
    text = page.post(address, given).content.decode()
    assert "Lek gezocht" not in text
    assert "Artikel UUR<br>19-09-2018" in text
    assert "0:50 uur geschreven, 0:50 getekend, 1:00 berekend" in text
    linked.refresh_from_db()
    assert (linked.lines_per, linked.heading) == ("hour_type", True)


def test_what_is_saved_counts_for_the_next_run_and_stands_in_the_journal(
    page: Client, address: str, linked: Connection
) -> None:
    before = linked.settings_version
    assert page.post(address, CHOSEN).status_code == 302
    linked.refresh_from_db()
    choices = actions.choices_of(linked)
    assert choices.rounding == Rounding(Way.UP, 15, Per.DAY)
    assert choices.order_rounding is OrderRounding.UP
    assert (choices.heading, choices.line_dates, choices.minimum_minutes) == (True, True, 60)
    assert choices.version == before + 1
    event = Event.objects.filter(connection_id=linked.pk, what="layout_saved").get()
    assert event.after["round_way"] == "up"
    journal = page.get(f"/koppeling/{linked.pk}/journaal/").content.decode()
    assert "naar boven afgerond" in journal


def test_the_other_settings_leave_the_invoice_lines_alone(
    page: Client, address: str, linked: Connection
) -> None:
    page.post(address, CHOSEN)
    linked.refresh_from_db()
    actions.choose(linked, replace(actions.choices_of(linked), term_days=30), None, NOW)
    linked.refresh_from_db()
    assert (linked.term_days, linked.lines_per) == (30, "period")


@pytest.mark.parametrize(
    ("field", "typed"),
    [("minimum_minutes", "veel"), ("minimum_minutes", "1441"), ("call_out", "X")],
)
def test_what_cannot_be_is_refused_beside_its_field(
    page: Client, address: str, linked: Connection, field: str, typed: str
) -> None:
    answer = page.post(address, {**CHOSEN, field: typed})
    assert answer.status_code == 422
    assert f'id="id_{field}"' in answer.content.decode()
    linked.refresh_from_db()
    assert linked.lines_per == "hour_type"


def test_a_new_link_has_the_heading(linked: Connection) -> None:
    choices = actions.choices_of(linked)
    assert (choices.heading, choices.zero_invoices) == (True, False)
