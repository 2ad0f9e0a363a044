"""A completed work order that can still be taken back: until then it is nobody else's."""

from datetime import datetime

from django.db import models

from bonbrug.workorders.models.columns import line


class Held(models.Model):
    """`held_until` is set while it can be taken back; whoever lets it go empties it, and only then.

    `status_before` is what the doors answer meanwhile, and what it becomes when it is taken back.
    `work_status_given` is the code that completing gave to one that had none.
    """

    held_until = models.DateTimeField(null=True, blank=True)
    status_before = line(11)
    work_status_given = line()

    class Meta:
        abstract = True

    def is_held(self, now: datetime) -> bool:
        """Tell whether it can still be taken back, as far as the clock is concerned."""
        return self.held_until is not None and self.held_until > now
