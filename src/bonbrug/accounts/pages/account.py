"""My account: what belongs to the person who is logged in."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bonbrug.accounts.changing_address import pending
from bonbrug.accounts.models import User
from bonbrug.values.clock import system_clock


@require_GET
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show how this person gets in, with the ways to change it."""
    wish = pending(request.user, system_clock()) if isinstance(request.user, User) else None
    context = {"second_step": is_mfa_enabled(request.user), "wish": wish}
    return render(request, "accounts/account.html", context)


@require_GET
@login_required
def nothing_to_ask(request: HttpRequest) -> HttpResponse:
    """Tell somebody without a password or a factor how to show that it is them."""
    return render(request, "accounts/nothing_to_ask.html")
