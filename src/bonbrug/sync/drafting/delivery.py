"""How the invoice of a work order goes out: the connection's way, overruled per customer."""

from datetime import date

from bonbrug.sync.drafting.lines import Lines, totals_of
from bonbrug.sync.drafting.remarks import Remarks
from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.records import BY_POST, Delivery, Relation
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.identifiers import iban_holds, mandate_holds

# What there must be of each way: texts of the connection, and what its customer signed.
TEXTS = {
    DeliveryKind.EMAIL: ("subject", "text", "sender_address"),
    DeliveryKind.DIRECT_DEBIT: ("statement_1",),
}
SIGNED = ("mandate", "signed_on", "iban", "holder", "city")


def delivery_of(
    lines: Lines, choices: SyncSettings, agreement: CustomerAgreement, day: date
) -> Delivery:
    """Return how it goes; what is missing for that stands in the remarks of the lines.

    Nothing is collected where there is nothing to pay on `day`.
    """
    remarks = lines.remarks
    way = _chosen(choices, agreement, remarks.order.customer)
    if remarks.problems or way == BY_POST:
        return way
    if totals_of(lines.made, day).gross <= 0:
        way = way.uncollected
    _check(remarks, way, lines.books)
    return way


def _chosen(choices: SyncSettings, agreement: CustomerAgreement, customer: Relation) -> Delivery:
    kind = agreement.delivery or choices.delivery
    if kind is DeliveryKind.EMAIL:
        return Delivery(
            kind,
            subject=choices.mail_subject,
            text=choices.mail_text,
            sender_address=choices.mail_address,
            sender_name=choices.mail_name,
        )
    return _collected(choices, agreement, customer) if kind is not DeliveryKind.POST else BY_POST


def _collected(choices: SyncSettings, agreement: CustomerAgreement, customer: Relation) -> Delivery:
    """Who the account is of is the customer itself, where nothing else was agreed."""
    mandate = agreement.mandate
    return Delivery(
        DeliveryKind.DIRECT_DEBIT,
        mandate=mandate.reference,
        signed_on=mandate.signed_on,
        first=mandate.first,
        iban=mandate.iban,
        holder=mandate.holder or customer.name,
        city=mandate.city or customer.city,
        statement_1=choices.statement_1,
        statement_2=choices.statement_2,
        statement_3=choices.statement_3,
    )


def _check(remarks: Remarks, way: Delivery, books: BooksCapabilities) -> None:
    code = remarks.order.customer.code
    if way.kind not in books.deliveries:
        remarks.refuse("customer_delivery_impossible", relation=code, delivery=way.kind.value)
        return
    if missing := [name for name in TEXTS.get(way.kind, ()) if not getattr(way, name).strip()]:
        remarks.refuse("delivery_texts_missing", relation=code, fields=",".join(missing))
    if missing := _unsigned(way):
        remarks.refuse("mandate_incomplete", relation=code, fields=",".join(missing))
    for name, limit in books.limits.delivery_texts.items():
        length = len(getattr(way, name))
        if length > limit:
            remarks.refuse("too_long", field=name, length=length, limit=limit)


def _unsigned(way: Delivery) -> list[str]:
    """Return what of the mandate is not there, or cannot be right."""
    if way.kind is not DeliveryKind.DIRECT_DEBIT:
        return []
    holds = {"iban": iban_holds(way.iban), "mandate": mandate_holds(way.mandate)}
    return [name for name in SIGNED if not (getattr(way, name) and holds.get(name, True))]
