"""Controles: from where on a work order is asked about, and whether it waits."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from bonbrug.link import actions
from bonbrug.link.models import Connection, Event
from bonbrug.sync.model.settings import Control, Limits
from bonbrug.values.clock import accounting_day, system_clock

GIVEN = {
    "most_pieces": "500", "most_of_a_line": "7500,50", "most_of_an_invoice": "20000",
    "unusual_times": "3", "price_percent": "10", "oldest_days": "31", "closed_until": "",
    "twice_days": "14", "needs_signature": "on",
}  # fmt: skip
CHOSEN = Limits(
    most_pieces=500, most_of_a_line=Decimal("7500.50"), most_of_an_invoice=Decimal(20000),
    unusual_times=3, price_percent=10, oldest_days=31, twice_days=14, needs_signature=True,
    asks_travel=False,
)  # fmt: skip


@pytest.fixture
def address(linked: Connection) -> str:
    return f"/koppeling/{linked.pk}/controles/"


def limits(linked: Connection) -> Limits:
    linked.refresh_from_db()
    return actions.limits_of(linked)


def test_a_link_begins_with_the_limits_of_the_design(linked: Connection) -> None:
    assert limits(linked) == Limits()
    assert actions.choices_of(linked).control is Control.DOUBTFUL


def test_what_is_chosen_is_kept_and_counts_in_the_next_run(
    page: Client, address: str, linked: Connection
) -> None:
    version = linked.settings_version
    text = page.post(address, GIVEN, follow=True).content.decode()
    assert "De controles zijn opgeslagen." in text
    assert limits(linked) == CHOSEN
    assert actions.choices_of(linked).limits == CHOSEN
    assert linked.settings_version == version + 1
    assert "7500,50" in page.get(address).content.decode()


def test_a_closed_period_is_kept_as_a_date(page: Client, address: str, linked: Connection) -> None:
    year = accounting_day(system_clock()).year
    page.post(address, {**GIVEN, "closed_until": f"{year}-06-30"})
    assert limits(linked).closed_until == date(year, 6, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("most_pieces", "-1"), ("most_pieces", ""), ("most_pieces", "duizend"),
        ("most_of_a_line", "-0,01"), ("most_of_an_invoice", "1000000000000"),
        ("unusual_times", "0"), ("price_percent", "0"), ("oldest_days", "3651"),
        ("twice_days", "1,5"), ("closed_until", "31-02-2018"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_kept(
    page: Client, address: str, linked: Connection, name: str, value: str
) -> None:
    answer = page.post(address, {**GIVEN, name: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]
    assert limits(linked) == Limits()


def test_the_settings_keep_the_limits_and_the_limits_keep_the_settings(
    page: Client, address: str, linked: Connection
) -> None:
    page.post(address, GIVEN)
    before = actions.choices_of(linked)
    page.post(f"/koppeling/{linked.pk}/", {"term_days": "30", "control": "all"})
    linked.refresh_from_db()
    assert (linked.term_days, linked.control) == (30, "all")
    assert limits(linked) == CHOSEN
    assert before.control is Control.DOUBTFUL
    page.post(address, {**GIVEN, "most_pieces": "600"})
    linked.refresh_from_db()
    assert (linked.term_days, linked.control, linked.most_pieces) == (30, "all", 600)


@pytest.mark.parametrize("given", ["some", "Doubtful"])
def test_a_control_that_there_is_not_is_refused(
    page: Client, linked: Connection, given: str
) -> None:
    answer = page.post(f"/koppeling/{linked.pk}/", {"term_days": "30", "control": given})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["control"]


def test_the_journal_tells_which_limit_was_changed(
    page: Client, address: str, linked: Connection
) -> None:
    page.post(address, GIVEN)
    event = Event.objects.filter(what="settings_saved").latest("pk")
    assert (event.before["most_pieces"], event.after["most_pieces"]) == (1000, 500)
    assert "closed_until" not in event.after
    text = page.get(f"/koppeling/{linked.pk}/journaal/").content.decode()
    assert "stuks op één regel: 1000 → 500" in text
    assert "handtekening verplicht: nee → ja" in text


def test_before_the_settings_there_is_nothing_to_choose(
    page: Client, address: str, linked: Connection
) -> None:
    Connection.objects.update(activated_on=None)
    answer = page.post(address, GIVEN)
    assert answer["Location"] == f"/koppeling/{linked.pk}/"
    linked.refresh_from_db()
    assert linked.activated_on is None
    assert limits(linked) == Limits()
