"""All that the books hold of one firm, and removing it when the firm ends."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet

from bonbrug.accounts import firm_rows


def rows_of(organisation: int) -> list[QuerySet[Any]]:
    """Return the rows of a firm per table; who points at another stands before it."""
    return firm_rows.rows_of("books", organisation)


def erase(organisation: int) -> Counter[str]:
    """Remove them, in the transaction of the caller; return how many, by table."""
    return firm_rows.erase(rows_of(organisation))
