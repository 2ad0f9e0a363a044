"""Tells the security log what django-allauth says when somebody signs in, or changes how."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from bonbrug.accounts.models import User
from bonbrug.accounts.security.acting import person, stranger
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record_of_person
from bonbrug.accounts.security.sign_ins import signed_in
from bonbrug.values.clock import system_clock


def listen() -> None:
    """Listen; called once, at the start."""
    user_logged_in.connect(_signed_in, dispatch_uid="security log")
    account.password_changed.connect(_password, dispatch_uid="security log")
    account.password_set.connect(_password, dispatch_uid="security log")
    account.password_reset.connect(_password, dispatch_uid="security log")
    mfa.authenticator_added.connect(_step_added, dispatch_uid="security log")
    mfa.authenticator_removed.connect(_step_removed, dispatch_uid="security log")


def _signed_in(request: HttpRequest, user: User, **_given: Any) -> None:
    """Who came by a link or an invitation was told about by that."""
    ways = [one["method"] for one in get_authentication_records(request, user)]
    if ways:
        signed_in(user, ways[-1], system_clock())


def _password(user: User, **_given: Any) -> None:
    _tell(Kind.PASSWORD_CHANGED, user)


def _step_added(user: User, authenticator: Any, **_given: Any) -> None:
    _tell(Kind.SECOND_STEP_ADDED, user, step=str(authenticator.type))


def _step_removed(user: User, authenticator: Any, **_given: Any) -> None:
    _tell(Kind.SECOND_STEP_REMOVED, user, step=str(authenticator.type))


def _tell(kind: Kind, user: User, **details: str) -> None:
    by = stranger(person(user), user.email)
    record_of_person(user, NewEvent(kind, details=details, by=by), system_clock())
