"""Which days the planning board shows: a day, a week or a month, as its address says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.ui import query_parameters
from bonbrug.workorders.reports.week import DAYS, monday_of

WEEK, DAY, MONTH = "week", "dag", "maand"
KINDS: tuple[tuple[str, str | Promise], ...] = (
    (DAY, gettext_lazy("Day")),
    (WEEK, gettext_lazy("Week")),
    (MONTH, gettext_lazy("Month")),
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days around `day`; a month shows whole weeks."""

    kind: str
    day: date
    today: date

    @property
    def first(self) -> date:
        if self.kind == DAY:
            return self.day
        return monday_of(self.day.replace(day=1) if self.kind == MONTH else self.day)

    @property
    def last(self) -> date:
        if self.kind == DAY:
            return self.day
        end = self.after.day - timedelta(days=1) if self.kind == MONTH else self.day
        return monday_of(end) + timedelta(days=DAYS - 1)

    @property
    def days(self) -> Sequence[date]:
        count = (self.last - self.first).days + 1
        return [self.first + timedelta(days=number) for number in range(count)]

    @property
    def before(self) -> "Span":
        if self.kind == MONTH:
            return self.on((self.day.replace(day=1) - timedelta(days=1)).replace(day=1))
        return self.on(self.day - timedelta(days=1 if self.kind == DAY else DAYS))

    @property
    def after(self) -> "Span":
        if self.kind == MONTH:
            return self.on((self.day.replace(day=28) + timedelta(days=4)).replace(day=1))
        return self.on(self.day + timedelta(days=1 if self.kind == DAY else DAYS))

    def on(self, day: date) -> "Span":
        """Return the same kind of span around another day."""
        return Span(self.kind, day, self.today)

    def of(self, kind: str) -> "Span":
        """Return another kind of span around the same day."""
        return Span(kind, self.day, self.today)

    @property
    def query(self) -> str:
        """Return it as the address of a page says it."""
        return f"?soort={self.kind}&dag={self.day.isoformat()}"

    @property
    def week(self) -> int:
        return self.day.isocalendar().week

    @property
    def title(self) -> str:
        """Return what stands above the board."""
        if self.kind == DAY:
            return date_format(self.day, "l j F Y")
        if self.kind == MONTH:
            return date_format(self.day, "F Y")
        facts = {"first": date_format(self.first, "j F"), "last": date_format(self.last, "j F Y")}
        return _("%(first)s to %(last)s") % facts


def span_of(request: HttpRequest, today: date) -> Span:
    """Read which days were asked; a week around today when nothing was."""
    kind = query_parameters.choice(request, "soort", [kind for kind, _label in KINDS])
    return Span(kind or WEEK, query_parameters.day(request, "dag") or today, today)
