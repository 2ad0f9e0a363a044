"""Invoices of a trial run, in the same view as the ones that wait at Te doen."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bonbrug.link.models import Connection, ExportJob, LogLine, Run, TrialInvoice
from bonbrug.link.pages.log import Row
from bonbrug.link.pages.places import place_of
from bonbrug.link.pages.waiting_invoices import (
    OPEN_AT_ONCE,
    Question,
    Waiting,
    order_url,
    with_invoice,
)
from bonbrug.link.store.agreements import agreements
from bonbrug.link.texts import sentences
from bonbrug.sync.model.agreements import NOTHING_AGREED, Collect
from bonbrug.sync.model.serializers import invoice_from_json
from bonbrug.sync.states.jobs import State
from bonbrug.values.quantity import folded

ASKED_THEN = gettext_lazy("Without your yes the next run asks this at To do.")
GOES = gettext_lazy("The next run makes this invoice, also without your yes.")
APPROVED = gettext_lazy("Approved: it goes with the next run.")
ASKED_THEN_COLLECTED = gettext_lazy(
    "Without your yes the next run asks this at To do. With it, it waits for the collective "
    "invoice of this customer."
)
APPROVED_COLLECTED = gettext_lazy("Approved: it goes on the collective invoice of this customer.")
ASKED_THEN_PROJECT = gettext_lazy(
    "Without your yes the next run asks this at To do. With it, it goes with the next run, or on "
    "the invoice of its project."
)
APPROVED_PROJECT = gettext_lazy(
    "Approved: it goes with the next run, or on the invoice of its project."
)
# What is said where something is asked, and once it was approved, by how a customer is collected.
SAID = {
    Collect.NO: (ASKED_THEN, APPROVED),
    Collect.PROJECT: (ASKED_THEN_PROJECT, APPROVED_PROJECT),
}
COLLECTED = (ASKED_THEN_COLLECTED, APPROVED_COLLECTED)
DONE = gettext_lazy("This went on after the trial run.")
GONE_ON = (State.INTENDED, State.INVOICED, State.SETTLED)


def shown(connection: Connection, run: Run, wanted: int | None = None) -> list[Waiting]:
    """Return every invoice that this trial run showed, in the order of its work orders.

    `wanted` shows its lines, as the first ones do.
    """
    rows = list(run.trial_invoices.order_by("pk"))
    jobs = _newest_jobs(connection, [row.row_id for row in rows])
    page = reverse("link:trial", args=[connection.pk])
    agreed = agreements(connection.pk)
    first = {row.pk for row in rows[:OPEN_AT_ONCE]} | {wanted}
    return [
        _shown(
            connection,
            row,
            jobs.get(row.row_id),
            page,
            opened=row.pk in first,
            collect=agreed.get(folded(row.relation_code), NOTHING_AGREED).collect,
        )
        for row in rows
    ]


def _newest_jobs(connection: Connection, row_ids: Collection[str]) -> dict[str, ExportJob]:
    mine = connection.jobs.filter(row_id__in=row_ids).order_by("generation")
    return {job.row_id: job for job in mine}


def _shown(
    connection: Connection,
    row: TrialInvoice,
    job: ExportJob | None,
    page: str,
    *,
    opened: bool,
    collect: Collect,
) -> Waiting:
    then, approved = SAID.get(collect, COLLECTED)
    number, decided = row.work_order_number or row.row_id, _decided(row, job, approved)
    action = "" if decided else f"{page}{row.pk}/"
    asked = [_question(connection, number, each) for each in row.asked]
    one = Waiting(
        row.pk,
        number,
        row.relation_code,
        None,
        asked,
        action=action,
        decided=str(decided),
        idle=then if asked else GOES,
        order_url=order_url(connection, row.row_id),
    )
    facts = [each["facts"] for each in row.asked]
    return with_invoice(one, invoice_from_json(row.body), facts, opened=opened)


def _decided(row: TrialInvoice, job: ExportJob | None, approved: Promise) -> str | Promise:
    if job is None:
        return ""
    if job.state in GONE_ON and not (job.credits and job.state == State.SETTLED):
        return DONE
    return approved if job.approved_fingerprint == row.circumstances else ""


def _question(
    connection: Connection, number: str, asked: Mapping[str, Mapping[str, object]]
) -> Question:
    code, facts = str(asked["code"]), asked["facts"]
    url, place = place_of(connection, code)
    return Question(code, sentences.say(code, number, facts), url=url, place=place)


def clean_ones(connection: Connection, run_id: int) -> list[TrialInvoice]:
    """Return the invoices of a trial run that can be approved with one press, as they were shown.

    A newer trial run has taken its place: then there are none.
    """
    run = connection.runs.filter(pk=run_id, dry_run=True).first()
    keys = {one.pk for one in shown(connection, run) if one.clean} if run else set()
    return list(TrialInvoice.objects.filter(pk__in=keys).order_by("pk"))


def beside(row: Row, invoices: Collection[Waiting]) -> list[tuple[LogLine, str]]:
    """Return what the trial run found besides what stands with its invoices."""
    asked = {(each.code, one.number) for one in invoices for each in one.asked}
    return [(line, said) for line, said in row.lines if (line.kind, line.subject) not in asked]
