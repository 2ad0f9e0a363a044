"""One writer per administration at a time.

PostgreSQL locks the row; SQLite has one writer for the whole file from the begin of a transaction
(`transaction_mode=IMMEDIATE`), so the same lines are safe on both.
"""

from bonbrug.books.models import Administration


def locked(administration: Administration | int) -> Administration:
    """Return the administration as it is now, for us alone until the transaction ends."""
    pk = administration if isinstance(administration, int) else administration.pk
    return Administration.objects.select_for_update().get(pk=pk)
