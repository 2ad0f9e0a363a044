"""Settings > External links: order a link, and the panel with its tokens."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bonbrug.accounts.fresh import stale
from bonbrug.ui.tables import Table
from bonbrug.values.clock import system_clock
from bonbrug.values.sealing import SealBroken
from bonbrug.workorders.actions import order_link
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, ExternalLink
from bonbrug.workorders.pages.navigation import company_of, office
from bonbrug.workorders.pages.office.registers import employee_columns

TOKEN_BYTES = 32


def links(request: HttpRequest, company: int) -> HttpResponse:
    """Show the packages that can be linked."""
    firm = company_of(request, company)
    return office(request, firm, "links", ordered=_ordered(firm))


def order(request: HttpRequest, company: int) -> HttpResponse:
    """Koppeling bestellen: draw the tokens and go to the panel."""
    firm = company_of(request, company)
    if asks := stale(request):
        return asks
    try:
        order_link.order(
            firm,
            ExternalLink.EBOEKHOUDEN,
            secrets.token_hex(TOKEN_BYTES),
            secrets.token_hex(TOKEN_BYTES),
            system_clock(),
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("workorders:links", firm.pk)
    messages.success(request, _("The link with e-Boekhouden is ordered."))
    return redirect("workorders:link_panel", firm.pk)


def panel(request: HttpRequest, company: int) -> HttpResponse:
    """Show the token panel with the employees who may link a tablet."""
    firm = company_of(request, company)
    if asks := stale(request):
        return asks
    link = _ordered(firm)
    if link is None:
        return redirect("workorders:links", firm.pk)
    table = Table(
        request,
        firm.employees.filter(active=True),
        employee_columns(firm),
        search=("first_name", "last_name", "number"),
    )
    order_link.tell_seen(link, system_clock())
    return office(request, firm, "link_panel", link=link, tokens=_tokens(link), table=table)


def end(request: HttpRequest, company: int) -> HttpResponse:
    """Stop the link: its tokens open no door any more."""
    firm = company_of(request, company)
    link = _ordered(firm)
    if link is not None:
        order_link.end(link, system_clock())
        messages.success(request, _("The link with e-Boekhouden is stopped."))
    return redirect("workorders:links", firm.pk)


def _ordered(firm: Company) -> ExternalLink | None:
    return firm.external_links.filter(package=ExternalLink.EBOEKHOUDEN).first()


def _tokens(link: ExternalLink) -> order_link.LinkTokens | None:
    try:
        return order_link.open_tokens(link)
    except SealBroken:
        return None
