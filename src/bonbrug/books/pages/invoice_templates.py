"""Beheer > Sjablonen > Factuursjablonen: programs choose a template by its exact name."""

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.keep_template import (
    TemplateDraft,
    add_template,
    change_template,
    delete_template,
)
from bonbrug.books.models import Administration, InvoiceTemplate
from bonbrug.books.pages.navigation import TEMPLATES, address, in_books, show
from bonbrug.books.pages.removing import ask_and_remove
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.edit_conflicts import still_there, tell_kept
from bonbrug.ui.forms import UiForm
from bonbrug.ui.tables import Column, Table

ACCENT = "#1b6e53"
PLACES = {
    "template_name_missing": "name",
    "template_name_taken": "name",
    "accent_wrong": "accent",
}
COLUMNS: tuple[Column[InvoiceTemplate], ...] = (
    Column(gettext_lazy("Name"), lambda row: row.name, "name"),
    Column(gettext_lazy("Text"), lambda row: row.text),
    Column(gettext_lazy("Invoices"), lambda row: getattr(row, "used", 0), "used", "number"),
)


class ColourInput(forms.TextInput):
    """The browser's own colour chooser."""

    input_type = "color"


class TemplateForm(UiForm):
    """The lay-out of an invoice."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=50,
        help_text=gettext_lazy("The name that you fill in at Invoice template of the link."),
    )
    accent = forms.CharField(
        label=gettext_lazy("Colour"),
        initial=ACCENT,
        widget=ColourInput(attrs={"class": "form-control-color"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Text above the lines"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    footer = forms.CharField(
        label=gettext_lazy("Text below the total"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the templates."""
    table = Table(
        request,
        administration.templates.annotate(used=Count("invoices")).order_by("name"),
        COLUMNS,
        search=("name", "text"),
        row_url=lambda row: address("template", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=TEMPLATES[2],
        trail=TEMPLATES[:2],
        table=table,
        add_url=address("template_add", administration),
        add_label=_("Add invoice template"),
        empty=_("An invoice needs a template. Add the first one; the link uses it by its name."),
    )


@in_books("GET", "POST", read=Act.SET_UP_BOOKS)
def add(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Add a template."""
    return _edit(request, administration, None)


@in_books("GET", "POST", write=Act.SET_UP_BOOKS)
def change(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Change a template."""
    template = still_there(request, administration.templates.all(), pk)
    return _edit(request, administration, template)


@in_books("GET", "POST", read=Act.SET_UP_BOOKS)
def remove(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Delete a template after a question."""
    template = get_object_or_404(administration.templates, pk=pk)
    back = (address("templates", administration), address("template", administration, pk))
    return ask_and_remove(
        request, administration, str(template), lambda: delete_template(template), back, TEMPLATES
    )


def _edit(
    request: HttpRequest, administration: Administration, template: InvoiceTemplate | None
) -> HttpResponseBase:
    form = TemplateForm(request.POST or None, initial=_written(template)).about(template)
    if form.is_valid() and attempt(form, lambda: _keep(administration, template, form), PLACES):
        name = form.cleaned_data["name"]
        messages.success(request, _("%(name)s was saved.") % {"name": name})
        tell_kept(request, form.kept)
        return HttpResponseRedirect(address("templates", administration))
    return show(
        request,
        administration,
        "form.html",
        heading=str(template) if template else _("Add invoice template"),
        trail=TEMPLATES,
        form=form,
        back=address("templates", administration),
        remove_url=address("template_remove", administration, template.pk) if template else "",
    )


def _written(template: InvoiceTemplate | None) -> dict[str, str]:
    if template is None:
        return {}
    names = ("name", "accent", "text", "footer")
    return {name: getattr(template, name) for name in names}


def _keep(
    administration: Administration, template: InvoiceTemplate | None, form: TemplateForm
) -> InvoiceTemplate:
    draft = TemplateDraft(**form.cleaned_data)
    if template:
        return change_template(template, draft)
    return add_template(administration, draft)
