"""The tablets of an employee, as the office sees them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from bonbrug.workorders.actions.link_tablet import unlink_tablet
from bonbrug.workorders.models import Tablet
from bonbrug.workorders.pages.frame import company_of


def unlink(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Make a lost tablet forget the work orders."""
    firm = company_of(request, company)
    tablet = get_object_or_404(Tablet.objects.filter(employee__company=firm), pk=pk)
    employee = tablet.employee
    unlink_tablet(tablet)
    messages.success(request, _("The tablet is unlinked."))
    return redirect("workorders:employees_change", firm.pk, employee.pk)
