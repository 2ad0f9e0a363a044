"""A customer is erased in all three houses: found everywhere before, nowhere after but where the
law keeps it, whatever the next synchronisation reads."""

import logging
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import translation

from bonbrug.accounts.models import Erasure, Organisation
from bonbrug.books.models import Entry, Invoice, OpenItem, Relation
from bonbrug.books.models.personal_data import PERSONAL as IN_THE_BOOKS
from bonbrug.link import actions
from bonbrug.link.actions import Counterparts
from bonbrug.link.actions.journal import verify
from bonbrug.link.models import Binding, ExportJob, Intent
from bonbrug.link.store import lease
from bonbrug.site.cleanup import Cleanup
from bonbrug.site.personal_data import erasing, houses, outside_list
from bonbrug.site.personal_data.erasing import Busy, Unfinished
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.personal_data import Erased, Person, Whose, kept_by_law
from bonbrug.workorders.models import MaterialLine, Status, WorkOrder, WorkPeriod
from tests.site import canary
from tests.site.canary import CODE, GONE, KANARIE, NUMBER, ON_INVOICE
from tests.wrong_input.box import Box
from tests.wrong_input.conftest import box

__all__ = ["box"]
pytestmark = pytest.mark.postgres
# The amounts of what was sent stay, and the articles on a work order.
PARTLY = (Intent, MaterialLine)
KEPT = {(table.replace(".", "_").lower(), column) for table, column in kept_by_law(IN_THE_BOOKS)}


@pytest.fixture
def lived(box: Box, caplog: pytest.LogCaptureFixture) -> Box:
    caplog.set_level(logging.DEBUG)
    canary.live(box)
    return box


def erase(box: Box) -> bool:
    return erasing.erase(box.books.organisation, CODE, None, system_clock())


def test_before_it_stands_in_every_house_and_afterwards_only_where_the_law_keeps_it(
    lived: Box, caplog: pytest.LogCaptureFixture
) -> None:
    for word in (*GONE, *ON_INVOICE):
        assert canary.found(word), word
    houses = {table.partition("_")[0] for table, _ in canary.found(*GONE, *ON_INVOICE)}
    assert houses == {"books", "workorders", "link"}
    assert erase(lived)
    assert canary.found(*GONE) == set()
    assert canary.found(*ON_INVOICE) <= KEPT
    assert canary.found("Kanarieveen") == {("books_relation", "name")}
    assert canary.in_files(*GONE) == set()
    assert not any(word in caplog.text for word in (*GONE, *ON_INVOICE))


def test_every_column_is_as_the_data_map_says(lived: Box) -> None:
    person = Person(Whose.CUSTOMER, CODE)
    before = {rows.model: rows.count() for rows in houses.rows_of(lived.books.organisation, person)}
    erase(lived)
    looked_at = 0
    for rows in houses.rows_of(lived.books.organisation, person):
        for held in houses.data_map(rows.model._meta.label):
            if held.erased is Erased.REMOVED:
                assert not rows.exists(), rows.model
            if held.erased is Erased.EMPTIED and rows.model not in PARTLY:
                assert before[rows.model], rows.model
                for row in rows.values(*held.columns):
                    assert not any(row.values()), (rows.model, row)
                looked_at += len(held.columns)
    assert looked_at > 40


def test_before_it_the_words_stand_in_the_files_too(lived: Box) -> None:
    if connection.vendor == "sqlite":
        assert canary.in_files(*GONE)


def test_the_next_runs_do_not_bring_it_back_and_make_no_second_invoice(lived: Box) -> None:
    erase(lived)
    canary.still_in_the_books()
    for days in (0, 1, 2):
        lived.later(days=days)
        lived.sync()
        lived.sync("schedule")
    assert lived.bills() == {NUMBER: 1}
    assert lived.items() == []
    outside = {table for table, _ in canary.found(*GONE, "Kanarieveen")}
    assert outside == {"books_relation"}
    assert CODE not in lived.relations_there()


def test_a_new_work_order_asks_first_and_becomes_one_invoice_once_it_is_a_customer_again(
    lived: Box,
) -> None:
    erase(lived)
    lived.order("18-7002", customer=KANARIE)
    lived.sync()
    lived.waits("18-7002")
    lived.asks("customer_erased", "18-7002", CODE)
    assert erasing.bring_back(lived.books.organisation, CODE, None, system_clock())
    lived.sync()
    lived.sync()
    lived.went(NUMBER, "18-7002")
    assert lived.items() == []
    assert CODE in lived.relations_there()
    assert not Erasure.objects.exists()


def test_nobody_is_brought_back_who_was_not_erased(box: Box) -> None:
    assert not erasing.bring_back(box.books.organisation, "TEST1", None, system_clock())


def test_nothing_of_another_customer_changes(box: Box) -> None:
    box.order("18-8001")
    canary.live(box)
    before = canary.untouched(box)
    erase(box)
    after = canary.untouched(box)
    assert before == after
    assert len(before) > 10


def test_what_an_invoice_rests_on_stays(lived: Box) -> None:
    before = Invoice.objects.get(relation__code=CODE)
    minutes = WorkPeriod.objects.get(work_order__number=NUMBER).total_minutes
    entries = Entry.objects.count()
    erase(lived)
    kept = Invoice.objects.get(relation__code=CODE)
    assert (kept.number, kept.gross, kept.date) == (before.number, before.gross, before.date)
    assert (kept.relation.name, kept.relation.address) == (KANARIE.name, KANARIE.address)
    assert WorkPeriod.objects.get(work_order__number=NUMBER).total_minutes == minutes
    assert Entry.objects.count() == entries
    assert ExportJob.objects.get(work_order_number=NUMBER).invoice_number == before.number


