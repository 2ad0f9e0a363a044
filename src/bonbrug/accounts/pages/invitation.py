"""Being asked into a firm: the token leaves the address at once, then one page with one press."""

from django import forms
from django.contrib import messages
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.firm_limits import Full
from bonbrug.accounts.inviting import KnownAddress, accept, accept_as_new, living
from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import Invitation, User
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import attempt, visitor_of
from bonbrug.accounts.roles import Role
from bonbrug.accounts.routes import acts
from bonbrug.accounts.sign_in import links
from bonbrug.ui.forms import UiForm
from bonbrug.ui.navigation import House, page
from bonbrug.values.clock import system_clock

KEPT = "invited"  # in the session: the digest, never the token


class NewPersonForm(UiForm):
    """Who has no account yet."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters; three words that nobody would guess do."),
    )

    def __init__(self, data: QueryDict | None, invitation: Invitation) -> None:
        super().__init__(data)
        self.invitation = invitation

    def clean_password(self) -> str:
        """Judge it as the one of whom it will be."""
        password = str(self.cleaned_data["password"])
        person = User(
            username=self.invitation.email,
            email=self.invitation.email,
            first_name=self.cleaned_data.get("name", ""),
        )
        try:
            password_validation.validate_password(password, person)
        except ValidationError as wrong:
            raise forms.ValidationError(wrong.messages) from wrong
        return password


@acts(Act.COME_IN)
@never_cache
@require_http_methods(["GET", "HEAD"])
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Keep who is asked in the session, so that the token stands in no address any longer."""
    now = system_clock()
    guess = attempt("invitation", visitor_of(request), "", now)
    if guess.wait:
        return too_many.page(request, guess.wait)
    if living(digest(token), now) is None:
        guess.wrong()
        return _show(request, "accounts/invitation_ended.html", status=410)
    request.session[KEPT] = digest(token)
    return HttpResponseRedirect(reverse("invitation"))


@acts(Act.COME_IN)
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Show who asks and as what; a POST says yes."""
    asked = living(request.session.get(KEPT, ""), system_clock())
    if asked is None:
        return _show(request, "accounts/invitation_ended.html", status=410)
    if isinstance(request.user, User):
        return _of_somebody(request, asked, request.user)
    return _of_nobody_yet(request, asked)


def _of_somebody(request: HttpRequest, asked: Invitation, user: User) -> HttpResponse:
    meant = user.username == asked.email
    if request.method != "POST" or not meant:
        return _show(request, "accounts/invitation.html", asked, meant=meant, known=True)
    try:
        member = accept(asked, user, system_clock())
    except Full:
        return _no_room(request, asked)
    if member is None:
        return _show(request, "accounts/invitation_ended.html", status=410)
    return _welcome(request, asked)


def _of_nobody_yet(request: HttpRequest, asked: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST if request.method == "POST" else None, asked)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return _show(request, "accounts/invitation.html", asked, status=status, form=form)
    try:
        typed = (form.cleaned_data["name"], form.cleaned_data["password"])
        user = accept_as_new(asked, *typed, system_clock())
    except KnownAddress:
        form.add_error(None, _("This address has an account already: log in with it."))
        return _show(request, "accounts/invitation.html", asked, status=422, form=form)
    except Full:
        return _no_room(request, asked)
    if user is None:
        return _show(request, "accounts/invitation_ended.html", status=410)
    links.log_in(request, user)
    return _welcome(request, asked)


def _no_room(request: HttpRequest, asked: Invitation) -> HttpResponse:
    return _show(request, "accounts/no_room.html", asked, status=409)


def _welcome(request: HttpRequest, asked: Invitation) -> HttpResponse:
    request.session.pop(KEPT, None)
    words = {"firm": asked.organisation.name, "role": Role(asked.role).label}
    messages.success(request, _("Welcome. You work for %(firm)s as %(role)s.") % words)
    return redirect("start")


def _show(
    request: HttpRequest,
    template: str,
    asked: Invitation | None = None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    role = Role(asked.role).label if asked else ""
    context = {"asked": asked, "role": role, **more}
    return page(request, template, House("site", gettext_lazy("Invitation")), context, status)
