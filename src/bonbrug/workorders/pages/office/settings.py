"""Settings > Company: completing a work order, the article of a discount, numbers, and paper."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.ui.edit_conflicts import alone, tell_kept
from bonbrug.ui.forms import UiForm, WholeField
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.actions.take_back import LONGEST
from bonbrug.workorders.models import Company
from bonbrug.workorders.models.company import LETTERHEAD
from bonbrug.workorders.pages.navigation import company_of, office
from bonbrug.workorders.pages.refused import show
from bonbrug.workorders.pages.text_field import text


class SettingsForm(UiForm):
    """How long a work order can be taken back, and whether it has to be signed.

    Also with which article a discount on hours is written, how own work orders are numbered, and
    what stands above one on paper.
    """

    take_back_minutes = WholeField(
        label=gettext_lazy("Time to take back, in minutes"),
        most=LONGEST,
        help_text=gettext_lazy(
            "So long after a work order is completed on the tablet or in the office, one press"
            " takes it back; no other program sees it as Complete until then. 0 sends it at once."
            " Work orders that are imported or posted have none."
        ),
    )
    signature_required = forms.BooleanField(
        label=gettext_lazy("A signature is required"),
        required=False,
        help_text=gettext_lazy(
            "The customer has to draw a signature on the tablet: a tick is not enough, and the"
            " office cannot complete a work order without one."
        ),
    )
    discount_code = text(
        gettext_lazy("Article for a discount on hours"),
        help_text=gettext_lazy(
            "A discount on a whole work order is taken off its hours as a line with this article:"
            " its VAT code and ledger account count. Without one the link asks about that line."
        ),
    )

    number_prefix = text(
        gettext_lazy("Numbers of your own work orders begin with"),
        length=8,
        help_text=gettext_lazy(
            "Work orders that you make here get a short number, such as W26-0001. Numbers that come"
            " from another program stay as they are."
        ),
    )
    numbers_per_year = forms.BooleanField(
        label=gettext_lazy("Count anew each year"),
        required=False,
        help_text=gettext_lazy("The year is in the number then; otherwise the count goes on."),
    )
    letterhead = forms.CharField(
        label=gettext_lazy("Address on the work order"),
        required=False,
        max_length=LETTERHEAD,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "These lines stand beside your name on a work order on paper: your address, telephone"
            " number and whatever else a customer should find there."
        ),
    )

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.company = company

    def clean_discount_code(self) -> str:
        """Take the code of a material only."""
        code = str(self.cleaned_data["discount_code"])
        if code and not self.company.materials.filter(code=code).exists():
            raise ValidationError(_("No material has this code. Fill in one of the list."))
        return code


def settings(request: HttpRequest, company: int) -> HttpResponse:
    """Show the settings, and keep them."""
    firm = company_of(request, company)
    if request.method != "POST":
        return _page(request, firm)
    with alone(firm) as held:
        return _page(request, held)


def _page(request: HttpRequest, firm: Company) -> HttpResponse:
    there: dict[str, Any] = {name: getattr(firm, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST or None, company=firm, initial=there).about(firm)
    if form.is_valid():
        try:
            change_company(firm, **form.cleaned_data)
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, _("The settings are saved."))
            tell_kept(request, form.kept)
            return redirect("workorders:settings", firm.pk)
    return office(request, firm, "settings", form=form)
