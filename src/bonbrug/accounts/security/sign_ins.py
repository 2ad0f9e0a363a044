"""What logging in tells the security log, whatever a person logs in with.

An address that nobody has is told to the host, without the address: so it also takes as long as one
that somebody has, and how long the answer took tells nobody which is which.
"""

from datetime import datetime

from django.utils.translation import get_language

from bonbrug.accounts import account_mails
from bonbrug.accounts.models import User
from bonbrug.accounts.security.acting import person, stranger
from bonbrug.accounts.security.kinds import Kind, Result
from bonbrug.accounts.security.recording import HOST, NewEvent, record, record_of_person

GUESSED = "guessed"
LONGEST = 254  # of an address


def signed_in(user: User, way: str, now: datetime) -> None:
    """Tell that a person came in; `way` is a word such as ``password``."""
    by = stranger(person(user), user.email)
    record_of_person(user, NewEvent(Kind.SIGNED_IN, details={"way": way}, by=by), now)


def failed(username: str, way: str, now: datetime, *, limited: bool) -> None:
    """Tell that somebody tried to; `limited`: the next try of this visitor has to wait."""
    kind = Kind.SIGN_IN_LIMITED if limited else Kind.SIGN_IN_FAILED
    known = User.objects.filter(username=username).first() if username else None
    told = NewEvent(
        kind,
        Result.REFUSED,
        about=person(known) if known else "",
        about_name=known.email if known else "",
        details={"way": way},
        by=stranger(),
    )
    if known:
        record_of_person(known, told, now)
    else:
        record(HOST, told, now)
    if limited and "@" in username and account_mails.can_send():
        # Whoever it is: the worker looks whether somebody has this address, and heard of it today.
        account_mails.ask(GUESSED, username[:LONGEST], get_language() or "nl", now)


def signed_out(user: User, now: datetime) -> None:
    """Tell that a person left."""
    by = stranger(person(user), user.email)
    record_of_person(user, NewEvent(Kind.SIGNED_OUT, by=by), now)
