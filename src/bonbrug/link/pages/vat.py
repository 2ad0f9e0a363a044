"""Btw: what the VAT of invoices depends on, and the addresses that were answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import AddressAnswer, Connection
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.pages.vat_form import AddressForm, VatForm, vat_start
from bonbrug.link.texts.vat import ANSWERS
from bonbrug.sync.vat.places import address_key, key_parts
from bonbrug.ui import query_parameters
from bonbrug.ui.edit_conflicts import alone, tell_kept
from bonbrug.ui.tables import Column, Table
from bonbrug.values.clock import system_clock
from bonbrug.values.vat_work import Dwelling

ROW = "adres"


@acts(Act.SEE_LINK, Act.SET_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def vat(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and keep the small businesses scheme and the kinds of work."""
    connection = find(request, pk)
    if request.method == "GET":
        return _shown(request, connection, _form(None, connection))
    with alone(connection) as held:
        form = _form(request.POST, held)
        if not form.is_valid():
            return _shown(request, held, form, status=422)
        actions.choose_vat(held, form.choices(), person(request), system_clock())
    messages.success(request, _("The VAT settings are saved. They count from the next run."))
    tell_kept(request, form.kept)
    return redirect("link:vat", pk)


def _form(data: QueryDict | None, connection: Connection) -> VatForm:
    return VatForm(data, initial=vat_start(connection)).about(connection)


def _shown(
    request: HttpRequest, connection: Connection, form: VatForm, status: int = 200
) -> HttpResponse:
    return show(request, "vat.html", {"form": form}, connection=connection, status=status)


@acts(Act.SEE_LINK)
@require_safe
@login_required
def addresses(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the addresses of which is known what they are."""
    connection = find(request, pk)
    table = Table(
        request,
        connection.address_answers.order_by("key", "pk"),
        (
            Column(_("Postcode and number"), lambda row: row.key, "key"),
            Column(_("Address"), lambda row: row.address or "–", "address"),
            Column(_("What it is"), lambda row: str(ANSWERS.get(row.answer, row.answer))),
        ),
        search=("key", "address"),
        row_url=lambda row: f"{reverse('link:address', args=[pk])}?{ROW}={row.pk}",
    )
    return show(request, "addresses.html", {"table": table}, connection=connection)


@acts(Act.SEE_LINK, Act.SET_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def address(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of an address what it is; one that was answered before is changed."""
    connection = find(request, pk)
    form = AddressForm(
        request.POST if request.method == "POST" else None, initial=_start(request, connection)
    )
    if form.is_valid():
        given = form.cleaned_data
        key = address_key(given["postal_code"], given["house_number"])
        answer = Dwelling(given["answer"])
        actions.answer_address(connection, key, answer, person(request), system_clock())
        messages.success(request, _("The answer is saved. It counts from the next run."))
        return redirect("link:addresses", pk)
    status = 422 if form.is_bound else 200
    return show(request, "address.html", {"form": form}, connection=connection, status=status)


def _start(request: HttpRequest, connection: Connection) -> dict[str, object]:
    wanted = query_parameters.number(request, ROW)
    mine = AddressAnswer.objects.filter(connection=connection)
    row = mine.filter(pk=wanted).first() if wanted else None
    if row is None:
        return {}
    code, number = key_parts(row.key)
    return {"postal_code": code, "house_number": number, "answer": row.answer}
