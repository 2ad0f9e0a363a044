"""Klopt de handtekening nog: what changed since a customer signed, and whether a code is ours."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import UiForm
from bonbrug.workorders.documents.paper.signature import in_groups
from bonbrug.workorders.documents.signature import check_signature
from bonbrug.workorders.pages.navigation import company_of, office, work_of
from bonbrug.workorders.pages.office.signature_words import told
from bonbrug.workorders.pages.office.work_order import order_of

DIGITS = 64
# What an eye makes of a digit on paper; no code holds these letters.
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


class CodeForm(UiForm):
    """A code as it stands on a paper: in groups or not, in any case."""

    code = forms.CharField(
        label=_("Code on the work order"),
        max_length=200,
        widget=forms.Textarea(
            attrs={
                "rows": 2,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        help_text=_("It stands at the end of the paper: 16 groups of 4. Spaces do not matter."),
    )

    def clean_code(self) -> str:
        """Return its 64 digits; ValidationError for what is no code."""
        typed = re.sub(r"[\W_]", "", str(self.cleaned_data["code"])).upper().translate(MISREAD)
        if not re.fullmatch(rf"[0-9A-F]{{{DIGITS}}}", typed):
            raise ValidationError(
                _(
                    "A code has 64 digits and letters A to F; here are %(count)s."
                    " Look at the paper again."
                ),
                params={"count": len(typed)},
            )
        return typed.lower()


def signature_check(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Say whether a work order is still what the customer signed for, and which lines are not."""
    firm = company_of(request, company)
    order = order_of(request, firm, pk)
    check = check_signature(order)
    return office(
        request,
        firm,
        "signature_check",
        order=order,
        check=check,
        code=in_groups(order.signed_code),
        differences=told(check) if check else (),
    )


def code_check(request: HttpRequest, company: int) -> HttpResponse:
    """Say whether a code is of a signed work order that this person may see, and nothing more."""
    firm = company_of(request, company)
    form = CodeForm(request.POST or None)
    found: dict[str, Any] = {}
    if form.is_valid():
        code = form.cleaned_data["code"]
        found = {
            "known": work_of(request, firm).filter(signed_code=code).exists(),
            "code": in_groups(code),
        }
    return office(request, firm, "code_check", form=form, **found)
