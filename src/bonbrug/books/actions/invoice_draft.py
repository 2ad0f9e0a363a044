"""What a person or program wants on an invoice, and the checks on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bonbrug.books.actions.column_limits import check_lengths, fits, rounded
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    Administration,
    Delivery,
    Invoice,
    InvoiceLine,
    InvoiceTemplate,
    LedgerAccount,
    Relation,
)
from bonbrug.values import vat
from bonbrug.values.money import plain

FIRST_YEAR, LAST_YEAR = 1980, 2049
LONGEST_TERM = 36_500
MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line; `price` in euros for one unit without VAT, `account_code` a revenue account."""

    quantity: Decimal
    code: str
    description: str
    price: Decimal
    vat_code: str
    account_code: str
    unit: str = ""
    cost_centre: int = 0


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """An invoice as it should be.

    An empty `number` means the next one. `details` hold, for e-mail: subject, body, from_address,
    from_name; for direct debit: account, iban, holder, city, text_1..text_3, mandate_kind,
    mandate_id, mandate_signed_on, mandate_first. `also_email` mails a direct debit as well. `book`
    books it in the same step.
    """

    relation_code: str
    date: date | None
    term_days: int | None
    template_name: str
    lines: Sequence[LineDraft]
    number: str = ""
    reference: str = ""
    text: str = ""
    delivery: str = Delivery.POST
    also_email: bool = False
    details: Mapping[str, str] = field(default_factory=dict)
    book: bool = False
    booking_text: str = ""


def fill(invoice: Invoice, draft: InvoiceDraft) -> list[InvoiceLine]:
    """Check the draft and put it in the invoice; return its lines. Nothing is written yet.

    The order of the checks is that of docs/wire/eboekhouden-soap.md §6.
    """
    books = invoice.administration
    invoice.relation = _relation(books, draft.relation_code.strip())
    invoice.date = _date(draft.date)
    invoice.template = _template(books, draft.template_name)
    invoice.term_days = _term(draft.term_days)
    _check_details(draft)
    invoice.delivery = draft.delivery
    invoice.delivery_details = dict(draft.details)
    if draft.also_email:
        invoice.delivery_details["also_email"] = "1"
    invoice.reference, invoice.text = draft.reference.strip(), draft.text
    invoice.booking_text = draft.booking_text.strip()
    check_lengths(invoice, ["reference", "booking_text"])
    lines = _lines(books, draft.lines)
    sums = vat.totals(((line.net, line.vat_code) for line in lines), invoice.date)
    invoice.net, invoice.vat, invoice.gross = sums.net, sums.vat, sums.gross
    return lines


def _relation(books: Administration, code: str) -> Relation:
    if not code:
        raise Refused("relation_missing")
    relation = books.relations.filter(code=code).first()
    if relation is None:
        raise Refused("relation_unknown", relation=code)
    return relation


def _date(day: date | None) -> date:
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused("date_wrong")
    return day


def _template(books: Administration, name: str) -> InvoiceTemplate:
    if not name.strip():
        raise Refused("template_missing")
    template = books.templates.filter(name=name).first()
    if template is None:
        raise Refused("template_unknown", template=name)
    return template


def _term(days: int | None) -> int:
    if days is None or not 0 <= days <= LONGEST_TERM:
        raise Refused("term_missing")
    return days


NEEDED_FOR_EMAIL = (
    ("body", "email_body_missing"),
    ("from_address", "email_from_missing"),
    ("subject", "email_subject_missing"),
)
NEEDED_FOR_DEBIT = (
    ("account", "debit_account_missing"),
    ("holder", "debit_holder_missing"),
    ("city", "debit_city_missing"),
    ("text_1", "debit_text_missing"),
)


def _check_details(draft: InvoiceDraft) -> None:
    needed: tuple[tuple[str, str], ...] = ()
    if draft.also_email or draft.delivery == Delivery.EMAIL:
        needed += NEEDED_FOR_EMAIL
    if draft.delivery == Delivery.DIRECT_DEBIT:
        needed += NEEDED_FOR_DEBIT
    for name, refusal in needed:
        if not draft.details.get(name, "").strip():
            raise Refused(refusal)


def _lines(books: Administration, drafts: Sequence[LineDraft]) -> list[InvoiceLine]:
    if not 1 <= len(drafts) <= MOST_LINES:
        raise Refused("line_count_wrong")
    accounts = {account.code: account for account in books.ledger_accounts.all()}
    centres = set(books.cost_centres.values_list("pk", flat=True))
    for place, draft in enumerate(drafts, start=1):
        if draft.cost_centre and draft.cost_centre not in centres:
            raise Refused("line_cost_centre_unknown", line=place, centre=draft.cost_centre)
    return [_line(place, draft, accounts) for place, draft in enumerate(drafts, start=1)]


def _line(place: int, draft: LineDraft, accounts: Mapping[str, LedgerAccount]) -> InvoiceLine:
    _check_filled(place, draft)
    sale = vat.sale_code(draft.vat_code.strip())
    if sale is None:
        raise Refused("line_vat_wrong", line=place, vat=draft.vat_code)
    account = accounts.get(draft.account_code.strip())
    if account is None or not account.sells:
        raise Refused("line_account_wrong", line=place, account=draft.account_code)
    if not (fits(draft.quantity) and fits(draft.price) and fits(draft.quantity * draft.price)):
        facts = {"quantity": plain(draft.quantity), "price": plain(draft.price)}
        raise Refused("line_amount_too_large", line=place, **facts)
    line = InvoiceLine(
        position=place,
        quantity=rounded(draft.quantity),
        unit=draft.unit.strip(),
        code=draft.code.strip(),
        description=draft.description.strip(),
        price=rounded(draft.price),
        vat_code=sale.code,
        account=account,
        cost_centre=draft.cost_centre,
    )
    check_lengths(line, ["unit", "code"], line=place)
    return line


def _check_filled(place: int, draft: LineDraft) -> None:
    for text, refusal in (
        (draft.code, "line_code_missing"),
        (draft.vat_code, "line_vat_missing"),
        (draft.description, "line_description_missing"),
        (draft.account_code, "line_account_missing"),
    ):
        if not text.strip():
            raise Refused(refusal, line=place)
