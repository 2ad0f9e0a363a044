"""The third pair in the product: all that the link needs is its entry in the crossing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_member, add_person
from bonbrug.accounts.models import Organisation
from bonbrug.link import actions, crossing
from bonbrug.link.models import Connection, ExportJob
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService
from bonbrug.values.clock import Clock
from bonbrug.values.delivery import DeliveryKind
from tests.fakes.linked import CODES, Linked
from tests.fakes.world import START, work_order
from tests.third_pair.monteur import MonteurGateway
from tests.third_pair.pair import CHOICES, ThirdWorld
from tests.third_pair.pilaar_gateway import PilaarGateway

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
SERVICES = actions.Counterparts("pilaar.example", "monteur.example")


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    """Ordered, signed in and chosen, with both services registered in the crossing."""
    world = ThirdWorld()
    _register(monkeypatch, world)
    linked = Linked(world, connection=_ordered())
    assert actions.sign_in(linked.connection, *CODES, now=START).ok
    actions.choose(linked.connection, CHOICES, None, START)
    return linked


def _register(patch: pytest.MonkeyPatch, world: ThirdWorld) -> None:
    def books(address: str, codes: Sequence[str], clock: Clock) -> Bookkeeping:
        assert (address, tuple(codes)) == ("https://pilaar.example/api", CODES)
        return world.services()[0]

    def field(address: str, tokens: Sequence[str]) -> FieldService:
        assert address == "https://monteur.example/api"
        return world.services()[1]

    listed = "pilaar.example=https://pilaar.example/api"
    patch.setitem(
        crossing.BOOKS,
        "pilaar",
        crossing.Gateway(lambda: listed, books, PilaarGateway.capabilities),
    )
    there = "monteur.example=https://monteur.example/api"
    patch.setitem(
        crossing.FIELD,
        "monteur",
        crossing.Gateway(lambda: there, field, MonteurGateway.capabilities),
    )


def _ordered() -> Connection:
    organisation = Organisation.objects.create(name="Koppeling")
    tokens = ("token", "software")
    return actions.make_connection(organisation, "Koppeling", SERVICES, "1000001", tokens, START)


def test_it_may_be_chosen_beside_the_two_in_the_box(linked: Linked) -> None:
    books, field = crossing.counterparts()
    assert list(books) == ["ingebouwd", "pilaar.example"]
    assert list(field) == ["ingebouwd", "monteur.example"]


def test_signing_in_makes_its_work_statuses(linked: Linked) -> None:
    assert linked.world.field.statuses_["99"] == "Not billed"


def test_a_run_makes_the_invoice_and_settles_the_work_order(linked: Linked) -> None:
    linked.world.add(work_order())
    run = linked.done()
    assert (run.outcome, run.facts["invoices"], run.facts["settled"]) == ("done", 1, 1)
    job = ExportJob.objects.get()
    assert (job.state, job.invoice_number, str(job.gross)) == ("settled", "2018001", "101.76")
    assert job.marker.startswith("opdracht WB-00001 · ")
    assert linked.later().outcome == "nothing"
    assert linked.world.writes() == 0


def test_the_check_of_the_settings_asks_for_no_template(linked: Linked) -> None:
    assert [finding.code for finding in actions.check(linked.connection)] == []


@pytest.fixture
def page(linked: Linked, client: Client) -> Client:
    """Return a browser in which somebody of the firm is logged in."""
    somebody = add_person("eva@example.com")
    add_member(linked.connection.organisation, somebody)
    client.force_login(somebody, "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_settings_page_has_no_place_for_a_template(linked: Linked, page: Client) -> None:
    text = page.get(f"/koppeling/{linked.connection.pk}/").content.decode()
    assert 'name="term_days"' in text
    assert 'name="template"' not in text


def test_settings_with_invoices_are_saved_without_a_template(linked: Linked, page: Client) -> None:
    given = {"export_invoices": "on", "term_days": "30"}
    answer = page.post(f"/koppeling/{linked.connection.pk}/", given)
    linked.connection.refresh_from_db()
    assert answer.status_code == 302
    assert linked.connection.export_invoices
    assert (linked.connection.term_days, linked.connection.template) == (30, "")


def test_books_that_the_operator_took_away_may_still_need_one(
    linked: Linked, page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(crossing.BOOKS, "pilaar")
    text = page.get(f"/koppeling/{linked.connection.pk}/").content.decode()
    assert 'name="template"' in text


def test_a_period_that_is_compared_has_no_gap(linked: Linked) -> None:
    linked.world.add(work_order(), work_order("2", work_status="0"))
    linked.done()
    first, last = date(2018, 9, 1), date(2018, 9, 30)
    row = actions.reconcile(linked.connection, first, last, None, linked.now)
    actions.run_reconciliation(row.pk, linked.clock)
    row.refresh_from_db()
    facts: dict[str, Any] = row.facts
    assert (row.outcome, facts["gaps"]) == ("done", [])
    assert (facts["own_invoices"], facts["orders"], facts["not_for_books"]) == (1, 2, 1)


def test_the_calls_of_a_month_that_the_service_takes_are_counted(linked: Linked) -> None:
    linked.done()
    linked.connection.budgets.filter(api="books").update(used=30_000)
    run = linked.later()
    assert (run.outcome, run.code) == ("misconfigured", "calls_used_up")
    assert linked.later(timedelta(days=31)).outcome == "nothing"


def test_books_that_know_post_only_are_not_asked_how_an_invoice_goes_out(
    linked: Linked, page: Client
) -> None:
    text = page.get(f"/koppeling/{linked.connection.pk}/").content.decode()
    assert 'name="delivery"' not in text
    assert 'name="mail_text"' not in text


def test_another_way_than_these_books_know_holds_the_invoices_and_says_so(linked: Linked) -> None:
    actions.choose(
        linked.connection, replace(CHOICES, delivery=DeliveryKind.EMAIL), None, linked.now
    )
    linked.world.add(work_order())
    linked.done()
    assert linked.kinds() == ["delivery_impossible"]
    assert not linked.world.books.invoices_
    actions.choose(linked.connection, CHOICES, None, linked.now)
    linked.later()
    assert linked.kinds() == []
    assert ExportJob.objects.get().state == "settled"
