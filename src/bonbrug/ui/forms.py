"""Forms of all houses: labels above, explanation behind a question mark, nothing guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.conflict_form import ConflictForm
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.number_text import number_text, numbers_in
from bonbrug.values.text import printable

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)
SURE = "sure"
# Codes of errors that let an unchanged value stay; a doubt can also be ticked away.
UNLIKELY, DOUBT = "unlikely", "doubt"


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person has to confirm; `key` holds the values that it is about."""

    key: str
    sentence: str
    ticked: bool


class UiForm(ConflictForm):
    """A form for ``ui/form.html``; the `help_text` of a field goes behind the question mark."""

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        self.questions: dict[str, list[Question]] = {}
        super().__init__(None if data is None else _printable(data), *args, **kwargs)
        for field in self.fields.values():
            _dress(field.widget)

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Let a field be chosen from these: (value, label)."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def check_span(self, first: str, last: str) -> None:
        """Refuse a last day that comes without a first one, or before it."""
        begin, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if end and not begin:
            self.add_error(first, _("Fill in the first day too."))
        elif begin and end and end < begin:
            self.add_error(last, _("This is before the first day."))

    def full_clean(self) -> None:
        """Mark the fields with an error, so that the style and a screen reader show which."""
        self.questions = {}
        super().full_clean()
        for name in self.errors:
            if name in self.fields:
                attributes = self.fields[name].widget.attrs
                attributes["aria-invalid"] = "true"
                attributes["class"] = f"{attributes.get('class', '')} is-invalid".strip()

    def ask(self, name: str, key: str, sentence: object) -> bool:
        """Ask beside a field, with a tick; with that tick, and the same `key`, it is no error.

        Return whether it was ticked.
        """
        given = self.data.getlist(SURE) if isinstance(self.data, MultiValueDict) else []
        question = Question(key, str(sentence), ticked=key in given)
        self.questions.setdefault(name, []).append(question)
        if not question.ticked:
            super().add_error(name, ValidationError(question.sentence, code="ask"))
        return question.ticked

    def add_error(self, field: str | None, error: Any) -> None:
        """Let what was there already stay, and a doubt be ticked away; all else is an error."""
        code = getattr(error, "code", "")
        if field not in self.fields or code not in {UNLIKELY, DOUBT}:
            super().add_error(field, error)
            return
        kind, typed = self.fields[field], self[field].data
        changed = kind.has_changed(self.get_initial_for_field(kind, field), typed)
        if changed and code == UNLIKELY:
            super().add_error(field, error)
        elif not changed or self.ask(field, f"{field}={typed}", error.messages[0]):
            self.cleaned_data[field] = kind.to_python(typed)

    def mark(self, name: str) -> str:
        """Return what is doubtful in a value that came in another way, and is shown unchanged."""
        field = self.fields[name]
        there = self.get_initial_for_field(field, name)
        if not there or not getattr(field, "judged", False):
            return ""
        if name in self.errors or (self.is_bound and field.has_changed(there, self[name].data)):
            return ""
        try:
            field.clean(field.prepare_value(there))
        except ValidationError as error:
            # What fails its validators comes as a list, which has no code of its own.
            doubts = [one for one in error.error_list if one.code in {UNLIKELY, DOUBT}]
            return doubts[0].messages[0] if doubts else ""
        return ""


def _printable(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out of everything typed what no page, paper or wire can carry."""
    if not isinstance(data, MultiValueDict):
        return {name: _clean(value) for name, value in data.items()}
    clean = QueryDict(mutable=True)
    for name, values in data.lists():
        clean.setlist(name, [_clean(value) for value in values])
    return clean


def _clean(value: Any) -> Any:
    return printable(value) if isinstance(value, str) else value


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
    """A date; typed by hand also as 19-09-2018. Years far from this one are a slip of the hand."""

    widget = DayInput
    judged = True
    input_formats = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
    default_error_messages = {
        "invalid": _("Write a date such as 19-09-2018."),
        "past": _("%(day)s is more than %(years)s years ago. Check the year."),
        "future": _("%(day)s is more than %(years)s years ahead. Check the year."),
    }

    def __init__(self, *, back: int = 20, ahead: int = 2, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.back, self.ahead = back, ahead

    def clean(self, value: object) -> date | None:
        day: date | None = super().clean(value)
        this_year = accounting_day(system_clock()).year
        if day and not -self.back <= day.year - this_year <= self.ahead:
            side, years = ("past", self.back) if day.year < this_year else ("future", self.ahead)
            facts = {"day": f"{day:%d-%m-}{day.year:04}", "years": years}
            raise ValidationError(self.error_messages[side], code=UNLIKELY, params=facts)
        return day


class NumberField(forms.CharField):
    """A number with comma or point as its decimal sign; it asks where the text may mean two."""

    default_error_messages = {
        "number": _("Enter a number, such as 12,50."),
        "ask": _("%(typed)s: do you mean %(first)s or %(second)s?"),
        "places": _("Use at most %(places)s digits after the comma."),
        "least": _("Enter a number of at least %(least)s."),
        "most": _("Enter a number of at most %(most)s."),
    }

    def __init__(
        self,
        *,
        places: int = 2,
        least: Decimal | None = None,
        most: Decimal | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.places, self.least, self.most = places, least, most
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: object) -> object:
        return typed(value) if isinstance(value, Decimal) else value

    def number(self, value: object) -> Decimal | None:
        """Return the number that was typed; ValidationError when it is none, or may be two."""
        text = super().clean(value)
        if not text:
            return None
        number = self._number(text)
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            raise self._wrong("places", places=self.places)
        if self.least is not None and number < self.least:
            raise self._wrong("least", least=self.prepare_value(self.least))
        if self.most is not None and number > self.most:
            raise self._wrong("most", most=self.prepare_value(self.most))
        return number

    def _number(self, text: str) -> Decimal:
        meant = self._readings(text)
        if not meant:
            raise self._wrong("number")
        if len(meant) > 1:
            first, second = map(number_text, meant)
            raise self._wrong("ask", typed=text, first=first, second=second)
        return meant[0]

    def _readings(self, text: str) -> tuple[Decimal, ...]:
        return numbers_in(text)

    def _wrong(self, code: str, **facts: object) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=facts)


class AmountField(NumberField):
    """An amount, price or quantity; returns a Decimal."""

    def clean(self, value: object) -> Decimal | None:
        return self.number(value)


class WholeField(NumberField):
    """A number of pieces, days or the like; returns an int."""

    default_error_messages = {"number": _("Enter a whole number, such as 14.")}

    def __init__(self, *, most: int, least: int = 0, **kwargs: Any) -> None:
        super().__init__(places=0, least=Decimal(least), most=Decimal(most), **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: object) -> int | None:
        number = self.number(value)
        return None if number is None else int(number)

    def _readings(self, text: str) -> tuple[Decimal, ...]:
        return tuple(number for number in numbers_in(text) if number == int(number))


def typed(number: Decimal) -> str:
    """Write a number as a person would type it; zeros beyond the cents only pad a column."""
    exponent = number.as_tuple().exponent
    shown = min(2, max(0, -exponent)) if isinstance(exponent, int) else 0
    return number_text(number, shown, grouped=False)
