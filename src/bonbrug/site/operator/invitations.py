"""Uitnodigingen: who was asked into which firm and is not there yet; withdrawn or sent again."""

import secrets
from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bonbrug.accounts.acts import Act
from bonbrug.accounts.firms import open_invitations, renew_invitation, withdraw_invitation
from bonbrug.accounts.pages.invitation_mail import unsent
from bonbrug.accounts.routes import acts
from bonbrug.site.operator.frame import for_operator, framed
from bonbrug.ui import query_parameters
from bonbrug.ui.stretches import asked_stretch, first_address, next_address
from bonbrug.values.clock import system_clock


@acts(Act.SEE_FIRMS)
@never_cache
@require_safe
@login_required
@for_operator()
def invitations(request: HttpRequest) -> HttpResponse:
    """Show them by when they end, the first on top."""
    return _shown(request)


def _shown(request: HttpRequest, shown_once: Mapping[str, str] | None = None) -> HttpResponse:
    now = system_clock()
    word = " ".join(query_parameters.words(request))
    part = asked_stretch(request, open_invitations(word), "expires_at")
    context = {
        "rows": [(each, each.expires_at <= now) for each in part.rows],
        "word": query_parameters.text(request, "zoek"),
        "next_url": next_address(request, part),
        "first_url": first_address(request, part),
        **(shown_once or {}),
    }
    return framed(request, "invitations", context)


@acts(Act.LET_IN)
@require_POST
@login_required
@for_operator(back="operator_invitations")
def withdrawn(request: HttpRequest, row: int) -> HttpResponse:
    """End an invitation."""
    if withdraw_invitation(row, system_clock()):
        messages.success(request, _("The invitation does not work any more."))
    return redirect("operator_invitations")


@acts(Act.LET_IN)
@never_cache
@require_POST
@login_required
@for_operator(back="operator_invitations")
def again(request: HttpRequest, row: int) -> HttpResponse:
    """Send it anew, for a new week; the address of before works no more."""
    token = secrets.token_urlsafe(32)
    invitation = renew_invitation(row, token, system_clock())
    if invitation is None:
        messages.error(request, _("This invitation was used or withdrawn meanwhile."))
        return redirect("operator_invitations")
    shown_once = unsent(invitation, token)
    if shown_once:
        return _shown(request, shown_once)
    messages.success(request, _("The invitation was mailed to %s.") % invitation.email)
    return redirect("operator_invitations")
