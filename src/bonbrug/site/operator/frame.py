"""What stands around a page of the operator."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.access import need_operator
from bonbrug.accounts.fresh import stale
from bonbrug.accounts.menus import shown
from bonbrug.accounts.routes import READS
from bonbrug.ui.navigation import Entry, House, page

NAME = gettext_lazy("Operator")
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def for_operator(back: str = "") -> Callable[[View], View]:
    """Let the operator in alone, and ask again who that is before anything is changed.

    `back` names the page of a button that is no page itself.
    """

    def of(view: View) -> View:
        @wraps(view)
        def sure(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
            need_operator(request)
            asked = None if request.method in READS else stale(request, back and reverse(back))
            return asked or view(request, *args, **named)

        return cast(View, sure)

    return of


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
    lines.append(Entry(_("Security log"), reverse("operator_security_log"), "key"))
    lines.append(Entry(_("Read only"), reverse("operator_read_only"), "lock"))
    return tuple(lines)


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with this request, if it was."""
    return request.POST if request.method == "POST" else None
