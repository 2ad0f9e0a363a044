"""The pages of what went wrong before or beside a page.

Unlike those of the framework they look at no form: what is wrong may be the form.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.access import standings
from bonbrug.accounts.roles import RIGHTS, who_may
from bonbrug.accounts.routes import FirmEnds, NotYourRole

Text = str | Promise
TOLD_BROKEN = _("This request is not whole, or not written as a browser does. Nothing was saved.")


def told(request: HttpRequest, sentence: Text, status: int) -> HttpResponse:
    """Say why something could not be asked, with a way back."""
    again = request.path if request.META.get("QUERY_STRING") else ""
    context = {"told": sentence, "again": again}
    return render(request, "422.html", context, status=status)


def broken(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what the framework could not read."""
    del exception
    return told(request, TOLD_BROKEN, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what somebody may not do: with who may, when it is a matter of roles."""
    context: dict[str, object] = {"ends": isinstance(exception, FirmEnds)}
    if isinstance(exception, NotYourRole):
        act = exception.act
        context = {"act": act, "roles": who_may(act), "right": act in RIGHTS}
        context["member"] = bool(standings(request))
    return render(request, "403.html", context, status=403)


def nowhere(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    del exception
    return render(request, "404.html", status=404)
