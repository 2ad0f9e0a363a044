"""Both sides and our own memory, side by side: what is accounted for, and what is not. Pure.

Facts are counts, amounts as texts (``"1234.56"``) and gaps; a gap holds numbers only.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bonbrug.link.models import ExportJob
from bonbrug.sync.invoicing.next_step import is_complete, is_offered, is_settled
from bonbrug.sync.marker import TAG_LENGTH, by_tag, names_work_order
from bonbrug.sync.model.capabilities import Statuses
from bonbrug.sync.model.records import FoundInvoice, WorkOrder
from bonbrug.sync.states.jobs import State
from bonbrug.values.money import plain

MADE = (State.INVOICED, State.SETTLED)
Gap = dict[str, str | int | list[str]]


@dataclass(frozen=True, slots=True)
class Picture:
    """What was read. `jobs`: all of the connection; `invoices`: those dated in the period.

    `elsewhere`: invoices of jobs of the period that the books date outside it. `open_amounts` by
    invoice number; `to_book`: jobs whose invoice had to be booked; `items`: open item by job.
    `tags` makes the tails of the marker of a work order, one for each key, and `word` begins it.
    """

    first: date
    last: date
    since: date
    jobs: Sequence[ExportJob]
    orders: Sequence[WorkOrder]
    invoices: Sequence[FoundInvoice]
    elsewhere: Mapping[str, FoundInvoice]
    open_amounts: Mapping[str, Decimal]
    to_book: frozenset[int]
    items: Mapping[int, int]
    tags: Callable[[str, int], Sequence[str]]
    word: str
    statuses: Statuses

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


@dataclass(slots=True)
class Comparison:
    """Collects the gaps of one picture."""

    picture: Picture
    gaps: list[Gap] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    gross: Decimal = Decimal(0)
    open_amount: Decimal = Decimal(0)

    def facts(self) -> dict[str, object]:
        """Compare everything and return what the page shows."""
        owners, found = _owners(self.picture), {one.number: one for one in self.picture.invoices}
        marked = self._marked(owners)
        self._doubled(marked, owners)
        self._unknown_marks(marked, owners)
        for job in jobs_of_period(self.picture.jobs, self.picture.first, self.picture.last):
            number = job.invoice_number
            self._job(job, found.get(number) or self.picture.elsewhere.get(number))
        self._orders()
        amounts = {"gross": plain(self.gross), "open_amount": plain(self.open_amount)}
        return {**self.counts, **amounts, "gaps": self.gaps}

    def _gap(self, kind: str, job: ExportJob | None = None, **facts: str | list[str]) -> None:
        gap: Gap = {"kind": kind, **facts}
        if job is not None:
            gap = {"number": job.work_order_number or job.row_id, **gap}
            if job.pk in self.picture.items:
                gap["item"] = self.picture.items[job.pk]
        self.gaps.append(gap)

    def _marked(self, owners: Mapping[str, ExportJob | WorkOrder]) -> dict[str, list[str]]:
        """Return the invoices under one tag of the owner of the tags that they carry."""
        jobs = {tag: owner for tag, owner in owners.items() if isinstance(owner, ExportJob)}
        amounts = {tag: job.gross for tag, job in jobs.items()}
        carried = by_tag(self.picture.invoices, self.picture.word, amounts)
        one = {id(owner): tag for tag, owner in owners.items()}
        marked: dict[str, list[str]] = {}
        for tag in sorted(carried.keys() & owners.keys()):
            numbers = marked.setdefault(one[id(owners[tag])], [])
            numbers += [number for number in carried[tag] if number not in numbers]
        ours = {number for numbers in marked.values() for number in numbers}
        for invoice in self.picture.invoices:
            self.counts["own_invoices" if invoice.number in ours else "other_invoices"] += 1
        return marked

    def _doubled(
        self, marked: Mapping[str, list[str]], owners: Mapping[str, ExportJob | WorkOrder]
    ) -> None:
        for tag, numbers in marked.items():
            owner = owners[tag]
            job = owner if isinstance(owner, ExportJob) else None
            if len(numbers) > 1:
                self._gap("two_invoices", job, invoices=numbers, **_name(owner))
            elif job is None or job.state not in MADE:
                self._gap("invoice_without_job", job, invoices=numbers, **_name(owner))

    def _unknown_marks(self, marked: Mapping[str, list[str]], owners: Mapping[str, object]) -> None:
        """An invoice with a marker that no work order of this link has."""
        marker = _marker(self.picture.word)
        for invoice in self.picture.invoices:
            for text in invoice.line_texts:
                for number, tag in marker.findall(text):
                    if tag not in owners and tag not in marked:
                        self._gap("invoice_without_job", number=number, invoices=[invoice.number])

    def _job(self, job: ExportJob, found: FoundInvoice | None) -> None:
        self.counts["jobs"] += 1
        numbers = [job.invoice_number]
        if found is None:
            self._gap(
                "job_without_invoice", job, invoices=numbers, ours=plain(job.gross or Decimal(0))
            )
            return
        self.counts["invoices"] += 1
        self.gross += found.gross
        if job.gross is not None and found.gross != job.gross:
            totals = {"ours": plain(job.gross), "books": plain(found.gross)}
            self._gap("totals_differ", job, invoices=numbers, **totals)
        still_open = self.picture.open_amounts.get(job.invoice_number)
        self.open_amount += still_open or 0
        booked = job.booked or still_open is not None or not found.gross
        self.counts["booked"] += int(booked)
        if not booked and job.pk in self.picture.to_book:
            self._gap("not_booked", job, invoices=numbers, books=plain(found.gross))

    def _orders(self) -> None:
        newest = {job.row_id: job for job in sorted(self.picture.jobs, key=lambda job: job.pk)}
        statuses = self.picture.statuses
        for order in self.picture.orders:
            undated = order.day is None and is_offered(order, statuses)
            if self.picture.holds(order.day) or undated:
                self.counts["orders"] += 1
                self._order(order, newest.get(order.row_id))

    def _order(self, order: WorkOrder, job: ExportJob | None) -> None:
        """Say why a work order has no invoice of ours; nothing when it has one."""
        if job is not None and job.state in MADE:
            return
        if job is not None and job.state == State.DECLINED:
            self.counts["not_for_books"] += 1
            return
        statuses, work_status = self.picture.statuses, order.work_status.strip()
        if is_settled(order, statuses) and work_status == statuses.to_export:
            self._settled(order, job)
        elif is_offered(order, statuses):
            self._offered(order, job)
        elif is_complete(order, statuses) and work_status == statuses.error:
            self._gap("marked_error", job, **_name(order))
        else:
            self.counts["not_for_books"] += 1

    def _settled(self, order: WorkOrder, job: ExportJob | None) -> None:
        word = self.picture.word
        if any(names_work_order(one, order.number, word) for one in self.picture.invoices):
            self.counts["by_hand"] += 1
        elif order.day is not None and order.day < self.picture.since:
            self.counts["before_link"] += 1
        else:
            self._gap("settled_without_invoice", job, **_name(order))

    def _offered(self, order: WorkOrder, job: ExportJob | None) -> None:
        waits = job is not None and (
            job.pk in self.picture.items or job.state in (State.WAITING, State.REFUSED)
        )
        if waits:
            self._gap("waits_for_you", job, **_name(order))
        else:
            self.counts["on_the_way"] += 1


def _marker(word: str) -> re.Pattern[str]:
    """Return the pattern of a marker, with or without the day that stands in a heading."""
    tag = rf"([A-Z2-7]{{{TAG_LENGTH}}})(?![\w-])"
    return re.compile(rf"(?i:{re.escape(word)}) (\S[^·]{{0,60}}?)(?: · \d[^·]{{0,11}})? · {tag}")


def jobs_of_period(jobs: Sequence[ExportJob], first: date, last: date) -> Iterator[ExportJob]:
    """Yield the jobs whose invoice we dated in the period; of a collective one only the whole."""
    for job in jobs:
        made = job.state in MADE and job.invoice_number and job.collected_in_id is None
        if made and job.invoice_date is not None and first <= job.invoice_date <= last:
            yield job


def _name(owner: ExportJob | WorkOrder) -> dict[str, str]:
    if isinstance(owner, ExportJob):
        return {"number": owner.work_order_number or owner.row_id}
    return {"number": owner.number or owner.row_id}


def _owners(picture: Picture) -> dict[str, ExportJob | WorkOrder]:
    """Return whose every tag is: of a job, or of a work order that we have no job of."""
    owners: dict[str, ExportJob | WorkOrder] = {}
    for job in picture.jobs:
        kept = job.marker.rpartition(" · ")[2]
        made = picture.tags(job.row_id, job.generation)
        owners.update(dict.fromkeys({kept, *made} - {""}, job))
    for order in picture.orders:
        for tag in picture.tags(order.row_id, 1):
            owners.setdefault(tag, order)
    return owners
