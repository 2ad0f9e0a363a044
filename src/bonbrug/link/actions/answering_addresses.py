"""Saying what an address is: a dwelling, how old, or none. It counts from the next run."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link.actions.deciding import retry
from bonbrug.link.models import AddressAnswer, Connection, Inbox, Item
from bonbrug.link.store import inbox
from bonbrug.link.store.journal import NewEvent, append, by, changed
from bonbrug.sync.drafting.heading import address
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.vat.doubts import DWELLING_UNKNOWN
from bonbrug.sync.vat.places import address_key, site_of
from bonbrug.values.vat_work import Dwelling


class Site(NamedTuple):
    """An address as answers about it are kept, and as people write it."""

    key: str
    written: str


def answer_address(
    connection: Connection, key: str, answer: Dwelling, user: User | None, now: datetime
) -> None:
    """Keep what an address is; how people write it stays when it was answered before."""
    with transaction.atomic():
        row = AddressAnswer.objects.filter(connection=connection, key=key).first()
        told = _keep(connection.pk, key, row.address if row else "", answer, now)
        append(connection.pk, [replace(told, who=by(user))], now)


def answer_item(item: Item, answer: Dwelling, user: User | None, now: datetime) -> bool:
    """Keep what the address of a waiting work order is, and let that work order go on.

    Tell whether it goes on: not when the item was closed meanwhile, when the work order cannot be
    opened, or when it has no whole address.
    """
    order = _order_of(item)
    key = address_key(*site_of(order)) if order else ""
    if order is None or not key:
        return False
    with transaction.atomic():
        told = _keep(item.connection_id, key, written(order), answer, now)
        in_time = retry(item, user, now)
        append(item.connection_id, [replace(told, who=by(user))], now)
    return in_time


def asks_about(item: Item, key: str) -> bool:
    """Tell whether the question of an item is about this address still."""
    order = _order_of(item)
    return order is not None and address_key(*site_of(order)) == key


def addresses_of(items: Iterable[Item]) -> dict[int, Site]:
    """Return where the work is done by job, of those that ask about it."""
    asking = {item.job_id for item in items if item.kind == DWELLING_UNKNOWN}
    orders = (
        (row.job_id, inbox.opened(row)) for row in Inbox.objects.filter(job_id__in=asking - {None})
    )
    return {
        job_id: Site(address_key(*site_of(order)), written(order))
        for job_id, order in orders
        if order
    }


def _order_of(item: Item) -> WorkOrder | None:
    """Return the work order that an item is about, as it was when it was asked."""
    row = Inbox.objects.filter(job_id=item.job_id).first() if item.job_id else None
    return inbox.opened(row)


def written(order: WorkOrder) -> str:
    """Write the address of the work as people do."""
    return address(order.work_place) or address(order.customer)


def _keep(connection_id: int, key: str, address: str, answer: Dwelling, now: datetime) -> NewEvent:
    """Write the answer; return what the journal tells of it."""
    mine = AddressAnswer.objects.filter(connection_id=connection_id, key=key)
    before = {"answer": mine.values_list("answer", flat=True).first()}
    values = {"address": address, "answer": str(answer), "answered_at": now}
    AddressAnswer.objects.update_or_create(connection_id=connection_id, key=key, defaults=values)
    return NewEvent("address_answered", "", *changed(before, {"answer": str(answer)}))
