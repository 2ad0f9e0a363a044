"""sync.ports.history on the tables. Each method is one question."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from bonbrug.link.models import ExportJob, Intent
from bonbrug.link.store.fenced import Fenced
from bonbrug.sync.model import serializers
from bonbrug.sync.model.history import KnownOrder, PastInvoice
from bonbrug.sync.states.jobs import Outcome, State
from bonbrug.values.clock import AMSTERDAM

KNOWN = ("row_id", "work_order_number", "likeness", "work", "invoice_number")


class TableHistory(Fenced):
    """What was worked and invoiced before, of one connection."""

    def worked_between(self, first: date, last: date) -> list[KnownOrder]:
        return _known(self._jobs().filter(worked_last__gte=first, worked_first__lte=last))

    def alike(self, likenesses: Collection[str], since: date) -> list[KnownOrder]:
        seen = self._jobs().filter(seen_at__gte=datetime.combine(since, time(), AMSTERDAM))
        return _known(seen.filter(likeness__in=likenesses))

    def last_invoices(self, most: int) -> list[PastInvoice]:
        return _invoices(self._made().order_by("-pk")[:most])

    def invoices_of(self, relation_codes: Collection[str], most: int) -> list[PastInvoice]:
        place = Window(RowNumber(), partition_by=F("job__relation_code"), order_by=F("pk").desc())
        theirs = self._made().filter(job__relation_code__in=relation_codes)
        return _invoices(theirs.annotate(place=place).filter(place__lte=most).order_by("-pk"))

    def _jobs(self) -> QuerySet[ExportJob]:
        mine = ExportJob.objects.filter(connection_id=self.id)
        return mine.exclude(state=State.WITHDRAWN).order_by("pk")

    def _made(self) -> QuerySet[Intent]:
        return Intent.objects.filter(connection_id=self.id, outcome=Outcome.DONE)


def _known(rows: QuerySet[ExportJob]) -> list[KnownOrder]:
    return [
        KnownOrder(row_id, number or row_id, likeness, work, invoice_number)
        for row_id, number, likeness, work, invoice_number in rows.values_list(*KNOWN)
    ]


def _invoices(rows: QuerySet[Intent]) -> list[PastInvoice]:
    return [
        PastInvoice(number, code, serializers.invoice_from_json(body).lines)
        for number, code, body in rows.values_list("number", "job__relation_code", "body")
    ]
