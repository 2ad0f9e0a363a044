"""Beheer > Inrichting > Instellingen > Koppelingen > API/SOAP.

The page of docs/en/3-making-the-link.md.
"""

import os

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bonbrug.accounts.acts import Act
from bonbrug.accounts.fresh import fresh
from bonbrug.books.actions.access import SecurityCodes, draw_codes, renew_codes
from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import API, address, in_books, show
from bonbrug.values.clock import system_clock


@never_cache
@in_books(read=Act.CODES)
def api_keys(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show the user name; the codes were shown once, when they were made."""
    return _page(request, administration, None)


def _page(
    request: HttpRequest, administration: Administration, made: SecurityCodes | None
) -> HttpResponseBase:
    codes = [("username", _("User name"), administration.username)]
    if made:
        codes += [
            ("code-1", _("Security code 1"), made.first),
            ("code-2", _("Security code 2"), made.second),
        ]
    return show(
        request,
        administration,
        "api_keys.html",
        heading=API[4],
        trail=API[:4],
        codes=codes,
        made=made,
        renew_url=address("api_keys_renew", administration),
    )


@never_cache
@in_books("GET", "POST", read=Act.CODES)
@fresh
def renew(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Ask, and draw new codes on POST; that answer alone shows them."""
    back = address("api_keys", administration)
    if request.method == "POST":
        made = draw_codes(os.urandom)
        renew_codes(administration, made, system_clock())
        return _page(request, administration, made)
    return show(
        request,
        administration,
        "renew.html",
        heading=_("Renew the security codes?"),
        trail=API,
        back=back,
    )
