"""Letting people into a firm: an invitation by mail, used once, and by whom it was meant for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from bonbrug.accounts.actions import add_member, add_person
from bonbrug.accounts.firm_limits import room_for_invitation
from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import Invitation, Membership, Organisation, User
from bonbrug.accounts.roles import Role
from bonbrug.accounts.security.acting import person, stranger
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record

LIVES = timedelta(days=7)


class AlreadyHere(Exception):
    """Who is asked works for the firm already."""


class KnownAddress(Exception):
    """The address has an account: its owner logs in, and is not made anew."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked into which firm, and as what."""

    organisation: Organisation
    email: str
    role: Role


def invite(asked: Asked, token: str, now: datetime) -> Invitation:
    """Keep an invitation that lives a week; the one before it, for the same address, ends.

    Raises AlreadyHere, and Full when the firm has as many people as it may.
    """
    email = asked.email.lower()
    there = Membership.objects.filter(organisation=asked.organisation, user__username=email)
    if there.exists():
        raise AlreadyHere
    values = {
        "role": asked.role,
        "digest": digest(token),
        "made_at": now,
        "expires_at": now + LIVES,
        "mailed": False,
    }
    with transaction.atomic():
        room_for_invitation(asked.organisation.pk, email, now)
        made, _new = Invitation.objects.update_or_create(
            organisation=asked.organisation, email=email, defaults=values
        )
        told = NewEvent(Kind.PERSON_INVITED, about_name=email, details={"role": str(asked.role)})
        record(asked.organisation.pk, told, now)
    return made


def mark_mailed(invitation: Invitation) -> None:
    """Keep that a mail server took the mail."""
    Invitation.objects.filter(pk=invitation.pk, digest=invitation.digest).update(mailed=True)


def living(found: str, now: datetime) -> Invitation | None:
    """Return the invitation with the digest `found`, unless it ended."""
    open_ones = Invitation.objects.filter(digest=found, expires_at__gt=now)
    return open_ones.select_related("organisation").first()


def accept(invitation: Invitation, user: User, now: datetime) -> Membership | None:
    """Make this person a member and use the invitation up; None when it was used or withdrawn.

    Raises Full: then the invitation is there again.
    """
    with transaction.atomic():
        if not _used_up(invitation):
            return None
        return _added(invitation, user, now)


def accept_as_new(invitation: Invitation, name: str, password: str, now: datetime) -> User | None:
    """Make the person and the member; None as `accept`. Raises KnownAddress, Full."""
    hashed = make_password(password)  # outside the transaction: it takes long on purpose
    with transaction.atomic():
        if not _used_up(invitation):
            return None
        if User.objects.filter(username=invitation.email).exists():
            raise KnownAddress  # and the invitation is there again
        user = add_person(invitation.email)
        user.first_name, user.password = name, hashed
        user.save(update_fields=["first_name", "password"])
        _added(invitation, user, now)
    return user


def _added(invitation: Invitation, user: User, now: datetime) -> Membership:
    member = add_member(invitation.organisation, user, Role(invitation.role))
    by = stranger(person(user), user.email)
    details = {"role": member.role}
    told = NewEvent(
        Kind.PERSON_ADDED, about=person(user), about_name=user.email, details=details, by=by
    )
    record(invitation.organisation_id, told, now)
    return member


def withdraw(organisation: Organisation, pk: int) -> bool:
    """End an invitation; tell whether it was still there."""
    return bool(Invitation.objects.filter(organisation=organisation, pk=pk).delete()[0])


def forget_ended(now: datetime) -> int:
    """Remove invitations that ended a week ago: until then the page says that they ended."""
    return Invitation.objects.filter(expires_at__lt=now - LIVES).delete()[0]


def _used_up(invitation: Invitation) -> bool:
    own = Invitation.objects.filter(pk=invitation.pk, digest=invitation.digest)
    return bool(own.delete()[0])
