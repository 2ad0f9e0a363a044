"""The rows of the link that are about one person."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db.models import Q, QuerySet

from bonbrug.accounts.models import Organisation, User
from bonbrug.link.models import (
    AddressAnswer,
    Binding,
    Connection,
    CustomerAgreement,
    Event,
    ExportJob,
    Inbox,
    Intent,
    Item,
    LogLine,
    Proposal,
    Reconciliation,
    TrialInvoice,
)
from bonbrug.link.store import inbox
from bonbrug.sync.model import serializers
from bonbrug.sync.model.bindings import RELATION
from bonbrug.sync.vat.places import address_key, site_of
from bonbrug.values.personal_data import Person, Whose
from bonbrug.values.quantity import folded

Rows = QuerySet[Any]


def rows_of(organisation: Organisation, person: Person) -> list[Rows]:
    """Return them per table, of the links of one organisation, deleted ones too."""
    links = Connection.objects.filter(organisation=organisation)
    match person.whose:
        case Whose.CUSTOMER:
            return _of_customer(links, person.key.strip())
        case Whose.USER:
            return _of_user(links, person.key.strip().lower())
        case _:
            return []


def _of_customer(links: "QuerySet[Connection]", code: str) -> list[Rows]:
    mine = Q(connection__in=links)
    jobs = jobs_of(links, code)
    about = Q(subject__in=_subjects(jobs, code))
    bindings = Binding.objects.filter(mine, kind=RELATION, key=folded(code))
    received = Inbox.objects.filter(job__in=jobs)
    places = addresses(bindings, received)
    return [
        bindings,
        CustomerAgreement.objects.filter(mine, key=folded(code)),
        AddressAnswer.objects.filter(mine, key__in=places),
        jobs,
        received,
        Intent.objects.filter(job__in=jobs),
        Proposal.objects.filter(job__in=jobs),
        TrialInvoice.objects.filter(run__connection__in=links, relation_code__iexact=code),
        Item.objects.filter(Q(job__in=jobs) | (mine & about)),
        LogLine.objects.filter(mine & about),
        Event.objects.filter(mine & about),
    ]


def jobs_of(links: "QuerySet[Connection]", code: str) -> "QuerySet[ExportJob]":
    """Return the jobs of the work orders of a customer."""
    return ExportJob.objects.filter(connection__in=links, relation_code__iexact=code)


def _subjects(jobs: "QuerySet[ExportJob]", code: str) -> set[str]:
    """Return what a line of the log is about when it is about this customer."""
    numbers = set(jobs.values_list("work_order_number", flat=True))
    return (numbers | set(jobs.values_list("invoice_number", flat=True)) | {code}) - {""}


def addresses(bindings: "QuerySet[Binding]", received: "QuerySet[Inbox]") -> set[str]:
    """Return the keys of the addresses of a customer, as far as they are remembered."""
    orders = (inbox.opened(row) for row in received.iterator(chunk_size=100))
    sites = [site_of(order) for order in orders if order is not None]
    sites += _at_home(bindings.values_list("base_json", flat=True))
    return {address_key(*site) for site in sites} - {""}


def _at_home(bases: Iterable[dict[str, str | bool]]) -> list[tuple[str, str]]:
    known = [serializers.relation_from(base) for base in bases if base]
    return [(relation.postal_code, relation.house_number) for relation in known]


def _of_user(links: "QuerySet[Connection]", email: str) -> list[Rows]:
    user = User.objects.filter(username=email).first()
    if user is None:
        return []
    mine = Q(connection__in=links)
    return [
        Item.objects.filter(mine, closed_by=user),
        Reconciliation.objects.filter(mine, asked_by=user),
        Event.objects.filter(mine, who=f"person:{user.pk}"),
    ]


def _opened(row: Inbox) -> object:
    order = inbox.opened(row)
    return asdict(order) if order else "its key is not here"


# How what is sealed is shown to who may see it.
OPENED = {("Inbox", "body_sealed"): _opened}
