"""Erasing a customer from the books: all that no booked invoice needs.

A booked invoice stays for seven years after its year, with who it was for; a booking is never
changed. After that `erase` empties what the law asked for as well.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from bonbrug.accounts.models import Organisation
from bonbrug.books.actions.person_rows import relations_of
from bonbrug.books.models import (
    DebitState,
    DirectDebit,
    Entry,
    Invoice,
    InvoiceLine,
    InvoiceMail,
    Mandate,
    OpenItem,
    Relation,
)
from bonbrug.books.models.mail import UNDER_WAY
from bonbrug.books.models.personal_data import PERSONAL
from bonbrug.values.personal_data import Erased, Obstacle, columns_of

YEARS = 7
NOBODY = "–"
RELATIONS, MAILS = "books.Relation", "books.InvoiceMail"


def obstacles(organisation: Organisation, code: str) -> Iterator[Obstacle]:
    """Return what has to be finished first: somebody has to be paid, or to pay."""
    relations = relations_of(organisation, code)
    invoices = Invoice.objects.filter(relation__in=relations)
    unbooked = invoices.filter(booked_on=None)
    mails = InvoiceMail.objects.filter(invoice__in=invoices, state__in=UNDER_WAY)
    waiting = (DebitState.WAITING, DebitState.IN_FILE)
    debits = DirectDebit.objects.filter(invoice__in=invoices, state__in=waiting)
    unpaid = OpenItem.objects.filter(relation__in=relations).still_open()
    for kind, rows, name in (
        ("invoice_not_booked", unbooked, "number"),
        ("invoice_not_paid", unpaid, "number"),
        ("mail_under_way", mails, "invoice__number"),
        ("debit_under_way", debits, "invoice__number"),
    ):  # fmt: skip
        for number in rows.values_list(name, flat=True):
            yield Obstacle(kind, str(number))


def kept_until(organisation: Organisation, code: str) -> date | None:
    """Return until when the law asks for something of this customer; None for nothing."""
    relations = relations_of(organisation, code)
    last = _last_day(relations)
    return date(last.year + YEARS, 12, 31) if last else None


def _last_day(relations: "QuerySet[Relation]") -> date | None:
    invoices = Invoice.objects.filter(relation__in=relations)
    entries = Entry.objects.filter(Q(relation__in=relations) | Q(invoice__in=invoices))
    items = OpenItem.objects.filter(relation__in=relations)
    days = [rows.aggregate(last=Max("date"))["last"] for rows in (invoices, entries, items)]
    return max((day for day in days if day), default=None)


def erase(organisation: Organisation, code: str, today: date) -> None:
    """Erase; `today` decides whether the law still asks for something."""
    relations = relations_of(organisation, code)
    until = kept_until(organisation, code)
    _empty(InvoiceMail.objects.filter(invoice__relation__in=relations), MAILS, Erased.EMPTIED)
    _erase_mandates(relations)
    if until is None:
        relations.delete()
        return
    _empty(relations, RELATIONS, Erased.EMPTIED)
    collected = DirectDebit.objects.exclude(batch=None).values("invoice")
    by_hand = Invoice.objects.filter(relation__in=relations).exclude(pk__in=collected)
    by_hand.update(delivery_details={})
    if until < today:
        _let_go(relations)


def _erase_mandates(relations: "QuerySet[Relation]") -> None:
    """Remove what was never collected on; the bank and the books have the others."""
    used = DirectDebit.objects.exclude(mandate=None).values("mandate")
    Mandate.objects.filter(relation__in=relations).exclude(pk__in=used).delete()


def _let_go(relations: "QuerySet[Relation]") -> None:
    """Empty what the law does not ask for any more; numbers and amounts stay with the bookings."""
    invoices = Invoice.objects.filter(relation__in=relations)
    debits = DirectDebit.objects.filter(invoice__in=invoices)
    _empty(relations, RELATIONS, Erased.LAW, name=NOBODY)
    invoices.update(reference="", text="", booking_text="", delivery_details={})
    InvoiceLine.objects.filter(invoice__in=invoices).update(description=NOBODY)
    debits.update(text="")
    Mandate.objects.filter(relation__in=relations).update(iban=NOBODY, bic="", holder=NOBODY)


def _empty(rows: "QuerySet[Any]", table: str, erased: Erased, **instead: str) -> None:
    rows.update(**{**dict.fromkeys(columns_of(PERSONAL, table, erased), ""), **instead})
