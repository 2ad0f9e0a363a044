"""The tablet without signal: the worker of the browser, and the page that it shows then."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.workorders.models import Employee, WorkOrder
from bonbrug.workorders.pages.hours_form import HoursForm
from bonbrug.workorders.pages.tablet import app_files
from bonbrug.workorders.pages.tablet.authentication import show
from bonbrug.workorders.pages.tablet.device import ROAD
from bonbrug.workorders.pages.tablet.discount import DiscountForm
from bonbrug.workorders.pages.tablet.materials import HandForm, QuantityForm
from bonbrug.workorders.pages.tablet.signing import SignForm


@acts(Act.USE_TABLET)
@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer the script that a browser keeps beside the pages; a change of a file changes it."""
    del request
    settings = {"version": app_files.version(), "files": app_files.addresses(), "scope": ROAD}
    line = f"const SETTINGS = {json.dumps(settings)};\n"
    script = line.encode() + app_files.content(app_files.WORKER)
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = ROAD
    return answer


def without_signal(request: HttpRequest, employee: Employee) -> HttpResponse:
    """Show the page that is kept for when there is no signal: forms, and no record."""
    return show(request, employee, "without_signal", **_forms(employee))


def _forms(employee: Employee) -> dict[str, Any]:
    company = employee.company
    return {
        "hours": HoursForm(company=company, order=WorkOrder(), worker=employee.number),
        "quantity": QuantityForm(),
        "hand": HandForm(),
        "discount": DiscountForm(),
        "sign": SignForm(drawn=company.signature_required),
    }
