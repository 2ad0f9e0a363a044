"""Small pieces that several tables of this house show."""

from datetime import date
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bonbrug.books.models import Invoice, Product
from bonbrug.books.pages.vat_names import rate_name
from bonbrug.ui.templatetags.ui import amount, badge, icon
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.money import plain
from bonbrug.values.quantity import is_hour


def pencil(url: str, label: str) -> SafeString:
    """Draw the pencil of the manual, as a link that a screen reader can name."""
    return format_html(
        '<a class="btn btn-icon btn-sm" href="{}">{}</a>', url, icon("pencil", label)
    )


def booked(invoice: Invoice) -> SafeString:
    """Tell whether an invoice was processed in the bookkeeping."""
    if invoice.is_booked:
        return badge(_("processed"), "green")
    return badge(_("only set ready"), "orange")


def numbered(number: str, first: Invoice | None) -> SafeString | str:
    """Write a number; that of a credit invoice with the number of the one that it credits."""
    if first is None:
        return number
    return format_html("{} {}", number, badge(_("credit of %(number)s") % {"number": first.number}))


def becomes(product: Product) -> SafeString:
    """Tell what the link makes of a product in the work orders."""
    if not product.active:
        return badge(_("not offered"), "secondary")
    if product.unit and is_hour(product.unit.singular):
        return badge(_("hour type"), "blue")
    return badge(_("material"), "green")


def due(last_day: date, today: date, *, paid: bool = False) -> SafeString:
    """Show a due date; when it has passed, say how many days ago."""
    written = f"{last_day:%d-%m-%Y}"
    if paid or last_day >= today:
        return format_html("{}", written)
    days = (today - last_day).days
    words = _("1 day late") if days == 1 else _("%(days)s days late") % {"days": days}
    return format_html("<span>{} {}</span>", written, badge(words, "red"))


def yes_no(value: bool) -> SafeString:
    """Show yes in green, no in grey."""
    return badge(_("yes"), "green") if value else badge(_("no"), "secondary")


def price(value: Decimal) -> str:
    """Write a price with two decimals, or with as many as it has: 45,00 and 6,125."""
    digits = plain(value).partition(".")[2]
    return amount(value, max(2, len(digits)))


def rate(product: Product) -> str:
    """Tell the VAT rate of a product today."""
    return rate_name(product.vat_code, accounting_day(system_clock()))
