"""A work order as it was received, for who must bill by hand what was deleted or changed since."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Connection, Inbox
from bonbrug.link.pages.navigation import find, show
from bonbrug.sync.drafting.heading import address
from bonbrug.sync.drafting.hours import Compared
from bonbrug.sync.model.records import WorkOrder
from bonbrug.values.clock import system_clock


@acts(Act.SEE_LINK)
@require_GET
@login_required
@never_cache
def received(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """Show customer, hours and materials; 404 once it was let go.

    It says so when the key that it was sealed with is not here any more.
    """
    connection = find(request, pk)
    row = get_object_or_404(
        Inbox.objects.select_related("job"), job=job, job__connection=connection
    )
    order = actions.opened(row)
    context = {
        "row": row,
        "order": order,
        "address": address(order.customer) if order else "",
        "hours": _hours(connection, order) if order and order.periods else None,
    }
    return show(request, "received.html", context, connection=connection)


def _hours(connection: Connection, order: WorkOrder) -> Compared | None:
    """Return what was written and signed, and what would be charged by the settings of now."""
    choices = actions.choices_of(connection)
    found = actions.previewed(connection, order, choices, system_clock())
    return found.made.hours if found and not found.made.problems else None
