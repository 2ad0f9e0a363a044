"""The forms of a work order in the office."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import AmountField, DayField, UiForm, WholeField
from bonbrug.ui.identifier_fields import EmailField, PhoneField, PostcodeField
from bonbrug.workorders.models import Company, Employee, WorkOrder
from bonbrug.workorders.models.choices import PAYMENT_METHODS, TYPES_OF_WORK
from bonbrug.workorders.models.columns import LINE
from bonbrug.workorders.pages.clock_times import ClockField
from bonbrug.workorders.pages.discount_field import DiscountField
from bonbrug.workorders.pages.text_field import text

BLOCK = (
    ("name", _("Name")),
    ("debtor_number", _("Relation code")),
    ("contact", _("Contact person")),
    ("street", _("Street")),
    ("house_number", _("House number")),
    ("postal_code", _("Postal code")),
    ("city", _("City")),
    ("phone", _("Phone")),
    ("email", _("E-mail address")),
)
REQUIRED = ("name", "debtor_number")
KINDS = {"postal_code": PostcodeField, "phone": PhoneField, "email": EmailField}


def _blocks() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for block in ("customer", "payer"):
        for name, label in BLOCK:
            kind = KINDS.get(name, forms.CharField)
            required = name in REQUIRED
            fields[f"{block}_{name}"] = kind(label=label, required=required, max_length=LINE)
    return fields


class WorkOrderForm(UiForm):
    """What is to be done, when, by whom, where, and who pays."""

    short_description = text(_("In short"), help_text=_("One line for the list and the tablet."))
    type_of_work = forms.ChoiceField(label=_("Type of work"), required=False)
    work_date = DayField(label=_("Date"), required=False)
    work_time = ClockField(label=_("Time"), required=False)
    employee = forms.ModelChoiceField(
        Employee.objects.none(),
        label=_("Employee"),
        required=False,
        help_text=_("The work order appears on the tablet of this employee."),
    )
    work_status = forms.ChoiceField(
        label=_("Work status"),
        required=False,
        help_text=_("Left open, it becomes the default when the customer has signed."),
    )
    payment_method = forms.ChoiceField(label=_("Payment method"), required=False)
    discount = DiscountField(
        label=_("Discount on everything, in percent"),
        help_text=_(
            "Taken off the hours and every material, after the discount of a line of its own."
        ),
    )
    minimum_hours = AmountField(
        label=_("Minimum hours"),
        places=2,
        least=Decimal(0),
        required=False,
        help_text=_("What is charged at least. The work order shows it beside the hours."),
    )
    rounding_minutes = WholeField(
        label=_("Rounding, in minutes"),
        most=60,
        required=False,
        help_text=_("To which step each period is rounded up when it is charged; 0 for none."),
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The employee and the customer read this."),
    )
    internal_description = forms.CharField(
        label=_("Internal description"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only for the office and the employee; the customer does not see it."),
    )

    vars().update(_blocks())

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = kwargs.get("initial") or {}
        work = company.types_of_work.values_list("name", flat=True)
        self._offer("type_of_work", _words(work.filter(active=True), TYPES_OF_WORK), there)
        payments = company.payment_methods.values_list("description", flat=True)
        self._offer("payment_method", _words(payments, PAYMENT_METHODS), there)
        statuses = [(one.code, str(one)) for one in company.work_statuses.all()]
        self._offer("work_status", statuses, there)
        employees = self.fields["employee"]
        if isinstance(employees, forms.ModelChoiceField):
            mine = Q(active=True) | Q(pk=there.get("employee"))
            employees.queryset = company.employees.filter(mine)
            employees.empty_label = str(_("nobody yet"))

    def clean_minimum_hours(self) -> Decimal:
        return self.cleaned_data["minimum_hours"] or Decimal(0)

    def clean_rounding_minutes(self) -> int:
        return self.cleaned_data["rounding_minutes"] or 0

    def _offer(
        self, name: str, choices: list[tuple[str, str]], there: Mapping[str, object]
    ) -> None:
        """Offer choices, and what is there already even when it is none of them."""
        now = str(there.get(name) or "")
        extra = [(now, now)] if now and now not in dict(choices) else []
        self.offer(name, [("", "–"), *choices, *extra])

    @property
    def job(self) -> list[forms.BoundField]:
        """The short fields about the work itself."""
        apart = {field.name for field in (*self.address, *self.payer, *self.texts)}
        return [field for field in self if field.name not in apart]

    @property
    def texts(self) -> list[forms.BoundField]:
        """What the people in the field read."""
        return [self["description"], self["internal_description"]]

    @property
    def address(self) -> list[forms.BoundField]:
        """The block of the work address."""
        return [self[f"customer_{name}"] for name, _label in BLOCK]

    @property
    def payer(self) -> list[forms.BoundField]:
        """The block of who gets the invoice."""
        return [self[f"payer_{name}"] for name, _label in BLOCK]


def _words(own: Iterable[str], usual: Iterable[str]) -> list[tuple[str, str]]:
    """Offer the company's own words, or the usual ones while it has none."""
    return [(word, word) for word in own or usual]


def values_of(order: WorkOrder) -> dict[str, object]:
    """Return what the form shows of a work order that is there."""
    there = {name: getattr(order, name) for name in WorkOrderForm.base_fields}
    return {**there, "employee": order.employee_id}
