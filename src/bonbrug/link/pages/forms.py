"""What a person fills in: the credentials, the settings, a new link."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.models import Organisation
from bonbrug.link.actions import choices_of
from bonbrug.link.actions.connections import CHOSEN
from bonbrug.link.models import Connection
from bonbrug.link.pages.delivery_form import DeliveryForm
from bonbrug.sync.model.settings import Control, SyncSettings
from bonbrug.ui.forms import DayField, UiForm, WholeField
from bonbrug.values.delivery import DeliveryKind

CONTROLS = (
    (Control.DOUBTFUL.value, _("When in doubt")),
    (Control.ALL.value, _("All invoices")),
    (Control.NONE.value, _("None")),
)
# Only needed when invoices are made.
NEEDED = {
    "template": _("Fill in the name of the invoice template."),
    "term_days": _("Fill in the payment term in days."),
}
LONGEST_TERM = 365
MOST_WORDS = 20
WORD_LENGTH = 50


class SecretField(forms.CharField):
    """A text whose content is never sent back to the browser."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        super().__init__(**{"max_length": 200, "widget": widget, **kwargs})


class SignInForm(UiForm):
    """The three fields of AUTHENTICATION; the names are those of `NotAllowedIn.field`.

    The fourth is of the work orders, for the few firms that were given one.
    """

    username = forms.CharField(
        label=_("User name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Beheer > Inrichting > Instellingen > Koppelingen > API/SOAP"),
    )
    security_code_1 = SecretField(label=_("Security code 1"))
    security_code_2 = SecretField(label=_("Security code 2"))
    bearer_token = SecretField(
        label=_("Bearer token of the work orders"),
        required=False,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9._~+/=-]+$",
                _("A bearer token has letters, digits and . _ ~ + / = - only. Copy it again."),
            )
        ],
        help_text=_(
            "Only when WerkbonApp gave you one besides the tokens. Left empty, what is kept stays."
        ),
        max_length=4000,
    )
    forget_bearer_token = forms.BooleanField(
        label=_("Forget the bearer token that is kept"), required=False
    )

    def __init__(self, *args: Any, bearer_is_kept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not bearer_is_kept:
            del self.fields["forget_bearer_token"]

    @property
    def bearer(self) -> str | None:
        """What was typed; None when the one that is kept has to go, '' when it stays."""
        typed: str = self.cleaned_data["bearer_token"]
        return typed or (None if self.cleaned_data.get("forget_bearer_token") else "")


class SettingsForm(DeliveryForm):
    """Import and export settings, in the order of the manual.

    Books that need no invoice template are not asked for one (`needs_template`).
    """

    import_relations = forms.BooleanField(
        label=_("Relations"),
        required=False,
        help_text=_("Your relations from e-Boekhouden.nl, as customers in the work orders."),
    )
    import_materials = forms.BooleanField(
        label=_("Materials"),
        required=False,
        help_text=_("Active products/services with another unit than hours, such as Stuk or Doos."),
    )
    import_hour_types = forms.BooleanField(
        label=_("Hour types"),
        required=False,
        help_text=_("Active products/services with an hour unit, such as Uur, uur or Uren."),
    )
    hour_words = forms.CharField(
        label=_("Other words for hours"),
        required=False,
        max_length=MOST_WORDS * WORD_LENGTH,
        help_text=_(
            "Units that also mean hours, with commas between them, such as: manuur, h. "
            "Capitals and plurals are recognised already."
        ),
    )
    export_invoices = forms.BooleanField(
        label=_("Invoice"),
        required=False,
        help_text=_(
            "Make an invoice of every work order with status Compleet and werkbonstatus "
            "1 naar E-boekhouden."
        ),
    )
    template = forms.CharField(
        label=_("Invoice template"),
        max_length=50,
        help_text=_(
            "The exact name of the template in e-Boekhouden.nl: Beheer > Sjablonen > "
            "Factuursjablonen."
        ),
    )
    term_days = WholeField(
        label=_("Payment term"),
        most=LONGEST_TERM,
        help_text=_("The number of days within which your customer pays, such as 14."),
    )
    book = forms.BooleanField(
        label=_("Process in the books"),
        required=False,
        help_text=_(
            "Book the invoice at once, so that it becomes an open item. Without the tick it is "
            "only set ready, and you book it yourself with the pencil."
        ),
    )
    export_relations = forms.BooleanField(
        label=_("Export relations"),
        required=False,
        help_text=_(
            "Add customers who exist only in the work orders to e-Boekhouden.nl. Needed for a "
            "right invoice to a new customer."
        ),
    )
    export_from = DayField(
        label=_("Work orders from"),
        required=False,
        help_text=_(
            "Work orders of this day or later become invoices without asking. Older ones that are "
            "still Compleet wait at To do until you let them go."
        ),
    )
    control = forms.ChoiceField(
        label=_("Check before invoicing"),
        choices=CONTROLS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "When in doubt: an invoice about which you would ask something waits at To do, with "
            "what is odd about it. All: every invoice waits there for your yes. None: it is only "
            "told in the log. What cannot be right, such as an unknown VAT code, always waits."
        ),
    )
    bill_minimum = forms.BooleanField(
        label=_("Charge minimum hours"),
        required=False,
        help_text=_(
            "When less was worked than the minimum hours on the work order, the difference becomes "
            "a line of its own. Without the tick only the worked time is charged."
        ),
    )
    mark_errors = forms.BooleanField(
        label=_("Set refused work orders to 99 Error"),
        required=False,
        help_text=_(
            "Your colleagues then also see in the work orders that something is wrong. Without "
            "the tick the work order stays as it is, and you see it here at To do."
        ),
    )

    use_required_attribute = False

    def __init__(self, *args: Any, needs_template: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_template:
            del self.fields["template"]
        needed = [name for name in NEEDED if name in self.fields]
        if self.is_bound and not self.data.get("export_invoices"):
            for name in needed:
                self.fields[name].required = False
        for name in needed:
            self.fields[name].error_messages["required"] = str(NEEDED[name])

    def clean_hour_words(self) -> tuple[str, ...]:
        words = [word.strip() for word in self.cleaned_data["hour_words"].split(",")]
        kept = tuple(dict.fromkeys(word for word in words if word))
        if len(kept) > MOST_WORDS or any(len(word) > WORD_LENGTH for word in kept):
            raise forms.ValidationError(
                _("Use at most 20 words of at most 50 characters, with commas between them.")
            )
        return kept

    def choices(self, connection: Connection) -> SyncSettings:
        """Return what was ticked; what was left empty or not asked stays as it was."""
        stored = {name: getattr(connection, name) for name in CHOSEN}
        given = {name: self.cleaned_data.get(name, kept) for name, kept in stored.items()}
        given["control"] = Control(given["control"] or connection.control)
        given["delivery"] = DeliveryKind(given["delivery"] or connection.delivery)
        if given["term_days"] is None:
            given["term_days"] = connection.term_days
        words = self.cleaned_data["hour_words"]
        return replace(choices_of(connection), **given, hour_words=words)


def settings_start(connection: Connection) -> dict[str, object]:
    """Return what the form shows of the stored settings."""
    start = {name: getattr(connection, name) for name in CHOSEN}
    return {**start, "hour_words": ", ".join(connection.hour_words)}


class NewForm(UiForm):
    """A link to the services of the operator's list; nobody types an address."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    name = forms.CharField(
        label=_("Name of the link"),
        max_length=100,
        help_text=_("Your own word for it, such as the name of the firm or the branch."),
    )
    books = forms.ChoiceField(label=_("Books"), help_text=_("Where the bookkeeping is."))
    field = forms.ChoiceField(label=_("Work orders"), help_text=_("Where the work orders are."))
    company_id = forms.RegexField(
        r"^\d{7}$",
        label=_("Company id"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Seven digits, in the work orders at Instellingen > Externe koppelingen."),
        error_messages={"invalid": _("The company id has seven digits, such as 6416759.")},
    )
    token = SecretField(
        label=_("Token"),
        help_text=_("64 characters, on the same page as the company id. Copy it whole."),
    )
    software_token = SecretField(
        label=_("Software token"), help_text=_("You get it from WerkbonApp together with the link.")
    )

    def __init__(
        self,
        organisations: QuerySet[Organisation],
        services: dict[str, list[tuple[str, str]]],
        *args: Any,
        software_token_given: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["organisation"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = organisations
        for side in ("books", "field"):
            self.offer(side, services[side])
        if software_token_given:
            self.fields["software_token"].required = False


class OrganisationForm(UiForm):
    """For whom the link is that the work orders opened."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, organisations: QuerySet[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["organisation"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = organisations
