"""The planning board: who does which work order when."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse

from bonbrug.ui import query_parameters
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.models import Company
from bonbrug.workorders.pages.navigation import company_of, office
from bonbrug.workorders.pages.office.board_card_html import CardHtml
from bonbrug.workorders.pages.office.board_cards import Cards
from bonbrug.workorders.pages.office.board_month import month_of
from bonbrug.workorders.pages.office.board_rows import grid_of
from bonbrug.workorders.pages.office.board_span import KINDS, MONTH, Span, span_of
from bonbrug.workorders.reports.board import MOST, MOST_PEOPLE, Board, board_of

NOTHING_NEW = 204


def board(request: HttpRequest, company: int) -> HttpResponse:
    """Show a day, a week or a month; an open board asks again, and hears whether it changed."""
    firm = company_of(request, company)
    span = span_of(request, accounting_day(system_clock()))
    there = board_of(firm, span.first, span.last, span.today)
    version = version_of(there, span)
    again = request.headers.get("HX-Request") == "true"
    if again and query_parameters.text(request, "versie") == version:
        return HttpResponse(status=NOTHING_NEW)
    template = "board_part" if again else "board"
    return office(
        request, firm, template, version=version, again=again, **_shown(firm, there, span)
    )


def version_of(there: Board, span: Span) -> str:
    """Return a mark of all that the board shows; another mark, and it looks different."""
    return hashlib.sha256(f"{span} {there}".encode()).hexdigest()[:16]


def _shown(firm: Company, there: Board, span: Span) -> dict[str, Any]:
    cards = Cards(firm, there, span.today, span.query)
    drawer = CardHtml()
    table = "weeks" if span.kind == MONTH else "grid"
    made = month_of(there, span, cards) if span.kind == MONTH else grid_of(there, span, cards)
    return {
        table: made,
        "board": there,
        "span": span,
        "kinds": [(label, span.of(kind), kind == span.kind) for kind, label in KINDS],
        "apart": [drawer.draw(cards.of(job, None)) for job in there.apart],
        "apart_more": there.apart_count - len(there.apart),
        "people_more": there.people_count - len(there.people),
        "most": MOST,
        "most_people": MOST_PEOPLE,
    }
