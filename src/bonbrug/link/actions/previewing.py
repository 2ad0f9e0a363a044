"""The invoice that a work order would become with settings that are not saved yet."""

from dataclasses import dataclass
from datetime import date, datetime

from bonbrug.link import crossing
from bonbrug.link.models import Connection, Inbox
from bonbrug.link.store import agreements, bindings
from bonbrug.link.store.inbox import opened
from bonbrug.link.store.table_dwellings import dwellings
from bonbrug.sync.drafting.draft import Draft, articles, draft
from bonbrug.sync.drafting.heading import heading
from bonbrug.sync.drafting.lines import totals_of
from bonbrug.sync.marker import SIGN
from bonbrug.sync.model.agreements import NOTHING_AGREED
from bonbrug.sync.model.bindings import PRODUCT, RELATION
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.failures import Misconfigured
from bonbrug.sync.model.records import Product, WorkOrder
from bonbrug.sync.model.serializers import product_from
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.vat.facts import VatFacts, customer_of
from bonbrug.values.clock import accounting_day
from bonbrug.values.quantity import folded
from bonbrug.values.vat import Totals
from bonbrug.values.vat_work import Dwelling

MARK = "········"  # in the place of the tag: one that is made counts as a promise


@dataclass(frozen=True, slots=True)
class Preview:
    """`heading` is empty when the connection wants none."""

    order: WorkOrder
    made: Draft
    heading: str
    totals: Totals


def preview(connection: Connection, choices: SyncSettings, now: datetime) -> Preview | None:
    """Draft the newest work order that was received; None when there is none to be opened."""
    order = _newest(connection)
    return previewed(connection, order, choices, now) if order else None


def previewed(
    connection: Connection, order: WorkOrder, choices: SyncSettings, now: datetime
) -> Preview | None:
    """Draft this work order; None without such books, or when its figures are beyond reckoning.

    Nothing is asked of the books, so it needs no codes: it is there when their key is lost too.
    """
    today = accounting_day(now)
    try:
        able = crossing.books_capabilities(connection.books_service)
        made = _drafted(connection, order, choices, able, today)
        totals = totals_of(made.lines, today)
    except (Misconfigured, ArithmeticError):
        return None
    marker = f"{able.texts.work_order} {order.number}{SIGN}{MARK}"
    told = heading(order, marker, able.texts) if choices.heading else ""
    return Preview(order, made, told, totals)


def _newest(connection: Connection) -> WorkOrder | None:
    row = Inbox.objects.filter(job__connection=connection).order_by("-received_at", "-pk").first()
    return opened(row)


def _drafted(
    connection: Connection,
    order: WorkOrder,
    choices: SyncSettings,
    able: BooksCapabilities,
    today: date,
) -> Draft:
    key = folded(order.customer.code)
    agreement = agreements.agreements(connection.pk).get(key, NOTHING_AGREED)
    bases = bindings.bases(connection.pk, PRODUCT, articles(order, choices, agreement))

    def remembered(code: str) -> Product | None:
        base = bases.get(folded(code))
        return product_from(base) if base else None

    books = bindings.bases(connection.pk, RELATION, {key}).get(key, {})
    answered = dwellings(connection.pk)
    facts = VatFacts(
        today,
        customer_of(agreement, books),
        lambda address: answered.get(address, Dwelling.UNKNOWN),
    )
    return draft(order, remembered, choices, able, agreement=agreement, facts=facts)
