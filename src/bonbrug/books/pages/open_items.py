"""Boekhouden > Overzichten > Open posten, and taking in what customers pay."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.db.models import F
from django.db.models.functions import Abs, Round
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.recognise_credit import suggested
from bonbrug.books.models import Administration, OpenItem, Receipt
from bonbrug.books.pages.cells import due, numbered
from bonbrug.books.pages.navigation import BOOKKEEPING, address, in_books, show
from bonbrug.books.pages.received import ReceivedForm
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.forms import AmountField
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import day, euro
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.money import total

SEARCH = (
    *("number", "relation__code", "relation__name", "invoice__booking_text"),
    "invoice__credits__number",
)
REST = Round(F("amount") - F("paid"), 2)
# A credit invoice is found by its amounts without a minus too.
SUM, REST_SUM = Round(Abs(F("amount")), 2), Round(Abs(F("amount") - F("paid")), 2)
TRAIL = (*BOOKKEEPING, gettext_lazy("Open items"))
PLACES = {
    "payment_is_nothing": "amount",
    "payment_wrong_side": "amount",
    "more_than_open": "amount",
    "account_unknown": "account_code",
    "account_holds_no_money": "account_code",
}


class ReceiptForm(ReceivedForm):
    """What came in, when, and on which account."""

    amount = AmountField(label=gettext_lazy("Amount received"))
    description = forms.CharField(label=gettext_lazy("Description"), max_length=200, required=False)
    field_order = ("amount", "date", "account_code", "description")


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List what customers still have to pay."""
    return _list(request, administration, owed_by_us=False)


@in_books()
def to_pay(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List what suppliers still get."""
    return _list(request, administration, owed_by_us=True)


def _list(
    request: HttpRequest, administration: Administration, *, owed_by_us: bool
) -> HttpResponseBase:
    today = accounting_day(system_clock())
    standing = administration.open_items.still_open()
    every = list(standing)
    items = [item for item in every if item.owed_by_us == owed_by_us]
    late = [item for item in items if item.is_late(today)]
    columns = _columns(administration, today, _two_sided(every))
    shown = standing.filter(owed_by_us=owed_by_us)
    table = Table(
        request,
        shown.select_related("relation", "invoice__credits").annotate(
            rest=REST, sum=SUM, rest_sum=REST_SUM
        ),
        columns,
        search=SEARCH,
        amounts=("amount", "rest", "sum", "rest_sum"),
        row_url=lambda row: _of_item(administration, row),
    )
    empty = _("An invoice stands here as soon as it is processed in the bookkeeping.")
    if owed_by_us:
        empty = _("An invoice of a supplier stands here when a program books it.")
    return show(
        request,
        administration,
        "open_items.html",
        heading=_("Open items of suppliers") if owed_by_us else _("Open items"),
        trail=BOOKKEEPING,
        table=table,
        open_total=total(item.open for item in items),
        late_total=total(item.open for item in late),
        late_count=len(late),
        empty_title=_("Everything is paid"),
        empty=empty,
    )


def _of_item(administration: Administration, item: OpenItem) -> str:
    """Lead to the invoice, or to the booking of one that was made elsewhere."""
    if item.invoice_id:
        return address("invoice", administration, item.invoice_id)
    return address("entry", administration, item.entry_id)


def _two_sided(items: Sequence[OpenItem]) -> set[int]:
    """Return the relations that have to pay something and get something back."""
    sides = {(item.relation_id, item.claim > 0) for item in items}
    return {relation for relation, pays in sides if pays and (relation, False) in sides}


def _columns(
    administration: Administration, today: date, two_sided: set[int]
) -> Sequence[Column[OpenItem]]:
    return (
        Column(_("Invoice number"), _number, "number", in_file=lambda row: row.number),
        Column(_("Relation"), lambda row: str(row.relation), "relation__code"),
        Column(_("Date"), lambda row: day(row.date), "date", "date"),
        Column(
            _("Due date"),
            lambda row: due(row.due_on, today, paid=row.open < 0),
            kind="date",
            in_file=lambda row: day(row.due_on),
        ),
        Column(_("Amount"), lambda row: euro(row.amount), "amount", "number"),
        Column(_("Paid"), lambda row: euro(row.paid), "paid", "number"),
        Column(_("Amount open"), lambda row: euro(row.open), "", "number"),
        Column("", lambda row: _ways(administration, row, two_sided), "", "action"),
    )


def _number(item: OpenItem) -> SafeString | str:
    return numbered(item.number, item.invoice.credits if item.invoice else None)


def _ways(administration: Administration, item: OpenItem, two_sided: set[int]) -> SafeString:
    ways = []
    first = suggested(item.invoice) if item.invoice and item.open < 0 else None
    if first:
        words = {"number": item.number, "first": first.number}
        label = _("Settle credit invoice %(number)s with %(first)s") % words
        where = address("invoice", administration, item.invoice_id)
        ways.append((where, label, _("Settle with %(first)s") % words))
    elif item.relation_id in two_sided:
        url = address("offset", administration, item.relation_id)
        label = _("Offset invoice %(number)s") % {"number": item.number}
        ways.append((f"{url}?post={item.pk}", label, _("Offset")))
    if not item.owed_by_us:
        url = address("receive", administration, item.pk)
        ways.append((url, _receive_words(item) % {"number": item.number}, _receive_word(item)))
    links = format_html_join("", '<a class="btn btn-sm" href="{}" aria-label="{}">{}</a>', ways)
    return format_html('<span class="ways">{}</span>', links)


def _receive_words(item: OpenItem) -> str:
    if item.open < 0:
        return _("Book repayment for invoice %(number)s")
    return _("Book receipt for invoice %(number)s")


def _receive_word(item: OpenItem) -> str:
    return _("Book repayment") if item.open < 0 else _("Book receipt")


@in_books("GET", "POST", read=Act.BOOK)
def receive(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Book a receipt, in full or in part."""
    item = get_object_or_404(
        administration.open_items.of_customers().select_related("relation"), pk=pk
    )
    first = {"date": accounting_day(system_clock()), "amount": item.open, "account_code": "1100"}
    form = ReceiptForm(administration, request.POST or None, initial=first)
    if form.is_valid() and attempt(form, lambda: _take_in(item, form), PLACES):
        facts = {"amount": euro(form.cleaned_data["amount"]), "number": item.number}
        messages.success(request, _("%(amount)s was booked on invoice %(number)s.") % facts)
        return HttpResponseRedirect(address("open_items", administration))
    return show(
        request,
        administration,
        "receive.html",
        heading=_receive_words(item) % {"number": item.number},
        save=_receive_word(item),
        trail=TRAIL,
        form=form,
        item=item,
        back=address("open_items", administration),
    )


def _take_in(item: OpenItem, form: ReceiptForm) -> Receipt:
    said = form.cleaned_data
    amount: Decimal = said["amount"]
    return receive_payment(item, amount, said["date"], said["account_code"], said["description"])
