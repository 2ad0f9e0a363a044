"""Direct debits: putting invoices in a file for the bank, and taking the file back before its day.

An invoice is in one file at most: the file and what is in it are written in one transaction, with
the administration held, and the database refuses a second one.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F, QuerySet

from bonbrug.books.actions.debit_file import debit_file
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    Administration,
    DebitBatch,
    DebitState,
    DirectDebit,
)
from bonbrug.books.models.direct_debit import Sequence as Place
from bonbrug.values.banking_days import on_or_after, settles
from bonbrug.values.identifiers import creditor_id_holds, iban_holds

MOST_IN_A_FILE = 1000
FURTHEST = timedelta(days=365)


def make_batch(
    administration: Administration, chosen: Iterable[int], day: date, today: date
) -> DebitBatch:
    """Put exactly these debits in a file that is collected on `day`; all of them or none."""
    wanted = set(chosen)
    with transaction.atomic():
        books = locked(administration)
        check_firm(books)
        check_day(day, today)
        debits = list(waiting(books).filter(pk__in=wanted))
        if not debits or len(debits) != len(wanted):
            raise Refused("debit_meanwhile")
        for debit in debits:
            if wrong := obstacle(debit, day):
                raise Refused("debit_not_ready", number=debit.invoice.number, why=wrong.sentence)
            debit.amount = debit.invoice.open_item.open
        _place(debits)
        return _write(books, debits, day, today)


def waiting(administration: Administration) -> QuerySet[DirectDebit]:
    """Return what waits to be collected and is not paid, with all that is looked at."""
    debits = administration.direct_debits.filter(state=DebitState.WAITING).order_by("pk")
    debits = debits.exclude(invoice__open_item__paid=F("invoice__open_item__amount"))
    return debits.to_judge()


def check_firm(firm: Administration) -> None:
    """Refuse to collect for a firm that the bank does not know as one that collects."""
    if not creditor_id_holds(firm.creditor_id):
        raise Refused("firm_creditor_id_missing")
    if not iban_holds(firm.iban):
        raise Refused("firm_iban_missing")


def check_day(day: date, today: date) -> None:
    """Refuse a day on which banks collect nothing, or that is too near or too far."""
    if not settles(day):
        raise Refused("debit_day_closed", next=on_or_after(day))
    if not today < day <= today + FURTHEST:
        raise Refused("debit_day_wrong")


def obstacle(debit: DirectDebit, day: date) -> Refused | None:
    """Say why a debit cannot be collected on that day; None when it can."""
    mandate = debit.mandate
    if debit.doubt:
        return Refused(debit.doubt)
    if mandate is None:
        return Refused("mandate_missing")
    if debit.invoice.open_item.open <= 0:
        return Refused("debit_paid")
    if mandate.one_off and (mandate.used_before or debit.mandate_sent):
        return Refused("mandate_spent")
    if debit.earliest is None or day < debit.earliest:
        return Refused("debit_too_early", earliest=debit.earliest)
    return None


def withdraw(batch: DebitBatch, today: date) -> None:
    """Let everything in a file wait again, before its day: the bank was told or never got it."""
    with transaction.atomic():
        locked(batch.administration_id)
        fresh = DebitBatch.objects.get(pk=batch.pk)
        if not fresh.may_be_withdrawn(today):
            raise Refused("batch_past")
        inside = fresh.debits.filter(state=DebitState.IN_FILE)
        if inside.count() != fresh.count:
            raise Refused("batch_past")
        inside.update(state=DebitState.WAITING, batch=None, sequence="", amount=Decimal(0))
        fresh.withdrawn_on = today
        fresh.save(update_fields=["withdrawn_on"])


def _place(debits: Sequence[DirectDebit]) -> None:
    """Say of each whether it is the first on its mandate; a second in the same file is not."""
    seen: set[int] = set()
    for debit in debits:
        mandate = debit.mandate
        if mandate is None:
            continue
        if mandate.one_off:
            if mandate.pk in seen:
                raise Refused("mandate_spent")
            debit.sequence = Place.ONE_OFF
        elif mandate.used_before or mandate.pk in seen or debit.mandate_sent:
            debit.sequence = Place.RECURRING
        else:
            debit.sequence = Place.FIRST
        seen.add(mandate.pk)


def _write(
    books: Administration, debits: Sequence[DirectDebit], day: date, today: date
) -> DebitBatch:
    batch = DebitBatch.objects.create(
        administration=books,
        made_on=today,
        collection_day=day,
        count=len(debits),
        sum=sum((debit.amount for debit in debits), Decimal(0)),
        file=debit_file(books, debits, day),
    )
    for debit in debits:
        debit.state, debit.batch = DebitState.IN_FILE, batch
    changed = ["state", "batch", "amount", "sequence"]
    DirectDebit.objects.bulk_update(debits, changed)
    return batch
