"""The Open API 8: every answer is HTTP 200 with an envelope (docs/wire/werkbonapp.md §2.2).

Nothing here writes a query or a body to the log: the query holds the tokens.
"""

import logging
import traceback

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from bonbrug.accounts import read_only
from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.values.clock import system_clock
from bonbrug.wire.werkbonapp.api import write_fault
from bonbrug.wire.werkbonapp.faults import (
    BAD_BODY,
    EMPTY_BODY,
    NO_ENDPOINT,
    SERVER_ERROR,
    UNKNOWN_ENDPOINT,
    Fault,
    general,
)
from bonbrug.wire.werkbonapp.php_query import read_query
from bonbrug.workorders.doors import bounds, lists, more_lists, orders, traffic
from bonbrug.workorders.doors.call import Call, Endpoint
from bonbrug.workorders.doors.deletions import delete_entity
from bonbrug.workorders.doors.master_list import nothing
from bonbrug.workorders.doors.tokens import caller_of, require_https

log = logging.getLogger(__name__)

VERSION = "8"

# HEAD is left out on purpose: some of these GETs change or delete something.
ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    ("GET", "employees"): lists.EMPLOYEES.get,
    ("POST", "employees"): lists.EMPLOYEES.post,
    ("GET", "relations"): lists.RELATIONS.get,
    ("POST", "relations"): lists.RELATIONS.post,
    ("GET", "materials"): lists.MATERIALS.get,
    ("POST", "materials"): lists.MATERIALS.post,
    ("GET", "hourtypes"): lists.HOUR_TYPES.get,
    ("POST", "hourtypes"): lists.HOUR_TYPES.post,
    ("GET", "workstatusses"): lists.WORK_STATUSES.get,
    ("POST", "workstatusses"): lists.WORK_STATUSES.post,
    ("GET", "worktypes"): more_lists.types_of_work,
    ("POST", "worktypes"): more_lists.TYPES_OF_WORK.post,
    ("GET", "paymentmethods"): more_lists.payment_methods,
    ("POST", "paymentmethods"): more_lists.PAYMENT_METHODS.post,
    ("GET", "projects"): more_lists.PROJECTS.get,
    ("POST", "projects"): more_lists.PROJECTS.post,
    ("GET", "addresses"): more_lists.ADDRESSES.get,
    ("POST", "addresses"): more_lists.ADDRESSES.post,
    ("GET", "contactpersons"): more_lists.CONTACT_PERSONS.get,
    ("POST", "contactpersons"): more_lists.CONTACT_PERSONS.post,
    ("GET", "quotations"): nothing,
    ("GET", "invoices"): nothing,
    ("GET", "transactions"): nothing,
    ("GET", "getworkorders"): orders.get_work_orders,
    ("GET", "getworkorder"): orders.get_work_order,
    ("GET", "updateworkorder"): orders.update_work_order,
    ("POST", "updateworkorder"): orders.add_lines,
    ("POST", "postworkorders"): orders.post_work_orders,
    ("GET", "deleteentity"): delete_entity,
}
# Also reading a work order changes it: it is settled, or can be taken back no more.
WRITE_AT_GET = frozenset({"updateworkorder", "deleteentity", "getworkorders", "getworkorder"})
READ_ONLY = "temporarily unavailable: nothing can be changed for a while; try again later"


@acts(Act.USE_PROGRAM)
@csrf_exempt
def openapi(request: HttpRequest, version: str = "", endpoint: str = "") -> HttpResponse:
    """Answer one call; the messages are English, as the treaty's own are."""
    with translation.override("en"):
        body = _answer(request, version, endpoint)
    return HttpResponse(body, content_type="application/json")


def _answer(request: HttpRequest, version: str, endpoint: str) -> bytes:
    try:
        return _served(request, version, endpoint)
    except Fault as fault:
        if fault.code in (EMPTY_BODY, BAD_BODY):
            log.warning("openapi request refused code=%d", fault.code)
        return write_fault(fault)
    except UnreadablePostError:
        log.warning("openapi request cut off")
        return write_fault(general(EMPTY_BODY))
    except Exception as error:
        # A machine gets an envelope whatever happens; the text of the error may hold names.
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = (type(error).__name__, last.filename, last.lineno)
        log.exception("Open API failed: %s in %s:%s", *place, exc_info=False)
        return write_fault(general(SERVER_ERROR))


def _served(request: HttpRequest, version: str, endpoint: str) -> bytes:
    require_https(request)
    serve = _endpoint(request.method or "", version, endpoint)
    bounds.look(request)
    now = system_clock()
    caller = caller_of(request, now)
    asked = read_query(request.META.get("QUERY_STRING", ""))
    changes = request.method == "POST" or endpoint.casefold() in WRITE_AT_GET
    if changes and read_only.is_on():
        raise Fault(SERVER_ERROR, (READ_ONLY,))
    reply = serve(Call(request, caller, now, asked))
    traffic.openapi.count(endpoint.casefold(), writes=reply.writes)
    return reply.body


def _endpoint(method: str, version: str, endpoint: str) -> Endpoint:
    if not version or not endpoint:
        raise general(NO_ENDPOINT)
    serve = ENDPOINTS.get((method, endpoint.casefold()))
    if version != VERSION or serve is None:
        raise general(UNKNOWN_ENDPOINT)
    return serve
