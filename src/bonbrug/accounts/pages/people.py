"""Mensen: who works for a firm, in which role, and who was asked to."""

import secrets
from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts.access import need
from bonbrug.accounts.acts import Act
from bonbrug.accounts.firm_limits import Full, limits_of
from bonbrug.accounts.inviting import AlreadyHere, Asked, invite, withdraw
from bonbrug.accounts.models import Invitation, Organisation
from bonbrug.accounts.pages import invitation_mail
from bonbrug.accounts.pages.choose_firm import choose_firm
from bonbrug.accounts.roles import Role
from bonbrug.accounts.routes import acts
from bonbrug.ui.forms import UiForm
from bonbrug.ui.navigation import House, page
from bonbrug.values.clock import system_clock

NAME = gettext_lazy("People")
FULL = gettext_lazy(
    "Your firm may have %(most)s people, those invited included, and has them. Nobody was invited; "
    "who works here goes on as before. Withdraw an invitation, or ask the operator for more room."
)
OF_A_FIRM = [(role.value, role.label) for role in Role if role is not Role.OPERATOR]


class InviteForm(UiForm):
    """Whom to ask, and as what."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=150)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=OF_A_FIRM, initial=Role.OFFICE)


def firm(request: HttpRequest, pk: int) -> Organisation:
    """Return the firm of an address; 404 when it is another's, 403 without the right."""
    need(request, Act.PEOPLE, pk)
    return Organisation.objects.get(pk=pk)


@acts(Act.PEOPLE)
@require_http_methods(["GET", "HEAD"])
@login_required
def firms(request: HttpRequest) -> HttpResponse:
    """Go straight to the only firm, or let the owner choose."""
    return choose_firm(request, NAME, "people")


@acts(Act.PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people(request: HttpRequest, organisation: int) -> HttpResponse:
    """Show who works here; a POST asks somebody in."""
    there = firm(request, organisation)
    form = InviteForm(typed(request))
    if request.method == "POST" and form.is_valid():
        return _invited(request, there, form)
    return _shown(request, there, form, status=422 if form.errors else 200)


def _invited(request: HttpRequest, there: Organisation, form: InviteForm) -> HttpResponse:
    token = secrets.token_urlsafe(32)
    asked = Asked(there, form.cleaned_data["email"], Role(form.cleaned_data["role"]))
    try:
        invitation = invite(asked, token, system_clock())
    except AlreadyHere:
        form.add_error("email", _("This person works here already."))
        return _shown(request, there, form, status=422)
    except Full as full:
        form.add_error(None, FULL % {"most": full.most})
        return _shown(request, there, form, status=422)
    shown_once = invitation_mail.unsent(invitation, token)
    if shown_once:
        return _shown(request, there, InviteForm(), shown_once=shown_once)
    messages.success(request, _("The invitation was mailed to %s.") % invitation.email)
    return redirect("people", there.pk)


def _shown(
    request: HttpRequest,
    there: Organisation,
    form: InviteForm,
    status: int = 200,
    shown_once: Mapping[str, str] | None = None,
) -> HttpResponse:
    now = system_clock()
    members = there.memberships.select_related("user").order_by("user__email", "pk")
    context = {
        "firm": there,
        "form": form,
        "most": limits_of(there).people,
        "members": [(each, sorted(r.label for r in each.standing.rights)) for each in members],
        "invitations": [(each, each.expires_at <= now) for each in _open(there)],
        **(shown_once or {}),
    }
    return page(request, "accounts/people.html", House("site", NAME, there.name), context, status)


def _open(there: Organisation) -> list[Invitation]:
    return list(there.invitations.order_by("email"))


@acts(Act.PEOPLE)
@require_POST
@login_required
def withdrawn(request: HttpRequest, organisation: int, pk: int) -> HttpResponse:
    """End an invitation."""
    there = firm(request, organisation)
    if withdraw(there, pk):
        messages.success(request, _("The invitation does not work any more."))
    return redirect("people", there.pk)


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with this request, if it was."""
    return request.POST if request.method == "POST" else None
