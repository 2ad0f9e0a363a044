"""How much a firm may have: what the operator set for everybody, or for this firm alone.

At a limit nothing is lost: what is there stays and works, and only more of it is refused.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from bonbrug.accounts.models import Organisation
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, Value, record

LEAST_CALLS = 3_000  # a quiet link makes fewer; below it even that one would stand still


class Full(Exception):
    """The firm has as many as it may: `most` of them."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@dataclass(frozen=True, slots=True)
class OwnLimits:
    """What is set for one firm alone; None is as for everybody."""

    people: int | None
    connections: int | None
    calls_per_month: int | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How many people and links a firm may have, and calls of each link a month on each side."""

    people: int
    connections: int
    calls_per_month: int


def for_everybody() -> Limits:
    """Return what the operator set for firms without a limit of their own."""
    return Limits(
        settings.BONBRUG_MOST_PEOPLE,
        settings.BONBRUG_MOST_CONNECTIONS,
        settings.BONBRUG_CALLS_PER_MONTH,
    )


def own_limits(firm: Organisation) -> OwnLimits:
    """Return what is set for this firm alone."""
    return OwnLimits(firm.most_people, firm.most_connections, firm.calls_per_month)


def limits_of(firm: Organisation) -> Limits:
    """Return what counts for this firm."""
    own, usual = own_limits(firm), for_everybody()
    return Limits(
        usual.people if own.people is None else own.people,
        usual.connections if own.connections is None else own.connections,
        usual.calls_per_month if own.calls_per_month is None else own.calls_per_month,
    )


def set_limits(firm: Organisation, own: OwnLimits, now: datetime) -> None:
    """Set what this firm may have; the firm reads it in its security log."""
    firm.most_people, firm.most_connections = own.people, own.connections
    firm.calls_per_month = own.calls_per_month
    given = {
        "people": own.people, "connections": own.connections, "calls": own.calls_per_month,
    }  # fmt: skip
    details: dict[str, Value] = {
        name: "usual" if value is None else value for name, value in given.items()
    }
    with transaction.atomic():
        firm.save(update_fields=["most_people", "most_connections", "calls_per_month"])
        record(firm.pk, NewEvent(Kind.LIMITS_CHANGED, details=details), now)


def locked(firm: int) -> Organisation:
    """Return a firm that is ours until the end of the transaction, so that two never both fit."""
    return Organisation.objects.select_for_update().get(pk=firm)


def room_for_person(firm: int) -> None:
    """Go on when one more may work for a firm; raises Full. Within a transaction."""
    there = locked(firm)
    most = limits_of(there).people
    if there.memberships.count() >= most:
        raise Full(most)


def room_for_invitation(firm: int, email: str, now: datetime) -> None:
    """As `room_for_person`, counting who was asked and is not here yet."""
    there = locked(firm)
    most = limits_of(there).people
    asked = there.invitations.filter(expires_at__gt=now).exclude(email=email).count()
    if there.memberships.count() + asked >= most:
        raise Full(most)
