"""The front door of the house."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bonbrug.accounts.access import need_somewhere
from bonbrug.ui.navigation import page
from bonbrug.workorders.pages.navigation import companies_of, house


def front(request: HttpRequest) -> HttpResponse:
    """Go to the only company of this person, or let them choose."""
    need_somewhere(request)
    companies = list(companies_of(request))
    if len(companies) == 1:
        return redirect("workorders:work_orders", companies[0].pk)
    return page(request, "workorders/office/front.html", house(request), {"companies": companies})
