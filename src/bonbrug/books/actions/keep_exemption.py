"""Keeping since when the firm is under the scheme for small businesses, and until when."""

from datetime import date

from bonbrug.books.models import Administration

DAYS = ("exempt_from", "exempt_until")


def keep_exemption(administration: Administration, first: date | None, last: date | None) -> None:
    """Keep the first and the last day; None and None when the firm is not under the scheme."""
    administration.exempt_from, administration.exempt_until = first, last
    administration.save(update_fields=DAYS)
