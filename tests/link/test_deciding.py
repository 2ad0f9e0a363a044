from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bonbrug.accounts.models import User
from bonbrug.link import actions
from bonbrug.link.models import Connection, Event, ExportJob, Item
from bonbrug.link.store.jobs import as_job, save
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import WorkOrder, WorkPeriod
from bonbrug.sync.ports.jobs import DecidedMeanwhile
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import CHOICES, START, relation, work_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


@pytest.fixture
def user() -> User:
    return User.objects.create_user(username="kantoor@demo.example")


def item(kind: str) -> Item:
    return Item.objects.get(kind=kind, closed_at=None)


def test_a_refused_work_order_goes_again_after_opnieuw_proberen(linked: Linked, user: User) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", Refused("CFACT042"))
    linked.done()
    linked.later()
    assert linked.world.books.invoices_ == {}
    refused = item("books_refused")
    actions.retry(refused, user, linked.now)
    assert (refused.closed_by, refused.closed_at) == (user, linked.now)
    linked.later()
    assert ExportJob.objects.get().state == "settled"


def doubtful() -> WorkOrder:
    shift = WorkPeriod(START.date(), 60, "UUR", employee="101", begin=time(9), end=time(10))
    return work_order(periods=(shift, shift))


def test_a_doubtful_work_order_is_invoiced_after_zo_factureren(linked: Linked, user: User) -> None:
    linked.world.add(doubtful())
    linked.done()
    actions.approve(item("hours_twice"), user, linked.now)
    linked.later()
    assert ExportJob.objects.get().state == "settled"
    assert not Item.objects.filter(closed_at=None).exists()
    told = Event.objects.get(what="item_closed").after
    assert told == {"kind": "hours_twice", "decision": "approve"}


def test_a_yes_that_is_said_during_a_run_is_not_written_over(linked: Linked, user: User) -> None:
    linked.world.add(doubtful())
    linked.done()
    before = as_job(ExportJob.objects.get())
    actions.approve(item("hours_twice"), user, linked.now)
    with pytest.raises(DecidedMeanwhile):
        save(linked.connection.pk, before, linked.now)
    linked.later()
    assert ExportJob.objects.get().state == "settled"


def test_an_unknown_outcome_is_sent_again_only_after_looking(linked: Linked, user: User) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", *["lost_request"] * 4)
    linked.done()
    for _ in range(4):
        linked.later()
    actions.retry(item("outcome_unknown"), user, linked.now)
    linked.later(timedelta(hours=1))
    calls = linked.world.weather.calls
    assert calls.index("invoice") < calls.index("send_invoice")
    assert list(linked.world.books.invoices_) == ["2018001"]


def test_a_confirmed_drop_lets_the_import_go_on(linked: Linked, user: User) -> None:
    rows = {str(n): relation(f"K{n}", str(n)) for n in range(1, 101)}
    linked.world.books.relations_ = rows
    linked.done()
    linked.world.books.relations_ = {"1": relation("K1", "1", city="Elders")}
    linked.later()
    assert linked.kinds() == ["mass_change"]
    actions.accept(item("mass_change"), user, linked.now)
    linked.later()
    assert linked.kinds() == []
    assert linked.world.field.relations_["K1"].city == "Elders"
    assert len(linked.world.field.relations_) == 100


def test_confirmed_older_versions_travel_after_all(linked: Linked, user: User) -> None:
    before = {str(n): relation(f"K{n}", str(n)) for n in range(1, 11)}
    linked.world.books.relations_ = before
    linked.done()
    linked.world.books.relations_ = {
        key: replace(row, city="Nieuwstad") for key, row in before.items()
    }
    linked.later()
    linked.world.books.relations_ = before
    linked.later()
    actions.accept(item("restored_books"), user, linked.now)
    linked.later()
    assert {row.city for row in linked.world.field.relations_.values()} == {"Voorbeeldstad"}


def test_a_confirmed_code_is_bound_to_the_other_company(linked: Linked, user: User) -> None:
    linked.done()
    linked.world.books.relations_ = {"9": relation("TEST1", "9", name="Ander bedrijf")}
    linked.later()
    actions.accept(item("code_reused"), user, linked.now)
    linked.later()
    assert linked.world.field.relations_["TEST1"].name == "Ander bedrijf"
    assert linked.kinds() == []


