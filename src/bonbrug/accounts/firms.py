"""What the operator does with firms, and what they may know of one: how many, never who or what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Count, Q

from bonbrug.accounts.actions import add_organisation
from bonbrug.accounts.inviting import Asked, invite
from bonbrug.accounts.models import Invitation, Membership, Organisation
from bonbrug.accounts.roles import Role
from bonbrug.accounts.second_factor_required import STEPS
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record

LATELY = timedelta(days=30)


class NameTaken(Exception):
    """Another firm has this name, and who reads it could not tell them apart."""


@dataclass(frozen=True, slots=True)
class People:
    """How many work for a firm: in all, by role, lately here, and with a second step."""

    count: int
    by_role: dict[Role, int]
    lately: int
    second_step: int


def make_firm(name: str, owner: str, token: str, now: datetime) -> Invitation:
    """Make a firm and invite its owner, an e-mail address; raises NameTaken."""
    with transaction.atomic():
        if Organisation.objects.filter(name=name).exists():
            raise NameTaken
        firm = add_organisation(name, made_at=now)
        record(HOST, NewEvent(Kind.FIRM_MADE, details={"organisation": firm.pk}), now)
        return invite(Asked(firm, owner, Role.OWNER), token, now)


def people_in(firms: Collection[int]) -> dict[int, int]:
    """Return how many people work for each of these; a firm without anybody is not among them."""
    rows = Membership.objects.filter(organisation__in=firms).order_by().values("organisation")
    return dict(rows.annotate(count=Count("pk")).values_list("organisation", "count"))


def people_of(firm: Organisation, now: datetime) -> People:
    """Return how the people of one firm stand."""
    members = firm.memberships.order_by()
    has_step = Authenticator.objects.filter(type__in=STEPS).values("user")
    found = members.aggregate(
        count=Count("pk"),
        lately=Count("pk", filter=Q(user__last_login__gte=now - LATELY)),
        second_step=Count("pk", filter=Q(user__in=has_step)),
    )
    roles = members.values("role").annotate(count=Count("pk")).values_list("role", "count")
    return People(by_role={Role(role): count for role, count in roles}, **found)
