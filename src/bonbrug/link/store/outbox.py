"""What has to be told by mail: written with the item, taken along by a digest later."""

from collections.abc import Sequence
from datetime import datetime

from bonbrug.link.models import Connection, Item, Notice


def note(connection_id: int, items: Sequence[Item], now: datetime) -> None:
    """Remember to tell of new items, when somebody wants to hear of them."""
    if not items:
        return
    told = Connection.objects.filter(pk=connection_id).values_list("notify", flat=True).first()
    if not told:
        return
    Notice.objects.bulk_create(
        (Notice(item=item, connection_id=connection_id, made_at=now) for item in items),
        batch_size=500,
    )
