"""Boekhouden > Auditfile: the bookings of a year for the accountant or the tax office."""

from datetime import date
from importlib.metadata import version
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.books.documents.audit.file import audit_file, written
from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import AUDIT_FILE, BOOKKEEPING, address, in_books, show
from bonbrug.books.pages.period_choice import years_of
from bonbrug.ui import query_parameters
from bonbrug.ui.csv_files import download
from bonbrug.ui.forms import DayField, UiForm
from bonbrug.values.clock import accounting_day, system_clock

KIND = "application/xml; charset=utf-8"
INVALID = 422


class AuditFileForm(UiForm):
    """A year, and days when it is a part of one."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    first = DayField(
        label=gettext_lazy("From"),
        required=False,
        back=200,
        ahead=200,
        help_text=gettext_lazy("Only for a part of the year. Empty: from 1 January."),
    )
    last = DayField(
        label=gettext_lazy("Up to and including"),
        required=False,
        back=200,
        ahead=200,
        help_text=gettext_lazy(
            "Only for a part of the year. Empty: up to and including 31 December."
        ),
    )

    def __init__(self, years: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", ((str(year), str(year)) for year in years))

    def clean(self) -> dict[str, Any]:
        """Fill in the days; refuse those of another year and in the wrong order."""
        given = super().clean() or self.cleaned_data
        year = given.get("year")
        if year and not self.errors:
            given["first"] = given["first"] or date(year, 1, 1)
            given["last"] = given["last"] or date(year, 12, 31)
            self._look(year, given["first"], given["last"])
        return given

    def _look(self, year: int, first: date, last: date) -> None:
        for name, day in (("first", first), ("last", last)):
            if day.year != year:
                facts = {"year": year}
                self.add_error(name, _("This day is not in %(year)s.") % facts)
        if not self.errors:
            self.check_span("first", "last")


@in_books()
def audit(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Ask for the year, and give the file of the one that was asked."""
    today = accounting_day(system_clock())
    years = years_of(administration, today)
    asked = query_parameters.whole(request)
    form = AuditFileForm(years, asked or None, initial={"year": years[0]})
    if form.is_valid():
        return _file(administration, form.cleaned_data["first"], form.cleaned_data["last"], today)
    return show(
        request,
        administration,
        "audit_file.html",
        heading=AUDIT_FILE,
        trail=(BOOKKEEPING[0],),
        form=form,
        any_booking=administration.entries.exists(),
        lacks_number=not administration.vat_number.strip(),
        firm_url=address("firm", administration) + "#id_vat_number",
        status=INVALID if asked else 200,
    )


def _file(books: Administration, first: date, last: date, today: date) -> HttpResponseBase:
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    name = f"{first.year}" if whole else f"{first:%Y-%m-%d}-{last:%Y-%m-%d}"
    file = audit_file(books, first, last, today, version("bonbrug"))
    return download(written(file), KIND, f"auditfile-{books.pk}-{name}.xaf")
