"""Onderteken en verzend: the customer draws a signature (or agrees) and the work order goes."""

import base64
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.edit_conflicts import Part, alone, plain
from bonbrug.ui.forms import UiForm
from bonbrug.values.clock import system_clock
from bonbrug.values.number_text import number_text
from bonbrug.values.time_text import clock
from bonbrug.workorders.actions.agree import complete_agreed
from bonbrug.workorders.actions.complete import SIGNATURE_BYTES, Signature, complete
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.documents.paper.drawing import is_drawing
from bonbrug.workorders.models import Employee, MaterialLine, Status, WorkOrder
from bonbrug.workorders.pages.refused import show as show_refused
from bonbrug.workorders.pages.tablet.authentication import own_order, show
from bonbrug.workorders.pages.tablet.shown_to_sign import shown_to_sign
from bonbrug.workorders.pages.text_field import text
from bonbrug.workorders.pages.totals import reckon

PREFIX = "data:image/png;base64,"


class SignForm(UiForm):
    """Who signs, and the drawing as a data address; or a tick where drawing cannot be done."""

    # Nobody signs for what they did not see.
    final = ("signer",)

    signer = text(_("Name of who signs"), required=True)
    drawing = forms.CharField(
        required=False, max_length=SIGNATURE_BYTES * 3 // 2, widget=forms.HiddenInput
    )
    agreed = forms.BooleanField(label=_("The customer has agreed"), required=False)
    finished = forms.BooleanField(
        label=_("The work is finished"),
        required=False,
        initial=True,
        help_text=_("Leave it open when somebody has to come back."),
    )

    def __init__(self, *args: Any, drawn: bool, **kwargs: Any) -> None:
        """`drawn`: a tick in the place of a drawing is not enough."""
        super().__init__(*args, **kwargs)
        if drawn:
            del self.fields["agreed"]

    def clean_drawing(self) -> bytes:
        """Return the picture; empty when nothing was drawn."""
        written = str(self.cleaned_data["drawing"])
        return picture(written) if written else b""

    def clean(self) -> dict[str, Any]:
        """Ask for a drawing or a tick."""
        cleaned = super().clean() or {}
        if self.errors or cleaned["drawing"]:
            return cleaned
        if "agreed" not in cleaned:
            raise ValidationError(_("Let the customer sign in the box."))
        if not cleaned["agreed"]:
            raise ValidationError(_("Let the customer sign in the box, or tick that they agreed."))
        return cleaned


def picture(written: str) -> bytes:
    """Read the data address of a drawing; ValidationError when it is not a small PNG picture."""
    unread = _("The drawing could not be read. Clear it and sign again.")
    if not written.startswith(PREFIX):
        raise ValidationError(unread)
    try:
        raw = base64.b64decode(written.removeprefix(PREFIX), validate=True)
    except ValueError as error:  # binascii.Error is one
        raise ValidationError(unread) from error
    if not is_drawing(raw):
        raise ValidationError(unread)
    return raw


def sign(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Show what the customer signs for, and send it."""
    order = own_order(employee, pk)
    if request.method != "POST":
        return _sheet(request, employee, order)
    with alone(order):
        return _sheet(request, employee, own_order(employee, pk))


def _sheet(request: HttpRequest, employee: Employee, order: WorkOrder) -> HttpResponse:
    if order.status != Status.PICKED_UP:
        return redirect("workorders:tablet_order", order.pk)
    start = {"signer": order.customer_contact}
    form = SignForm(
        request.POST or None, drawn=order.company.signature_required, initial=start
    ).about(
        order,
        work=_seen(gettext("The work"), _where(order)),
        done=_seen(gettext("Done"), _done(order)),
    )
    if form.is_valid():
        try:
            send(order, employee.name, form.cleaned_data, system_clock())
        except Refused as refused:
            show_refused(form, refused)
        else:
            messages.success(
                request, gettext("Work order %(name)s is sent.") % {"name": order.name}
            )
            return redirect("workorders:today")
    facts = {
        "sum": reckon(order),
        "minutes": order.company.take_back_minutes,
        "seen": shown_to_sign(order),
    }
    return show(request, employee, "sign", order=order, form=form, **facts)


def _seen(label: str, text: str) -> Part:
    """Return a part of what the customer signs for, to tell whether it changed."""
    return Part(label, text, None, str)


def _done(order: WorkOrder) -> str:
    sums = reckon(order)
    worked = [
        f"{line.period.work_date:%d-%m-%Y} {line.hour_type} {clock(line.period.total_minutes)}"
        f" {line.period.remark}".strip()
        for line in sums.periods
    ]
    if sums.hours.charged != sums.hours.written:
        worked.append(f"{gettext('To be charged, as agreed')}: {clock(sums.hours.charged)}")
    used = [_used(line) for line in sums.materials]
    if order.discount:
        used.append(f"{number_text(order.discount)} %")
    seen = [order.description, *worked, *used]
    return plain("; ".join(seen).strip("; "))


def _where(order: WorkOrder) -> str:
    street = f"{order.customer_street} {order.customer_house_number}".strip()
    place = f"{order.customer_postal_code} {order.customer_city}".strip()
    day = f"{order.work_date:%d-%m-%Y}" if order.work_date else ""
    at = f"{order.work_time:%H:%M}" if order.work_time else ""
    what = (order.short_description, order.type_of_work)
    seen = filter(None, (order.customer_name, street, place, day, at, *what))
    return plain("; ".join(seen))


def _used(line: MaterialLine) -> str:
    less = line.warranty or (f"-{number_text(line.discount)} %" if line.discount else "")
    return f"{number_text(line.quantity)} {line.unit} {line.name} {less}".strip()


def send(order: WorkOrder, who: str, cleaned: dict[str, Any], now: datetime) -> None:
    """Complete the work order with what a valid form says."""
    finished, signer = cleaned["finished"], cleaned["signer"]
    if cleaned["drawing"]:
        signature = Signature(cleaned["drawing"], signer)
        complete(order, signature, now=now, who=who, finished=finished)
    else:
        complete_agreed(order, signer, now=now, who=who, finished=finished)
