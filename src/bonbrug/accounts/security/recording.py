"""Writing to the security log: in the transaction of what it tells, and last in it.

Several chains are locked in the order of their numbers, so that nobody waits for each other. What
goes wrong here is in the log of the program, and never keeps anybody from what they came for.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Count, QuerySet, Subquery

from bonbrug.accounts.models import Membership, User
from bonbrug.accounts.security import chain_hash
from bonbrug.accounts.security.acting import Actor, acting
from bonbrug.accounts.security.kinds import Kind, Result
from bonbrug.accounts.security_events import SecurityChain, SecurityEvent

log = logging.getLogger("bonbrug.security")
HOST = 0
NAME = 254
SALT_BYTES = 16
ENDING = ("sequence", "hash", "key", "signature")
Value = str | int | bool | Sequence[str]
Draw = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class NewEvent:
    """One thing to tell; `details` hold numbers, codes and choices only, `by` who acts now."""

    kind: Kind
    result: Result = Result.DONE
    about: str = ""
    about_name: str = field(default="", repr=False)
    details: Mapping[str, Value] = field(default_factory=dict)
    by: Actor | None = None


def record(organisation: int, told: NewEvent, now: datetime) -> None:
    """Tell something of one organisation, by its number, or of the `HOST`."""
    _guarded(lambda: _locked([organisation]), told, now)


def record_of_person(user: User, told: NewEvent, now: datetime) -> None:
    """Tell something of a person to every organisation of theirs; without any, to the host."""
    _guarded(lambda: _chains_of(user), told, now)


def _guarded(chains: Callable[[], Iterable[SecurityChain]], told: NewEvent, now: datetime) -> None:
    try:
        with transaction.atomic():
            append(chains(), told, now)
    except Exception:
        log.exception("security_event_not_recorded kind=%s", told.kind.value)


def append(
    chains: Iterable[SecurityChain],
    told: NewEvent,
    now: datetime,
    draw: Draw = secrets.token_hex,
) -> None:
    """Write an event at the end of chains that are locked.

    An end that was changed from outside is not signed again, or nobody would notice any more.
    """
    events, ends = [], []
    for chain in chains:
        whole = is_whole(chain)
        event = _event(chain, told, now, draw)
        chain.sequence, chain.hash = event.sequence, event.hash
        if whole:
            chain_hash.sign(chain)
        events.append(event)
        ends.append(chain)
    SecurityEvent.objects.bulk_create(events)
    SecurityChain.objects.bulk_update(ends, ENDING)
    for event in events:
        transaction.on_commit(partial(_say, event), robust=True)


def is_whole(chain: SecurityChain) -> bool:
    """Tell whether the end of a chain is as we left it, or there is none yet."""
    return not chain.sequence or chain_hash.is_signed(chain)


def locked(numbers: Sequence[int] | QuerySet[Membership, int]) -> QuerySet[SecurityChain]:
    """Return the ends of chains that exist, ours until the end of the transaction."""
    return SecurityChain.objects.select_for_update().filter(pk__in=numbers).order_by("pk")


def _locked(numbers: Sequence[int]) -> list[SecurityChain]:
    found = list(locked(numbers))
    if len(found) < len(numbers):
        new = [SecurityChain(number=number) for number in numbers]
        SecurityChain.objects.bulk_create(new, ignore_conflicts=True)
        found = list(locked(numbers))
    return found


def _chains_of(user: User) -> list[SecurityChain]:
    """Ask in one query for all of them, for this happens at every log-in."""
    own = Membership.objects.filter(user=user)
    every = own.order_by().values("user").annotate(count=Count("pk")).values("count")
    chains = locked(own.values_list("organisation_id", flat=True))
    found = list(chains.annotate(expected=Subquery(every)))
    if found and len(found) == found[0].expected:
        return list(found)
    return _locked(sorted(own.values_list("organisation_id", flat=True)) or [HOST])


def _event(chain: SecurityChain, told: NewEvent, now: datetime, draw: Draw) -> SecurityEvent:
    by = told.by or acting()
    event = SecurityEvent(
        chain=chain,
        sequence=chain.sequence + 1,
        moment=now,
        kind=told.kind.value,
        result=told.result.value,
        who=by.who,
        who_name=by.name[:NAME],
        address=by.address,
        who_salt=draw(SALT_BYTES),
        about=told.about,
        about_name=told.about_name[:NAME],
        about_salt=draw(SALT_BYTES),
        details=dict(told.details),
        previous=chain.hash,
        key=chain_hash.newest(),
    )
    event.who_digest = chain_hash.who_digest(event)
    event.about_digest = chain_hash.about_digest(event)
    event.hash = chain_hash.hash_of(event)
    return event


def _say(event: SecurityEvent) -> None:
    """Give programs that watch the log one line: numbers and words of ours, never a name."""
    who, person = _parted(event.who)
    about, number = _parted(event.about)
    log.info(
        "security_event kind=%s result=%s organisation=%s sequence=%s"
        " who=%s who_id=%s about=%s about_id=%s",
        event.kind, event.result, event.chain_id, event.sequence, who, person, about, number,
    )  # fmt: skip


def _parted(name: str) -> tuple[str, int]:
    word, _, number = name.partition(":")
    return word or "none", int(number or 0)
