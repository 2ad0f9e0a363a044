"""The paper and the drawing of a work order, by links that a package is given and that soon end.

Whoever has such a link may open it, without logging in; so it lives for an hour, names one work
order and one link of the company with a package, and ends with either of them, or with the firm.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bonbrug.accounts import ending
from bonbrug.accounts.acts import Act
from bonbrug.accounts.keys import digest
from bonbrug.accounts.rate_limiter import Guess, visitor_of, wrong
from bonbrug.accounts.routes import acts
from bonbrug.values.clock import system_clock
from bonbrug.workorders.documents.paper.pdf import file_name, work_order_pdf
from bonbrug.workorders.models import ExternalLink, WorkOrder

LIVES = timedelta(hours=1)
PAPER, DRAWING = "pdf", "png"
SALT = "bonbrug.workorders.papers"
MARK = 16  # digits that tell one pair of tokens from the next
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def addresses_of(
    link: ExternalLink, orders: Iterable[WorkOrder], now: datetime
) -> Mapping[int, tuple[str, str]]:
    """Return the links to paper and drawing by number of the work order; '' where there is none.

    What can still be taken back has neither: for a package nobody signed it yet.
    """
    shown = [order for order in orders if not order.is_held(now)]
    signed = [order.pk for order in shown if order.signed_at is not None]
    rows = WorkOrder.objects.filter(pk__in=signed, signature__isnull=False)
    drawn = set(rows.values_list("pk", flat=True)) if signed else set()
    return {
        order.pk: (
            _address(PAPER, link, order, now),
            _address(DRAWING, link, order, now) if order.pk in drawn else "",
        )
        for order in shown
    }


def _address(kind: str, link: ExternalLink, order: WorkOrder, now: datetime) -> str:
    ends = int((now + LIVES).timestamp())
    token = Signer(salt=SALT).sign_object([kind, link.pk, _mark(link), order.pk, ends])
    return f"{settings.BONBRUG_BASE_URL}{reverse('work_order_paper', args=[token])}"


def _mark(link: ExternalLink) -> str:
    return digest(link.token_digest)[:MARK]


@acts(Act.USE_PROGRAM)
@never_cache
@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """Give what a link is of; a link that nobody gave counts as a guess."""
    now = system_clock()
    try:
        kind, *given = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError):
        wait = wrong(Guess("papers", visitor_of(request), SALT), now)
        return _ended(429 if wait else 404)
    order = _order(*given, now=now)
    found = GIVEN[kind](order) if order else None
    return found or _ended(404)


def _order(link: int, mark: str, pk: int, ends: int, *, now: datetime) -> WorkOrder | None:
    there = ExternalLink.objects.select_related("company").filter(pk=link).first()
    if there is None or _mark(there) != mark or now.timestamp() >= ends:
        return None
    if ending.is_ending(there.company.organisation_id):
        return None
    orders = there.company.work_orders.select_related("company", "employee")
    order = orders.filter(pk=pk).first()
    return None if order is None or order.is_held(now) else order


def _paper(order: WorkOrder) -> HttpResponse:
    answer = HttpResponse(work_order_pdf(order), content_type="application/pdf", headers=HEADERS)
    answer["Content-Disposition"] = f'inline; filename="{file_name(order)}"'
    return answer


def _drawing(order: WorkOrder) -> HttpResponse | None:
    if not order.signature:
        return None
    return HttpResponse(bytes(order.signature), content_type="image/png", headers=HEADERS)


def _ended(status: int) -> HttpResponse:
    words = gettext("This link has ended. Ask for the work order again where you found the link.")
    return HttpResponse(words, "text/plain; charset=utf-8", status, headers=HEADERS)


GIVEN: Mapping[str, Callable[[WorkOrder], HttpResponse | None]] = {
    PAPER: _paper,
    DRAWING: _drawing,
}
