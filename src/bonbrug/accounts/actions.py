"""What can be done with people and organisations."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import LoginLink, Membership, Organisation, User
from bonbrug.accounts.rate_limiter import forget_empty
from bonbrug.accounts.security.acting import person, stranger
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record_of_person

LINK_LIVES = timedelta(hours=1)
LINK_KEPT = timedelta(days=1)  # so long a used one is told from one that never was


def add_person(email: str, password: str | None = None) -> User:
    """Make a person who logs in with an e-mail address; without password only by a link."""
    return User.objects.create_user(username=email.lower(), email=email.lower(), password=password)


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
    """End every session and login link: in a restored database ended ones would live again."""
    Session.objects.all().delete()
    LoginLink.objects.all().delete()


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
    return links.delete()[0] + sessions.delete()[0] + forget_empty(now)
