"""What the forked processes do for a press in the middle of a run: the question, and the answer."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from bonbrug.books.actions.invoice_draft import InvoiceDraft, LineDraft
from bonbrug.books.actions.keep_product import change_product
from bonbrug.books.actions.keep_relation import change_relation
from bonbrug.books.actions.write_by_hand import write_by_hand
from bonbrug.link import actions
from bonbrug.link.models import ExportJob, Intent, Item, LogLine
from bonbrug.link.store import jobs
from bonbrug.link.store.jobs import columns
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.states.jobs import Job, Outcome
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions.settle import settle
from tests.proofs.buttons.questions import Standing
from tests.proofs.crash.pace import clock_ahead, hurry
from tests.proofs.crash.points import Points
from tests.proofs.crash.works import Worked, run, work
from tests.proofs.faults import firm
from tests.proofs.faults.seen import Paper

REFUSAL = "CFACT042"
# What a work order of this firm costs, written by somebody who does not name it.
LINES = (
    LineDraft(Decimal(2), "UUR", "Uren", firm.HOUR.price, firm.HOUR.vat_code, "8020"),
    LineDraft(Decimal(3), "KB15", "Buis", firm.PIPE.price, firm.PIPE.vat_code, "8000"),
)
FAR = "50"  # a number of the series that the link does not come to


# --- in the houses -------------------------------------------------------------------------------


def become_another(paper: Paper) -> None:
    """The code of a customer is now that of another firm in the books."""
    other = replace(
        firm.SMIT, name="Zuivel Jansen", address="Kade 99", postal_code="9876 ZZ", city="Elders"
    )
    change_relation(firm.both(paper)[0].relations.get(code="SMIT"), other)


def rename_hours(paper: Paper) -> None:
    """Change what a refusal may depend on, and no amount."""
    product = firm.both(paper)[0].products.get(code="UUR")
    change_product(product, replace(firm.HOUR, description="Monteur, per uur"))


def invoice_by_hand(paper: Paper) -> str:
    """Make the invoice of a work order in the books; return its number."""
    books, today = firm.both(paper)[0], accounting_day(system_clock())
    draft = InvoiceDraft(
        "SMIT", today, 14, firm.TEMPLATE, LINES, number=f"{today.year}0{FAR}", book=True
    )
    return write_by_hand(books, None, draft, today).number


def settle_by_hand(paper: Paper, number: str) -> None:
    order = firm.both(paper)[1].work_orders.get(number=number)
    assert settle(order, now=system_clock(), who="kantoor")


# --- in the link ---------------------------------------------------------------------------------


def refuse(pk: int) -> None:
    """Let the books refuse the invoice that is made now."""

    def say_no(name: str) -> None:
        if name.startswith("before AddFactuur"):
            raise Refused(REFUSAL)

    Points(say_no).install()
    assert run(pk, timedelta())


def run_once(pk: int) -> None:
    hurry()
    assert run(pk, timedelta())


def work_over(*words: Any) -> Worked:
    """Work as a run would that writes over what was decided."""

    def save(connection_id: int, job: Job, now: datetime) -> None:
        values = {name: value for name, value in columns(job).items() if name != "decisions"}
        ExportJob.objects.filter(pk=job.id).update(**values)

    vars(jobs).update(save=save, hold=lambda intent: None)
    return work(*words)


def press(pk: int, kind: str, button: str, number: str, ahead: int) -> bool:
    """Press a button as the page does; False when it said that it came too late."""
    item = Item.objects.filter(connection=pk, kind=kind).order_by("-pk")[0]
    said = (number,) if number else ()
    in_time = getattr(actions, button)(item, *said, None, clock_ahead(timedelta(minutes=ahead))())
    return bool(in_time)


def stands(pk: int) -> Standing:
    job = ExportJob.objects.get(connection=pk)
    intents = Intent.objects.filter(job=job).exclude(outcome=Outcome.RELEASED)
    intent = intents.order_by("-pk").first() or Intent()
    asked = Item.objects.filter(connection=pk, closed_at=None).order_by("pk")
    return Standing(
        state=job.state,
        decisions=job.decisions,
        refused=job.refused_code,
        approved=bool(job.approved_fingerprint),
        invoice=job.invoice_number,
        outcome=intent.outcome,
        attempts=intent.attempts,
        looked=intent.looked_at is not None,
        named=intent.named_number,
        open=list(asked.values_list("kind", flat=True)),
        told=LogLine.objects.filter(connection=pk, kind="decided_meanwhile").exists(),
    )


DEEDS = {
    "become_another": become_another,
    "rename_hours": rename_hours,
    "invoice_by_hand": invoice_by_hand,
    "settle_by_hand": settle_by_hand,
    "refuse": refuse,
    "run_once": run_once,
    "work_over": work_over,
    "press_item": press,
    "stands": stands,
}
