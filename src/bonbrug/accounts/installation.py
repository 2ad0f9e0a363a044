"""What holds for the whole installation: whether it is read only now, and what is told to all."""

from django.db import models


class ReadOnly(models.Model):
    """While the one row is there, nothing is written but sessions and the security log."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number=1), name="read_only_once")]

    def __str__(self) -> str:
        return f"read only since {self.since:%Y-%m-%d %H:%M}"


class Announcement(models.Model):
    """What the operator tells everybody from one moment to another; plain text, never markup."""

    dutch = models.CharField(max_length=300)
    english = models.CharField(max_length=300)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(db_index=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")), name="announced_for_a_while"
            )
        ]

    def __str__(self) -> str:
        return f"announcement {self.pk}"
