"""Beheer > Inrichting > Instellingen > Koppelingen > API/SOAP.

The page of docs/en/3-making-the-link.md.
"""

import os

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.access import draw_codes, renew_codes, tell_seen
from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import API, address, in_books, show
from bonbrug.values.clock import system_clock


@never_cache
@in_books(read=Act.CODES)
def api_keys(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show the three values that a link asks for."""
    tell_seen(administration, system_clock())
    return show(
        request,
        administration,
        "api_keys.html",
        heading=API[4],
        trail=API[:4],
        codes=(
            ("username", _("User name"), administration.username),
            ("code-1", _("Security code 1"), administration.security_code_1),
            ("code-2", _("Security code 2"), administration.security_code_2),
        ),
        renew_url=address("api_keys_renew", administration),
    )


@in_books("GET", "POST", read=Act.CODES)
def renew(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Ask, and draw new codes on POST."""
    back = address("api_keys", administration)
    if request.method == "POST":
        renew_codes(administration, draw_codes(os.urandom), system_clock())
        messages.success(request, _("There are new security codes. Fill them in at every link."))
        return HttpResponseRedirect(back)
    return show(
        request,
        administration,
        "renew.html",
        heading=_("Renew the security codes?"),
        trail=API,
        back=back,
    )
