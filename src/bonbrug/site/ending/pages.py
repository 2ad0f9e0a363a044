"""Ending the own firm: asking for it, taking everything along, and stopping it."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bonbrug.accounts import ending
from bonbrug.accounts.access import organisation_or_404
from bonbrug.accounts.acts import Act
from bonbrug.accounts.fresh import stale
from bonbrug.accounts.models import Ending, Organisation
from bonbrug.accounts.roles import Role
from bonbrug.accounts.routes import acts
from bonbrug.site.ending import exporting, jobs
from bonbrug.ui.forms import UiForm
from bonbrug.ui.navigation import House, page
from bonbrug.values.clock import system_clock
from bonbrug.values.quantity import folded

NAME = gettext_lazy("End the firm")


class NameForm(UiForm):
    """The name of the firm, typed, so that none ends by a slip."""

    name = forms.CharField(label=gettext_lazy("Type the name of the firm"), max_length=100)

    def __init__(self, firm: Organisation, data: Any = None) -> None:
        super().__init__(data)
        self.firm = firm

    def clean_name(self) -> str:
        """Return it when it is the name of this firm."""
        typed = str(self.cleaned_data["name"])
        if folded(typed) != folded(self.firm.name):
            raise forms.ValidationError(_("This is not the name of this firm."))
        return typed


@acts(Act.END_FIRM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end_firm(request: HttpRequest, organisation: int) -> HttpResponse:
    """Say what ending does and how far it is; with the name typed, begin it."""
    firm = organisation_or_404(request, organisation)
    form = NameForm(firm, request.POST if request.method == "POST" else None)
    if request.method == "POST" and (asks := stale(request)):
        return asks
    if not form.is_valid():
        return _shown(request, firm, form, 422 if form.is_bound else 200)
    ending.ask(firm, Role.OWNER, system_clock())
    jobs.tick()
    messages.success(request, _("The firm ends. Everything of it is being put in a file first."))
    return redirect("end_firm", firm.pk)


def _shown(request: HttpRequest, firm: Organisation, form: NameForm, status: int) -> HttpResponse:
    row = ending.of(firm)
    context = {
        "firm": firm,
        "form": form,
        "row": row,
        "percent": 100 * row.rows_done // max(row.rows, 1) if row else 0,
        "days": ending.days(),
    }
    house = House("site", NAME, firm.name)
    return page(request, "site/ending/end_firm.html", house, context, status)


@acts(Act.END_FIRM)
@require_POST
@login_required
def keep_firm(request: HttpRequest, organisation: int) -> HttpResponse:
    """Stop the ending: everything goes on as before."""
    firm = organisation_or_404(request, organisation)
    if ending.keep(firm, system_clock()):
        exporting.forget(firm.pk)
        messages.success(request, _("Stopped. The firm goes on as before."))
    return redirect("end_firm", firm.pk)


@acts(Act.END_FIRM)
@never_cache
@require_GET
@login_required
def everything(request: HttpRequest, organisation: int) -> HttpResponseBase:
    """Give the file with everything, to who showed again who they are."""
    firm = organisation_or_404(request, organisation)
    _exported(firm)
    if asks := stale(request):
        return asks
    path = exporting.path_of(firm.pk)
    if not path.exists():
        raise Http404
    name = f"bonbrug-{slugify(firm.name) or firm.pk}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@acts(Act.END_FIRM)
@never_cache
@require_GET
@login_required
def proof(request: HttpRequest, organisation: int) -> HttpResponse:
    """Give what will prove that the firm was exported and erased, as far as it is."""
    firm = organisation_or_404(request, organisation)
    text = json.dumps(ending.proof_of(_exported(firm)), indent=1)
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="bonbrug-ending-{firm.pk}.json"'
    return answer


def _exported(firm: Organisation) -> Ending:
    row = ending.of(firm)
    if row is None or row.exported_at is None:
        raise Http404
    return row
