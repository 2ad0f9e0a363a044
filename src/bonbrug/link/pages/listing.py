"""The connections of the user's organisations."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from bonbrug.accounts.access import need_somewhere
from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link.models import Connection
from bonbrug.link.pages import live
from bonbrug.link.pages.navigation import connections, show
from bonbrug.link.texts.service_names import service_name
from bonbrug.values.clock import system_clock


@acts(Act.SEE_LINK)
@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Show how every connection stands; the next step when there is none."""
    need_somewhere(request)
    now = system_clock()
    return show(
        request, "connections.html", {"cards": [_card(c, now) for c in connections(request)]}
    )


def _card(connection: Connection, now: datetime) -> dict[str, object]:
    return {
        "connection": connection,
        "state": live.state(connection, now),
        "books": connection.books_name or service_name(connection.books_service),
        "books_service": service_name(connection.books_service),
        "work_orders": service_name(connection.field_service),
        "last": live.last_words(connection, now),
        "next": live.next_words(connection, now),
        "to_do": live.to_do_count(connection),
    }
