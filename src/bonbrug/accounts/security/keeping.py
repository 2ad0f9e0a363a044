"""Looking after the security log: its old end, the names of who is erased, and other keys.

The only place that changes or removes rows of it; the database allows no more than stands here.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from bonbrug.accounts.security import chain_hash
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, is_whole, locked, record
from bonbrug.accounts.security_events import SecurityChain, SecurityEvent

KEPT = timedelta(days=2 * 366)
CUT = ("forgotten", "forgotten_hash", "key", "signature")


def _rows() -> QuerySet[SecurityEvent]:
    return QuerySet(SecurityEvent)


def forget_old_events(now: datetime) -> int:
    """Remove what is over two years old from every chain; return how many events."""
    old = SecurityEvent.objects.filter(moment__lt=now - KEPT)
    numbers = sorted(old.order_by().values_list("chain", flat=True).distinct())
    return sum(_cut(number, now) for number in numbers)


def _cut(number: int, now: datetime) -> int:
    """Remove from the old end, up to the first event that stays; the chain goes on from there."""
    with transaction.atomic():
        chain = locked([number]).get()
        events = _rows().filter(chain=number)
        first = events.filter(moment__gte=now - KEPT).order_by("sequence").first()
        old = events.filter(sequence__lt=first.sequence if first else chain.sequence + 1)
        last = old.order_by("-sequence").first()
        if last is None:
            return 0
        whole = is_whole(chain)
        chain.forgotten, chain.forgotten_hash = last.sequence, last.hash
        if whole:
            chain_hash.sign(chain)
        chain.save(update_fields=CUT)
        return old.delete()[0]


def end_chain(number: int) -> int:
    """Remove the whole chain of a firm that ends; the database allows it once its time is over."""
    gone = _rows().filter(chain=number).delete()[0]
    SecurityChain.objects.filter(pk=number).delete()
    return gone


def erase_person(number: int, now: datetime) -> int:
    """Take the names and addresses of a person out of every chain, and tell that it was done.

    The chains stay whole. Returns how many names went.
    """
    person = f"person:{number}"
    own, about = _rows().filter(who=person), _rows().filter(about=person)
    with transaction.atomic():
        numbers = sorted(
            {*own.values_list("chain", flat=True), *about.values_list("chain", flat=True)}
        )
        count = own.exclude(who_salt="").update(who_name="", address="", who_salt="")
        count += about.exclude(about_salt="").update(about_name="", about_salt="")
        for chain in numbers or [HOST]:
            record(chain, NewEvent(Kind.PERSON_ERASED, about=person), now)
    return count


def signed_ends() -> Counter[str]:
    """Return how many chains end in a signature of each key."""
    return Counter(_ends().values_list("key", flat=True))


def has_older_ends() -> bool:
    """Tell whether a chain ends, as it was left, in a signature of an older key."""
    return any(map(chain_hash.is_signed, _ends().exclude(key=chain_hash.newest())))


def sign_ends() -> list[int]:
    """Sign with the newest key the end of every chain that another signed.

    Returns the chains that do not end as they were left; those are not signed.
    """
    older = _ends().exclude(key=chain_hash.newest()).order_by("pk").values_list("pk", flat=True)
    return [number for number in list(older) if not _sign_again(number)]


def _sign_again(number: int) -> bool:
    with transaction.atomic():
        chain = locked([number]).get()
        if not is_whole(chain):
            return False
        chain_hash.sign(chain)
        chain.save(update_fields=["key", "signature"])
    return True


def _ends() -> QuerySet[SecurityChain]:
    return SecurityChain.objects.filter(sequence__gt=0)
