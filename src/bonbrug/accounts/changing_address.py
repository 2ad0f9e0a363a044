"""Changing one's own e-mail address: asked, confirmed from the new one, stopped from the old.

Nothing changes until the link in the mail to the new address is used. Asking looks nobody up:
whether somebody has that address is known to the mail and to its reader only. The links are signed
and name one row as it is now, so another wish, a withdrawal or a confirmation ends them.
"""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q

from bonbrug.accounts import account_mails
from bonbrug.accounts.actions import end_log_ins_of
from bonbrug.accounts.models import AddressChange, User
from bonbrug.accounts.security.acting import person, stranger
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record_of_person

LIVES = timedelta(hours=1)
CONFIRM, STOP = "bonbrug.address.confirm", "bonbrug.address.stop"
# Kinds of mails; behind the colon the number of what they are about.
TO_NEW, TO_OLD, MOVED = "new_address", "old_address", "moved"


class Taken(Exception):
    """Somebody else has this address."""


def ask(user: User, email: str, language: str, now: datetime) -> AddressChange:
    """Keep what address somebody wants, and let a mail go to both; one wish at a time."""
    wish = {"email": email.lower(), "made_at": now, "expires_at": now + LIVES}
    with transaction.atomic():
        change, _new = AddressChange.objects.update_or_create(user=user, defaults=wish)
        _tell(Kind.ADDRESS_CHANGE_ASKED, user, now)
        account_mails.ask(f"{TO_NEW}:{change.pk}", change.email, language, now)
        account_mails.ask(f"{TO_OLD}:{change.pk}", user.email, language, now)
    return change


def pending(user: User, now: datetime) -> AddressChange | None:
    """Return what waits to be confirmed."""
    return AddressChange.objects.filter(user=user, expires_at__gt=now).first()


def token(change: AddressChange, purpose: str) -> str:
    """Return what stands in a link; `purpose` is `CONFIRM` or `STOP`."""
    return signing.dumps([change.pk, change.made_at.timestamp()], salt=purpose)


def living(given: str, purpose: str, now: datetime) -> AddressChange | None:
    """Return the change that a link is of, as long as that can be done."""
    try:
        pk, made = signing.loads(given, salt=purpose)
    except signing.BadSignature:
        return None
    found = AddressChange.objects.filter(pk=pk, expires_at__gt=now).select_related("user").first()
    return found if found and found.made_at.timestamp() == made else None


def withdraw(change: AddressChange, now: datetime) -> bool:
    """End a change, by its person or from the old address; tell whether it was still there."""
    with transaction.atomic():
        if not _used_up(change):
            return False
        _tell(Kind.ADDRESS_CHANGE_WITHDRAWN, change.user, now)
    return True


def confirm(change: AddressChange, keep: str, language: str, now: datetime) -> bool:
    """Give the person the new address; False when the change was used or withdrawn.

    All other sessions end but that with the key `keep`, with links and trusted browsers: who came
    in by the old address is in no more. Raises Taken, and then the change is gone too.
    """
    user, old = change.user, change.user.email
    try:
        with transaction.atomic():
            if not _used_up(change):
                return False
            _move(user, change.email)
            end_log_ins_of(user, but=keep)
            _tell(Kind.ADDRESS_CHANGED, user, now)
            account_mails.ask(f"{MOVED}:{user.pk}", old, language, now)
    except (IntegrityError, Taken) as error:
        _used_up(change)
        raise Taken from error
    return True


def is_taken(email: str, user: User) -> bool:
    """Tell whether somebody else logs in with an address, or confirmed it."""
    others = User.objects.exclude(pk=user.pk)
    theirs = EmailAddress.objects.exclude(user=user).filter(email__iexact=email)
    named = Q(username__iexact=email) | Q(email__iexact=email)
    return others.filter(named).exists() or theirs.exists()


def forget_ended(now: datetime) -> int:
    """Remove changes that nobody confirmed in time."""
    return AddressChange.objects.filter(expires_at__lt=now).delete()[0]


def _used_up(change: AddressChange) -> bool:
    own = AddressChange.objects.filter(pk=change.pk, made_at=change.made_at)
    return bool(own.delete()[0])


def _move(user: User, email: str) -> None:
    if is_taken(email, user):
        raise Taken
    user.username = user.email = email
    user.save(update_fields=["username", "email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)


def _tell(kind: Kind, user: User, now: datetime) -> None:
    by = stranger(person(user), user.email) if kind is Kind.ADDRESS_CHANGED else None
    told = NewEvent(kind, about=person(user), about_name=user.email, by=by)
    record_of_person(user, told, now)
