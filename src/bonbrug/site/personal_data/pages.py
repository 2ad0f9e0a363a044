"""All about one person as a file, and erasing a customer in two steps."""

import tempfile
from collections import Counter
from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts.access import (
    mine_or_404,
    my_organisations,
    need_somewhere,
    organisation_or_404,
)
from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import Erasure, Organisation, User
from bonbrug.accounts.routes import acts
from bonbrug.site.personal_data import erasing, export
from bonbrug.site.personal_data.forms import ConfirmForm, PersonForm
from bonbrug.site.personal_data.houses import house_of
from bonbrug.site.personal_data.words import (
    BACKUPS,
    ERASED,
    HELD,
    HOUSES,
    OBSTACLES,
    OUTSIDE,
    WHAT,
    Text,
)
from bonbrug.values.clock import system_clock
from bonbrug.values.personal_data import Erased, Person, Whose

IN_MEMORY = 2 * 1024 * 1024  # of a file that is downloaded; more of it waits on the disk


@acts(Act.PERSONAL_DATA)
@require_http_methods(["GET", "POST"])
@login_required
def start(request: HttpRequest) -> HttpResponseBase:
    """Ask who it is about; then give the file, or show what erasing would do."""
    need_somewhere(request)
    form = PersonForm(my_organisations(request), request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _start(request, form, 422 if form.is_bound else 200)
    organisation, person = form.cleaned_data["organisation"], form.person
    if "erase" not in request.POST:
        return _downloaded(request, form, organisation, person)
    if person.whose is not Whose.CUSTOMER:
        form.add_error("whose", _("Only a customer can be erased here."))
        return _start(request, form, 422)
    return redirect("erase_customer", organisation.pk, person.key.strip())


def _start(request: HttpRequest, form: PersonForm, status: int) -> HttpResponse:
    firms = my_organisations(request)
    erased = Erasure.objects.filter(organisation__in=firms).select_related("organisation", "by")
    context = {"form": form, "erased": erased, "firms": firms}
    return render(request, "site/personal_data/start.html", context, status=status)


def _downloaded(
    request: HttpRequest, form: PersonForm, organisation: Organisation, person: Person
) -> HttpResponseBase:
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    if not export.write(organisation, person, file, system_clock()):
        file.close()
        form.add_error("key", _("Nothing is kept about this person. Check what you typed."))
        return _start(request, form, 422)
    file.seek(0)
    name = f"bonbrug-{slugify(person.key) or 'person'}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@acts(Act.PERSONAL_DATA)
@require_http_methods(["GET", "POST"])
@login_required
def erase(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show what goes and what stays; with the number typed once more, erase."""
    organisation = organisation_or_404(request, pk)
    told = erasing.preview(organisation, code)
    if not told.lines:
        raise Http404
    form = ConfirmForm(code, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            whole = erasing.erase(organisation, code, _user(request), system_clock())
        except erasing.Waiting as error:
            form.add_error(None, str(error))
        else:
            return _erased(request, code, whole=whole)
    context = {"organisation": organisation, "code": code, "form": form, **_told(told)}
    return render(
        request, "site/personal_data/erase.html", context, status=422 if form.is_bound else 200
    )


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _erased(request: HttpRequest, code: str, *, whole: bool) -> HttpResponse:
    messages.success(request, _("Customer %(code)s is erased.") % {"code": code})
    for said in (OUTSIDE, BACKUPS, *(() if whole else (HELD,))):
        messages.warning(request, str(said))
    return redirect("personal_data")


def _told(told: erasing.Preview) -> Mapping[str, object]:
    return {
        "goes": _rows(told.goes),
        "stays": _rows(told.stays),
        "obstacles": [str(OBSTACLES[one.code]) % {"number": one.number} for one in told.obstacles],
        "kept_until": told.kept_until,
        "outside": OUTSIDE,
        "backups": BACKUPS,
    }


def _rows(lines: list[erasing.Line]) -> list[tuple[Text, Text, str, Text]]:
    """Return a line for each thing in each house, with how many records say it."""
    found = Counter[tuple[str, str, Erased]]()
    for line in lines:
        found[house_of(line.table), line.what, line.erased] += line.rows
    return [
        (HOUSES[house], WHAT[what], _count(count), ERASED[erased])
        for (house, what, erased), count in found.items()
    ]


def _count(count: int) -> str:
    return ngettext("%(count)s record", "%(count)s records", count) % {"count": count}


@acts(Act.PERSONAL_DATA)
@require_POST
@login_required
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a customer that was erased be a customer again."""
    erasure = mine_or_404(request, Erasure.objects.select_related("organisation"), pk)
    try:
        erasing.bring_back(erasure.organisation, erasure.code, _user(request), system_clock())
    except erasing.Waiting as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(code)s can be a customer again.") % {"code": erasure.code})
    return redirect("personal_data")
