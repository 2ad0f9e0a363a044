"""Which work orders still need somebody of the office: to be planned, late, or to be settled."""

from datetime import date

from django.db.models import Q

from bonbrug.workorders.models.status import Status

OPEN = Q(status__in=(Status.READY, Status.PICKED_UP))
UNPLANNED = Q(status=Status.READY) & (Q(employee=None) | Q(work_date=None))
DONE = Q(status=Status.COMPLETE)
INACTIVE = OPEN & Q(employee__active=False)


def late(today: date) -> Q:
    """Return what is open while its last day is past; what has no day is never late."""
    past = Q(work_end_date__lt=today) | Q(work_end_date=None, work_date__lt=today)
    return OPEN & past
