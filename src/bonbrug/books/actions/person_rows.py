"""The rows of the books that are about one person."""

from typing import Any

from django.db.models import Q, QuerySet

from bonbrug.accounts.models import Organisation
from bonbrug.books.models import (
    DeletedInvoice,
    DirectDebit,
    Entry,
    Invoice,
    InvoiceLine,
    InvoiceMail,
    Mandate,
    OpenItem,
    Relation,
)
from bonbrug.values.personal_data import Person, Whose

Rows = QuerySet[Any]


def rows_of(organisation: Organisation, person: Person) -> list[Rows]:
    """Return them per table, of the administrations of one organisation.

    A file of direct debits is left out: it is about others as well; what it says stands in
    `DirectDebit` and `Mandate`.
    """
    if person.whose is not Whose.CUSTOMER:
        return []
    relations = relations_of(organisation, person.key)
    invoices = Invoice.objects.filter(relation__in=relations)
    ours = Q(relation__in=relations) | Q(invoice__in=invoices)
    deleted = DeletedInvoice.objects.filter(administration__organisation=organisation)
    return [
        relations,
        invoices,
        InvoiceLine.objects.filter(invoice__in=invoices),
        Entry.objects.filter(ours),
        OpenItem.objects.filter(ours),
        InvoiceMail.objects.filter(invoice__in=invoices),
        Mandate.objects.filter(relation__in=relations),
        DirectDebit.objects.filter(invoice__in=invoices),
        deleted.filter(relation_code__iexact=person.key.strip()),
    ]


def relations_of(organisation: Organisation, code: str) -> QuerySet[Relation]:
    """Return the relation with this code in each administration; capitals do not count."""
    mine = Relation.objects.filter(administration__organisation=organisation)
    return mine.filter(code__iexact=code.strip())
