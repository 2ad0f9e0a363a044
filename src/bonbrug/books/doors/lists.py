"""The lists of the books as messages of the wire (specs/e-boekhouden sections 3.2 to 3.5).

Rows that come in thousands are read without making models: the database returns the columns in
wire order and the codec writes them. Every list stops silently at the cap of the administration.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import starmap

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from bonbrug.books.models import FREE_FIELDS, Administration, LedgerAccount, Product, Relation
from bonbrug.values import money, vat
from bonbrug.wire.eboekhouden import records

RELATION_COLUMNS = (
    *("pk", "added_on", "code", "name", "contact", "sex"),
    *("address", "postal_code", "city", "country"),
    *("mail_address", "mail_postal_code", "mail_city", "mail_country"),
    *("phone", "mobile", "fax", "email", "site", "note", "bank_account", "giro_account"),
    *("vat_number", "kvk_number", "salutation", "iban", "bic", "kind"),
    *FREE_FIELDS,
)
KEYWORD_FIELDS = ("code", "name", "city", "contact", "email", "kind")


def relations(books: Administration, wanted: records.RelatieFilter) -> Iterator[object]:
    """Return relations; the keyword may stand in code, name, city, contact, e-mail or kind."""
    rows = _wanted_relations(books.relations.all(), wanted).values_list(
        *RELATION_COLUMNS,
        Case(When(member=True, then=Value("1")), default=Value("0")),
        Coalesce("default_account_id", 0),
        Case(When(no_email=True, then=1), default=0),
        Value(0),
    )
    return starmap(records.Relatie, rows.order_by("pk")[: books.row_cap].iterator())


def _wanted_relations(
    rows: "QuerySet[Relation]", wanted: records.RelatieFilter
) -> "QuerySet[Relation]":
    if wanted.ID:
        rows = rows.filter(pk=wanted.ID)
    if wanted.Code.strip():
        rows = rows.filter(code=wanted.Code.strip())
    word = wanted.Trefwoord.strip()
    if word:
        matches = (Q((field + "__icontains", word)) for field in KEYWORD_FIELDS)
        rows = rows.filter(_any(matches))
    return rows


def _any(conditions: Iterable[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found


PRODUCT_FILTERS = (
    ("ArtikelID", "pk"),
    ("ArtikelCode", "code"),
    ("ArtikelOmschrijving", "description__icontains"),
    ("GroepCode", "group__code"),
    ("GroepOmschrijving", "group__description__icontains"),
)


def products(
    books: Administration, wanted: records.ArtikelFilter, day: date
) -> Iterator[records.Artikel]:
    """Return products, the inactive ones included (section 3.4)."""
    rows = books.products.select_related("unit", "group", "account").order_by("pk")
    for name, lookup in PRODUCT_FILTERS:
        value = getattr(wanted, name)
        value = value.strip() if isinstance(value, str) else value
        if value:
            rows = rows.filter(**{lookup: value})
    return (_product(product, day) for product in rows[: books.row_cap].iterator())


def _product(product: Product, day: date) -> records.Artikel:
    known = vat.CODES.get(product.vat_code)
    rate = known.rate_on(day) / 100 if known else Decimal(0)
    group = product.group
    return records.Artikel(
        ArtikelID=product.pk,
        ArtikelOmschrijving=product.description,
        ArtikelCode=product.code,
        GroepOmschrijving=group.description if group else "",
        GroepCode=group.code if group else "",
        Eenheid=product.unit.singular if product.unit else "",
        InkoopprijsExclBTW=product.purchase_price,
        VerkoopprijsExclBTW=product.price,
        VerkoopprijsInclBTW=money.cents(product.price * (1 + rate)),
        BTWCode=product.vat_code,
        TegenrekeningCode=product.account.code,
        BtwPercentage=rate,
        KostenplaatsID=product.cost_centre,
        Actief=product.active,
    )


def administrations(books: Administration) -> list[records.Administratie]:
    """Return the administration that the codes belong to."""
    return [records.Administratie(Bedrijf=books.name, Plaats=books.city, Guid=books.guid)]


def ledger_accounts(
    books: Administration, wanted: records.GrootboekrekeningFilter
) -> Iterator[records.Grootboekrekening]:
    """Return the chart of accounts."""
    rows: QuerySet[LedgerAccount] = books.ledger_accounts.order_by("code")
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
    """Return what customers still have to pay; these books hold no creditors."""
    if not debtors:
        return
    rows = books.open_items.still_open().select_related("invoice", "relation")
    for item in rows.order_by("date", "pk")[: books.row_cap].iterator():
        yield records.OpenPost(
            MutDatum=item.date,
            MutFactuur=item.invoice.number,
            RelCode=item.relation.code,
            RelBedrijf=item.relation.name,
            Bedrag=item.amount,
            Voldaan=item.paid,
            Openstaand=item.open,
        )
