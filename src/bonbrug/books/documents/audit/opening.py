"""What stood on the accounts before the first day (docs/decisions, page 41).

The books close no year, so that the results of earlier years still stand on their own accounts.
In the file they are one amount on an account of the file, and what was earned earlier in the same
year stays where it is: so no year has the profit of another.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db.models import Q

from bonbrug.books.documents.audit.chosen import Chosen, cents_of
from bonbrug.books.documents.audit.ledger import CARRIED
from bonbrug.books.models import Category, LedgerAccount
from bonbrug.wire.xaf.records import Opening, OpeningLine

NAME = "Beginbalans"


def opening_of(chosen: Chosen, accounts: Mapping[int, LedgerAccount]) -> Opening | None:
    """Return the opening balance; None when nothing was booked before."""
    if not chosen.lines_before().exists():
        return None
    standing = [(code, cents) for code, cents in _standing(chosen, accounts) if cents]
    lines = (
        OpeningLine(number=place, account=code, signed=Decimal(cents).scaleb(-2))
        for place, (code, cents) in enumerate(standing, start=1)
    )
    return Opening(chosen.first, NAME, tuple(lines))


def _standing(chosen: Chosen, accounts: Mapping[int, LedgerAccount]) -> Iterator[tuple[str, int]]:
    earlier = Q(entry__date__lt=chosen.new_year)
    rows = chosen.lines_before().order_by("account__code").values("account_id")
    carried = 0
    for row in rows.annotate(
        all=cents_of("debit") - cents_of("credit"),
        earlier=cents_of("debit", earlier) - cents_of("credit", earlier),
    ):
        account = accounts[row["account_id"]]
        moved = row["earlier"] if account.category == Category.RESULT else 0
        carried += moved
        yield account.code, row["all"] - moved
    yield CARRIED.id, carried
