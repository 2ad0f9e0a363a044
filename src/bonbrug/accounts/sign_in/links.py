"""Who came in by a link that works once: the operator, or the demo, let them in."""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest

from bonbrug.accounts.models import User

METHOD = "link"


def log_in(request: HttpRequest, user: User) -> None:
    """Log somebody in without a password and without a second factor: the way back in."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, user, METHOD)
    UserSession.objects.create_from_request(request)


def came_by_link_just_now(request: HttpRequest) -> bool:
    """Tell whether the link was pressed so lately that nothing more need be asked."""
    latest = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(one["method"] == METHOD and one["at"] > latest for one in records)
