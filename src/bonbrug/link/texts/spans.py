"""Moments as a person says them: how long ago, how soon."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonbrug.ui.templatetags.ui import moment
from bonbrug.values.clock import AMSTERDAM

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def ago(then: datetime, now: datetime) -> str:
    """5 minutes ago; after a day the moment itself."""
    passed = now - then
    if passed < MINUTE:
        return _("just now")
    if passed >= DAY:
        return moment(then)
    return _("%(span)s ago") % {"span": _span(passed)}


def soon(then: datetime, now: datetime) -> str:
    """At 15:30, in 4 minutes; a moment that has passed comes in a moment."""
    left = then - now
    if left < MINUTE:
        return _("within a minute")
    if left >= DAY:
        return moment(then)
    clock = f"{then.astimezone(AMSTERDAM):%H:%M}"
    return _("at %(clock)s, in %(span)s") % {"clock": clock, "span": _span(left)}


def _span(length: timedelta) -> str:
    if length < HOUR:
        minutes = length // MINUTE
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = length // HOUR
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
