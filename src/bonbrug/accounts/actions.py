"""What can be done with people and organisations."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from bonbrug.accounts.account_mails import forget_old_mails
from bonbrug.accounts.announcements import forget_old as forget_announcements
from bonbrug.accounts.firm_limits import room_for_person
from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import LoginLink, Membership, Organisation, TrustedBrowser, User
from bonbrug.accounts.rate_limiter import forget_empty
from bonbrug.accounts.roles import Right, Role
from bonbrug.accounts.security.acting import person, stranger
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record_of_person
from bonbrug.accounts.trusted_browsers import forget_ended

LINK_LIVES = timedelta(hours=1)
LINK_KEPT = timedelta(days=1)  # so long a used one is told from one that never was


def add_person(email: str, password: str | None = None) -> User:
    """Make a person who logs in with an e-mail address; without password only by a link."""
    with transaction.atomic():
        address = email.lower()
        user = User.objects.create_user(username=address, email=address, password=password)
        confirm_address(user)
    return user


def confirm_address(user: User) -> None:
    """Take the word of the operator for the address of a person; none when they changed it."""
    if user.email and not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def add_organisation(name: str, *members: User, made_at: datetime | None = None) -> Organisation:
    """Make an organisation with its first members."""
    with transaction.atomic():
        organisation = Organisation.objects.create(name=name, made_at=made_at)
        for user in members:
            add_member(organisation, user, Role.OWNER)
    return organisation


def add_member(organisation: Organisation, user: User, role: Role | None = None) -> Membership:
    """Let a person work for an organisation; who does already keeps role and rights.

    Without a role the first is its owner, and who comes later works in the office. Raises Full.
    """
    with transaction.atomic():
        known = Membership.objects.select_for_update().filter(organisation=organisation)
        first = not known.exists()
        if not known.filter(user=user).exists():
            room_for_person(organisation.pk)
        chosen = role or (Role.OWNER if first else Role.OFFICE)
        member, _made = known.get_or_create(
            user=user, organisation=organisation, defaults={"role": chosen}
        )
    return member


def make_operator(user: User) -> None:
    """Let a person see how the program runs; of a firm they see what a membership gives."""
    user.is_operator = True
    user.save(update_fields=["is_operator"])


class LastOwner(Exception):
    """A firm without an owner has nobody who may let people in."""


def give_role(member: Membership, role: Role) -> None:
    """Change what somebody is; raises LastOwner when the firm would be left without one."""
    with transaction.atomic():
        _keep_an_owner(member, role)
        member.role = role
        member.save(update_fields=["role"])


def give_right(member: Membership, right: Right, given: bool | None) -> None:
    """Give or take a right; None: as the role has it."""
    setattr(member, f"may_{right}", given)
    member.save(update_fields=[f"may_{right}"])


def hand_over(owner: Membership, heir: Membership) -> None:
    """Make another member the owner; who was it works in the office from then on."""
    with transaction.atomic():
        give_role(heir, Role.OWNER)
        if owner.pk != heir.pk:
            give_role(owner, Role.OFFICE)


def end_membership(member: Membership) -> None:
    """Let somebody work for the firm no more; raises LastOwner as `give_role` does.

    Who works for no firm then is logged out everywhere at once.
    """
    user = member.user
    with transaction.atomic():
        _keep_an_owner(member, None)
        member.delete()
        if not user.memberships.exists():
            end_log_ins_of(user)


def end_log_ins_of(user: User, but: str = "") -> None:
    """Log somebody out everywhere `but` in the session with that key; links that log in and trusted
    browsers of theirs end too.
    """
    browsers = UserSession.objects.filter(user=user).exclude(session_key=but)
    Session.objects.filter(
        session_key__in=list(browsers.values_list("session_key", flat=True))
    ).delete()
    browsers.delete()
    LoginLink.objects.filter(user=user).delete()
    TrustedBrowser.objects.filter(user=user).delete()


def _keep_an_owner(member: Membership, role: Role | None) -> None:
    # Locked together, so that two owners who leave at one moment do not both find the other.
    owners = Membership.objects.select_for_update().filter(
        organisation=member.organisation_id, role=Role.OWNER
    )
    if role != Role.OWNER and [one.pk for one in owners] == [member.pk]:
        raise LastOwner


def end_log_ins() -> None:
    """End sessions, links and trust: in a restored database ended ones would live again."""
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    LoginLink.objects.all().delete()
    TrustedBrowser.objects.all().delete()


def make_login_link(user: User, now: datetime, token: str) -> LoginLink:
    """Keep the digest of a random token that logs this person in once."""
    about = NewEvent(Kind.LOGIN_LINK_MADE, about=person(user), about_name=user.email)
    with transaction.atomic():
        link = LoginLink.objects.create(
            user=user, digest=digest(token), expires_at=now + LINK_LIVES
        )
        record_of_person(user, about, now)
    return link


def use_login_link(token: str, now: datetime) -> User | None:
    """Return the person of an unused, living link and use it up; None otherwise."""
    links = LoginLink.objects.filter(digest=digest(token), used_at=None, expires_at__gt=now)
    with transaction.atomic():
        if not links.update(used_at=now):
            return None
        user = LoginLink.objects.select_related("user").get(digest=digest(token)).user
        used = NewEvent(Kind.LOGIN_LINK_USED, by=stranger(person(user), user.email))
        record_of_person(user, used, now)
    return user


def forget_old(now: datetime) -> int:
    """Remove ended sessions, links that log nobody in, and guesses that count no more."""
    before = now - LINK_KEPT
    links = LoginLink.objects.filter(Q(used_at__lt=before) | Q(expires_at__lt=before))
    sessions = Session.objects.filter(expire_date__lt=now)
    gone = links.delete()[0] + sessions.delete()[0] + _without_session()
    gone += forget_announcements(now)
    return gone + forget_empty(now) + forget_old_mails(now) + forget_ended(now)


def _without_session() -> int:
    """Remove from the list of somebody's browsers those that are logged in no more."""
    alive = Session.objects.values("session_key")
    return int(UserSession.objects.exclude(session_key__in=alive).delete()[0])
