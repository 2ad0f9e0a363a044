"""Factureren > Producten/diensten (docs/en/2-preparing-the-books.md)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.keep_product import add_product, change_product, delete_product
from bonbrug.books.models import Administration, Product
from bonbrug.books.pages.cells import becomes, price, rate, yes_no
from bonbrug.books.pages.navigation import INVOICING, PRODUCTS, address, in_books, show
from bonbrug.books.pages.product_form import PLACES, ProductForm, draft_of, written
from bonbrug.books.pages.removing import ask_and_remove
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.edit_conflicts import still_there, tell_kept
from bonbrug.ui.tables import Column, Filter, Table

TRAIL = (INVOICING, PRODUCTS)
COLUMNS: tuple[Column[Product], ...] = (
    Column(gettext_lazy("Code"), lambda row: row.code, "code"),
    Column(gettext_lazy("Description"), lambda row: row.description, "description"),
    Column(gettext_lazy("Unit"), lambda row: row.unit or "", "unit__singular"),
    Column(
        gettext_lazy("Price without VAT"),
        lambda row: f"€\u00a0{price(row.price)}",
        "price",
        "number",
    ),
    Column(gettext_lazy("VAT rate"), rate, "vat_code"),
    Column(gettext_lazy("Ledger account"), lambda row: str(row.account), "account__code"),
    Column(gettext_lazy("Active"), lambda row: yes_no(row.active), "active", "status"),
    Column(gettext_lazy("In the work orders"), becomes, "", "status"),
)
ACTIVE = Filter(
    "actief",
    gettext_lazy("Active"),
    (("True", gettext_lazy("yes")), ("False", gettext_lazy("no"))),
    "active",
)


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the products, with what the link makes of each."""
    table = Table(
        request,
        administration.products.select_related("unit", "account"),
        COLUMNS,
        search=("code", "description"),
        amounts=("price",),
        filters=(ACTIVE,),
        row_url=lambda row: address("product", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=PRODUCTS,
        trail=(INVOICING,),
        table=table,
        others=[(_("Units"), address("units", administration))],
        add_url=address("product_add", administration),
        add_label=_("Add product/service"),
        empty=_("Add your hour types (unit Uur) and materials (any other unit) here."),
    )


@in_books("GET", "POST", read=Act.SET_UP_BOOKS)
def add(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Add a product or service."""
    return _edit(request, administration, None)


@in_books("GET", "POST", write=Act.SET_UP_BOOKS)
def change(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Change a product or service."""
    product = still_there(request, administration.products.all(), pk)
    return _edit(request, administration, product)


@in_books("GET", "POST", read=Act.SET_UP_BOOKS)
def remove(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Delete a product after a question; invoices keep their own copy of its words."""
    product = get_object_or_404(administration.products, pk=pk)
    back = (address("products", administration), address("product", administration, pk))
    return ask_and_remove(
        request, administration, str(product), lambda: delete_product(product), back, TRAIL
    )


def _edit(
    request: HttpRequest, administration: Administration, product: Product | None
) -> HttpResponseBase:
    form = ProductForm(administration, request.POST or None, initial=written(product)).about(
        product
    )
    if form.is_valid() and attempt(form, lambda: _keep(administration, product, form), PLACES):
        name = form.cleaned_data["description"]
        messages.success(request, _("%(name)s was saved.") % {"name": name})
        tell_kept(request, form.kept)
        return HttpResponseRedirect(address("products", administration))
    return show(
        request,
        administration,
        "form.html",
        heading=str(product) if product else _("Add product/service"),
        trail=TRAIL,
        form=form,
        back=address("products", administration),
        remove_url=address("product_remove", administration, product.pk) if product else "",
        ways=[(_("Units"), address("units", administration))],
    )


def _keep(administration: Administration, product: Product | None, form: ProductForm) -> Product:
    draft = draft_of(form, product)
    if product:
        return change_product(product, draft)
    return add_product(administration, draft)
