"""Factureren > Producten/diensten > Eenheden: a unit with its two forms."""

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.keep_product import add_unit, change_unit, delete_unit
from bonbrug.books.models import Administration, Unit
from bonbrug.books.pages.navigation import INVOICING, PRODUCTS, address, in_books, show
from bonbrug.books.pages.product_form import becomes
from bonbrug.books.pages.removing import ask_and_remove
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.edit_conflicts import still_there, tell_kept
from bonbrug.ui.forms import UiForm
from bonbrug.ui.tables import Column, Table

TRAIL = (INVOICING, PRODUCTS, gettext_lazy("Units"))
PLACES = {"unit_missing": "singular", "unit_taken": "singular"}
COLUMNS: tuple[Column[Unit], ...] = (
    Column(gettext_lazy("Singular"), lambda row: row.singular, "singular"),
    Column(gettext_lazy("Plural"), lambda row: row.plural, "plural"),
    Column(gettext_lazy("In the work orders"), lambda row: becomes(row.singular)),
    Column(gettext_lazy("Products"), lambda row: getattr(row, "used", 0), "used", "number"),
)


class UnitForm(UiForm):
    """One Uur, two Uren."""

    singular = forms.CharField(label=gettext_lazy("Singular"), max_length=50)
    plural = forms.CharField(label=gettext_lazy("Plural"), max_length=50)


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the units."""
    table = Table(
        request,
        administration.units.annotate(used=Count("products")).order_by("singular"),
        COLUMNS,
        search=("singular", "plural"),
        row_url=lambda row: address("unit", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=_("Units"),
        trail=TRAIL[:2],
        table=table,
        add_url=address("unit_add", administration),
        add_label=_("Add unit"),
        empty=_("Add the units that you sell in, such as Uur, Stuk, Doos and Tube."),
    )


@in_books("GET", "POST", read=Act.SET_UP_BOOKS)
def add(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Add a unit."""
    return _edit(request, administration, None)


@in_books("GET", "POST", write=Act.SET_UP_BOOKS)
def change(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Change a unit."""
    unit = still_there(request, administration.units.all(), pk)
    return _edit(request, administration, unit)


@in_books("GET", "POST", read=Act.SET_UP_BOOKS)
def remove(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Delete a unit after a question."""
    unit = get_object_or_404(administration.units, pk=pk)
    back = (address("units", administration), address("unit", administration, pk))
    return ask_and_remove(
        request, administration, str(unit), lambda: delete_unit(unit), back, TRAIL
    )


def _edit(
    request: HttpRequest, administration: Administration, unit: Unit | None
) -> HttpResponseBase:
    known = {"singular": unit.singular, "plural": unit.plural} if unit else {}
    form = UnitForm(request.POST or None, initial=known).about(unit)
    if form.is_valid() and attempt(form, lambda: _keep(administration, unit, form), PLACES):
        name = form.cleaned_data["singular"]
        messages.success(request, _("%(name)s was saved.") % {"name": name})
        tell_kept(request, form.kept)
        return HttpResponseRedirect(address("units", administration))
    return show(
        request,
        administration,
        "form.html",
        heading=str(unit) if unit else _("Add unit"),
        trail=TRAIL,
        form=form,
        back=address("units", administration),
        remove_url=address("unit_remove", administration, unit.pk) if unit else "",
    )


def _keep(administration: Administration, unit: Unit | None, form: UnitForm) -> Unit:
    said = form.cleaned_data
    if unit:
        return change_unit(unit, said["singular"], said["plural"])
    return add_unit(administration, said["singular"], said["plural"])
