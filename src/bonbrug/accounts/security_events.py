"""The security log: who did what here that matters when something is wrong, in chains."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(TypeError):
    """A row of the security log was to be changed or removed; only `accounts/security` may."""


class AppendOnlyRows(models.QuerySet["SecurityEvent"]):
    """Rows that are read and added."""

    def update(self, **_values: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *_given: Any, **_named: Any) -> NoReturn:
        raise AppendOnly


class SecurityChain(models.Model):
    """The end of one chain, kept beside it: a removed tail is missed.

    `number` is that of the organisation, 0 of the host; no foreign key, for the log outlives both.
    `forgotten`: the last event that was removed because of its age, from which the chain goes on.
    `signature` is over all of this with the signing key that `key` names.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    forgotten = models.PositiveBigIntegerField(default=0)
    forgotten_hash = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=8, blank=True)
    signature = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"security log {self.number} up to {self.sequence}"


class SecurityEvent(models.Model):
    """One thing that was done or refused. Written once; the database refuses changes too.

    `who` is ``person:<number>``, ``tablet:<number>``, ``terminal`` or ``nobody``; `about` has the
    same shape; `details` are numbers, codes and choices. What can be erased are the names as they
    were then, the address and the salts: `hash` covers their digests, not themselves.
    """

    chain = models.ForeignKey(SecurityChain, models.PROTECT, related_name="events")
    sequence = models.PositiveBigIntegerField()
    moment = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40)
    result = models.CharField(max_length=10)
    who = models.CharField(max_length=40)
    who_name = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=50, blank=True)
    who_salt = models.CharField(max_length=32, blank=True)
    who_digest = models.CharField(max_length=64)
    about = models.CharField(max_length=40, blank=True)
    about_name = models.CharField(max_length=254, blank=True)
    about_salt = models.CharField(max_length=32, blank=True)
    about_digest = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    key = models.CharField(max_length=8)

    objects = AppendOnlyRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "sequence"], name="security_event_once_in_the_chain"
            )
        ]
        indexes = [
            models.Index(fields=["chain", "moment"], name="security_events_of_period"),
            models.Index(fields=["who"], name="security_events_by"),
            models.Index(fields=["about"], name="security_events_about"),
        ]

    def __str__(self) -> str:
        return f"security event {self.sequence} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a row; a row that is there stays as it is."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly
