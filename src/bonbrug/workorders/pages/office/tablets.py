"""The tablets of a company as the office sees them, and the code that links one."""

import os
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions import link_tablet
from bonbrug.workorders.actions.link_code import CHANCE, LIVES, code_from, show_code
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Employee, Tablet
from bonbrug.workorders.pages.navigation import company_of, office

LINES = 50


def tablets(request: HttpRequest, company: int) -> HttpResponse:
    """Show every linked device with its last use, and what happened to them."""
    firm, now = company_of(request, company), system_clock()
    there = _tablets(firm).select_related("employee")
    devices = [(one, link_tablet.is_ended(one, now)) for one in there]
    lines = firm.tablet_events.all()[:LINES]
    people = firm.employees.filter(active=True)
    return office(request, firm, "tablets", devices=devices, lines=lines, people=people)


def code(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Show a new code for one employee; a code is never shown twice."""
    firm = company_of(request, company)
    employee = get_object_or_404(firm.employees, pk=pk)
    if request.method != "POST":
        return redirect("workorders:employees_change", firm.pk, pk)
    drawn, now = code_from(os.urandom(CHANCE)), system_clock()
    try:
        show_code(employee, drawn, now)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("workorders:employees_change", firm.pk, pk)
    address = f"{settings.BONBRUG_BASE_URL}{reverse('workorders:tablet_link')}"
    whole = f"{address}#{_given(firm, employee, drawn)}"
    facts: dict[str, Any] = {"employee": employee, "code": drawn, "address": address}
    picture = segno.make(whole, micro=False).svg_data_uri(scale=5, light="#fff")
    return office(request, firm, "tablet_code", picture=picture, until=now + LIVES, **facts)


def _given(firm: Company, employee: Employee, drawn: str) -> str:
    """What the picture fills in: behind the #, which a browser sends to nobody."""
    return urlencode({"company_id": firm.company_id, "number": employee.number, "code": drawn})


def unlink(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Make a lost tablet forget the work orders."""
    firm = company_of(request, company)
    tablet = get_object_or_404(_tablets(firm), pk=pk)
    link_tablet.end_tablet(tablet, request.user.get_username(), system_clock())
    messages.success(request, _("The tablet is unlinked."))
    return redirect("workorders:tablets", firm.pk)


def seen(request: HttpRequest, company: int) -> HttpResponse:
    """Take the new lines as read."""
    firm = company_of(request, company)
    link_tablet.note_seen(firm)
    return redirect("workorders:tablets", firm.pk)


def _tablets(firm: Company) -> "QuerySet[Tablet]":
    return Tablet.objects.filter(employee__company=firm)
