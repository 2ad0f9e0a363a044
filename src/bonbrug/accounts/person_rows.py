"""The rows that are about one user."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from bonbrug.accounts.models import (
    AccountMail,
    AddressChange,
    Invitation,
    LoginLink,
    Membership,
    Organisation,
    SecurityEvent,
    TrustedBrowser,
    User,
)
from bonbrug.values.personal_data import Person, Whose


def rows_of(organisation: Organisation, person: Person) -> list[QuerySet[Any]]:
    """Return them per table; nothing of a user who does not work for this organisation."""
    if person.whose is not Whose.USER:
        return []
    email = person.key.strip().lower()
    users = User.objects.filter(username=email, memberships__organisation=organisation)
    return [
        users,
        Membership.objects.filter(organisation=organisation, user__in=users),
        Invitation.objects.filter(organisation=organisation, email=email),
        AccountMail.objects.filter(address__in=users.values("email")),
        _events(organisation, users),
        *(table.objects.filter(user__in=users) for table in OF_A_USER),
    ]


OF_A_USER: tuple[Any, ...] = (
    LoginLink, AddressChange, TrustedBrowser, EmailAddress, Authenticator, UserSession,
)  # fmt: skip


def _events(organisation: Organisation, users: QuerySet[User]) -> QuerySet[SecurityEvent]:
    """Return what the log of this organisation tells of them, or of what was done to them."""
    names = [f"person:{pk}" for pk in users.values_list("pk", flat=True)]
    of_firm = SecurityEvent.objects.filter(chain=organisation.pk)
    return of_firm.filter(Q(who__in=names) | Q(about__in=names))
