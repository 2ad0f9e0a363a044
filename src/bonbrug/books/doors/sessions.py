"""Who is calling: codes, sessions and their ends. See docs/wire/eboekhouden-soap.md §2.4, §5.1."""

import re
from datetime import datetime

from bonbrug.accounts import ending
from bonbrug.accounts.keys import same
from bonbrug.books.actions import access
from bonbrug.books.models import Administration, Session
from bonbrug.wire.eboekhouden import operations
from bonbrug.wire.eboekhouden.faults import Fault

KEY = re.compile(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")


def administration_of(
    asked: operations.OpenSession | operations.OpenSessionSub,
) -> Administration:
    """Return the administration that the user name and both codes belong to."""
    found = Administration.objects.filter(username=asked.Username.strip()).first()
    if found is None or not same(asked.SecurityCode1.strip(), found.security_code_1):
        raise Fault("E001.1")
    if not same(asked.SecurityCode2.strip(), found.security_code_2):
        raise Fault("E001.3")
    _refuse_what_ends(found)
    return found


def _refuse_what_ends(administration: Administration) -> None:
    if ending.is_ending(administration.organisation_id):
        raise Fault("E001.1")


def office_of(opener: Administration, asked: operations.OpenSessionSub) -> Administration:
    """Return the administration that is asked for: of the same organisation, or nothing."""
    found = access.same_office(opener, asked.AdministratieGUID)
    if found is None:
        raise Fault("E002.5")
    return found


def session_of(asked: operations.InSession | operations.AutoLogin, now: datetime) -> Session:
    """Return the living session of a call; its second code must belong to it."""
    session = _find(asked.SessionID.strip())
    if session.closed_at is not None:
        raise Fault("E002.4")
    if now - session.used_at > access.IDLE:
        raise Fault("E002.3")
    if not same(
        asked.SecurityCode2.strip(), (session.opener or session.administration).security_code_2
    ):
        raise Fault("E002.1")
    _refuse_what_ends(session.administration)
    return session


def _find(key: str) -> Session:
    if not KEY.fullmatch(key):
        raise Fault("E002.1")
    session = Session.objects.select_related("administration", "opener").filter(key=key).first()
    if session is None:
        raise Fault("E002.2")
    return session


def close(asked: operations.CloseSession, now: datetime) -> None:
    """End a session; there is no answer, so an unknown one is no error."""
    session = Session.objects.filter(key=asked.SessionID.strip()).first()
    if session is not None:
        access.close_session(session, now)
