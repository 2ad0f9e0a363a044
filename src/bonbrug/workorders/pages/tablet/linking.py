"""Linking a tablet: the company number and the employee number, once."""

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts.keys import digest
from bonbrug.ui.drafts import FORGET, KEPT_HERE
from bonbrug.ui.forms import UiForm
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.link_tablet import link_tablet, unlink_tablet
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Tablet
from bonbrug.workorders.pages.tablet import tries
from bonbrug.workorders.pages.tablet.door import COOKIE, ROAD, employee_at, remember

DEVICE_BYTES = 32


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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """Ask for the two numbers and link this device."""
    form = LinkForm(request.POST or None)
    if form.is_valid():
        device = secrets.token_urlsafe(DEVICE_BYTES)
        if _linked(request, form, device):
            answer = redirect("workorders:today")
            remember(answer, device)
            return answer
    there = employee_at(request)
    return render(request, "workorders/tablet/link.html", {"form": form, "employee": there})


def _linked(request: HttpRequest, form: LinkForm, device: str) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    company_id, number = form.cleaned_data["company_id"], form.cleaned_data["number"]
    if tries.too_many(address, company_id):
        form.add_error(None, _("Too many wrong tries. Wait a quarter of an hour and try again."))
        return False
    try:
        return _try(company_id, number, device)
    except Refused:
        tries.count_wrong(address, company_id)
        # One sentence for every reason: a stranger must not learn which number was right.
        form.add_error(
            None,
            _(
                "This company id and employee number do not belong together, or the employee is "
                "not active. Ask the office to look in the list of employees."
            ),
        )
        return False


def _try(company_id: str, number: str, device: str) -> bool:
    company = Company.objects.filter(company_id=company_id).first()
    if company is None:
        raise Refused("employee_unknown", number=number)
    link_tablet(company, number, device, system_clock())
    return True


@never_cache
@require_POST
def unlink(request: HttpRequest) -> HttpResponse:
    """Forget this device."""
    device = request.COOKIES.get(COOKIE, "")
    tablet = Tablet.objects.filter(device_digest=digest(device)).first() if device else None
    if tablet is not None:
        unlink_tablet(tablet)
    answer = redirect("workorders:tablet_link")
    answer.delete_cookie(COOKIE, path=ROAD)
    answer.headers[FORGET] = KEPT_HERE
    return answer
