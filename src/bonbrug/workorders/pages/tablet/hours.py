"""Writing hours: begin, end and break, or only how long."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from bonbrug.ui.edit_conflicts import still_there, tell_kept
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions import do_work
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, WorkOrder, WorkPeriod
from bonbrug.workorders.pages.hours_form import HoursForm, values_of
from bonbrug.workorders.pages.refused import show as show_refused
from bonbrug.workorders.pages.tablet.authentication import show, tell


def add(request: HttpRequest, employee: Employee, order: WorkOrder) -> HttpResponse:
    """Write hours on a work order."""
    start = {"work_date": accounting_day(system_clock())}
    form = HoursForm(
        request.POST or None,
        company=employee.company,
        order=order,
        worker=employee.number,
        initial=start,
    )
    return _save(request, employee, order, form, None)


def change(request: HttpRequest, employee: Employee, order: WorkOrder, line: int) -> HttpResponse:
    """Change hours that are there."""
    period = still_there(request, order.periods.all(), line)
    start = values_of(period) if period else {}
    form = HoursForm(
        request.POST or None,
        company=employee.company,
        order=order,
        period=period,
        worker=employee.number,
        initial=start,
    ).about(period)
    return _save(request, employee, order, form, period)


def _save(
    request: HttpRequest,
    employee: Employee,
    order: WorkOrder,
    form: HoursForm,
    period: WorkPeriod | None,
) -> HttpResponse:
    if form.is_valid():
        try:
            _write(employee, order, form, period)
        except Refused as refused:
            show_refused(form, refused)
        else:
            tell_kept(request, form.kept)
            return redirect("workorders:tablet_order", order.pk)
    return show(request, employee, "hours", order=order, form=form, period=period)


def _write(
    employee: Employee, order: WorkOrder, form: HoursForm, period: WorkPeriod | None
) -> None:
    fields, now = form.values(employee.number), system_clock()
    if period is None:
        do_work.write_period(order, fields, now=now, who=employee.name)
    else:
        do_work.change_period(period, fields, now=now, who=employee.name)


def remove(request: HttpRequest, employee: Employee, order: WorkOrder, line: int) -> HttpResponse:
    """Take hours off the work order."""
    period = get_object_or_404(order.periods, pk=line)
    try:
        do_work.remove_period(period, now=system_clock(), who=employee.name)
    except Refused as refused:
        tell(request, refused)
    return redirect("workorders:tablet_order", order.pk)
