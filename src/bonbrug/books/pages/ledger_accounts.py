"""Beheer > Grootboekrekeningen: the chart of accounts, with adding and changing."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.keep_account import (
    WRITABLE,
    AccountDraft,
    add_account,
    change_account,
)
from bonbrug.books.models import Administration, Category, LedgerAccount
from bonbrug.books.pages.navigation import ACCOUNTS, TEMPLATES, address, in_books, show
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.forms import UiForm
from bonbrug.ui.tables import Column, Filter, Table

TRAIL = (TEMPLATES[0],)
PLACES = {
    "account_code_missing": "code",
    "account_code_taken": "code",
    "account_name_missing": "name",
    "account_category_missing": "category",
    "account_category_wrong": "category",
}
CATEGORY = Filter("categorie", gettext_lazy("Category"), Category.choices, "category")
COLUMNS: tuple[Column[LedgerAccount], ...] = (
    Column(gettext_lazy("Code"), lambda row: row.code, "code"),
    Column(gettext_lazy("Description"), lambda row: row.name, "name"),
    Column(gettext_lazy("Category"), lambda row: row.get_category_display(), "category"),
    Column(gettext_lazy("Group"), lambda row: row.group, "group"),
)


class AccountForm(UiForm):
    """One account; a bank, VAT or debtors account keeps its category."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=10)
    name = forms.CharField(label=gettext_lazy("Description"), max_length=50)
    category = forms.ChoiceField(
        label=gettext_lazy("Category"),
        help_text=gettext_lazy(
            "An account that you add is for the balance sheet or for profit and loss. A bank, VAT "
            "or debtors account came with the administration and stays what it is."
        ),
    )
    group = forms.CharField(label=gettext_lazy("Group"), max_length=50, required=False)

    def offer_categories(self, account: LedgerAccount | None) -> None:
        """Offer the categories that this account may have."""
        fixed = account is not None and account.category not in WRITABLE
        offered: Sequence[str] = [account.category] if fixed and account else list(WRITABLE)
        self.offer("category", ((each, Category(each).label) for each in offered))


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the ledger accounts."""
    table = Table(
        request,
        administration.ledger_accounts.order_by("code"),
        COLUMNS,
        search=("code", "name", "group"),
        filters=(CATEGORY,),
        row_url=lambda row: address("account", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=ACCOUNTS,
        trail=TRAIL,
        table=table,
        others=[(_("Balances"), address("balances", administration))],
        add_url=address("account_add", administration),
        add_label=_("Add ledger account"),
        empty=_("Add the accounts that you book on."),
    )


@in_books("GET", "POST", read=Act.BOOK)
def add(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Add a ledger account."""
    return _edit(request, administration, None)


@in_books("GET", "POST", write=Act.BOOK)
def change(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Change a ledger account."""
    return _edit(request, administration, get_object_or_404(administration.ledger_accounts, pk=pk))


def _edit(
    request: HttpRequest, administration: Administration, account: LedgerAccount | None
) -> HttpResponseBase:
    names = ("code", "name", "category", "group")
    known = {name: getattr(account, name) for name in names} if account else {}
    form = AccountForm(request.POST or None, initial=known)
    form.offer_categories(account)
    heading = str(account) if account else _("Add ledger account")
    if form.is_valid() and attempt(form, lambda: _keep(administration, account, form), PLACES):
        name = f"{form.cleaned_data['code']} {form.cleaned_data['name']}"
        messages.success(request, _("%(name)s was saved.") % {"name": name})
        return HttpResponseRedirect(address("accounts", administration))
    return show(
        request,
        administration,
        "form.html",
        heading=heading,
        trail=(*TRAIL, ACCOUNTS),
        form=form,
        back=address("accounts", administration),
    )


def _keep(
    administration: Administration, account: LedgerAccount | None, form: AccountForm
) -> LedgerAccount:
    draft = AccountDraft(**form.cleaned_data)
    return change_account(account, draft) if account else add_account(administration, draft)
