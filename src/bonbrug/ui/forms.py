"""Forms of all houses: labels above, explanation behind a question mark, comma as decimal sign."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)


class UiForm(forms.Form):
    """A form for ``ui/form.html``; the `help_text` of a field goes behind the question mark."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _dress(field.widget)

    def full_clean(self) -> None:
        """Mark the fields with an error, so that the style and a screen reader show which."""
        super().full_clean()
        for name in self.errors:
            if name in self.fields:
                attributes = self.fields[name].widget.attrs
                attributes["aria-invalid"] = "true"
                attributes["class"] = f"{attributes.get('class', '')} is-invalid".strip()


def _dress(widget: forms.Widget) -> None:
    style = next(style for kind, style in CLASSES if isinstance(widget, kind))
    if not isinstance(widget, forms.HiddenInput):
        widget.attrs["class"] = f"{style} {widget.attrs.get('class', '')}".strip()


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A date; typed by hand also as 19-09-2018."""

    widget = DayInput
    input_formats = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")


class AmountField(forms.CharField):
    """A decimal number, written Dutch (1.234,56) or plain (1234.56); returns a Decimal."""

    default_error_messages = {
        "number": _("Enter a number, such as 12,50."),
        "places": _("Use at most %(places)s digits after the comma."),
        "least": _("Enter a number of at least %(least)s."),
    }

    def __init__(self, *, places: int = 2, least: Decimal | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.places, self.least = places, least
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: object) -> object:
        return written(value) if isinstance(value, Decimal) else value

    def clean(self, value: object) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        number = self._number(text)
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            raise self._wrong("places", places=self.places)
        if self.least is not None and number < self.least:
            raise self._wrong("least", least=self.prepare_value(self.least))
        return number

    def _number(self, text: str) -> Decimal:
        try:
            number = Decimal(plain_number(text))
        except InvalidOperation as error:
            raise self._wrong("number") from error
        if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
            raise self._wrong("number")
        return number

    def _wrong(self, code: str, **facts: object) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=facts)


def written(number: Decimal) -> str:
    """Write a number as a person would type it; zeros beyond the cents only pad a column."""
    whole, dot, places = f"{number:f}".partition(".")
    places = places[:2] + places[2:].rstrip("0")
    return f"{whole},{places}" if dot else whole


def plain_number(text: str) -> str:
    """Turn ``1.234,56`` into ``1234.56``; without comma a dot is the decimal sign."""
    bare = text.replace(" ", "").replace("€", "").replace("\u00a0", "")
    return bare.replace(".", "").replace(",", ".") if "," in bare else bare
