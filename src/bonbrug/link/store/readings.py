"""What is known of the lists, and what may yet arrive, as rows."""

from collections.abc import Mapping, Sequence

from django.db import connection as database

from bonbrug.link.models import LateWrite as LateWriteRow
from bonbrug.link.models import ReadingState as ReadingRow
from bonbrug.sync.model.readings import NEVER_READ, LateWrite, Listing, ReadingState

FIELDS = ("row_count", "fingerprint", "circumstances")
# Asked in every run (docs/decisions/0032).
STATES = """
    SELECT listing, row_count, fingerprint, circumstances FROM link_readingstate
    WHERE connection_id = %s
"""


def states(connection_id: int) -> dict[Listing, ReadingState]:
    with database.cursor() as cursor:
        cursor.execute(STATES, [connection_id])
        return {Listing(listing): ReadingState(*values) for listing, *values in cursor.fetchall()}


def keep(
    connection_id: int,
    before: Mapping[Listing, ReadingState],
    after: Mapping[Listing, ReadingState],
) -> None:
    """Write only what differs: a count that a person forgot meanwhile is not put back."""
    for listing, state in after.items():
        if listing not in before:
            _make(connection_id, listing)
        was = before.get(listing, NEVER_READ)
        changed = {
            name: getattr(state, name)
            for name in FIELDS
            if getattr(state, name) != getattr(was, name)
        }
        mine = ReadingRow.objects.filter(connection_id=connection_id, listing=listing)
        mine.update(**changed)


def _make(connection_id: int, listing: Listing) -> None:
    row = ReadingRow(connection_id=connection_id, listing=listing)
    ReadingRow.objects.bulk_create([row], ignore_conflicts=True)


def late_writes(connection_id: int) -> tuple[LateWrite, ...]:
    rows = LateWriteRow.objects.filter(connection_id=connection_id).order_by("pk")
    return tuple(LateWrite(*row) for row in rows.values_list("shelf", "fingerprint", "sent_at"))


def expect(connection_id: int, writes: Sequence[LateWrite]) -> None:
    """Add them; of one that was expected already the newest counts."""
    LateWriteRow.objects.bulk_create(
        (
            LateWriteRow(
                connection_id=connection_id,
                shelf=one.shelf,
                fingerprint=one.fingerprint,
                sent_at=one.sent_at,
            )
            for one in {(one.shelf, one.fingerprint): one for one in writes}.values()
        ),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["connection", "shelf", "fingerprint"],
        update_fields=["sent_at"],
    )


def expect_no_more(connection_id: int, writes: Sequence[LateWrite]) -> None:
    """Forget them, unless one was sent again since."""
    last = max(one.sent_at for one in writes)
    LateWriteRow.objects.filter(connection_id=connection_id, sent_at__lte=last).delete()
