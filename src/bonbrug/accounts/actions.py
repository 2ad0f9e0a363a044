"""What can be done with people and organisations."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from bonbrug.accounts.account_mails import forget_old_mails
from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import LoginLink, Membership, Organisation, TrustedBrowser, User
from bonbrug.accounts.rate_limiter import forget_empty
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


def add_organisation(name: str, *members: User) -> Organisation:
    """Make an organisation with its first members."""
    with transaction.atomic():
        organisation = Organisation.objects.create(name=name)
        for user in members:
            Membership.objects.create(user=user, organisation=organisation)
    return organisation


def add_member(organisation: Organisation, user: User) -> None:
    """Let a person work for an organisation; nothing happens when they do already."""
    Membership.objects.get_or_create(user=user, organisation=organisation)


def end_log_ins() -> None:
    """End sessions, links and trust: in a restored database ended ones would live again."""
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    LoginLink.objects.all().delete()
    TrustedBrowser.objects.all().delete()


def make_login_link(user: User, now: datetime, token: str) -> LoginLink:
    """Keep the digest of a random token that logs this person in once."""
    return LoginLink.objects.create(user=user, digest=digest(token), expires_at=now + LINK_LIVES)


def use_login_link(token: str, now: datetime) -> User | None:
    """Return the person of an unused, living link and use it up; None otherwise."""
    links = LoginLink.objects.filter(digest=digest(token), used_at=None, expires_at__gt=now)
    if not links.update(used_at=now):
        return None
    return LoginLink.objects.select_related("user").get(digest=digest(token)).user


def forget_old(now: datetime) -> int:
    """Remove ended sessions, links that log nobody in, and guesses that count no more."""
    before = now - LINK_KEPT
    links = LoginLink.objects.filter(Q(used_at__lt=before) | Q(expires_at__lt=before))
    sessions = Session.objects.filter(expire_date__lt=now)
    gone = links.delete()[0] + sessions.delete()[0] + _without_session()
    return gone + forget_empty(now) + forget_old_mails(now) + forget_ended(now)


def _without_session() -> int:
    """Remove from the list of somebody's browsers those that are logged in no more."""
    alive = Session.objects.values("session_key")
    return int(UserSession.objects.exclude(session_key__in=alive).delete()[0])
