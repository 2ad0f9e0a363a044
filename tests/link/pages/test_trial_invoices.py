"""A trial run shows the invoices as they would be, and a person can say yes to them there."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.models import Membership, Organisation, User
from bonbrug.link import actions, store
from bonbrug.link.models import (
    CustomerAgreement,
    Event,
    ExportJob,
    Inbox,
    Intent,
    Item,
    TrialInvoice,
)
from bonbrug.link.store.journal import verify
from bonbrug.sync.model.records import Invoice
from bonbrug.sync.model.serializers import invoice_from_json
from bonbrug.sync.model.settings import Control
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import CHOICES, relation, work_order
from tests.link.pages.test_waiting_invoices import doubtful, page, to_do

__all__ = ["page"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


def address(linked: Linked) -> str:
    return f"/koppeling/{linked.connection.pk}/proefdraaien/"


def trial(page: Client, linked: Linked) -> str:
    linked.synchronise("trial", dry_run=True)
    return page.get(address(linked)).content.decode()


def approve(page: Client, linked: Linked, row_id: str = "1") -> str:
    row = TrialInvoice.objects.get(row_id=row_id)
    return page.post(f"{address(linked)}{row.pk}/", follow=True).content.decode()


def approve_shown(page: Client, linked: Linked) -> str:
    run = TrialInvoice.objects.values_list("run_id", flat=True).first()
    where = f"{address(linked)}{run}/zonder-vragen/"
    return page.post(where, follow=True).content.decode()


def said(invoice: Invoice) -> tuple[object, ...]:
    """All that is on an invoice but its number."""
    return tuple(
        getattr(invoice, name) for name in invoice.__slots__ if name not in ("number", "day")
    )


def test_the_invoice_stands_there_line_by_line_with_what_is_asked(
    page: Client, linked: Linked
) -> None:
    linked.world.add(doubtful())
    text = trial(page, linked)
    for words in (
        "1 factuur zoals hij wordt", "Dezelfde uren twee keer", "Koperen buis",
        "Bedrag excl. btw", "Totaal incl. btw", "Zo factureren", "/werkbonnen/rij/1000001/1/",
        "Zonder uw akkoord vraagt de volgende ronde dit bij Te doen.",
    ):  # fmt: skip
        assert words in text
    assert text.count("Dezelfde uren twee keer") == 1
    assert "Niet factureren" not in text


def test_it_does_not_say_that_nothing_is_to_be_done_above_an_invoice_it_will_ask_about(
    page: Client, linked: Linked
) -> None:
    nothing = "De volgende keer is er niets te doen."
    linked.synchronise("first")
    assert nothing in trial(page, linked)
    linked.world.add(doubtful())
    assert nothing not in trial(page, linked)


def test_a_trial_run_writes_on_no_side_and_opens_no_job(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful(), work_order("2"))
    trial(page, linked)
    assert linked.world.writes() == 0
    assert not ExportJob.objects.exists()
    assert not Item.objects.exists()
    assert not Intent.objects.exists()


def test_what_was_shown_and_approved_is_what_is_sent_line_for_line(
    page: Client, linked: Linked
) -> None:
    linked.world.add(doubtful())
    trial(page, linked)
    shown = invoice_from_json(TrialInvoice.objects.get().body)
    assert "Bij de volgende keer wordt er zo gefactureerd" in approve(page, linked)
    linked.later()
    (sent,) = linked.world.books.invoices_.values()
    assert said(sent.invoice) == said(shown)
    assert ExportJob.objects.get().state == "settled"
    assert linked.kinds() == []


def test_the_yes_waits_for_the_run_and_says_so(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful())
    trial(page, linked)
    text = approve(page, linked)
    assert "Akkoord: hij gaat met de volgende ronde mee." in text
    assert "Zo factureren" not in text
    linked.later()
    assert "Dit ging na het proefdraaien verder." in page.get(address(linked)).content.decode()


CHANGES: dict[str, Callable[[Linked], object]] = {
    "the quantity": lambda linked: linked.world.add(
        replace(doubtful(), materials=(replace(work_order().materials[0], quantity=Decimal(9)),))
    ),
    "the price": lambda linked: linked.world.books.products_.update(
        {"p-UUR": replace(linked.world.books.products_["p-UUR"], price=Decimal(99))}
    ),
    "the customer": lambda linked: linked.world.books.relations_.update(
        {"1": relation(city="Elders")}
    ),
    "the settings": lambda linked: actions.choose(
        linked.connection, replace(CHOICES, term_days=30), None, linked.now
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_after_the_yes_is_asked_again(
    page: Client, linked: Linked, change: str
) -> None:
    linked.world.add(doubtful())
    trial(page, linked)
    approve(page, linked)
    CHANGES[change](linked)
    linked.later()
    assert linked.kinds() == ["hours_twice"]
    assert not linked.world.books.invoices_


@pytest.mark.parametrize("change", CHANGES)
def test_what_nobody_doubts_is_asked_again_when_it_changed_after_the_yes(
    page: Client, linked: Linked, change: str
) -> None:
    linked.world.add(work_order())
    trial(page, linked)
    approve(page, linked)
    CHANGES[change](linked)
    linked.world.add(replace(linked.world.field.orders_["1"], periods=work_order().periods))
    linked.later()
    assert linked.kinds() == ["changed_after_yes"]
    assert "Veranderd na uw akkoord" in to_do(page, linked)
    assert not linked.world.books.invoices_
    item = Item.objects.get(closed_at=None)
    page.post(f"/koppeling/{linked.connection.pk}/te-doen/{item.pk}/", {"besluit": "zo-factureren"})
    linked.later()
    assert len(linked.world.books.invoices_) == 1


def test_all_without_a_question_go_with_one_press(page: Client, linked: Linked) -> None:
    linked.world.add(work_order("1"), doubtful(2), work_order("3", description="Kraan"))
    assert "Alle 2 zonder vragen factureren" in trial(page, linked)
    assert "2 facturen zijn goedgekeurd" in approve_shown(page, linked)
    approved = ExportJob.objects.exclude(approved_fingerprint="").order_by("row_id")
    assert list(approved.values_list("row_id", flat=True)) == ["1", "3"]


def test_only_what_was_shown_goes_with_one_press(page: Client, linked: Linked) -> None:
    linked.world.add(work_order("1"))
    trial(page, linked)
    run = TrialInvoice.objects.get().run_id
    linked.world.add(work_order("2", description="Kraan"))
    trial(page, linked)
    where = f"{address(linked)}{run}/zonder-vragen/"
    text = page.post(where, follow=True).content.decode()
    assert "Er was niets meer om goed te keuren" in text
    assert not ExportJob.objects.exists()


def test_a_second_press_changes_nothing(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful())
    trial(page, linked)
    approve(page, linked)
    assert "Dit is intussen veranderd" in approve(page, linked)
    assert ExportJob.objects.get().decisions == 1
    assert "niets meer" in approve_shown(page, linked)


def test_who_looks_in_another_browser_is_told_that_it_was_decided(
    page: Client, linked: Linked
) -> None:
    linked.world.add(doubtful())
    before = trial(page, linked)
    other = Client()
    other.force_login(User.objects.get())
    approve(page, linked)
    (target,) = re.findall(r'action="([^"]+/proefdraaien/\d+/)"', before)
    other.post(target)
    assert ExportJob.objects.count() == 1
    assert ExportJob.objects.get().decisions == 1


def test_a_newer_trial_run_takes_the_place_of_what_another_browser_shows(
    page: Client, linked: Linked
) -> None:
    linked.world.add(doubtful())
    before = trial(page, linked)
    (target,) = re.findall(r'action="([^"]+/proefdraaien/\d+/)"', before)
    linked.world.add(replace(doubtful(), materials=()))
    trial(page, linked)
    assert "Dit is intussen veranderd" in page.post(target, follow=True).content.decode()
    assert not ExportJob.objects.exists()


def test_a_stranger_can_approve_nothing(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful())
    trial(page, linked)
    row = TrialInvoice.objects.get()
    other = User.objects.create_user(username="x@demo.example", email="x@demo.example")
    Membership.objects.create(
        user=other, organisation=Organisation.objects.create(name="Elders"), role="owner"
    )
    stranger = Client()
    stranger.force_login(other)
    for where in (f"{row.pk}/", f"{row.run_id}/zonder-vragen/"):
        assert stranger.post(f"{address(linked)}{where}").status_code == 404
        assert Client().post(f"{address(linked)}{where}").status_code == 302
    assert page.get(f"{address(linked)}{row.pk}/").status_code == 405
    assert not ExportJob.objects.exists()


def test_the_run_finishes_the_job_that_the_yes_opened(page: Client, linked: Linked) -> None:
    """What came in is kept as of any other, so it can be looked at."""
    linked.world.add(work_order())
    trial(page, linked)
    approve(page, linked)
    assert not Inbox.objects.exists()
    linked.later()
    job = ExportJob.objects.get()
    assert (job.generation, job.state) == (1, "settled")
    assert job.content_fingerprint == Inbox.objects.get().content_fingerprint
    assert job.likeness


def test_a_yes_while_a_run_receives_makes_no_second_job(page: Client, linked: Linked) -> None:
    """The run has read that there is no job; the button opens it before the run does."""
    linked.world.add(work_order("1"), work_order("2", description="Kraan"))
    trial(page, linked)
    receive = store.TableMemory.receive

    def late(memory: store.TableMemory, *given: object) -> None:
        if not ExportJob.objects.exists():
            approve(page, linked)
        receive(memory, *given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store.TableMemory, "receive", late)
        linked.later()
    assert ExportJob.objects.filter(row_id="1").count() == 1
    assert len(linked.world.books.invoices_) == 2


def test_a_yes_to_what_waits_at_to_do_closes_its_questions(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful())
    linked.done()
    trial(page, linked)
    approve(page, linked)
    assert linked.kinds() == []
    linked.later()
    assert (ExportJob.objects.get().state, linked.kinds()) == ("settled", [])


def test_a_yes_to_some_does_not_let_the_others_of_a_backlog_go(
    page: Client, linked: Linked
) -> None:
    for row in range(1, 13):
        linked.world.add(work_order(str(row), description=f"Werk {row}"))
    trial(page, linked)
    for row in (1, 2, 3):
        approve(page, linked, str(row))
    linked.later()
    assert len(linked.world.books.invoices_) == 3
    assert ExportJob.objects.filter(state="waiting").count() == 9


def test_a_trial_run_asks_who_the_customer_is(page: Client, linked: Linked) -> None:
    """As the next run would, from the list of the books; a yes says that it is the one."""
    other = relation(name="Heel Iets Anders", street="Elders", postal_code="9999 ZZ", city="Ver")
    linked.world.add(work_order(customer=other))
    trial(page, linked)
    (asked,) = TrialInvoice.objects.get().asked
    assert asked["code"] == "relation_other_company"
    approve(page, linked)
    linked.later()
    assert len(linked.world.books.invoices_) == 1


def test_the_yes_stands_in_the_journal_with_who_said_it(page: Client, linked: Linked) -> None:
    linked.world.add(work_order())
    trial(page, linked)
    approve(page, linked)
    event = Event.objects.get(what="job_approved")
    assert (event.subject, event.who) == ("WB-00001", f"person:{User.objects.get().pk}")
    assert verify(linked.connection.pk).broken is None
    page.cookies["django_language"] = "nl"
    text = page.get(f"/koppeling/{linked.connection.pk}/journaal/").content.decode()
    assert "Akkoord met een factuur van het proefdraaien" in text


def test_where_every_invoice_waits_a_yes_beforehand_is_enough(page: Client, linked: Linked) -> None:
    linked.world.add(work_order())
    every = replace(CHOICES, control=Control.ALL)
    actions.choose(linked.connection, every, None, linked.now)
    assert "1 zonder vragen factureren" in trial(page, linked)
    approve_shown(page, linked)
    linked.later()
    assert len(linked.world.books.invoices_) == 1


def test_a_declined_work_order_that_changed_can_be_approved(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful())
    linked.done()
    actions.decline(Item.objects.get(), None, linked.now)
    assert "Zo factureren" not in trial(page, linked)
    linked.world.add(replace(doubtful(), materials=()))
    trial(page, linked)
    approve(page, linked)
    linked.later()
    assert ExportJob.objects.get().state == "settled"


def test_more_invoices_cost_no_more_questions_to_the_database(page: Client, linked: Linked) -> None:
    counts = []
    trial(page, linked)
    for rows in (range(1, 3), range(3, 13)):
        for row in rows:
            linked.world.add(doubtful(row))
        trial(page, linked)
        with CaptureQueriesContext(connection) as asked:
            page.get(address(linked))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_invoices_of_a_trial_run_are_let_go_of(page: Client, linked: Linked) -> None:
    linked.world.add(doubtful())
    trial(page, linked)
    actions.forget_old(linked.now + timedelta(days=29))
    assert TrialInvoice.objects.exists()
    actions.forget_old(linked.now + timedelta(days=31))
    assert not TrialInvoice.objects.exists()


def test_of_a_collected_customer_it_says_that_it_waits_for_the_collective_invoice(
    page: Client, linked: Linked
) -> None:
    agreed = {"key": "test1", "code": "TEST1", "collect": "monthly"}
    CustomerAgreement.objects.create(connection=linked.connection, **agreed)
    linked.world.add(doubtful())
    text = trial(page, linked)
    assert "Met uw akkoord wacht hij op de verzamelfactuur van deze klant." in text
    after = approve(page, linked)
    assert "Goedgekeurd: hij gaat mee op de verzamelfactuur van deze klant." in after
    assert "Hij gaat zo mee op de verzamelfactuur van zijn klant" in after
    linked.later()
    assert ExportJob.objects.get().state == "gathered"


@pytest.mark.parametrize(("project", "state"), [("P-7", "gathered"), ("", "settled")])
def test_by_project_it_says_that_it_may_wait_for_its_project(
    page: Client, linked: Linked, project: str, state: str
) -> None:
    agreed = {"key": "test1", "code": "TEST1", "collect": "project"}
    CustomerAgreement.objects.create(connection=linked.connection, **agreed)
    linked.world.add(replace(doubtful(), project=project))
    text = trial(page, linked)
    assert "gaat hij met de volgende ronde mee, of op de factuur van zijn project." in text
    after = approve(page, linked)
    assert "Akkoord: hij gaat met de volgende ronde mee, of op de factuur van zijn" in after
    assert "Hij wordt zo gefactureerd, met de volgende ronde of met zijn project" in after
    linked.later()
    assert ExportJob.objects.get().state == state
