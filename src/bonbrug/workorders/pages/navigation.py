"""What stands around every office page: whose company it is, and the menu of the manual."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.access import mine, mine_or_404, standing
from bonbrug.accounts.menus import shown
from bonbrug.accounts.roles import SEES_OWN_WORK
from bonbrug.ui.navigation import Entry, House, page
from bonbrug.workorders.models import Company, TabletEvent, TabletOperation, WorkOrder


def companies_of(request: HttpRequest) -> QuerySet[Company]:
    """Return the companies about which this page may tell this person."""
    return mine(request, Company.objects.order_by("name"))


def company_of(request: HttpRequest, pk: int) -> Company:
    """Return the company of an address, or answer 404 when it is somebody else's."""
    return mine_or_404(request, Company.objects.all(), pk)


def work_of(request: HttpRequest, company: Company) -> QuerySet[WorkOrder]:
    """Return the work orders of a company that this person may see: a fitter only their own."""
    orders = company.work_orders.select_related("company", "employee")
    if standing(request, company.organisation_id).role in SEES_OWN_WORK:
        return orders.filter(employee__user=request.user.pk)
    return orders


def house(request: HttpRequest, company: Company | None = None) -> House:
    """Return the frame; without a company there is no menu."""
    if company is None:
        return House("workorders", _("Work orders"))
    menu = shown(request, _menu(company))
    return House("workorders", _("Work orders"), company.name, menu)


def office(
    request: HttpRequest,
    company: Company,
    template: str,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """Render an office page of one company."""
    whole = {"company": company, **context}
    return page(
        request, f"workorders/office/{template}.html", house(request, company), whole, status
    )


def _menu(company: Company) -> tuple[Entry, ...]:
    def entry(label: object, name: str, icon: str = "") -> Entry:
        return Entry(str(label), reverse(f"workorders:{name}", args=[company.pk]), icon)

    news, waiting = _unread(company)
    other = (entry(_("Hour types"), "hour_types"), entry(_("Work statuses"), "work_statuses"))
    settings = (
        entry(_("Company"), "settings"),
        entry(_("External links"), "links"),
        entry(_tablets(news), "tablets"),
        Entry(_("Other"), children=other),
    )
    decide = gettext("From the tablets (%(count)s)") % {"count": waiting}
    return (
        entry(_("Work orders"), "work_orders", "clipboard-list"),
        *([entry(decide, "from_tablets", "device-tablet")] if waiting else []),
        entry(_("Planning board"), "board", "calendar"),
        entry(_("Relations"), "relations", "address-book"),
        entry(_("Materials"), "materials", "package"),
        entry(_("Employees"), "employees", "users"),
        Entry(_("Settings"), icon="settings", children=settings),
    )


def _unread(company: Company) -> tuple[int, int]:
    """Count the lines about tablets that nobody read, and their operations that nobody decided."""
    news, sent = TabletEvent.objects.filter(seen=False), TabletOperation.objects.filter(waits=True)
    one = Company.objects.filter(pk=company.pk)
    counted: tuple[int, int] = one.values_list(_count(news), _count(sent)).get()
    return counted


def _count(rows: QuerySet[Any]) -> Coalesce:
    mine = rows.filter(company=OuterRef("pk")).order_by().values("company")
    return Coalesce(Subquery(mine.annotate(count=Count("pk")).values("count")), 0)


def _tablets(count: int) -> str:
    return gettext("Tablets (%(count)s new)") % {"count": count} if count else gettext("Tablets")
