"""The form of a period of work, on the tablet and in the office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import DayField, UiForm
from bonbrug.workorders.actions.records import PeriodFields
from bonbrug.workorders.models import Company, WorkOrder, WorkPeriod
from bonbrug.workorders.pages.clock_times import ClockField, DurationField
from bonbrug.workorders.pages.hours_questions import Whose, ask_about

BREAKS = [
    (0, _("none")),
    *((minutes, f"{minutes} min") for minutes in (15, 30, 45, 60, 75, 90)),
]


class HoursForm(UiForm):
    """A period of work."""

    work_date = DayField(label=_("Date"))
    begin = ClockField(label=_("Begin"), required=False)
    end = ClockField(label=_("End"), required=False, midnight=True)
    break_minutes = forms.TypedChoiceField(label=_("Break"), choices=BREAKS, coerce=int)
    long = DurationField(
        label=_("Or in total"),
        required=False,
        help_text=_("Without begin and end, for example 7,5 or 7:30 hours."),
    )
    hour_type = forms.ChoiceField(label=_("Hour type"))
    remark = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        company: Company,
        order: WorkOrder,
        period: WorkPeriod | None = None,
        worker: str = "",
        **kwargs: Any,
    ) -> None:
        """`period` is what is being changed, `worker` the number of whose hours they are."""
        super().__init__(*args, **kwargs)
        self.order, self.period, self.worker = order, period, worker
        there = period.hour_type if period else ""
        types = [(one.code, one.name) for one in company.hour_types.filter(active=True)]
        if there and there not in {code for code, _name in types}:
            types.append((there, there))
        field = self.fields["hour_type"]
        if isinstance(field, forms.ChoiceField):
            field.choices = types or [("", "–")]
            field.required = bool(types)

    def clean(self) -> dict[str, Any]:
        """Begin and end belong together; without them how long is needed."""
        cleaned = super().clean() or {}
        begin, end, long = (cleaned.get(name) for name in ("begin", "end", "long"))
        if self.errors:
            return cleaned
        if (begin is None) != (end is None):
            missing = "begin" if begin is None else "end"
            self.add_error(missing, _("Fill in both begin and end."))
        elif begin is None and long is None:
            self.add_error("begin", _("Fill in begin and end, or only the total."))
        else:
            worker = cleaned.get("employee_number", self.worker)
            ask_about(self, cleaned, Whose(self.order, worker, self.period))
        return cleaned

    def values(self, employee_number: str) -> PeriodFields:
        """Return what the action takes; begin and end go before how long."""
        cleaned = self.cleaned_data
        fields = PeriodFields(
            work_date=cleaned["work_date"],
            begin=cleaned["begin"],
            end=cleaned["end"],
            break_minutes=cleaned["break_minutes"] if cleaned["begin"] is not None else 0,
            hour_type=cleaned["hour_type"],
            remark=cleaned["remark"],
            employee_number=employee_number,
        )
        if cleaned["begin"] is None:
            fields["total_minutes"] = cleaned["long"]
        return fields


def values_of(period: WorkPeriod) -> dict[str, Any]:
    """Return what the form shows of hours that are there."""
    names = ("work_date", "begin", "end", "break_minutes", "hour_type", "remark")
    there = {name: getattr(period, name) for name in names}
    return {**there, "long": None if period.begin else period.total_minutes}
