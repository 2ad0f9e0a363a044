"""What a run leaves for the next one. Written through link/store, under the lease."""

from django.db import models

from bonbrug.link.models.connection import Connection


class ReadingState(models.Model):
    """What is known of one list that is read (sync/model/readings.py says what the fields mean).

    A person who accepts that a list shrank sets `row_count` to 0.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="readings")
    listing = models.CharField(max_length=20)
    row_count = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=32, blank=True)
    circumstances = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "listing"], name="reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {self.row_count}"


class LateWrite(models.Model):
    """A record that was put in the work orders and got no answer: it may yet arrive."""

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="late_writes")
    shelf = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=32)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "shelf", "fingerprint"], name="late_write_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.fingerprint}"
