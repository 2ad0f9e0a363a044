"""The side of the link: making the connection of a firm, and what the link remembers of it."""

from datetime import timedelta

from django.db import connection as database

from bonbrug.accounts.actions import add_organisation
from bonbrug.link import actions
from bonbrug.link.actions import Counterparts, SyncSettings
from bonbrug.link.models import Connection, ExportJob, Intent, Item, Run
from bonbrug.values.addresses import IN_THE_BOX
from bonbrug.values.clock import accounting_day, system_clock
from tests.proofs.faults.firm import TEMPLATE
from tests.proofs.faults.seen import Kept, Paper

HERE = IN_THE_BOX


def link(paper: Paper) -> int:
    """Make the connection of a firm, signed in and with everything switched on."""
    now = system_clock()
    connection = actions.make_connection(
        add_organisation("Demo Installatie BV"),
        "Demo Installatie BV",
        Counterparts(HERE, HERE),
        paper["company_id"],
        (paper["token"], paper["software_token"]),
        now,
    )
    signed = actions.sign_in(connection, paper["username"], paper["code1"], paper["code2"], now)
    assert signed.ok, signed.code
    choices = SyncSettings(
        export_invoices=True,
        template=TEMPLATE,
        book=True,
        export_relations=True,
        export_from=accounting_day(now) - timedelta(days=30),
    )
    actions.choose(connection, choices, None, now)
    return connection.pk


def remembered(pk: int) -> Kept:
    """Return what the link knows after its last run, and what it told of that run."""
    jobs = ExportJob.objects.filter(connection=pk).order_by("pk")
    intents = Intent.objects.filter(connection=pk).order_by("pk")
    items = Item.objects.filter(connection=pk, closed_at=None).order_by("pk")
    run = Run.objects.filter(connection=pk).order_by("pk").last()
    return Kept(
        jobs=list(jobs.values_list("work_order_number", "state", "invoice_number")),
        items=list(items.values_list("kind", "subject")),
        intents=list(intents.values_list("number", "outcome", "job__work_order_number")),
        lines=list(run.lines.values_list("kind", "subject")) if run else [],
        outcome=run.outcome if run else "",
        breaker=Connection.objects.get(pk=pk).breaker,
        unfinished=Run.objects.filter(connection=pk, finished_at=None).count(),
    )


def damage() -> list[str]:
    """Return what is wrong with the database itself."""
    database.check_constraints()
    if database.vendor != "sqlite":
        return []
    with database.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return [row[0] for row in cursor.fetchall() if row[0] != "ok"]
