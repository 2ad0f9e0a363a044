"""Mail about what needs a person: what still has to be told, and the mails that tell it."""

from django.db import models

from bonbrug.link.models.connection import Connection
from bonbrug.link.models.run import Item


class Digest(models.Model):
    """One mail to all addresses of a connection; its items and `message_id` never change.

    It is sent at least once: after a crash or a lost answer the same mail goes again.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="digests")
    message_id = models.CharField(max_length=100, unique=True)
    made_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"digest {self.pk}"


class Notice(models.Model):
    """An item that has to be told; written in the same transaction as the item itself."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="notice")
    connection = models.ForeignKey(Connection, models.CASCADE, related_name="notices")
    made_at = models.DateTimeField()
    digest = models.ForeignKey(
        Digest, models.CASCADE, null=True, blank=True, related_name="notices"
    )

    class Meta:
        indexes = [models.Index(fields=["digest", "connection"], name="notices_untold")]

    def __str__(self) -> str:
        return f"notice of item {self.item_id}"
