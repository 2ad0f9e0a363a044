"""Records of the books that we know. Written through link/store only, under the lease."""

from django.db import models
from django.db.models import Q

from bonbrug.link.models.connection import Connection


class Binding(models.Model):
    """A record of the books that we know; `base_json` is what both sides last agreed on.

    `kind` is ``relation`` or ``product``; `key` is the folded code. `sent_as` says as what it was
    put in the work orders (``relation``, ``material``, ``hour_type``, ``off``; '' not yet).
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="bindings")
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=255)
    books_id = models.CharField(max_length=50, blank=True)
    base_json = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=32)
    sent_as = models.CharField(max_length=10, blank=True)
    seen_seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "kind", "key"], name="bound_once_by_code"
            ),
            models.UniqueConstraint(
                fields=["connection", "kind", "books_id"],
                condition=~Q(books_id=""),
                name="bound_once_by_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class VersionHistory(models.Model):
    """A version of a record that we saw replaced: it may not come back by itself in numbers."""

    binding = models.ForeignKey(Binding, models.CASCADE, related_name="versions")
    fingerprint = models.CharField(max_length=32)
    replaced_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["binding", "fingerprint"], name="replaced_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.binding_id} {self.fingerprint}"
