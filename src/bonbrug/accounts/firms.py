"""What the operator does with firms, and what they may know of one: how many, never who or what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from bonbrug.accounts.actions import add_organisation
from bonbrug.accounts.inviting import LIVES, Asked, invite
from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import Invitation, Membership, Organisation
from bonbrug.accounts.roles import Role
from bonbrug.accounts.second_factor_required import STEPS
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.ui.searching import matching

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


def open_invitations(word: str) -> QuerySet[Invitation]:
    """Return who was asked into any firm, with all these words in the address or the firm."""
    every = Invitation.objects.select_related("organisation")
    return matching(every, word, ("email", "organisation__name"))


def withdraw_invitation(pk: int, now: datetime) -> bool:
    """End an invitation of any firm, which reads it in its log; False when it is gone already."""
    with transaction.atomic():
        found = Invitation.objects.select_for_update().filter(pk=pk).first()
        if found is None:
            return False
        told = NewEvent(Kind.INVITATION_WITHDRAWN, about_name=found.email)
        found.delete()
        record(found.organisation_id, told, now)
    return True


def renew_invitation(pk: int, token: str, now: datetime) -> Invitation | None:
    """Let an invitation live another week with a new token; None when it is gone."""
    with transaction.atomic():
        found = Invitation.objects.select_for_update().filter(pk=pk).first()
        if found is None:
            return None
        found.digest, found.made_at, found.expires_at = digest(token), now, now + LIVES
        found.mailed = False
        found.save(update_fields=["digest", "made_at", "expires_at", "mailed"])
        role = {"role": found.role}
        told = NewEvent(Kind.PERSON_INVITED, about_name=found.email, details=role)
        record(found.organisation_id, told, now)
    return found


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
