"""Verzamelfacturen: which work orders wait for each other, and when they become one invoice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Connection, ExportJob
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.store.agreements import agreements
from bonbrug.link.store.bindings import bases
from bonbrug.sync.model.agreements import NOTHING_AGREED, Collect
from bonbrug.sync.model.bindings import RELATION
from bonbrug.sync.states.jobs import State
from bonbrug.ui.query_parameters import digits
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.quantity import folded

WITHOUT_A_DAY = (Collect.NO, Collect.BY_HAND, Collect.PROJECT)
ON_THE_WAY = (State.NEW, State.INTENDED, State.REFUSED, State.INVOICED)


@dataclass(frozen=True, slots=True)
class Group:
    """The work orders that become one invoice. `last` is the last day of its period.

    None: it waits until a person says so.
    """

    code: str
    name: str
    jobs: list[ExportJob]
    last: date | None
    project: str = ""

    @property
    def goes_on(self) -> date | None:
        """Return the day on which it goes by itself."""
        return self.last + timedelta(days=1) if self.last else None

    @property
    def goes_now(self) -> bool:
        """Tell whether the next run makes it."""
        return all(job.collect_now for job in self.jobs)

    @property
    def ids(self) -> str:
        return ",".join(str(job.pk) for job in self.jobs)


@acts(Act.SEE_LINK, Act.RUN_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def collective(request: HttpRequest, pk: int) -> HttpResponse:
    """List what waits; a button lets one invoice go now."""
    connection = find(request, pk)
    if request.method == "POST":
        return _now(request, connection)
    on_the_way = connection.jobs.filter(collective=True, state__in=ON_THE_WAY).order_by("pk")
    context = {"groups": list(groups(connection)), "on_the_way": on_the_way}
    return show(request, "collective.html", context, connection=connection)


def _now(request: HttpRequest, connection: Connection) -> HttpResponse:
    """Only what the page showed: a work order that came since waits for a press of its own."""
    ids = [digits(one) for one in request.POST.get("werkbonnen", "").split(",")]
    count = actions.collect_now(connection, ids, person(request), system_clock())
    if count:
        text = ngettext(
            "%(count)s work order becomes an invoice with the next run.",
            "%(count)s work orders become one invoice with the next run.",
            count,
        )
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("This was decided already."))
    return redirect("link:collective", connection.pk)


def groups(connection: Connection) -> Iterator[Group]:
    """Yield what waits by customer and period or project.

    The VAT may yet part it into two invoices.
    """
    agreed, today = agreements(connection.pk), accounting_day(system_clock())
    found: dict[tuple[str, date, str], list[ExportJob]] = {}
    for job in connection.jobs.filter(state=State.GATHERED).order_by("relation_code", "pk"):
        key = folded(job.relation_code)
        agreement = agreed.get(key, NOTHING_AGREED)
        _period, last = agreement.period(job.work_day or today)
        project = folded(job.project) if agreement.collect is Collect.PROJECT else ""
        found.setdefault((key, last, project), []).append(job)
    names = bases(connection.pk, RELATION, {key for key, _last, _project in found})
    for (key, last, project), jobs in found.items():
        by_hand = agreed.get(key, NOTHING_AGREED).collect in WITHOUT_A_DAY
        name = str(names.get(key, {}).get("name", ""))
        shown = jobs[0].project if project else ""
        yield Group(jobs[0].relation_code, name, jobs, None if by_hand else last, shown)
