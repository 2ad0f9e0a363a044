"""One page for every deletion: it asks first, and says why something cannot be deleted."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import Text, show


def ask_and_remove(
    request: HttpRequest,
    administration: Administration,
    name: str,
    act: Callable[[], None],
    back: tuple[str, str],
    trail: tuple[Text, ...],
) -> HttpResponse:
    """Ask, and delete on POST. `back`: where to go when it is gone, and when it is not."""
    reason = ""
    if request.method == "POST":
        try:
            act()
        except Refused as refusal:
            reason = refusal.sentence
        else:
            messages.success(request, _("%(name)s was deleted.") % {"name": name})
            return HttpResponseRedirect(back[0])
    return show(
        request,
        administration,
        "remove.html",
        heading=_("Delete %(name)s?") % {"name": name},
        trail=trail,
        status=409 if reason else 200,
        reason=reason,
        record=name,
        back=back[1],
    )
