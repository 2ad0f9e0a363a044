"""Klantafspraken: what differs for one customer, and for whom."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bonbrug.accounts.access import may
from bonbrug.accounts.acts import Act
from bonbrug.accounts.fresh import stale
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Binding, Connection, CustomerAgreement
from bonbrug.link.pages.agreement_form import AgreementForm, start
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.store.agreements import agreement_of
from bonbrug.link.texts import charging
from bonbrug.sync.model.bindings import RELATION
from bonbrug.ui import query_parameters
from bonbrug.ui.edit_conflicts import alone, tell_kept
from bonbrug.ui.tables import Column, Table
from bonbrug.values.clock import system_clock
from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.quantity import folded

CODE = "klant"


@acts(Act.SEE_LINK)
@require_safe
@login_required
def agreements(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the customers with an agreement of their own."""
    connection = find(request, pk)
    known = Binding.objects.filter(connection=connection, kind=RELATION, key=OuterRef("key"))
    name = Subquery(known.annotate(known_name=KT("base_json__name")).values("known_name")[:1])
    table = Table(
        request,
        connection.agreements.annotate(customer=name).order_by("code", "pk"),
        (
            Column(_("Customer"), lambda row: row.code, "code"),
            Column(_("Name"), lambda row: getattr(row, "customer", "") or "–", "customer"),
            Column(_("Agreed"), lambda row: charging.agreement(agreement_of(row))),
        ),
        search=("code", "customer"),
        row_url=lambda row: address(connection, row.code),
    )
    return show(request, "agreements.html", {"table": table}, connection=connection)


@acts(Act.SET_LINK)
@require_safe
@login_required
def customers(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the customer of a new agreement: one that the link knows, or a code."""
    connection = find(request, pk)
    table = Table(
        request,
        _known(connection).order_by("key"),
        (
            Column(_("Customer"), lambda row: getattr(row, "code", ""), "code"),
            Column(_("Name"), lambda row: getattr(row, "name", "") or "–", "name"),
            Column(_("City"), lambda row: getattr(row, "city", "") or "–", "city"),
        ),
        search=("code", "name", "city"),
        row_url=lambda row: address(connection, getattr(row, "code", "")),
    )
    return show(request, "agreement_customers.html", {"table": table}, connection=connection)


def _known(connection: Connection) -> QuerySet[Binding]:
    known = Binding.objects.filter(connection=connection, kind=RELATION)
    texts = {name: KT(f"base_json__{name}") for name in ("code", "name", "city")}
    return known.annotate(**texts)


def address(connection: Connection, code: str) -> str:
    """Return the address of the form about one customer."""
    return f"{reverse('link:agreement', args=[connection.pk])}?{urlencode({CODE: code})}"


@acts(Act.SEE_LINK, Act.SET_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and keep what was agreed with the customer of the code in the address."""
    connection = find(request, pk)
    code = " ".join(query_parameters.text(request, CODE).split())
    if not code:
        chooses = may(request, Act.SET_LINK, connection.organisation_id)
        return redirect("link:agreement_customers" if chooses else "link:agreements", pk)
    if request.method == "GET":
        return _shown(request, connection, code, _form(request, connection, code))
    with alone(connection) as held:
        form = _form(request, held, code)
        if not form.is_valid():
            return _shown(request, held, code, form, status=422)
        collects = form.cleaned_data.get("delivery") == DeliveryKind.DIRECT_DEBIT
        if collects and "delivery" in form.changed_data and (asks := stale(request)):
            return asks
        actions.agree(held, code, form.agreement(), person(request), system_clock())
    messages.success(request, _("The agreement is saved. It counts from the next run."))
    tell_kept(request, form.kept)
    return redirect("link:agreements", pk)


def _form(request: HttpRequest, connection: Connection, code: str) -> AgreementForm:
    row = CustomerAgreement.objects.filter(connection=connection, key=folded(code)).first()
    data = request.POST if request.method == "POST" else None
    return AgreementForm(connection, data, initial=start(row)).about(row)


def _shown(
    request: HttpRequest, connection: Connection, code: str, form: AgreementForm, status: int = 200
) -> HttpResponse:
    known = _known(connection).filter(key=folded(code)).first()
    context = {"form": form, "code": code, "name": getattr(known, "name", "") or ""}
    return show(request, "agreement.html", context, connection=connection, status=status)
