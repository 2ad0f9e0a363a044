"""Telling that somebody asked for what they may not; the log of a firm cannot be filled with it."""

import logging
from datetime import datetime

from django.http import HttpRequest

from bonbrug.accounts.acts import Act
from bonbrug.accounts.rate_limiter import attempt
from bonbrug.accounts.security.acting import person
from bonbrug.accounts.security.kinds import Kind, Result
from bonbrug.accounts.security.recording import NewEvent, record, record_of_person

log = logging.getLogger("bonbrug.security")


def role_refused(request: HttpRequest, act: Act, now: datetime) -> None:
    """Tell the firm that one of its people may not do this; of who goes on asking, some times."""
    if not request.user.is_authenticated:
        return
    tried = attempt("refused act", person(request.user), act.value, now)
    if tried.wait:
        return
    tried.wrong()
    told = NewEvent(Kind.ACT_REFUSED, Result.REFUSED, details={"act": act.value})
    if "organisation" in request.__dict__:
        record(request.__dict__["organisation"], told, now)
    else:
        record_of_person(request.user, told, now)


def not_there(request: HttpRequest, act: Act) -> None:
    """Give programs that watch the log a line: the record is not there, or is of another firm.

    No firm is told: old links and typing errors look the same.
    """
    user = request.user
    if user.is_authenticated:
        route = request.resolver_match.route if request.resolver_match else ""
        log.info("record_not_there who_id=%s act=%s route=%s", user.pk, act.value, route)
