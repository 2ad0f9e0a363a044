"""Bedrijven: which firms there are and how they stand, a new one, and one of them."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bonbrug.accounts.acts import Act
from bonbrug.accounts.firm_limits import (
    LEAST_CALLS,
    OwnLimits,
    for_everybody,
    limits_of,
    own_limits,
    set_limits,
)
from bonbrug.accounts.firms import NameTaken, make_firm, people_of
from bonbrug.accounts.models import Organisation
from bonbrug.accounts.pages.invitation_mail import unsent
from bonbrug.accounts.routes import acts
from bonbrug.site.operator import state
from bonbrug.site.operator.frame import for_operator, framed, typed
from bonbrug.site.operator.words import trouble_badges
from bonbrug.ui import query_parameters
from bonbrug.ui.forms import UiForm
from bonbrug.ui.stretches import asked_stretch, first_address, next_address
from bonbrug.values.clock import system_clock

TAKEN = gettext_lazy(
    "A firm with this name is here already. Add what tells them apart, such as the place."
)


class FirmForm(UiForm):
    """A new firm and who owns it."""

    name = forms.CharField(label=gettext_lazy("Name of the firm"), max_length=100)
    owner = forms.EmailField(
        label=gettext_lazy("E-mail address of the owner"),
        max_length=150,
        help_text=gettext_lazy("Gets an invitation, and lets the others of the firm in."),
    )


@acts(Act.SEE_FIRMS)
@require_safe
@login_required
@for_operator()
def firms(request: HttpRequest) -> HttpResponse:
    """Show the firms by name, a page of them at a time."""
    word = " ".join(query_parameters.words(request))
    part = asked_stretch(request, state.firms(word), "name")
    found = state.states(part.rows, system_clock())
    context = {
        "rows": [(each, trouble_badges(each.troubles)) for each in found],
        "word": query_parameters.text(request, "zoek"),
        "next_url": next_address(request, part),
        "first_url": first_address(request, part),
    }
    return framed(request, "firms", context)


@acts(Act.SEE_FIRMS, Act.LET_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@for_operator()
def new_firm(request: HttpRequest) -> HttpResponse:
    """Ask for a name and an owner; a POST makes the firm and invites."""
    form = FirmForm(typed(request))
    if request.method == "POST" and form.is_valid():
        return _made(request, form)
    return framed(request, "new_firm", {"form": form}, 422 if form.errors else 200)


def _made(request: HttpRequest, form: FirmForm) -> HttpResponse:
    token, given = secrets.token_urlsafe(32), form.cleaned_data
    try:
        invitation = make_firm(given["name"], given["owner"], token, system_clock())
    except NameTaken:
        form.add_error("name", str(TAKEN))
        return framed(request, "new_firm", {"form": form}, 422)
    shown_once = unsent(invitation, token)
    if shown_once:
        return _shown(request, invitation.organisation, shown_once)
    messages.success(
        request,
        _("The firm is made, and the invitation was mailed to %s.") % invitation.email,
    )
    return redirect("operator_firm", invitation.organisation_id)


class LimitsForm(UiForm):
    """What this firm may have; an empty field is as for everybody."""

    people = forms.IntegerField(
        label=gettext_lazy("People at most"), min_value=1, max_value=100_000, required=False
    )
    connections = forms.IntegerField(
        label=gettext_lazy("Links at most"), min_value=0, max_value=100_000, required=False
    )
    calls_per_month = forms.IntegerField(
        label=gettext_lazy("Calls of a link in a month, on one side"),
        min_value=LEAST_CALLS,
        max_value=100_000_000,
        required=False,
    )


@acts(Act.SEE_FIRMS, Act.SET_LIMITS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@for_operator()
def firm(request: HttpRequest, row: int) -> HttpResponse:
    """Show how one firm stands; a POST sets its limits."""
    found = Organisation.objects.filter(pk=row).first()
    if found is None:
        raise Http404
    form = _limits_form(found, typed(request))
    if request.method == "POST" and form.is_valid():
        set_limits(found, OwnLimits(**form.cleaned_data), system_clock())
        messages.success(request, _("Saved. It counts from now on; what is there stays."))
        return redirect("operator_firm", row)
    return _shown(request, found, form=form, status=422 if form.errors else 200)


def _limits_form(found: Organisation, data: QueryDict | None = None) -> LimitsForm:
    form = LimitsForm(data, initial=asdict(own_limits(found)))
    for name, usual in asdict(for_everybody()).items():
        form.fields[name].widget.attrs["placeholder"] = str(usual)
    return form


def _shown(
    request: HttpRequest,
    found: Organisation,
    shown_once: Mapping[str, str] | None = None,
    form: LimitsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = system_clock()
    [stands] = state.states([found], now)
    context = {
        "firm": found,
        "state": stands,
        "troubles": trouble_badges(stands.troubles),
        "people": people_of(found, now),
        "roles": [(role.label, count) for role, count in people_of(found, now).by_role.items()],
        "invitations": [
            (each, each.expires_at <= now) for each in found.invitations.order_by("email")
        ],
        "limits": limits_of(found),
        "form": form or _limits_form(found),
        **(shown_once or {}),
    }
    return framed(request, "firm", context, status)
