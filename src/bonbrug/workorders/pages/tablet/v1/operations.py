"""POST operations: what was done without signal, oldest first; each gets an answer of its own."""

import logging
import traceback
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.link_tablet import Seen
from bonbrug.workorders.actions.tablet_operations import NotStored, once
from bonbrug.workorders.pages.tablet.operations.perform import perform
from bonbrug.workorders.pages.tablet.v1.answers import Problem, answer, texts
from bonbrug.workorders.pages.tablet.v1.body import arrived, key_of, read_body, sent_of

log = logging.getLogger(__name__)
# Not stored, and no fault of what was sent: it is sent again. All else that is not stored is not.
AGAIN = frozenset({"tablet_ended", "line_not_there_yet", "waits_for_other", "failed"})


def operations(request: HttpRequest, seen: Seen) -> HttpResponseBase:
    """Do each operation in a transaction of its own; one that is wrong stops no other."""
    body, now = read_body(request), system_clock()
    if body.employee != seen.employee.pk:
        raise Problem(409, "other_employee")
    return answer({"answers": [_one(given, seen, now) for given in body.operations]})


def _one(given: Any, seen: Seen, now: datetime) -> dict[str, Any]:
    try:
        key = key_of(given)
    except ValueError:
        return _not_stored("not_an_operation", {"id": None})
    named = {"id": str(key)}
    sent = sent_of(given, key)
    try:
        done = once(arrived(given, sent, seen), partial(perform, sent, seen.employee, now), now)
    except NotStored as reason:
        return _not_stored(reason.code, {**named, **reason.answer})
    except Exception as error:
        # The others are done whatever happens to this one; its text may hold names.
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = (type(error).__name__, last.filename, last.lineno)
        log.exception("tablet operation failed: %s in %s:%s", *place, exc_info=False)
        return _not_stored("failed", named)
    return {**named, "repeated": False, **done}


def _not_stored(code: str, more: dict[str, Any]) -> dict[str, Any]:
    result = "asks" if code == "asks" else "again" if code in AGAIN else "refused"
    told = {"text": texts(code)} if "text" not in more else {}
    return {**more, **told, "result": result, "repeated": False, "code": code}
