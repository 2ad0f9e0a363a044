"""The codes that a program comes in with, and the sessions it opens with them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bonbrug.accounts.keys import keyring
from bonbrug.books.models import Administration, Session

IDLE = timedelta(minutes=20)
NOTED_EVERY = timedelta(minutes=1)
REMEMBERED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SecurityCodes:
    """Code 1: 32 hexadecimal digits. Code 2: a GUID without braces (specs/e-boekhouden 2.1)."""

    first: str = field(repr=False)
    second: str = field(repr=False)


def draw_guid(chance: Callable[[int], bytes]) -> str:
    """Return a random GUID without braces, in capitals."""
    return str(UUID(bytes=chance(16), version=4)).upper()


def draw_codes(chance: Callable[[int], bytes]) -> SecurityCodes:
    """Draw two new codes; `chance` gives so many random bytes, such as ``os.urandom``."""
    return SecurityCodes(chance(16).hex(), draw_guid(chance))


def seal_codes(administration: Administration, codes: SecurityCodes) -> None:
    """Keep the codes of an administration that already has its number in the table."""
    bound = administration.belongs_to
    ring = keyring()
    administration.sealed_security_code_1 = ring.seal(codes.first, bound("security_code_1"))
    administration.sealed_security_code_2 = ring.seal(codes.second, bound("security_code_2"))
    administration.save(update_fields=["sealed_security_code_1", "sealed_security_code_2"])


def renew_codes(administration: Administration, codes: SecurityCodes, now: datetime) -> None:
    """Replace both codes; sessions that were opened with the old ones end."""
    with transaction.atomic():
        seal_codes(administration, codes)
        administration.sessions.filter(closed_at=None).update(closed_at=now)


def open_session(administration: Administration, source: str, guid: str, now: datetime) -> Session:
    """Let a program in whose codes were compared; `guid` is random, without braces.

    Programs that never close their sessions leave no heap: after a day they are forgotten.
    """
    key = "{" + guid + "}"
    with transaction.atomic():
        administration.sessions.filter(used_at__lt=now - REMEMBERED).delete()
        return Session.objects.create(
            key=key, administration=administration, source=source[:15], opened_at=now, used_at=now
        )


def forget_sessions(now: datetime) -> int:
    """Remove the sessions that were not used for a day; return how many."""
    return Session.objects.filter(used_at__lt=now - REMEMBERED).delete()[0]


def keep_open(session: Session, now: datetime) -> None:
    """Start the idle time of a session again (written at most once a minute)."""
    if now - session.used_at >= NOTED_EVERY:
        Session.objects.filter(pk=session.pk).update(used_at=now)


def close_session(session: Session, now: datetime) -> None:
    """End a session."""
    Session.objects.filter(pk=session.pk, closed_at=None).update(closed_at=now)
