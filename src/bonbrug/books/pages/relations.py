"""Relaties: list, add, change, delete (docs/en/2-preparing-the-books.md)."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.access import may
from bonbrug.accounts.acts import Act
from bonbrug.books.actions.keep_electronic import keep_electronic
from bonbrug.books.actions.keep_relation import add_relation, change_relation, delete_relation
from bonbrug.books.models import Administration, Relation
from bonbrug.books.pages.navigation import address, in_books, show
from bonbrug.books.pages.relation_form import (
    BOOKKEEPING,
    PLACES,
    RelationForm,
    draft_of,
    electronic_of,
    written,
)
from bonbrug.books.pages.removing import ask_and_remove
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.edit_conflicts import still_there, tell_kept
from bonbrug.ui.tables import Column, Table
from bonbrug.values.clock import accounting_day, system_clock

TRAIL = (gettext_lazy("Relations"),)
COLUMNS: tuple[Column[Relation], ...] = (
    Column(gettext_lazy("Code"), lambda row: row.code, "code"),
    Column(gettext_lazy("Name"), lambda row: row.name, "name"),
    Column(gettext_lazy("Contact person"), lambda row: row.contact, "contact"),
    Column(gettext_lazy("Place"), lambda row: row.city, "city"),
    Column(gettext_lazy("Telephone"), lambda row: row.phone or row.mobile),
    Column(gettext_lazy("E-mail"), lambda row: row.email),
)
SEARCH = ("code", "name", "contact", "city", "postal_code", "email", "phone", "mobile")


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List and search the relations."""
    table = Table(
        request,
        administration.relations.all(),
        COLUMNS,
        search=SEARCH,
        row_url=lambda row: address("relation", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=_("Relations"),
        table=table,
        add_url=address("relation_add", administration),
        add_label=_("Add relation"),
        empty=_("Add your customers here; the link brings them to the work orders."),
    )


@in_books("GET", "POST", read=Act.KEEP_RELATIONS)
def add(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Add a relation."""
    return _edit(request, administration, None)


@in_books("GET", "POST", write=Act.BOOK)
def change(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Change a relation."""
    relation = still_there(request, administration.relations.all(), pk)
    return _edit(request, administration, relation)


@in_books("GET", "POST", read=Act.KEEP_RELATIONS)
def remove(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Delete a relation after a question."""
    relation = get_object_or_404(administration.relations, pk=pk)
    back = (address("relations", administration), address("relation", administration, pk))
    return ask_and_remove(
        request, administration, str(relation), lambda: delete_relation(relation), back, TRAIL
    )


def _edit(
    request: HttpRequest, administration: Administration, relation: Relation | None
) -> HttpResponseBase:
    form = RelationForm(administration, request.POST or None, initial=written(relation)).about(
        relation
    )
    if not may(request, Act.KEEP_RELATIONS, administration.organisation_id):
        form.only(BOOKKEEPING)
    if form.is_valid() and attempt(form, lambda: _keep(administration, relation, form), PLACES):
        name = form.cleaned_data["name"]
        messages.success(request, _("%(name)s was saved.") % {"name": name})
        tell_kept(request, form.kept)
        return HttpResponseRedirect(address("relations", administration))
    return show(
        request,
        administration,
        "form.html",
        heading=str(relation) if relation else _("Add relation"),
        trail=TRAIL,
        form=form,
        back=address("relations", administration),
        remove_url=address("relation_remove", administration, relation.pk) if relation else "",
        ways=_ways(administration, relation),
    )


def _keep(
    administration: Administration, relation: Relation | None, form: RelationForm
) -> Relation:
    draft, today = draft_of(form, relation), accounting_day(system_clock())
    with transaction.atomic():
        kept = (
            change_relation(relation, draft)
            if relation
            else add_relation(administration, draft, today)
        )
        return keep_electronic(kept, electronic_of(form))


def _ways(administration: Administration, relation: Relation | None) -> list[tuple[str, str]]:
    if relation is None:
        return []
    found = f"?zoek={relation.code}"
    return [
        (_("Invoices of this relation"), address("invoices", administration) + found),
        (_("Open items of this relation"), address("open_items", administration) + found),
        (_("Offset open items"), address("offset", administration, relation.pk)),
    ]
