"""Help: the manual of the link in our own words."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link.pages.navigation import show


@acts(Act.START)
@require_GET
@login_required
def guide(request: HttpRequest) -> HttpResponse:
    """Show all chapters; a question mark elsewhere opens the right one by its anchor."""
    return show(request, "help.html")
