"""My account: another e-mail address, confirmed from there and stopped from the one of before."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts import account_mails, changing_address
from bonbrug.accounts.changing_address import CONFIRM, STOP, Taken
from bonbrug.accounts.fresh import fresh
from bonbrug.accounts.models import AddressChange, User
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import attempt, visitor_of
from bonbrug.ui.forms import UiForm
from bonbrug.values.clock import system_clock

KEPT = "address_change"


class AddressForm(UiForm):
    """The new address; whether somebody has it already is not looked up here."""

    email = forms.EmailField(label=gettext_lazy("New e-mail address"), max_length=150)

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.user = user

    def clean_email(self) -> str:
        """Return it as it is kept: without capitals."""
        email = str(self.cleaned_data["email"]).lower()
        if email == self.user.email.lower():
            raise forms.ValidationError(_("You log in with this address already."))
        return email


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh
def change(request: HttpRequest) -> HttpResponse:
    """Ask for the new address; a POST lets a mail go to both."""
    user = _person(request)
    form = AddressForm(user, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid() or not account_mails.can_send():
        context = {"form": form, "can_send": account_mails.can_send()}
        status = 422 if form.errors else 200
        return render(request, "accounts/address.html", context, status=status)
    now = system_clock()
    wait = attempt("address", visitor_of(request), user.username, now).wrong()
    if wait:
        return too_many.page(request, wait)
    changing_address.ask(user, form.cleaned_data["email"], get_language() or "nl", now)
    return redirect("account")


@require_POST
@login_required
def withdrawn(request: HttpRequest) -> HttpResponse:
    """End what waits to be confirmed."""
    waiting = changing_address.pending(_person(request), system_clock())
    if waiting and changing_address.withdraw(waiting, system_clock()):
        messages.success(request, _("Withdrawn. You log in with the same address as before."))
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD"])
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the link in the session, so that it stands in no address any longer."""
    found = _found(request, token, CONFIRM)
    if isinstance(found, HttpResponse):
        return found
    request.session[KEPT] = token
    return redirect("address_confirm")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirmed(request: HttpRequest) -> HttpResponse:
    """Show what will change; a POST, by that person only, changes it."""
    user, now = _person(request), system_clock()
    wish = changing_address.living(request.session.get(KEPT, ""), CONFIRM, now)
    if wish is None or wish.user != user:
        return _ended(request)
    if request.method != "POST":
        return render(request, "accounts/address_confirm.html", {"wish": wish})
    del request.session[KEPT]
    return _changed(request, wish)


def _changed(request: HttpRequest, wish: AddressChange) -> HttpResponse:
    keep, language = request.session.session_key or "", get_language() or "nl"
    try:
        if not changing_address.confirm(wish, keep, language, system_clock()):
            return _ended(request)
    except Taken:
        messages.error(request, _("This address has another account by now, so nothing changed."))
        return redirect("account")
    words = _("You log in with %s from now on. Everywhere else you are logged out.")
    messages.success(request, words % wish.email)
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stopped(request: HttpRequest, token: str) -> HttpResponse:
    """Let who reads the old address end the change, logged in or not."""
    found = _found(request, token, STOP)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        changing_address.withdraw(found, system_clock())
    context = {"done": request.method == "POST"}
    return render(request, "accounts/address_stop.html", context)


def _found(request: HttpRequest, token: str, purpose: str) -> AddressChange | HttpResponse:
    now = system_clock()
    guess = attempt("address link", visitor_of(request), "", now)
    if guess.wait:
        return too_many.page(request, guess.wait)
    found = changing_address.living(token, purpose, now)
    if found is None:
        guess.wrong()
        return _ended(request)
    return found


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/address_ended.html", status=410)


def _person(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise TypeError("asked behind login_required")
    return user
