"""The rows that are about one user."""

from typing import Any

from django.db.models import QuerySet

from bonbrug.accounts.models import LoginLink, Membership, Organisation, User
from bonbrug.values.personal_data import Person, Whose


def rows_of(organisation: Organisation, person: Person) -> list[QuerySet[Any]]:
    """Return them per table; nothing of a user who does not work for this organisation."""
    if person.whose is not Whose.USER:
        return []
    email = person.key.strip().lower()
    users = User.objects.filter(username=email, memberships__organisation=organisation)
    members = Membership.objects.filter(organisation=organisation, user__in=users)
    return [users, members, LoginLink.objects.filter(user__in=users)]
