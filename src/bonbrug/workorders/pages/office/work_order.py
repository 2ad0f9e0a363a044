"""One work order: everything about it, and the buttons that its status allows."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.access import act_of, may, need
from bonbrug.accounts.acts import Act
from bonbrug.accounts.roles import Whose
from bonbrug.ui.edit_conflicts import alone, came_between
from bonbrug.values.clock import system_clock
from bonbrug.values.text import printable
from bonbrug.workorders.actions import archive, complete, plan_work, settle, take_back
from bonbrug.workorders.actions.mark_dwelling import dwelling_at, mark_dwelling
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Status, WorkOrder
from bonbrug.workorders.pages.badges import status_badge, work_status_badge, work_status_names
from bonbrug.workorders.pages.facts import facts_of
from bonbrug.workorders.pages.navigation import companies_of, company_of, office
from bonbrug.workorders.pages.office.from_tablets import cards_of
from bonbrug.workorders.pages.paper_answer import paper_answer
from bonbrug.workorders.pages.taking_back import held_facts
from bonbrug.workorders.pages.totals import reckon

Deed = Callable[..., object]
DEEDS: dict[str, tuple[Deed, str | Promise]] = {
    "compleet": (complete.complete_unsigned, gettext_lazy("%(name)s is Complete.")),
    "terughalen": (take_back.take_back, gettext_lazy("%(name)s is taken back.")),
    "versturen": (take_back.send_now, gettext_lazy("%(name)s is sent.")),
    "afgehandeld": (settle.settle, gettext_lazy("%(name)s is Settled.")),
    "opnieuw": (settle.back_to_complete, gettext_lazy("%(name)s is Complete again.")),
    "archief": (archive.archive, gettext_lazy("%(name)s is in the archive.")),
    "terug": (archive.unarchive, gettext_lazy("%(name)s is out of the archive.")),
}


def work_order(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Show one work order."""
    firm = company_of(request, company)
    order = order_of(request, firm, pk)
    names = work_status_names(firm)
    if order.work_status and order.work_status not in names:
        names[order.work_status] = order.work_status
    return office(
        request,
        firm,
        "work_order",
        order=order,
        sum=reckon(order),
        facts=facts_of(order),
        may_correct=order.status != Status.SETTLED
        and may(request, Act.WRITE_WORK, firm.organisation_id),
        badges=(status_badge(order.status), work_status_badge(order.work_status, names)),
        work_statuses=names.items(),
        history=order.history.all()[:50],
        dwelling=dwelling_at(order),
        cards=cards_of(firm, order),
        **held_facts(order),
    )


def by_row(request: HttpRequest, company_id: str, pk: int) -> HttpResponse:
    """Lead to a work order by what the wire names it: Bedrijfs id and row id.

    Pages of others in the box use this address.
    """
    firm = get_object_or_404(companies_of(request), company_id=company_id)
    return redirect("workorders:work_order", firm.pk, order_of(request, firm, pk).pk)


def mark(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Keep whether the work address is a dwelling older than two years."""
    firm = company_of(request, company)
    order = order_of(request, firm, pk)
    is_old = request.POST.get("old") == "1"
    try:
        mark_dwelling(order, is_old=is_old, now=system_clock(), who=who(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("workorders:work_order", firm.pk, order.pk)


def held(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Answer the part of the page that counts down; it asks for itself."""
    firm = company_of(request, company)
    order = order_of(request, firm, pk)
    return office(request, firm, "held", order=order, **held_facts(order))


def order_of(request: HttpRequest, firm: Company, pk: int) -> WorkOrder:
    """Return a work order of this company, or answer 404; a fitter sees only their own."""
    order = get_object_or_404(orders_of(firm), pk=pk)
    own = order.employee is not None and order.employee.user_id == request.user.pk
    whose = Whose.FIRMS if own else Whose.COLLEAGUES
    need(request, act_of(request), firm.organisation_id, whose)
    return order


def orders_of(firm: Company) -> QuerySet[WorkOrder]:
    """Return the work orders of this company, with who does them."""
    return firm.work_orders.select_related("company", "employee")


def do_deed(request: HttpRequest, company: int, pk: int, deed: str) -> HttpResponse:
    """Press one of the buttons that move a work order through its life."""
    firm = company_of(request, company)
    order = order_of(request, firm, pk)
    act, sentence = DEEDS[deed]
    try:
        act(order, now=system_clock(), who=who(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(sentence) % {"name": order.name})
    return redirect("workorders:work_order", firm.pk, order.pk)


def set_work_status(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Give the work order another code of the company."""
    firm = company_of(request, company)
    order = order_of(request, firm, pk)
    code = printable(request.POST.get("work_status", "")).strip()
    with alone(order) as held:
        told = came_between(request, _("Work status"), held.work_status, code)
        if told:
            messages.error(request, told)
        else:
            _set_work_status(request, order, code)
    return redirect("workorders:work_order", firm.pk, order.pk)


def _set_work_status(request: HttpRequest, order: WorkOrder, code: str) -> None:
    try:
        plan_work.set_work_status(order, code, now=system_clock(), who=who(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The work status is set."))


def remove(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Delete a work order that is not settled."""
    firm = company_of(request, company)
    order = order_of(request, firm, pk)
    name = order.name
    try:
        plan_work.remove(order)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("workorders:work_order", firm.pk, pk)
    messages.success(request, _("%(record)s is removed.") % {"record": name})
    return redirect("workorders:work_orders", firm.pk)


def signature(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Send the picture that the customer drew."""
    order = order_of(request, company_of(request, company), pk)
    if not order.signature:
        raise Http404
    return HttpResponse(bytes(order.signature), content_type="image/png")


def paper(request: HttpRequest, company: int, pk: int) -> HttpResponseBase:
    """Give the work order on paper."""
    return paper_answer(order_of(request, company_of(request, company), pk))


def who(request: HttpRequest) -> str:
    """Return the person as the history names them."""
    return request.user.get_username()
