"""The frame of the link's pages: the left menu, and finding a connection of one's own."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.access import mine, mine_or_404, my_organisations
from bonbrug.accounts.menus import shown
from bonbrug.accounts.models import Organisation
from bonbrug.link.models import Connection
from bonbrug.ui.navigation import Entry, House, page

NAME = gettext_lazy("Link")


def living() -> QuerySet[Connection]:
    """Return the connections that were not deleted."""
    return Connection.objects.filter(deleted_at=None).select_related("organisation")


def connections(request: HttpRequest) -> QuerySet[Connection]:
    """Return the living connections about which this page may tell the user."""
    return mine(request, living()).order_by("organisation__name", "name", "pk")


def organisations(request: HttpRequest) -> QuerySet[Organisation]:
    """Return the organisations for which the user may do what this page does."""
    return my_organisations(request)


def find(request: HttpRequest, pk: int) -> Connection:
    """Return a connection of the user's organisations; another one does not exist."""
    return mine_or_404(request, living(), pk)


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    connection: Connection | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the link, with the menu of the connection when there is one."""
    given = {"connection": connection, **(context or {})}
    return page(request, f"link/{template}", _house(request, connection), given, status=status)


def _house(request: HttpRequest, connection: Connection | None) -> House:
    owner = ""
    if connection is not None:
        owner = " · ".join(dict.fromkeys((connection.organisation.name, connection.name)))
    return House("link", NAME, owner, shown(request, _menu(connection)))


def _menu(connection: Connection | None) -> tuple[Entry, ...]:
    everything = Entry(_("All links"), reverse("link:connections"), "link")
    guide = Entry(_("Help"), reverse("link:guide"), "help-circle")
    if connection is None:
        new = Entry(_("New link"), reverse("link:new"), "plus")
        return (everything, new, guide)
    return (everything, Entry(connection.name, children=_own(connection)), guide)


def _own(connection: Connection) -> tuple[Entry, ...]:
    def line(label: str, name: str, icon: str) -> Entry:
        return Entry(label, reverse(f"link:{name}", args=[connection.pk]), icon)

    return (
        line(_("Settings and log"), "settings", "settings"),
        line(_to_do(connection), "to_do", "list-check"),
        line(_("Work orders and invoices"), "invoices", "file-invoice"),
        line(_("Collective invoices"), "collective", "files"),
        line(_("Invoice lines"), "layout", "template"),
        line(_("Customer agreements"), "agreements", "users"),
        line(_("VAT on invoices"), "vat", "receipt"),
        line(_("Reconciliation"), "reconciliation", "coin-euro"),
        line(_("Journal"), "journal", "list-details"),
        line(_("Trial run"), "trial", "eye"),
        line(_("Checks"), "checks", "clipboard-check"),
        line(_("Notifications"), "notifications", "alert-triangle"),
        line(_("Login settings"), "sign_in", "key"),
    )


def _to_do(connection: Connection) -> str:
    count = connection.items.filter(closed_at=None).count()
    return _("To do (%(count)s)") % {"count": count} if count else _("To do")
