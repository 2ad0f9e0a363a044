"""The books between two days of one year as an audit file."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Count

from bonbrug.books.documents.audit.chosen import Chosen, cents_of
from bonbrug.books.documents.audit.journals import Names, journals_of
from bonbrug.books.documents.audit.ledger import CARRIED, account_of, periods_of, vat_codes_of
from bonbrug.books.documents.audit.opening import opening_of
from bonbrug.books.documents.audit.parties import firm_address, firm_country, relations_of
from bonbrug.books.models import Administration
from bonbrug.values.identifiers import bare
from bonbrug.wire.xaf import records
from bonbrug.wire.xaf.writing import write

SOFTWARE = "Bonbrug"


def audit_file(
    books: Administration, first: date, last: date, made_on: date, version: str
) -> records.AuditFile:
    """Return the file; what is long in it is read while it is written."""
    chosen = Chosen(books, first, last, books.last_entry_number)
    header = records.Header(str(first.year), first, last, made_on, SOFTWARE, version)
    return records.AuditFile(header, _company(chosen))


def written(file: records.AuditFile) -> Iterator[bytes]:
    """Yield the file in pieces."""
    return write(file)


def _company(chosen: Chosen) -> records.Company:
    books = chosen.books
    names = _names(books)
    accounts = tuple(names.accounts.values())
    opening = opening_of(chosen, names.accounts)
    carried = opening is not None and any(line.account == CARRIED.id for line in opening.lines)
    return records.Company(
        kvk_number=bare(books.kvk_number),
        name=books.name,
        vat_country=firm_country(books),
        vat_number=bare(books.vat_number),
        address=firm_address(books),
        relations=relations_of(chosen, names.relations),
        accounts=(*map(account_of, accounts), *([CARRIED] if carried else [])),
        vat_codes=tuple(vat_codes_of(chosen, accounts)),
        periods=tuple(periods_of(chosen)),
        opening=opening,
        transactions=_transactions(chosen, names),
    )


def _names(books: Administration) -> Names:
    centres = books.cost_centres.values_list("pk", "description")
    return Names(
        {account.pk: account for account in books.ledger_accounts.order_by("code")},
        dict(books.relations.values_list("pk", "code")),
        # The number before it keeps two apart that begin alike.
        {pk: f"{pk} {description}" for pk, description in centres},
    )


def _transactions(chosen: Chosen, names: Names) -> records.Transactions:
    sums = chosen.lines().aggregate(
        count=Count("pk"), debit=cents_of("debit"), credit=cents_of("credit")
    )
    return records.Transactions(
        sums["count"],
        Decimal(sums["debit"]).scaleb(-2),
        Decimal(sums["credit"]).scaleb(-2),
        journals_of(chosen, names),
    )
