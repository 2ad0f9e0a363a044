"""Start the books of a firm: accounts, units and the codes to come in with."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from bonbrug.accounts.models import Organisation
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record
from bonbrug.books.actions.access import SecurityCodes, seal_codes
from bonbrug.books.actions.column_limits import check_lengths
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, Category, LedgerAccount, Unit

CHART = (
    ("1000", "Kas", Category.MONEY, ""),
    ("1100", "Bank", Category.MONEY, ""),
    ("1300", "Debiteuren", Category.DEBTORS, ""),
    ("1500", "Te betalen BTW hoog", Category.VAT_HIGH, ""),
    ("1510", "Te betalen BTW laag", Category.VAT_LOW, ""),
    ("1515", "Te betalen BTW overig", Category.VAT_OTHER, ""),
    ("1520", "Te vorderen BTW", Category.INPUT_VAT, ""),
    ("1530", "BTW rekening-courant", Category.VAT_CURRENT, ""),
    ("1600", "Crediteuren", Category.CREDITORS, ""),
    ("2300", "Vraagposten", Category.BALANCE, ""),
    ("7000", "Inkopen", Category.RESULT, "Kosten"),
    ("8000", "Omzet", Category.RESULT, "Omzet"),
    ("8020", "Omzet arbeid", Category.RESULT, "Omzet"),
    ("8090", "Omzet overig", Category.RESULT, "Omzet"),
)
UNITS = (
    ("Uur", "Uren"),
    ("Stuk", "Stuks"),
    ("Doos", "Dozen"),
    ("Tube", "Tubes"),
    ("Meter", "Meters"),
)


@dataclass(frozen=True, slots=True)
class Firm:
    """What stands on the invoices of the administration."""

    name: str
    street: str = ""
    postal_code: str = ""
    city: str = ""
    vat_number: str = ""
    kvk_number: str = ""
    iban: str = ""
    country: str = ""
    oin: str = ""
    g_iban: str = ""
    untaxed_reason: str = ""
    bic: str = ""
    creditor_id: str = ""


FIRM_FIELDS = tuple(field.name for field in fields(Firm))
# Who changes these leads the money of customers elsewhere.
PAID_BY = ("iban", "g_iban", "bic", "creditor_id")


def new_administration(
    organisation: Organisation, firm: Firm, username: str, guid: str, codes: SecurityCodes
) -> Administration:
    """Make an administration with a chart of accounts and units.

    `guid` (without braces) and `codes` are random and given by the caller (`access.draw_guid`,
    `access.draw_codes`); `username` must be unique in this installation.
    """
    with transaction.atomic():
        books = Administration(
            organisation=organisation, username=username.strip(), guid="{" + guid + "}"
        )
        _write_firm(books, firm)
        seal_codes(books, codes)
        LedgerAccount.objects.bulk_create(
            LedgerAccount(administration=books, code=code, name=name, category=kind, group=group)
            for code, name, kind, group in CHART
        )
        Unit.objects.bulk_create(
            Unit(administration=books, singular=one, plural=many) for one, many in UNITS
        )
        return books


def change_firm(administration: Administration, firm: Firm, now: datetime) -> Administration:
    """Replace name, address and numbers of the firm."""
    with transaction.atomic():
        before = {name: getattr(administration, name) for name in PAID_BY}
        written = _write_firm(administration, firm)
        changed = [name for name in PAID_BY if getattr(written, name) != before[name]]
        if changed:
            _tell_paid_elsewhere(written, changed, now)
    return written


def _tell_paid_elsewhere(books: Administration, changed: list[str], now: datetime) -> None:
    about = f"administration:{books.pk}"
    told = NewEvent(Kind.PAYMENT_DETAILS_CHANGED, about=about, details={"fields": changed})
    record(books.organisation_id, told, now)


def _write_firm(books: Administration, firm: Firm) -> Administration:
    for name in FIRM_FIELDS:
        setattr(books, name, getattr(firm, name).strip())
    if not books.name:
        raise Refused("name_missing")
    check_lengths(books, (*FIRM_FIELDS, "username"))
    if Administration.objects.filter(username=books.username).exclude(pk=books.pk).exists():
        raise Refused("username_taken", username=books.username)
    books.save()
    return books
