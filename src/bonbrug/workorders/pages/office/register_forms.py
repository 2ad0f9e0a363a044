"""Forms of the registers; lengths follow the columns."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import AmountField, UiForm
from bonbrug.ui.identifier_fields import EmailField, PhoneField, PostcodeField
from bonbrug.workorders.models.columns import LINE, PLACES, SHORT
from bonbrug.workorders.pages.text_field import text


class RelationForm(UiForm):
    """A customer."""

    debtor_number = text(
        _("Relation code"),
        required=True,
        help_text=_("The code that the books know this customer by."),
    )
    name = text(_("Name"), required=True)
    contact = text(_("Contact person"))
    street = text(_("Street"))
    house_number = text(_("House number"))
    postal_code = PostcodeField(label=_("Postal code"), max_length=LINE)
    city = text(_("City"))
    phone = PhoneField(label=_("Phone"), max_length=LINE)
    mobile = PhoneField(label=_("Mobile"), max_length=LINE)
    email = EmailField(label=_("E-mail address"), max_length=LINE)
    email_workorder = EmailField(label=_("E-mail address for work orders"), max_length=LINE)
    remark = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class MaterialForm(UiForm):
    """An article."""

    code = text(_("Code"), required=True)
    description = text(_("Description"), required=True, length=65_535)
    unit = text(_("Unit"), required=True, help_text=_("For example Stuk, Doos or Tube."))
    price = AmountField(label=_("Price excl. VAT"), places=PLACES, initial=Decimal(0))
    eancode = text(_("EAN code"), length=SHORT)
    freefield1 = text(
        _("VAT code"), help_text=_("The VAT code in the books; the link reads and writes it here.")
    )
    freefield2 = text(
        _("Ledger account"),
        help_text=_("The ledger account in the books; the link reads and writes it here."),
    )


class HourTypeForm(UiForm):
    """A kind of hours."""

    code = text(_("Code"), required=True)
    name = text(_("Name"), required=True)
    sale_price = AmountField(
        label=_("Price per hour excl. VAT"), places=PLACES, least=Decimal(0), initial=Decimal(0)
    )
    active = forms.BooleanField(
        label=_("Active"),
        required=False,
        initial=True,
        help_text=_("Only active hour types can be chosen on the tablet."),
    )


class EmployeeForm(UiForm):
    """Someone in the field."""

    first_name = text(_("First name"), required=True)
    last_name = text(_("Last name"), required=True)
    number = text(
        _("Employee number"),
        required=True,
        help_text=_("The employee types this number in the tablet app to link the tablet."),
    )
    active = forms.BooleanField(
        label=_("Active"),
        required=False,
        initial=True,
        help_text=_("Only an active employee can link a tablet and be given work orders."),
    )


class WorkStatusForm(UiForm):
    """The company's own code."""

    code = text(_("Code"), required=True, help_text=_("Code 1 means: to e-Boekhouden."))
    name = text(_("Name"), required=True)
