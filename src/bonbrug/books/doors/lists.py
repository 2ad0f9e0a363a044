"""The lists of the books as messages of the wire (docs/wire/eboekhouden-soap.md §3.3 to §3.6).

Rows that come in thousands are read without making models: the database returns the columns in
wire order and the codec writes them. Every list stops silently at the cap of the administration.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Coalesce

from bonbrug.books.models import FREE_FIELDS, Administration, LedgerAccounts, Relation
from bonbrug.ui.searching import holds
from bonbrug.values import money, vat
from bonbrug.values.money import NOTHING
from bonbrug.wire.eboekhouden import records

Values = tuple[Any, ...]  # in wire order
RELATION_COLUMNS = (
    *("pk", "added_on", "code", "name", "contact", "sex"),
    *("address", "postal_code", "city", "country"),
    *("mail_address", "mail_postal_code", "mail_city", "mail_country"),
    *("phone", "mobile", "fax", "email", "site", "note", "bank_account", "giro_account"),
    *("vat_number", "kvk_number", "salutation", "iban", "bic", "kind"),
    *FREE_FIELDS,
)
LONGEST_PART = 10_000  # letters: nothing holds more, and SQLite refuses longer patterns
KEYWORD_FIELDS = ("code", "name", "city", "contact", "email", "kind")


def relations(books: Administration, wanted: records.RelatieFilter) -> Iterator[Values]:
    """Return the values of relations, in the order of `Relatie`.

    The keyword may stand in code, name, city, contact, e-mail or kind.
    """
    rows = _wanted_relations(books.relations.all(), wanted).values_list(
        *RELATION_COLUMNS,
        Case(When(member=True, then=Value("1")), default=Value("0")),
        Coalesce("default_account_id", 0),
        Case(When(no_email=True, then=1), default=0),
        Value(0),
    )
    return rows.order_by("pk")[: books.row_cap].iterator()


def _wanted_relations(
    rows: "QuerySet[Relation]", wanted: records.RelatieFilter
) -> "QuerySet[Relation]":
    if wanted.ID:
        rows = rows.filter(pk=wanted.ID)
    if wanted.Code.strip():
        rows = rows.filter(code=wanted.Code.strip())
    word = wanted.Trefwoord.strip()
    if len(word) > LONGEST_PART:
        return rows.none()
    return rows.filter(holds(word, KEYWORD_FIELDS)) if word else rows


PRODUCT_COLUMNS = (
    *("pk", "description", "code", "group__description", "group__code", "unit__singular"),
    *("purchase_price", "price", "vat_code", "account__code", "cost_centre", "active"),
)
VAT_CODE = PRODUCT_COLUMNS.index("vat_code")
NO_RATE = Decimal(0)
PRODUCT_FILTERS = (
    ("ArtikelID", "pk"),
    ("ArtikelCode", "code"),
    ("GroepCode", "group__code"),
)
PRODUCT_WORDS = (
    ("ArtikelOmschrijving", "description"),
    ("GroepOmschrijving", "group__description"),
)


def products(books: Administration, wanted: records.ArtikelFilter, day: date) -> Iterator[Values]:
    """Return products as `Artikel`, inactive ones too (docs/wire/eboekhouden-soap.md §3.5)."""
    rows = books.products.order_by("pk")
    for name, lookup in PRODUCT_FILTERS:
        value = getattr(wanted, name)
        value = value.strip() if isinstance(value, str) else value
        if isinstance(value, str) and len(value) > LONGEST_PART:
            rows = rows.none()
        elif value:
            rows = rows.filter(**{lookup: value})
    for name, field in PRODUCT_WORDS:
        word = getattr(wanted, name).strip()
        rows = rows.filter(holds(word, [field])) if word else rows
    found = rows.values_list(*PRODUCT_COLUMNS)[: books.row_cap].iterator()
    rates = {code: known.rate_on(day) / 100 for code, known in vat.CODES.items()}
    return (_product(row, rates.get(row[VAT_CODE], NO_RATE)) for row in found)


def _product(row: Values, rate: Decimal) -> Values:
    number, description, code, group, group_code, unit, *rest = row
    purchase_price, price, vat_code, account, cost_centre, active = rest
    gross = money.cents(price * (1 + rate))
    names = (group or "", group_code or "", unit or "")
    prices = (purchase_price, price, gross, vat_code, account, rate, cost_centre, active)
    return (number, description, code, *names, *prices)


def administrations(books: Administration) -> list[records.Administratie]:
    """Return the administration that the codes belong to."""
    return [records.Administratie(Bedrijf=books.name, Plaats=books.city, Guid=books.guid)]


def ledger_accounts(
    books: Administration, wanted: records.GrootboekrekeningFilter
) -> Iterator[records.Grootboekrekening]:
    """Return the chart of accounts."""
    rows = books.ledger_accounts.order_by("code")
    for value, lookup in ((wanted.ID, "pk"), (wanted.Code, "code"), (wanted.Categorie, "category")):
        if value:
            rows = rows.filter(**{lookup: value})
    for account in rows[: books.row_cap].iterator():
        yield records.Grootboekrekening(
            ID=account.pk,
            Code=account.code,
            Omschrijving=account.name,
            Categorie=account.category,
            Groep=account.group,
        )


def open_items(books: Administration, debtors: bool) -> Iterator[records.OpenPost]:
    """Return what customers still have to pay, or what suppliers still get."""
    rows = books.open_items.still_open().filter(owed_by_us=not debtors).select_related("relation")
    for item in rows.order_by("date", "pk")[: books.row_cap].iterator():
        yield records.OpenPost(
            MutDatum=item.date,
            MutFactuur=item.number,
            RelCode=item.relation.code,
            RelBedrijf=item.relation.name,
            Bedrag=item.amount,
            Voldaan=item.paid,
            Openstaand=item.open,
        )


def cost_centres(
    books: Administration, wanted: records.KostenplaatsFilter
) -> Iterator[records.Kostenplaats]:
    """Return the cost centres; a description may match in part."""
    rows = books.cost_centres.order_by("pk")
    for value, lookup in (
        (wanted.KostenplaatsID, "pk"),
        (wanted.KostenplaatsParentID, "parent"),
        (wanted.Omschrijving.strip(), "description__icontains"),
    ):
        if value:
            rows = rows.filter(**{lookup: value})
    for centre in rows[: books.row_cap].iterator():
        yield records.Kostenplaats(centre.pk, centre.description, centre.parent_id or 0)


def balance(books: Administration, wanted: records.SaldoFilter) -> Decimal | None:
    """Return debit less credit of one account; None when there is no such account."""
    rows = books.ledger_accounts.filter(code=wanted.GbCode.strip())
    found = _balanced(rows, wanted).first()
    return None if found is None else getattr(found, "balance", NOTHING)


def balances(books: Administration, wanted: records.SaldiFilter) -> Iterator[records.Saldo]:
    """Return debit less credit of every account, also where it is nothing."""
    rows = books.ledger_accounts.order_by("code")
    if wanted.Categorie.strip():
        rows = rows.filter(category=wanted.Categorie.strip())
    for each in _balanced(rows, wanted)[: books.row_cap]:
        yield records.Saldo(each.pk, each.code, each.category, getattr(each, "balance", NOTHING))


def _balanced(
    rows: LedgerAccounts, wanted: records.SaldoFilter | records.SaldiFilter
) -> LedgerAccounts:
    first = None if wanted.DatumVan == records.NO_DATE else wanted.DatumVan
    last = None if wanted.DatumTot == records.NO_DATE else wanted.DatumTot
    return rows.with_balance(first, last, wanted.KostenPlaatsId)
