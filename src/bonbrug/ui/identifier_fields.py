"""Fields for numbers with check digits, addresses and telephone numbers.

One that does not hold is an error beside its field. What came in by wire and does not hold is
marked, and stays while nobody changes it.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.forms import DOUBT, UNLIKELY
from bonbrug.values import identifiers, phone


class JudgedField(forms.CharField):
    """A text that has to hold; `code` tells whether a person may say that it is right."""

    judged = True
    code: ClassVar[str] = UNLIKELY
    holds: ClassVar[Callable[[str], bool]]
    wrong: ClassVar[Any]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.elsewhere = False

    def clean(self, value: object) -> str:
        """Return the text; one from `elsewhere`, under other rules, is not judged."""
        text: str = super().clean(value)
        if text and not self.elsewhere and not type(self).holds(text):
            raise ValidationError(self.wrong, code=self.code, params={"typed": text})
        return text


def email_holds(text: str) -> bool:
    """Check the shape of an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class IbanField(JudgedField):
    """An account number of any country."""

    holds = identifiers.iban_holds
    wrong = _("%(typed)s is not an IBAN: a digit or letter is wrong. Compare it with a statement.")


class BicField(JudgedField):
    """The code of a bank."""

    holds = identifiers.bic_holds
    wrong = _("%(typed)s is not a BIC. It has 8 or 11 characters, such as ABNANL2A.")


class CreditorIdField(JudgedField):
    """What a bank calls a firm that collects by direct debit."""

    holds = identifiers.creditor_id_holds
    wrong = _("%(typed)s is not a creditor identifier. A Dutch one looks like NL22ZZZ000000000000.")


class VatNumberField(JudgedField):
    """A btw-id, with its country in front."""

    holds = identifiers.vat_number_holds
    wrong = _("%(typed)s is not a VAT number. A Dutch one looks like NL000099998B57.")


class KvkNumberField(JudgedField):
    """The number of the Dutch trade register."""

    holds = identifiers.kvk_number_holds
    wrong = _("%(typed)s is not a KvK number. It has 8 digits.")


class OinField(JudgedField):
    """The number of a Dutch authority."""

    holds = identifiers.oin_holds
    wrong = _("%(typed)s is not an OIN. It has 20 digits and begins with zeros.")


class EmailField(JudgedField):
    """One e-mail address."""

    holds = email_holds
    wrong = _("%(typed)s is not an e-mail address. It looks like name@firm.nl.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "email"}))
        super().__init__(**kwargs)


class PhoneField(JudgedField):
    """A telephone number; an odd one may be right."""

    code = DOUBT
    holds = phone.phone_holds
    wrong = _("%(typed)s cannot be dialled as it stands. Is that right?")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel"}))
        super().__init__(**kwargs)


class PostcodeField(JudgedField):
    """A postcode; one that is not Dutch may be right."""

    code = DOUBT
    holds = identifiers.postcode_holds
    wrong = _("%(typed)s is not a Dutch postcode such as 1234 AB. Is that right?")
