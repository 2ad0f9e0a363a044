"""What stands around a page of the operator."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.menus import shown
from bonbrug.ui.navigation import Entry, House, page

NAME = gettext_lazy("Operator")


def framed(
    request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """Render ``site/operator/<template>.html`` beside the menu of the operator."""
    house = House("site", NAME, menu=shown(request, _menu()))
    return page(request, f"site/operator/{template}.html", house, context, status)


def _menu() -> tuple[Entry, ...]:
    lines = [Entry(_("Firms"), reverse("operator_firms"), "building")]
    if "link" in settings.HOUSES:
        lines.append(Entry(_("Links"), reverse("operator_connections"), "link"))
    lines.append(Entry(_("Invitations"), reverse("operator_invitations"), "users"))
    lines.append(Entry(_("Announcements"), reverse("operator_announcements"), "file-text"))
    lines.append(Entry(_("Read only"), reverse("operator_read_only"), "key"))
    return tuple(lines)


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with this request, if it was."""
    return request.POST if request.method == "POST" else None
