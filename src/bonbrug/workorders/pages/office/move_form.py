"""The form that plans a work order: who, which day, when it begins and how long it takes."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import DayField, UiForm
from bonbrug.workorders.actions.move_work import Place
from bonbrug.workorders.models import Company, Employee, WorkOrder
from bonbrug.workorders.pages.clock_times import ClockField, DurationField


class LengthField(DurationField):
    """How long; what came from another program may be longer than a day, and stays."""

    there: int | None = None

    def clean(self, value: object) -> int | None:
        if self.there is not None and value == self.prepare_value(self.there):
            return self.there
        return super().clean(value)


class MoveForm(UiForm):
    """What dragging a card and the keyboard send too."""

    employee = forms.ModelChoiceField(
        Employee.objects.none(), label=_("Employee"), required=False, empty_label=_("nobody yet")
    )
    work_date = DayField(label=_("Date"), required=False)
    work_time = ClockField(label=_("Begin"), required=False)
    duration_minutes = LengthField(
        label=_("How long"),
        required=False,
        help_text=_("In hours, such as 1:30 or 7,5. Left open, it counts as an hour."),
    )

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = kwargs.get("initial") or {}
        employees, length = self.fields["employee"], self.fields["duration_minutes"]
        if isinstance(employees, forms.ModelChoiceField):
            mine = Q(active=True) | Q(pk=there.get("employee"))
            people = company.employees.order_by("first_name", "last_name", "pk")
            employees.queryset = people.filter(mine)
        if isinstance(length, LengthField):
            length.there = there.get("duration_minutes")

    @property
    def place(self) -> Place:
        """Where it says that the work order goes."""
        said = self.cleaned_data
        return Place(
            said["employee"], said["work_date"], said["work_time"], said["duration_minutes"]
        )


def planned(order: WorkOrder) -> dict[str, object]:
    """Return what the form shows of a work order."""
    names = ("work_date", "work_time", "duration_minutes")
    return {"employee": order.employee_id, **{name: getattr(order, name) for name in names}}
