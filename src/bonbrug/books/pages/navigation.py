"""The frame of this house: its menu, and the way in for every page."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.access import mine_or_404
from bonbrug.accounts.acts import Act
from bonbrug.accounts.menus import shown
from bonbrug.accounts.routes import acts
from bonbrug.books.models import Administration
from bonbrug.ui.edit_conflicts import alone
from bonbrug.ui.navigation import Entry, House, page

Text = str | Promise
Given = ParamSpec("Given")

NAME = _("Books")
INVOICING = _("Invoicing")
INVOICES = _("Invoices")
TO_SEND = _("To send")
TO_PRINT = _("To print")
TO_COLLECT = _("To collect")
PRODUCTS = _("Products/services")
BOOKKEEPING = (_("Bookkeeping"), _("Overviews"))
TEMPLATES = (_("Management"), _("Templates"), _("Invoice templates"))
ACCOUNTS = _("Ledger accounts")
COST_CENTRES = _("Cost centres")
BALANCES = _("Balances")
AUDIT_FILE = _("Audit file")
VAT_RETURN = _("VAT return")
ICP = _("EU sales list (ICP)")
AGEING = _("Ageing of open items")
API = (_("Management"), _("Set-up"), _("Settings"), _("Links"), _("API/SOAP"))


def in_books(
    *methods: str,
    read: Act = Act.SEE_BOOKS,
    write: Act | None = None,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Administration, Given], HttpResponseBase]],
    Callable[..., HttpResponseBase],
]:
    """Let only who may in; the view gets the administration itself.

    Looking is `read`, sending is `write` (the same, when it is not said).
    """

    def door(
        view: Callable[Concatenate[HttpRequest, Administration, Given], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def entered(
            request: HttpRequest, administration: int, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponseBase:
            found = mine_or_404(request, Administration.objects.all(), administration)
            # Reckoning and drawing lines (``do``) write nothing.
            if request.method != "POST" or request.POST.get("do", "save") != "save":
                return view(request, found, *args, **kwargs)
            # What the view reads is what its action writes over: nobody comes in between.
            with alone(found) as held:
                return view(request, held, *args, **kwargs)

        known = require_http_methods(methods or ("GET", "HEAD"))(login_required(entered))
        return acts(read, write)(known)

    return door


def address(name: str, administration: Administration, *args: object) -> str:
    """Return the address of a page within one administration."""
    return reverse(f"books:{name}", args=[administration.pk, *args])


def show(
    request: HttpRequest,
    administration: Administration,
    template: str,
    *,
    heading: Text,
    trail: Sequence[Text] = (),
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """Render a page; `trail` is the path through the menu that leads to it."""
    house = House("books", NAME, administration.name, shown(request, _menu(administration)))
    words = {"administration": administration, "heading": heading, "trail": trail}
    return page(request, f"books/{template}", house, {**words, **context}, status=status)


def _menu(firm: Administration) -> tuple[Entry, ...]:
    return (
        Entry(_("Overview"), address("overview", firm), "home"),
        Entry(_("Relations"), address("relations", firm), "address-book"),
        Entry(INVOICING, icon="file-invoice", children=_invoicing(firm)),
        Entry(BOOKKEEPING[0], icon="book-2", children=_bookkeeping(firm)),
        Entry(TEMPLATES[0], icon="settings", children=_set_up(firm)),
    )


def _invoicing(firm: Administration) -> tuple[Entry, ...]:
    units = Entry(_("Units"), address("units", firm))
    return (
        Entry(INVOICES, children=(Entry(_("Overview"), address("invoices", firm)),)),
        Entry(TO_SEND, address("to_send", firm)),
        Entry(TO_PRINT, address("to_print", firm)),
        Entry(TO_COLLECT, address("to_collect", firm)),
        Entry(PRODUCTS, address("products", firm), children=(units,)),
    )


def _bookkeeping(firm: Administration) -> tuple[Entry, ...]:
    overviews = (
        Entry(_("Open items"), address("open_items", firm)),
        Entry(_("Open items of suppliers"), address("to_pay", firm)),
        Entry(AGEING, address("ageing", firm)),
        Entry(_("Ledger/bookings"), address("entries", firm)),
        Entry(BALANCES, address("balances", firm)),
        Entry(VAT_RETURN, address("vat_return", firm)),
        Entry(ICP, address("icp", firm)),
    )
    return (
        Entry(BOOKKEEPING[1], children=overviews),
        Entry(AUDIT_FILE, address("audit_file", firm)),
    )


def _set_up(firm: Administration) -> tuple[Entry, ...]:
    templates = Entry(TEMPLATES[2], address("templates", firm))
    keys = Entry(API[4], address("api_keys", firm))
    settings = (
        Entry(_("Company details"), address("firm", firm)),
        Entry(API[3], children=(keys,)),
    )
    return (
        Entry(ACCOUNTS, address("accounts", firm)),
        Entry(COST_CENTRES, address("cost_centres", firm)),
        Entry(TEMPLATES[1], children=(templates,)),
        Entry(_("Set-up › Settings"), children=settings),
    )
