"""The way into the books, and how they stand today."""

from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from bonbrug.accounts.access import mine, need_somewhere
from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.books.models import Administration, Invoice
from bonbrug.books.models.mail import DOUBTFUL
from bonbrug.books.pages.navigation import NAME, address, in_books, show
from bonbrug.books.pages.outbox import unsettled
from bonbrug.ui.navigation import House, page
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.money import NOTHING, total


@acts(Act.SEE_BOOKS)
@require_GET
@login_required
def door(request: HttpRequest) -> HttpResponseBase:
    """Go straight to the only administration, or let the person choose."""
    need_somewhere(request)
    found = list(mine(request, Administration.objects.all()))
    if len(found) == 1:
        return HttpResponseRedirect(address("overview", found[0]))
    rows = [(each.name, address("overview", each)) for each in found]
    return page(request, "books/door.html", House("books", NAME), {"rows": rows})


@in_books()
def overview(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show what is open, what is late and which invoices came last."""
    today = accounting_day(system_clock())
    open_items = list(administration.open_items.still_open().of_customers())
    late = [item for item in open_items if item.is_late(today)]
    ready = Invoice.objects.filter(administration=administration, booked_on=None)
    invoices = Invoice.objects.filter(administration=administration)
    return show(
        request,
        administration,
        "overview.html",
        heading=_("Overview"),
        open_total=total(item.open for item in open_items),
        open_count=len(open_items),
        late_total=total(item.open for item in late),
        late_count=len(late),
        ready_total=ready.aggregate(sum=Sum("gross"))["sum"] or NOTHING,
        ready_count=ready.count(),
        latest=invoices.select_related("relation")[:6],
        doubtful_mails=unsettled(administration).filter(state__in=DOUBTFUL).count(),
    )
