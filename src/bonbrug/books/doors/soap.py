"""The SOAP door at the path of the real service. See docs/wire/eboekhouden-soap.md §2 and §6."""

import logging
import os
from collections.abc import Iterator
from itertools import chain, islice

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.client_address import is_near
from bonbrug.accounts.rate_limiter import visitor_of
from bonbrug.accounts.routes import acts
from bonbrug.books.doors import sessions
from bonbrug.books.doors.calls import Moment, Unavailable, answer
from bonbrug.values.clock import system_clock
from bonbrug.wire.eboekhouden import limits, operations, soap
from bonbrug.wire.eboekhouden.faults import Fault

ONLY_HTTPS = "Use https: what is sent over http can be read on the way."
READ_ONLY = "Temporarily unavailable: nothing can be changed for a while. Try again later."
RETRY_SECONDS = "300"
WHOLE = 12  # pieces: an answer of more, which is some hundreds of rows, is streamed

log = logging.getLogger(__name__)


def own_address() -> str:
    """Return the address that clients must send their calls to."""
    return f"{settings.BONBRUG_BASE_URL}/soap.asmx"


@acts(Act.USE_PROGRAM)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponseBase:
    """Answer a call, or give the contract (``?wsdl``) or a sample (``?op=GetRelaties``).

    Cookies are ignored: a program is known by its session id and second code alone.
    """
    if settings.HTTPS and not request.is_secure() and not is_near(request):
        return HttpResponseForbidden(ONLY_HTTPS, content_type="text/plain; charset=utf-8")
    if request.method == "POST":
        return _call(request)
    if "wsdl" in {name.lower() for name in request.GET}:
        return HttpResponse(soap.wsdl(own_address()), "text/xml; charset=utf-8")
    return _sample(request.GET.get("op", ""))


def _call(request: HttpRequest) -> HttpResponseBase:
    try:
        charset = (request.content_params or {}).get("charset", "")
        opening = request.read(limits.OPENING_BYTES)
        refused = _stranger(request, opening)
        if refused:
            return refused
        body = opening + request.read(limits.REQUEST_BYTES + 1 - len(opening))
        call = soap.read_request(body, request.headers.get("SOAPAction", ""), charset)
    except soap.MessageError as error:
        log.warning("soap request refused reason=%s", error.reason)
        fault = soap.write_fault(soap.explained(error), error.version)
        return HttpResponse(fault, error.version.content_type, status=500)
    moment = Moment(system_clock(), os.urandom, visitor_of(request))
    try:
        first, rest = _answered(call, moment)
    except Unavailable:
        return _unavailable(call)
    media = call.version.content_type
    return (
        StreamingHttpResponse(chain([first], rest), media) if rest else HttpResponse(first, media)
    )


def _unavailable(call: soap.Request) -> HttpResponse:
    """Answer as a server does that is away for a moment: nothing was done, and later it is."""
    log.info("soap operation=%s refused reason=read_only", call.operation.name)
    fault = soap.write_fault(READ_ONLY, call.version, ours=True)
    told = HttpResponse(fault, call.version.content_type, status=503)
    told.headers["Retry-After"] = RETRY_SECONDS
    return told


def _stranger(request: HttpRequest, opening: bytes) -> HttpResponse | None:
    """Refuse a long request without a session before it is read; a short one costs nothing."""
    if len(opening) < limits.OPENING_BYTES:
        return None
    charset = (request.content_params or {}).get("charset", "")
    knock = soap.read_knock(opening, charset)
    try:
        sessions.session_of(knock.session, system_clock())
    except Fault as fault:
        log.info("soap operation=%s code=%s", knock.operation.name, fault.code)
        told = soap.write_error(knock.operation, fault, knock.version)
        return HttpResponse(told, knock.version.content_type)
    return None


def _answered(call: soap.Request, moment: Moment) -> tuple[bytes, Iterator[bytes] | None]:
    """Return the answer, or the first of it and the rest: a long list leaves while it is read."""
    operation = call.operation
    try:
        result = answer(operation, call.record, moment)
        pieces = soap.stream_response(operation, result, call.version)
        first = b"".join(islice(pieces, WHOLE))
        more = next(pieces, None)
    except Fault as fault:
        log.info("soap operation=%s code=%s", operation.name, fault.code)
        return soap.write_error(operation, fault, call.version), None
    size = "bytes" if more is None else "first_bytes"
    log.info("soap operation=%s code= %s=%d", operation.name, size, len(first))
    return first, None if more is None else chain([more], pieces)


def _sample(name: str) -> HttpResponse:
    """Return a plain page: all operations, or the sample request of one."""
    operation = operations.OPERATIONS.get(name)
    if operation is None:
        lines = [own_address(), f"{own_address()}?wsdl", "", *operations.OPERATIONS]
        return HttpResponse("\n".join(lines), "text/plain; charset=utf-8")
    lines = [f"POST {own_address()}"]
    lines += [": ".join(header) for header in soap.headers(operation).items()]
    lines += ["", soap.write_request(operation, operation.asked()).decode()]
    return HttpResponse("\n".join(lines), "text/plain; charset=utf-8")