def test_the_preview_says_what_goes_what_stays_and_until_when(lived: Box) -> None:
    told = erasing.preview(lived.books.organisation, CODE)
    assert told.obstacles == ()
    assert told.kept_until == date(accounting_day(system_clock()).year + 7, 12, 31)
    assert {"signature", "contact", "mail", "received"} <= {line.what for line in told.goes}
    stays = {line.what for line in told.stays}
    assert {"on_invoice", "invoice", "customer_number"} <= stays
    assert canary.found("Tjilpstra"), "a preview changes nothing"


def test_after_seven_years_the_rest_goes_by_itself(lived: Box) -> None:
    erase(lived)
    until = Erasure.objects.get().kept_until
    assert until
    last = system_clock().replace(year=until.year, month=12, day=31, hour=12)
    assert erasing.finish(last) == 0
    assert Relation.objects.get(code=CODE).name == KANARIE.name
    assert erasing.finish(last + timedelta(days=1)) == 1
    assert canary.found(*ON_INVOICE) == set()
    assert Erasure.objects.get().kept_until is None


@pytest.mark.parametrize("status", [Status.READY, Status.PICKED_UP, Status.COMPLETE])
def test_what_may_still_become_an_invoice_is_finished_first(lived: Box, status: Status) -> None:
    lived.order("18-7003", customer=KANARIE)
    WorkOrder.objects.filter(number="18-7003").update(status=status)
    with pytest.raises(Unfinished) as refused:
        erase(lived)
    assert ("work_order_open", "18-7003") in {(one.code, one.number) for one in refused.value.args}
    assert canary.found("Tjilpstra")


def test_an_invoice_that_is_not_paid_is_paid_first(box: Box) -> None:
    box.relation(KANARIE)
    box.order("18-7004", customer=KANARIE)
    box.sync()
    told = erasing.preview(box.books.organisation, CODE)
    number = Invoice.objects.get(relation__code=CODE).number
    assert [(one.code, one.number) for one in told.obstacles] == [("invoice_not_paid", number)]


def test_a_customer_without_an_invoice_is_removed_whole(box: Box) -> None:
    box.relation(KANARIE)
    box.sync()
    assert CODE in box.relations_there()
    erase(box)
    assert canary.found(*GONE, *ON_INVOICE) == set()
    assert not Relation.objects.filter(code=CODE).exists()
    box.sync()
    assert CODE not in box.relations_there()


def test_it_waits_for_a_run_that_is_going(lived: Box) -> None:
    held = lease.take(lived.connection.pk, "another")
    assert held
    with pytest.raises(Busy):
        erase(lived)
    assert canary.found("Tjilpstra")
    lease.release(held)
    assert erase(lived)
    assert lease.take(lived.connection.pk, "next")


def test_it_may_be_done_again(lived: Box) -> None:
    erase(lived)
    assert erase(lived)
    assert Erasure.objects.count() == 1


def test_the_journal_tells_it_by_number_and_is_whole(lived: Box) -> None:
    erase(lived)
    told = lived.connection.events.filter(what="customer_erased").get()
    assert told.subject == CODE
    assert verify(lived.connection.pk).broken is None


def test_a_new_link_knows_of_what_was_erased_before_it(lived: Box) -> None:
    erase(lived)
    new = actions.make_connection(
        lived.books.organisation, "Nieuw", Counterparts("ingebouwd", "ingebouwd"), "1000001",
        ("token", "software"), system_clock(),
    )  # fmt: skip
    assert Binding.objects.get(connection=new).sent_as == "erased"


def test_what_a_backup_brings_back_is_erased_again(lived: Box, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "BONBRUG_BACKUPS", str(tmp_path))
        erase(lived)
    listed = (tmp_path / "erased.json").read_text()
    assert CODE.casefold() in listed
    assert not any(word in listed for word in (*GONE, *ON_INVOICE))
    (settings.BONBRUG_DATA / "erased.json").unlink()
    as_in_a_backup()
    assert erasing.erase_again(system_clock()) == []
    assert canary.found("Piepers")
    outside_list.take_over(tmp_path)
    assert erasing.erase_again(system_clock()) == []
    assert canary.found(*GONE) == set()
    assert Erasure.objects.count() == 1


def as_in_a_backup() -> None:
    """The database is as before the erasure, as far as these tables go."""
    Erasure.objects.all().delete()
    canary.still_in_the_books()


def test_what_has_to_wait_after_a_restore_is_said_and_tried_again(lived: Box) -> None:
    erase(lived)
    as_in_a_backup()
    OpenItem.objects.update(paid=0)
    with translation.override("en"):
        assert "is not paid" in erasing.erase_again(system_clock())[0]
    assert canary.found("Piepers")
    OpenItem.objects.update(paid=F("amount"))
    cleanup = Cleanup()
    cleanup()
    assert canary.found(*GONE) == set()


def test_who_is_a_customer_again_is_not_erased_by_a_restore(lived: Box) -> None:
    erase(lived)
    erasing.bring_back(lived.books.organisation, CODE, None, system_clock())
    canary.still_in_the_books()
    assert erasing.erase_again(system_clock()) == []
    assert canary.found("Piepers")


def test_the_list_is_of_one_firm(lived: Box) -> None:
    erase(lived)
    Erasure.objects.all().delete()
    Organisation.objects.update(name="Een ander bedrijf")
    canary.still_in_the_books()
    assert erasing.erase_again(system_clock()) == []
    assert canary.found("Piepers")
