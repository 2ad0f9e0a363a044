"""Browsers in which somebody is asked no second step for thirty days. Each can be ended here."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from bonbrug.accounts.browser_names import browser_name
from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import TrustedBrowser, User

COOKIE = "__Host-bonbrug_trusted" if settings.HTTPS else "bonbrug_trusted"
LASTS = timedelta(days=30)


def trust(request: HttpRequest, user: User, answer: HttpResponse, now: datetime) -> None:
    """Give this browser a token of its own, that counts for this person alone."""
    token = secrets.token_urlsafe(32)
    agent = str(request.META.get("HTTP_USER_AGENT", ""))
    TrustedBrowser.objects.create(
        user=user, digest=digest(token), browser=browser_name(agent), expires_at=now + LASTS
    )
    answer.set_cookie(
        COOKIE, token, max_age=LASTS, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def is_trusted(request: HttpRequest, user: User, now: datetime) -> bool:
    """Tell whether this browser is one of theirs that lives."""
    token = request.COOKIES.get(COOKIE, "")
    return bool(token) and trusted(user, now).filter(digest=digest(token)).exists()


def trusted(user: User, now: datetime) -> QuerySet[TrustedBrowser]:
    return TrustedBrowser.objects.filter(user=user, expires_at__gt=now).order_by("-expires_at")


def end_trust(user: User) -> None:
    """Trust no browser of theirs any more."""
    TrustedBrowser.objects.filter(user=user).delete()


def forget_ended(now: datetime) -> int:
    return TrustedBrowser.objects.filter(expires_at__lte=now).delete()[0]
