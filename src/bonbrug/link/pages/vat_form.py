"""What a person fills in about VAT: the own firm, its types of work, an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.link import actions
from bonbrug.link.models import Connection
from bonbrug.link.texts.vat import ANSWERS, KINDS
from bonbrug.sync.vat.places import address_key
from bonbrug.ui.forms import DayField, UiForm
from bonbrug.ui.identifier_fields import PostcodeField
from bonbrug.values.quantity import folded

MOST_WORDS, WORD_LENGTH = 50, 100
EXAMPLES = {
    "construction": _("Types of work as they stand on the work order, with commas between them."),
    "real_estate": _("Work on buildings that is no material work, such as an inspection."),
    "movable": _("Such as repairs in your own workshop."),
}


class VatForm(UiForm):
    """The own firm first, then a field per kind of work with the firm's own words for it."""

    exempt_from = DayField(
        label=_("First day under the small businesses scheme (KOR)"),
        required=False,
        help_text=_(
            "From this day on invoices are without VAT, with the sentence that the law wants. "
            "Empty: your firm is not under the scheme."
        ),
    )
    exempt_until = DayField(
        label=_("Last day under the scheme"),
        required=False,
        help_text=_("Only when your firm left the scheme, or will."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in KINDS.items():
            self.fields[kind_name(kind)] = forms.CharField(
                label=str(label),
                required=False,
                max_length=MOST_WORDS * WORD_LENGTH,
                widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
                help_text=EXAMPLES.get(kind, ""),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, and a type of work that stands at two kinds."""
        given = super().clean() or self.cleaned_data
        self.check_span("exempt_from", "exempt_until")
        self._check_words(given)
        return given

    def _check_words(self, given: dict[str, Any]) -> None:
        seen: set[str] = set()
        for kind in KINDS:
            words = _words(given.get(kind_name(kind), ""))
            if len(words) > MOST_WORDS or any(len(word) > WORD_LENGTH for word in words):
                problem = _("Use at most 50 words of at most 100 characters.")
                self.add_error(kind_name(kind), problem)
            for word in words:
                if folded(word) in seen:
                    text = _("%(word)s stands at two kinds of work. Leave it at one.")
                    self.add_error(kind_name(kind), text % {"word": word})
                seen.add(folded(word))

    def choices(self) -> actions.VatChoices:
        """Return what was filled in."""
        given = self.cleaned_data
        pairs = [(word, str(kind)) for kind in KINDS for word in _words(given[kind_name(kind)])]
        return actions.VatChoices(given["exempt_from"], given["exempt_until"], pairs)


def kind_name(kind: str) -> str:
    """Return the name of the field of a kind of work."""
    return f"kind_{kind}"


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def vat_start(connection: Connection) -> dict[str, object]:
    """Return what the form shows of a connection."""
    start: dict[str, object] = {
        "exempt_from": connection.exempt_from,
        "exempt_until": connection.exempt_until,
    }
    for kind in KINDS:
        words = [name for name, marked in connection.kinds_of_work if marked == kind]
        start[kind_name(kind)] = ", ".join(words)
    return start


class AddressForm(UiForm):
    """An address where work is done, and what it is."""

    postal_code = PostcodeField(label=_("Postcode"), required=True, max_length=50)
    house_number = forms.CharField(label=_("House number"), max_length=50)
    answer = forms.ChoiceField(
        label=_("What it is"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what no answer can be kept by, also when a person ticked that it is right."""
        given = super().clean() or self.cleaned_data
        code, number = given.get("postal_code"), given.get("house_number")
        if code and number and not address_key(code, number):
            problem = _("An answer is kept by a Dutch postcode, such as 1234 AB.")
            self.add_error("postal_code", problem)
        return given
