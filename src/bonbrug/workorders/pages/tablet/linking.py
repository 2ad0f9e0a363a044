"""Linking a tablet: the company number, the employee number and a code of the office, once."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts.acts import Act
from bonbrug.accounts.limits import NONE
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import attempt, visitor_of
from bonbrug.accounts.routes import acts
from bonbrug.ui.forms import UiForm
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.link_tablet import Device, leave_tablet, link_tablet
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company
from bonbrug.workorders.pages.tablet import device
from bonbrug.workorders.pages.tablet.authentication import employee_at


class LinkForm(UiForm):
    """What the office gives the employee."""

    company_id = forms.RegexField(
        r"^\d{7}$",
        label=gettext_lazy("Company id"),
        error_messages={"invalid": gettext_lazy("The company id has 7 digits.")},
        help_text=gettext_lazy("7 digits; the office finds it under Settings > External links."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=gettext_lazy("Employee number"),
        max_length=255,
        help_text=gettext_lazy("Your own number in the list of employees."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Link code"),
        max_length=20,
        help_text=gettext_lazy("The office shows it for 15 minutes; it works once."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


@acts(Act.USE_TABLET)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """Ask for the two numbers and the code, and link this device."""
    form = LinkForm(request.POST or None)
    key = device.draw_key()
    if not form.is_valid():
        return _ask(request, form)
    wait = _tried(request, form, key)
    if wait:
        form.add_error(None, too_many.sentence(wait))
        return too_many.told(_ask(request, form, too_many.STATUS), wait)
    if form.errors:
        return _ask(request, form)
    answer = redirect("workorders:today")
    device.remember(answer, key)
    return answer


def _ask(request: HttpRequest, form: LinkForm, status: int = 200) -> HttpResponse:
    there = {"form": form, "employee": employee_at(request)}
    return render(request, "workorders/tablet/link.html", there, status=status)


def _tried(request: HttpRequest, form: LinkForm, key: str) -> timedelta:
    """Link, or put the reason in the form; return how long this visitor has to wait first."""
    given, now = form.cleaned_data, system_clock()
    guess = attempt("tablet", visitor_of(request), given["company_id"], now)
    if guess.wait:
        return guess.wait
    known = Device(key, device.key_of(request), device.name_of(request))
    company = Company.objects.filter(company_id=given["company_id"]).first()
    try:
        if company is None:
            raise Refused("employee_unknown", number=given["number"])
        link_tablet(company, given["number"], given["code"], known, now)
    except Refused:
        form.add_error(None, _not_together())
        return guess.wrong()
    guess.right()
    return NONE


def _not_together() -> str:
    # One sentence for every reason: a stranger must not learn what was right.
    return _(
        "This company id, employee number and link code do not belong together, or the code was "
        "used or is older than 15 minutes. Ask the office for a new code."
    )


@acts(Act.USE_TABLET)
@never_cache
@require_POST
def unlink(request: HttpRequest) -> HttpResponse:
    """Forget this device."""
    leave_tablet(device.key_of(request), system_clock())
    answer = redirect("workorders:tablet_link")
    device.forget(answer)
    answer.headers["Clear-Site-Data"] = '"storage"'  # the browser forgets what it kept
    return answer
