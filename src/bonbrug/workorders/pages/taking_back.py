"""How long a completed work order can still be taken back, as both kinds of pages say it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonbrug.values.clock import AMSTERDAM, system_clock
from bonbrug.workorders.models import WorkOrder

MINUTE = 60
STEP = 10  # seconds: what the last minute is told in, and how often a page looks again


def held_facts(order: WorkOrder) -> dict[str, Any]:
    """Return what the part of a page that counts down needs, beside the work order."""
    return {"left": remaining(order, system_clock()), "until": until(order)}


def until(order: WorkOrder) -> str:
    """Return the time of day until which it is held ('' when it is not)."""
    moment = order.held_until
    return f"{moment.astimezone(AMSTERDAM):%H:%M}" if moment else ""


def remaining(order: WorkOrder, now: datetime) -> str:
    """Return how much time is left in words, rounded up; '' when the time is over."""
    if order.held_until is None or not order.is_held(now):
        return ""
    seconds = -(-(order.held_until - now).total_seconds() // STEP) * STEP
    if seconds <= MINUTE:
        return _("%(count)d seconds") % {"count": seconds}
    minutes = int(-(-seconds // MINUTE))
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
