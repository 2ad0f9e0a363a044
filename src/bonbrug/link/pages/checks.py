"""Controles: from where on a work order is asked about before it becomes an invoice."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.actions.connections import LIMITS
from bonbrug.link.models import Connection
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.sync.model.settings import Limits
from bonbrug.ui.edit_conflicts import alone, tell_kept
from bonbrug.ui.forms import AmountField, DayField, UiForm, WholeField
from bonbrug.values.clock import system_clock

MOST_PIECES = 1_000_000_000
MOST_AMOUNT = Decimal(999_999_999_999)
MOST_TIMES, MOST_PERCENT, MOST_DAYS = 1_000, 10_000, 3_650
BEYOND = gettext_lazy("Enter an amount from 0 to 999.999.999.999.")


class EurosField(AmountField):
    """A limit in euros, from 0 up."""

    default_error_messages = {"least": BEYOND, "most": BEYOND}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=Decimal(0), most=MOST_AMOUNT, **kwargs)


class ChecksForm(UiForm):
    """The limits of the checks; each value itself still passes, but that of the price."""

    most_pieces = WholeField(
        label=gettext_lazy("Pieces on one line"),
        most=MOST_PIECES,
        help_text=gettext_lazy(
            "A larger quantity of an article always waits, such as a bar code that was scanned "
            "into the quantity."
        ),
    )
    most_of_a_line = EurosField(
        label=gettext_lazy("Amount of one line"),
        help_text=gettext_lazy("A line of more than this, excluding VAT, always waits."),
    )
    most_of_an_invoice = EurosField(
        label=gettext_lazy("Amount of an invoice"),
        help_text=gettext_lazy("An invoice of more than this, excluding VAT, always waits."),
    )
    unusual_times = WholeField(
        label=gettext_lazy("Times your usual invoices"),
        least=1,
        most=MOST_TIMES,
        help_text=gettext_lazy(
            "From 20 invoices on, a line or an invoice is compared with your last 200: it waits "
            "when it is more than so many times what nineteen in twenty of those stay below. Below "
            "a tenth of the limits above nothing is asked."
        ),
    )
    price_percent = WholeField(
        label=gettext_lazy("Off the known price, in percent"),
        least=1,
        most=MOST_PERCENT,
        help_text=gettext_lazy(
            "A price that is so much higher or lower than what this customer paid last, or "
            "otherwise than your price list, waits."
        ),
    )
    oldest_days = WholeField(
        label=gettext_lazy("Days before the work order"),
        most=MOST_DAYS,
        help_text=gettext_lazy(
            "Work that was done more days than this before the date of the work order waits. Work "
            "in the future always does."
        ),
    )
    closed_until = DayField(
        label=gettext_lazy("Books closed up to and including"),
        required=False,
        help_text=gettext_lazy(
            "The last day of the period for which your VAT return is done. Work of that day or "
            "before waits."
        ),
    )
    twice_days = WholeField(
        label=gettext_lazy("Days to look back for the same work"),
        most=MOST_DAYS,
        help_text=gettext_lazy(
            "A work order with the same customer, day and lines as one of these last days waits, "
            "so that nothing is invoiced twice."
        ),
    )
    needs_signature = forms.BooleanField(
        label=gettext_lazy("Signature required"),
        required=False,
        help_text=gettext_lazy("A work order that was not signed waits."),
    )
    asks_travel = forms.BooleanField(
        label=gettext_lazy("Ask about travel distance"),
        required=False,
        help_text=gettext_lazy(
            "The link charges no kilometres. With this tick a work order with a travel distance "
            "waits, so that you can charge it as an article first."
        ),
    )

    def limits(self) -> Limits:
        return Limits(**{name: self.cleaned_data[name] for name in LIMITS})


@acts(Act.SEE_LINK, Act.SET_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the limits; a POST keeps them. They count from the next run."""
    connection = find(request, pk)
    if not connection.activated:
        messages.info(request, _("Save the settings first; after that you can choose the checks."))
        return redirect("link:settings", pk)
    if request.method == "GET":
        return _shown(request, connection, _form(None, connection))
    with alone(connection) as held:
        return _keep(request, held)


def _form(data: QueryDict | None, connection: Connection) -> ChecksForm:
    start = {name: getattr(connection, name) for name in LIMITS}
    return ChecksForm(data, initial=start).about(connection)


def _keep(request: HttpRequest, connection: Connection) -> HttpResponse:
    form = _form(request.POST, connection)
    if not form.is_valid():
        return _shown(request, connection, form, status=422)
    choices = replace(actions.choices_of(connection), limits=form.limits())
    actions.choose(connection, choices, person(request), system_clock())
    messages.success(request, _("The checks are saved. They count from the next run."))
    tell_kept(request, form.kept)
    return redirect("link:checks", connection.pk)


def _shown(
    request: HttpRequest, connection: Connection, form: ChecksForm, status: int = 200
) -> HttpResponse:
    return show(request, "checks.html", {"form": form}, connection=connection, status=status)
