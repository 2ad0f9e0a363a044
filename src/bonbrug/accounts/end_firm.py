"""What accounts hold of one firm, and removing it when the firm ends.

Who works for another firm as well stays, and so does who runs the program.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from bonbrug.accounts import firm_rows
from bonbrug.accounts.actions import end_log_ins_of
from bonbrug.accounts.models import (
    AccountMail,
    Erasure,
    Invitation,
    Membership,
    Organisation,
    SecurityEvent,
    User,
)
from bonbrug.accounts.roles import Role
from bonbrug.accounts.security import keeping

OF_A_FIRM = (Membership, Invitation, Erasure)


def rows_of(organisation: int) -> Iterator[QuerySet[Any]]:
    """Return the rows of a firm per table, with who works there."""
    yield Organisation.objects.filter(pk=organisation)
    yield User.objects.filter(memberships__organisation=organisation)
    for table in OF_A_FIRM:
        yield table.objects.filter(organisation=organisation)
    yield SecurityEvent.objects.filter(chain=organisation)


def owners(organisation: int) -> list[str]:
    """Return the addresses of who owns a firm."""
    members = Membership.objects.filter(organisation=organisation, role=Role.OWNER)
    return list(members.order_by("pk").values_list("user__email", flat=True))


def erase(organisation: int, now: datetime) -> Counter[str]:
    """Remove the firm itself, last of all, with who worked nowhere else; return how many rows."""
    leaving = list(_only_here(organisation))
    asked = Invitation.objects.filter(organisation=organisation).values("email")
    AccountMail.objects.filter(address__in=asked).delete()
    gone = Counter({"accounts.SecurityEvent": keeping.end_chain(organisation)})
    for table in OF_A_FIRM:
        gone += firm_rows.erase([QuerySet(table).filter(organisation=organisation)])
    for user in leaving:
        _erase_person(user, now)
    gone["accounts.User"] = len(leaving)
    gone["accounts.Organisation"] = Organisation.objects.filter(pk=organisation).delete()[0]
    return +gone


def _only_here(organisation: int) -> QuerySet[User]:
    elsewhere = Membership.objects.exclude(organisation=organisation).values("user")
    here = User.objects.filter(memberships__organisation=organisation)
    return here.exclude(pk__in=elsewhere).exclude(is_operator=True).exclude(is_superuser=True)


def _erase_person(user: User, now: datetime) -> None:
    number = user.pk
    AccountMail.objects.filter(address=user.email.lower()).delete()
    end_log_ins_of(user)
    user.delete()
    keeping.erase_person(number, now)
