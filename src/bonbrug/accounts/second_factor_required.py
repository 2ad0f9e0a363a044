"""Who must have a second step, and the middleware that leads them to it first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bonbrug.accounts.access import own_memberships
from bonbrug.accounts.models import Membership, Organisation, SecurityEvent, User
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record

STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# What somebody may do who still has to add one.
OPEN = frozenset(
    {
        "account", "account_reauthenticate", "account_set_password", "account_change_password",
        "login_link", "logout", "mfa_activate_totp", "mfa_add_webauthn", "mfa_index",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_view_recovery_codes",
        "nothing_to_ask", "set_language", "theme",
    }
)  # fmt: skip
Answer = Callable[[HttpRequest], HttpResponseBase]


ON, OFF = "on", "off"


class OwnStepFirst(Exception):
    """Who asks it of others has none, and would be the first who can do nothing else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One who works for the firm: `has` a second step already, or must make one."""

    member: Membership
    has: bool


def require_second_factor(
    organisation: Organisation, *, required: bool, now: datetime, by: User | None = None
) -> bool:
    """Let an organisation ask a second step of all who work for it, or no longer.

    `by` is the person who presses; the host has none. False when it was so already. Raises
    OwnStepFirst.
    """
    if required and by and not has_one(by):
        raise OwnStepFirst
    with transaction.atomic():
        rows = Organisation.objects.filter(pk=organisation.pk, second_factor_required=not required)
        changed = bool(rows.update(second_factor_required=required))
        if changed:
            details = {"asked": ON if required else OFF}
            told = NewEvent(Kind.SECOND_STEP_RULE_CHANGED, details=details)
            record(organisation.pk, told, now)
    return changed


def asked_since(organisation: Organisation) -> datetime | None:
    """Return since when it is asked, as the security log still knows; None when it is not."""
    if not organisation.second_factor_required:
        return None
    told = SecurityEvent.objects.filter(
        chain=organisation.pk, kind=Kind.SECOND_STEP_RULE_CHANGED.value
    )
    last = told.order_by("-sequence").first()
    return last.moment if last else None


def who_is_asked(organisation: Organisation) -> list[Asked]:
    """Return all who work for a firm, those who must still make one first."""
    members = organisation.memberships.select_related("user").order_by("user__email", "pk")
    steps = Authenticator.objects.filter(
        type__in=STEPS, user__memberships__organisation=organisation
    )
    having = set(steps.values_list("user", flat=True))
    asked = [Asked(member, member.user_id in having) for member in members]
    return sorted(asked, key=lambda one: one.has)


def is_required(user: User) -> bool:
    """Tell whether one of their organisations asks it; of who may do everything it always is."""
    return _is_asked_of(user, Organisation.objects.filter(memberships__user=user))


def _is_asked_of(user: User | AnonymousUser, firms: Iterable[Organisation]) -> bool:
    return user.is_superuser or any(firm.second_factor_required for firm in firms)


def is_missing(user: User) -> bool:
    """Tell whether somebody must add a second step before anything else."""
    return is_required(user) and not has_one(user)


def has_one(user: User) -> bool:
    """Tell whether somebody has a second step."""
    return bool(Authenticator.objects.filter(user=user, type__in=STEPS).exists())


class SecondFactorRequired:
    """Middleware: who must add a second step sees nothing else before."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, words: object
    ) -> HttpResponse | None:
        """Look at pages only: a door takes no session, and a stranger is asked to log in."""
        del args, words
        name = request.resolver_match.url_name if request.resolver_match else None
        if getattr(view, "csrf_exempt", False) or not request.user.is_authenticated:
            return None
        if name in OPEN or not _asks(request) or has_one(request.user):
            return None
        messages.warning(
            request,
            _("Your organisation asks for a second step before anything else. Add one here."),
        )
        return HttpResponseRedirect(reverse("mfa_index"))


def _asks(request: HttpRequest) -> bool:
    """As `is_required`, of what is read for every page anyhow."""
    return _is_asked_of(request.user, (one.organisation for one in own_memberships(request)))
