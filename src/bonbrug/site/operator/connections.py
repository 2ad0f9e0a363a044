"""Koppelingen: which of all firms are late, stopped or unreachable; the most urgent first."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link.actions.beginning import UNTIL_RELEASED
from bonbrug.link.actions.troubles import ORDERS, Trouble, counts, in_trouble
from bonbrug.link.models import Connection
from bonbrug.link.texts import sentences, spans
from bonbrug.site.operator.frame import for_operator, framed
from bonbrug.site.operator.words import ABOUT, TROUBLES
from bonbrug.ui import query_parameters
from bonbrug.ui.stretches import asked_stretch, first_address, next_address
from bonbrug.ui.templatetags.ui import moment
from bonbrug.values.clock import system_clock


@acts(Act.SEE_STATE)
@require_safe
@login_required
@for_operator()
def connections(request: HttpRequest) -> HttpResponse:
    """Show the connections with one trouble; without a choice the first that occurs."""
    now = system_clock()
    found = counts(now)
    asked = query_parameters.choice(request, "soort", [each.value for each in Trouble])
    trouble = Trouble(asked) if asked else next(filter(found.get, found), Trouble.LATE)
    rows = in_trouble(trouble, now).select_related("organisation")
    part = asked_stretch(request, rows, ORDERS[trouble])
    context = {
        "kinds": [_kind(kind, count, kind is trouble) for kind, count in found.items()],
        "about": ABOUT[trouble.value],
        "rows": [(each, told(each, trouble, now)) for each in part.rows],
        "next_url": next_address(request, part),
        "first_url": first_address(request, part),
        "well": not any(found.values()),
    }
    return framed(request, "connections", context)


def _kind(kind: Trouble, count: int, chosen: bool) -> dict[str, Any]:
    name, colour = TROUBLES[kind.value]
    return {
        "value": kind.value, "name": name, "colour": colour, "count": count, "chosen": chosen,
    }  # fmt: skip


def told(connection: Connection, trouble: Trouble, now: datetime) -> str:
    """Return since when, or why: numbers and words of ours, nothing of what is linked."""
    if trouble is Trouble.STOPPED:
        return sentences.stopped(connection.breaker)
    if trouble is Trouble.LATE and connection.due_at:
        return _("its turn was %(when)s") % {"when": spans.ago(connection.due_at, now)}
    if trouble is Trouble.UNREACHABLE:
        since = {"times": connection.silent_times, "since": moment(connection.silent_since)}
        return _("%(times)s times without an answer, since %(since)s") % since
    until = connection.exports_paused_until
    if until is None or until >= UNTIL_RELEASED:
        return _("until a person releases them")
    return _("until %(until)s") % {"until": moment(until)}
