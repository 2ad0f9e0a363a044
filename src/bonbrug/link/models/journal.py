"""The journal: every thing that was done, in a chain that shows when a link was touched."""

from django.db import models

from bonbrug.link.models.connection import Connection


class Event(models.Model):
    """One thing that was done. Written once; the database refuses every change and removal.

    `who` is ``person:<number>``, ``link`` or ``terminal``; `subject` and the values before and
    after are numbers, codes and choices, never a name or an address. `hash` is that of the whole
    event with the hash of the one before it, under the signing key that `key` names; without a
    name it is of before there was one (store/journal_hash.py).
    """

    connection = models.ForeignKey(Connection, models.PROTECT, related_name="events")
    sequence = models.PositiveBigIntegerField()
    moment = models.DateTimeField()
    who = models.CharField(max_length=30)
    what = models.CharField(max_length=40)
    subject = models.CharField(max_length=255, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    key = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "sequence"], name="event_once_in_the_chain"
            )
        ]
        indexes = [models.Index(fields=["connection", "moment"], name="events_of_period")]

    def __str__(self) -> str:
        return f"event {self.sequence} {self.what}"


class JournalHead(models.Model):
    """The last link of the chain of a connection, kept beside it: a removed tail is missed.

    `forgotten`: the last event that was removed because it was more than seven years old.
    `signature` is over all of this with the signing key that `key` names.
    """

    connection = models.OneToOneField(
        Connection, models.CASCADE, primary_key=True, related_name="journal_head"
    )
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    forgotten = models.PositiveBigIntegerField(default=0)
    forgotten_hash = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=8, blank=True, default="")
    signature = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"journal of {self.connection_id} up to {self.sequence}"
