"""Where the token of AutoLogin leads: to its administration, for a member who is logged in.

The codes of a program never become a person, so the token logs nobody in.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bonbrug.accounts.access import mine, need_somewhere
from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.books.actions.access import use_way_in
from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import address
from bonbrug.values.clock import system_clock


@acts(Act.SEE_BOOKS)
@never_cache
@require_GET
@login_required
def follow(request: HttpRequest, token: str) -> HttpResponseBase:
    """Use the token up and go on; never an error page, whose address would stand in a log."""
    need_somewhere(request)
    found = use_way_in(token, system_clock())
    if found and mine(request, Administration.objects.all()).filter(pk=found.pk).exists():
        return HttpResponseRedirect(address("overview", found))
    messages.warning(request, _("This link was used before or has expired."))
    return HttpResponseRedirect(reverse("books:door"))
