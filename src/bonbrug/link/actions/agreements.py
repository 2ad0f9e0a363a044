"""Keeping what was agreed with one customer."""

from datetime import datetime

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link.models import Connection, CustomerAgreement
from bonbrug.link.store.journal import NewEvent, append, by, changed
from bonbrug.sync.model.agreements import NOTHING_AGREED, Mandate
from bonbrug.sync.model.agreements import CustomerAgreement as Agreement
from bonbrug.values.quantity import folded

FIELDS = (
    "lines_per", "round_way", "round_step", "round_per", "minimum_minutes", "call_out",
    "discount",
    "reverse_charge", "country", "vat_number",
    "delivery", "mandate", "mandate_signed_on", "mandate_first", "debit_iban", "debit_holder",
    "debit_city", "collect",
)  # fmt: skip


def agree(
    connection: Connection, code: str, agreement: Agreement, user: User | None, now: datetime
) -> None:
    """Keep what was agreed with the customer of this code; nothing agreed leaves no row."""
    with transaction.atomic():
        Connection.objects.select_for_update().get(pk=connection.pk)
        mine = CustomerAgreement.objects.filter(connection=connection, key=folded(code))
        before = _told(mine.first())
        if agreement == NOTHING_AGREED:
            mine.delete()
        else:
            values = {"code": code, **_columns(agreement)}
            CustomerAgreement.objects.update_or_create(
                connection=connection, key=folded(code), defaults=values
            )
        differences = changed(before, _told(mine.first()))
        append(connection.pk, [NewEvent("agreement_saved", code, *differences, who=by(user))], now)


def _columns(agreement: Agreement) -> dict[str, object]:
    rounding = agreement.rounding
    columns: dict[str, object] = {
        "lines_per": agreement.lines_per or "",
        "round_way": rounding.way if rounding else "",
        "minimum_minutes": agreement.minimum_minutes,
        "call_out": agreement.call_out,
        "discount": agreement.discount,
        "reverse_charge": agreement.reverse_charge,
        "country": agreement.country,
        "vat_number": agreement.vat_number,
        "delivery": agreement.delivery or "",
        **_signed(agreement.mandate),
        "collect": agreement.collect,
    }
    if rounding:
        columns |= {"round_step": rounding.step, "round_per": rounding.per}
    return columns


def _signed(mandate: Mandate) -> dict[str, object]:
    return {
        "mandate": mandate.reference,
        "mandate_signed_on": mandate.signed_on,
        "mandate_first": mandate.first,
        "debit_iban": mandate.iban,
        "debit_holder": mandate.holder,
        "debit_city": mandate.city,
    }


def _told(row: CustomerAgreement | None) -> dict[str, object]:
    """Return what the journal keeps: for years, so no names, and of an account only its ends."""
    told = {name: getattr(row, name, None) for name in FIELDS}
    if row is None:
        return told
    named = {name: bool(told[name]) for name in ("debit_holder", "debit_city")}
    return {**told, **named, "debit_iban": _ends(row.debit_iban)}


def _ends(iban: str) -> str:
    """The check digits in front tell every other number of the same ends from this one."""
    return f"{iban[:4]} … {iban[-4:]}" if iban else ""
