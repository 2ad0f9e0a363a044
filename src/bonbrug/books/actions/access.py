"""The codes that a program comes in with, and the sessions it opens with them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bonbrug.accounts.keys import digest, keyring
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record
from bonbrug.books.models import Administration, Session, WayIn

IDLE = timedelta(minutes=20)
NOTED_EVERY = timedelta(minutes=1)
REMEMBERED = timedelta(days=1)
WAY_IN_LIVES = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SecurityCodes:
    """Code 1: 32 hex digits. Code 2: a GUID without braces (docs/wire/eboekhouden-soap.md §2.4)."""

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
        administration.sessions_elsewhere.filter(closed_at=None).update(closed_at=now)
        administration.ways_in.all().delete()
        record(administration.organisation_id, about(administration, Kind.CODES_RENEWED), now)


def about(administration: Administration, kind: Kind) -> NewEvent:
    return NewEvent(kind, about=f"administration:{administration.pk}")


def open_session(
    administration: Administration,
    source: str,
    guid: str,
    now: datetime,
    opener: Administration | None = None,
) -> Session:
    """Let a program in whose codes were compared; `guid` is random, without braces.

    `opener` is whose codes they were, when these are not those of the administration itself.

    Programs that never close their sessions leave no heap: after a day they are forgotten.
    """
    key = "{" + guid + "}"
    with transaction.atomic():
        administration.sessions.filter(used_at__lt=now - REMEMBERED).delete()
        return Session.objects.create(
            key=key,
            administration=administration,
            opener=opener,
            source=source[:15],
            opened_at=now,
            used_at=now,
        )


def same_office(opener: Administration, guid: str) -> Administration | None:
    """Return the administration with that GUID, when it is of the same organisation."""
    wanted = guid.strip().strip("{}").upper()
    offered = Administration.objects.filter(organisation=opener.organisation_id)
    return next((each for each in offered if each.guid.strip("{}").upper() == wanted), None)


def make_way_in(administration: Administration, token: str, now: datetime) -> WayIn:
    """Keep the digest of a random token that leads to this administration, once."""
    with transaction.atomic():
        administration.ways_in.filter(expires_at__lt=now).delete()
        return WayIn.objects.create(
            administration=administration, digest=digest(token), expires_at=now + WAY_IN_LIVES
        )


def use_way_in(token: str, now: datetime) -> Administration | None:
    """Return where an unused, living token leads and use it up; None otherwise."""
    with transaction.atomic():
        found = WayIn.objects.select_for_update().filter(digest=digest(token)).first()
        if found is None:
            return None
        found.delete()
        return found.administration if found.expires_at > now else None


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