def test_a_released_backlog_is_invoiced_and_the_journal_says_who_let_it_go(
    linked: Linked, user: User
) -> None:
    linked.world.add(*(work_order(str(n), day=date(2018, 1, 2)) for n in range(3)))
    linked.done()
    assert linked.kinds() == ["backlog"]
    actions.accept(item("backlog"), user, linked.now)
    linked.later()
    assert len(linked.world.books.invoices_) == 3
    assert linked.kinds() == []
    event = Event.objects.get(what="backlog_released")
    assert (event.who, event.after) == (f"person:{user.pk}", {"count": 3})


def test_a_hold_stops_exports_until_a_person_confirms(linked: Linked, user: User) -> None:
    Connection.objects.update(exports_paused_until=START + timedelta(days=1))
    linked.world.add(work_order())
    linked.done()
    assert linked.world.books.invoices_ == {}
    actions.accept(item("exports_held"), user, linked.now)
    linked.later()
    assert linked.kinds() == []
    assert len(linked.world.books.invoices_) == 1
    assert Event.objects.get(what="exports_released").who == f"person:{user.pk}"


def test_a_setting_that_was_refused_is_tried_at_once_after_opnieuw_proberen(
    linked: Linked, user: User
) -> None:
    linked.world.books.templates_ = []
    linked.world.add(work_order())
    linked.done()
    linked.world.books.templates_ = [CHOICES.template]
    actions.retry(item("setting_refused"), user, linked.now)
    linked.later(timedelta(minutes=1))
    assert len(linked.world.books.invoices_) == 1


def test_a_record_the_work_orders_refused_is_sent_again_on_demand(
    linked: Linked, user: User
) -> None:
    linked.world.field.hated = {"TEST1"}
    linked.done()
    linked.world.field.hated = set()
    linked.later()
    assert linked.world.field.relations_ == {}
    actions.retry(item("put_refused"), user, linked.now)
    linked.later()
    assert "TEST1" in linked.world.field.relations_


def asked_about_unknown(linked: Linked) -> Item:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", *["lost_request"] * 4)
    linked.done()
    for _ in range(4):
        linked.later()
    return item("outcome_unknown")


def test_a_yes_to_what_is_no_longer_refused_does_nothing_and_says_so(
    linked: Linked, user: User
) -> None:
    linked.world.add(doubtful())
    linked.done()
    asked = item("hours_twice")
    ExportJob.objects.update(state="withdrawn")
    before = as_job(ExportJob.objects.get())
    assert not actions.approve(asked, user, linked.now)
    assert (as_job(ExportJob.objects.get()), linked.kinds()) == (before, ["hours_twice"])


def test_who_answers_an_item_that_was_closed_meanwhile_changes_nothing(
    linked: Linked, user: User
) -> None:
    asked = asked_about_unknown(linked)
    seen_by_another = Item.objects.get(pk=asked.pk)
    assert actions.no_invoice(asked, user, linked.now)
    before = as_job(ExportJob.objects.get())
    assert not actions.stands_as(seen_by_another, "2018777", user, linked.now)
    assert not actions.no_invoice(seen_by_another, user, linked.now)
    assert not actions.retry(seen_by_another, user, linked.now)
    assert not actions.close(seen_by_another, user, linked.now)
    assert as_job(ExportJob.objects.get()) == before
    assert Event.objects.filter(what="item_closed").count() == 1


def test_a_backlog_that_was_released_is_not_released_twice(linked: Linked, user: User) -> None:
    linked.world.add(*(work_order(str(n), day=date(2018, 1, 2)) for n in range(3)))
    linked.done()
    asked = item("backlog")
    seen_by_another = Item.objects.get(pk=asked.pk)
    assert actions.accept(asked, user, linked.now)
    assert not actions.accept(seen_by_another, user, linked.now)
    assert Event.objects.filter(what="backlog_released").count() == 1


def test_an_item_of_a_job_that_is_gone_is_answered_by_nothing(linked: Linked, user: User) -> None:
    asked = asked_about_unknown(linked)
    ExportJob.objects.all().delete()
    assert not actions.no_invoice(asked, user, linked.now)
    assert linked.kinds() == ["outcome_unknown"]


def test_a_decision_counts_on_the_job_and_stays_when_it_is_sent_again(
    linked: Linked, user: User
) -> None:
    actions.retry(asked_about_unknown(linked), user, linked.now)
    assert ExportJob.objects.get().decisions == 1
    linked.later(timedelta(hours=1))
    assert (ExportJob.objects.get().state, ExportJob.objects.get().decisions) == ("settled", 1)


def test_closing_does_nothing_else(linked: Linked, user: User) -> None:
    linked.world.add(work_order(periods=(), materials=()))
    linked.done()
    actions.close(item("no_lines"), user, linked.now)
    assert linked.kinds() == []
    assert ExportJob.objects.get().state == "refused"
