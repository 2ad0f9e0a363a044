"""Dutch habits on every page, in both languages: 1.234,56, € 105,00, 19-09-2018, 15:16."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bonbrug.ui.drafts import person_key
from bonbrug.ui.edit_conflicts import Clash, typed_texts
from bonbrug.ui.forms import Question, UiForm
from bonbrug.values.clock import AMSTERDAM
from bonbrug.values.number_text import number_text
from bonbrug.values.phone import dial
from bonbrug.values.time_text import clock

register = template.Library()
register.filter(clock)


@register.filter
def amount(value: Decimal | int | None, places: int = 2) -> str:
    """1234.5 → 1.234,50; None stays empty."""
    return "" if value is None else number_text(Decimal(f"{Decimal(value):.{places}f}"), places)


@register.filter
def quantity(value: Decimal | int | None) -> str:
    """2.50 → 2,5; whole numbers without comma, and a thousand is 1000, which reads one way only."""
    return "" if value is None else number_text(Decimal(value))


@register.filter
def euro(value: Decimal | int | None) -> str:
    """105 → € 105,00, with a space that does not break."""
    return "" if value is None else f"€\u00a0{amount(value)}"


@register.filter
def day(value: date | datetime | None) -> str:
    """Return 19-09-2018, in Dutch time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(AMSTERDAM)
    return f"{value:%d-%m-%Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """Return 17-09-2018 15:16, in Dutch time."""
    return "" if value is None else f"{value.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


@register.simple_tag
def call(number: str, label: str = "", css: str = "") -> SafeString:
    """Link a telephone number to what dials it; what cannot be dialled stays a text."""
    address = dial(number)
    if not address:
        return format_html("<span>{}</span>", number)
    return format_html('<a class="{}" href="{}">{}</a>', css, address, label or number)


@register.filter
def questions(field: BoundField) -> list[Question]:
    """Return what has to be confirmed beside a field."""
    return field.form.questions.get(field.name, []) if isinstance(field.form, UiForm) else []


@register.filter
def typed(request: HttpRequest) -> list[str]:
    """Return what a form sent that could not be saved."""
    return typed_texts(request) if request.method == "POST" else []


@register.filter
def clash(field: BoundField) -> Clash | None:
    """Return the choice between what two people made of a field."""
    return field.form.clashes.get(field.name) if isinstance(field.form, UiForm) else None


@register.filter
def mark(field: BoundField) -> str:
    """Return what is doubtful in the value that stands in a field already."""
    return field.form.mark(field.name) if isinstance(field.form, UiForm) else ""


@register.simple_tag
def person(record: object) -> str:
    """Return what keeps the drafts of this person apart; empty for nobody."""
    # A user comes as a lazy object, so its class does not tell.
    return person_key(record) if getattr(record, "pk", None) else ""


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without label a screen reader passes it over."""
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@register.simple_tag
def badge(text: object, colour: str = "secondary") -> SafeString:
    """Show a status: always words, and a colour of Tabler (green, orange, red, blue, secondary)."""
    return format_html('<span class="badge bg-{0}-lt text-{0}-lt-fg">{1}</span>', colour, text)
