"""Of which firm somebody wants to see a page that each firm has."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise

from bonbrug.accounts.access import my_organisations, need_somewhere
from bonbrug.ui.navigation import House, page


def choose_firm(request: HttpRequest, name: str | Promise, address: str) -> HttpResponse:
    """Go straight to the page of the only firm, or let the person choose; `name` is of the page."""
    need_somewhere(request)
    found = [(firm, reverse(address, args=[firm.pk])) for firm in my_organisations(request)]
    if len(found) == 1:
        return redirect(found[0][1])
    context = {"name": name, "firms": found}
    return page(request, "accounts/choose_firm.html", House("site", name), context)
