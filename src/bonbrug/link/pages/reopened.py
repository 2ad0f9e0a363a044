"""A work order that was invoiced and is offered again: its invoice beside what it would be now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bonbrug.link.models import Item
from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.model.records import Invoice, InvoiceLine
from bonbrug.sync.model.serializers import invoice_from_json
from bonbrug.sync.states.jobs import Outcome
from bonbrug.values.money import times, total
from bonbrug.values.quantity import folded

Lines = Sequence[InvoiceLine]


@dataclass(frozen=True, slots=True)
class Row:
    """One article: how many and for how much, excluding VAT, then and now (None: not there)."""

    text: str
    then_quantity: Decimal | None
    then_amount: Decimal | None
    now_quantity: Decimal | None
    now_amount: Decimal | None

    @property
    def differs(self) -> bool:
        return (self.then_quantity, self.then_amount) != (self.now_quantity, self.now_amount)


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows, and the totals with VAT then and now."""

    rows: Sequence[Row]
    then_gross: Decimal
    now_gross: Decimal


def compared(item: Item) -> Compared | None:
    """Return both sides, of a collective invoice the whole; None when one is not known."""
    job = item.job
    if job is None:
        return None
    billed = job.collected_in or job
    intent = billed.intents.filter(outcome=Outcome.DONE).order_by("-pk").first()
    proposal = getattr(job, "proposal", None)
    if intent is None or proposal is None or proposal.circumstances != job.reopened_fingerprint:
        return None
    then, now = invoice_from_json(intent.body), invoice_from_json(proposal.body)
    gross = [expected_totals(one).gross for one in (then, now)]
    return Compared(list(_rows(then, now)), *gross)


def _rows(then: Invoice, now: Invoice) -> Iterator[Row]:
    before, after = _by_code(then.lines), _by_code(now.lines)
    for key in dict.fromkeys((*before, *after)):
        first = (before.get(key) or after[key])[0]
        text = first.description.partition("\n")[0]
        yield Row(text, *_sum(before.get(key, ())), *_sum(after.get(key, ())))


def _by_code(lines: Lines) -> Mapping[str, list[InvoiceLine]]:
    found: dict[str, list[InvoiceLine]] = {}
    for line in lines:
        found.setdefault(folded(line.code), []).append(line)
    return found


def _sum(lines: Lines) -> tuple[Decimal | None, Decimal | None]:
    if not lines:
        return None, None
    quantity = sum((line.quantity for line in lines), Decimal(0))
    return quantity, total(times(line.quantity, line.price) for line in lines)
