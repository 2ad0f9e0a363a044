"""Which changes of jobs, invoices and items become events, and with which values."""

from collections.abc import Iterable, Sequence

from bonbrug.link.models import ExportJob, Item, Run
from bonbrug.link.models import Intent as IntentRow
from bonbrug.link.store.journal import NewEvent, Values, changed
from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.states.jobs import Intent, Job, State
from bonbrug.values.money import plain as amount

FOLLOWED = (
    "state", "invoice_number", "invoice_date", "net", "vat", "gross", "open_amount", "booked",
    "verified", "refused_code",
)  # fmt: skip


def received(orders: Iterable[WorkOrder], state: State) -> list[NewEvent]:
    """Tell that work orders were seen for the first time."""
    return [
        NewEvent(f"job_{state}", order.number or order.row_id, {}, {"row_id": order.row_id})
        for order in orders
    ]


def begun(job: Job) -> NewEvent:
    """Tell that a collective invoice is begun, or a work order of one that is invoiced anew."""
    return NewEvent(f"job_{job.state}", job.number or job.row_id, {}, {"row_id": job.row_id})


def of_job(connection_id: int, job: Job) -> list[NewEvent]:
    """Tell what saving this job will change; to be asked before it is saved."""
    rows = ExportJob.objects.filter(connection_id=connection_id, pk=job.id)
    row = rows.values(*FOLLOWED).first()
    if row is None:
        return []
    before, after = changed(row, {name: getattr(job, name) for name in FOLLOWED})
    if not after:
        return []
    what = f"job_{job.state}" if "state" in after else "job_changed"
    return [NewEvent(what, job.number or job.row_id, before, after)]


def claimed(intent: Intent) -> NewEvent:
    """Tell that a number is claimed for a frozen invoice."""
    settings = {"settings_version": intent.settings_version}
    return NewEvent("invoice_claimed", intent.invoice.number, {}, settings)


def sending(intent: Intent) -> NewEvent:
    """Tell that an invoice is about to leave, with what identifies it."""
    after: Values = {
        "attempt": intent.attempts,
        "gross": amount(expected_totals(intent.invoice).gross),
        "marker": intent.marker.rpartition(" · ")[2],
    }
    return NewEvent("invoice_sending", intent.invoice.number, {}, after)


def of_intent(intent: Intent) -> list[NewEvent]:
    """Tell what became of a send; to be asked before it is saved."""
    row = IntentRow.objects.filter(pk=intent.id).values_list("outcome", flat=True).first()
    if row is None or row == intent.outcome:
        return []
    number = intent.invoice.number
    return [
        NewEvent(f"invoice_{intent.outcome}", number, {"outcome": row}, {"outcome": intent.outcome})
    ]


def opened(items: Sequence[Item]) -> list[NewEvent]:
    return [NewEvent("item_opened", item.subject, {}, {"kind": item.kind}) for item in items]


def solved(items: Iterable[tuple[str, str]]) -> list[NewEvent]:
    """Tell that items closed by themselves, by their kind and subject."""
    return [NewEvent("item_solved", subject, {}, {"kind": kind}) for kind, subject in items]


def of_run(run: Run) -> list[NewEvent]:
    """Tell what a run did; the quiet ones that were put together are not told again."""
    if run.times > 1 or run.outcome == "nothing":
        return []
    counts = {name: count for name, count in run.facts.items() if isinstance(count, int)}
    after: Values = {**counts, "outcome": run.outcome, "code": run.code, "trigger": run.trigger}
    return [NewEvent("run_ended", str(run.pk), {}, after)]
