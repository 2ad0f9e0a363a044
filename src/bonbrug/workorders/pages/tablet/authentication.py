"""Who stands at the tablet: the employee whose device key the cookie holds."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.ending import is_ending
from bonbrug.accounts.routes import READS, FirmEnds, acts
from bonbrug.ui.drafts import unsaved
from bonbrug.ui.edit_conflicts import alone
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.link_tablet import see_tablet
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, Status, WorkOrder
from bonbrug.workorders.pages.tablet import device

View = Callable[..., HttpResponseBase]


def employee_at(request: HttpRequest) -> Employee | None:
    """Return the active employee whose tablet sends this request."""
    seen = see_tablet(device.key_of(request), system_clock())
    return seen.employee if seen else None


def tablet_page(*methods: str) -> Callable[[View], View]:
    """Give a view the employee at the tablet; a tablet that is not linked is asked to link.

    The answer carries a new key now and then: one that was copied off opens nothing for long.
    """

    def around(view: View) -> View:
        def guarded(request: HttpRequest, **road: object) -> HttpResponseBase:
            seen = see_tablet(device.key_of(request), system_clock(), device.draw_key)
            if seen is None:
                return unsaved(redirect("workorders:tablet_link"))
            if request.method not in READS and is_ending(seen.employee.company.organisation_id):
                raise FirmEnds
            answer = view(request, seen.employee, **road)
            if seen.new_key:
                device.remember(answer, seen.new_key)
            return answer

        known = never_cache(require_http_methods(list(methods))(guarded))
        return acts(Act.USE_TABLET)(known)

    return around


def writing(*methods: str) -> Callable[[View], View]:
    """As `tablet_page`, for what may only be written while the work order is at hand.

    What the customer signed for is not changed on the tablet any more.
    """

    def around(view: View) -> View:
        def guarded(
            request: HttpRequest, employee: Employee, pk: int, **road: object
        ) -> HttpResponseBase:
            if request.method != "POST":
                return entered(request, employee, own_order(employee, pk), **road)
            with alone(own_order(employee, pk)):
                return entered(request, employee, own_order(employee, pk), **road)

        def entered(
            request: HttpRequest, employee: Employee, order: WorkOrder, **road: object
        ) -> HttpResponseBase:
            if order.status != Status.PICKED_UP:
                facts = {"status": Status(order.status).label, "needed": Status.PICKED_UP.label}
                tell(request, Refused("wrong_status", name=order.name, **facts))
                return unsaved(redirect("workorders:tablet_order", order.pk))
            return view(request, employee, order, **road)

        return tablet_page(*methods)(guarded)

    return around


def own_order(employee: Employee, pk: int) -> WorkOrder:
    """Return a work order of this employee; anybody else's does not exist here."""
    orders = employee.company.work_orders.filter(employee=employee, archived=False)
    return get_object_or_404(orders.select_related("company", "employee"), pk=pk)


def show(
    request: HttpRequest, employee: Employee, template: str, **context: object
) -> HttpResponse:
    """Render a tablet page."""
    return render(request, f"workorders/tablet/{template}.html", {"employee": employee, **context})


def tell(request: HttpRequest, refused: Refused) -> None:
    """Show a refusal on the next page."""
    messages.error(request, str(refused))
