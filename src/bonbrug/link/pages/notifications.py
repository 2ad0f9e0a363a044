"""Meldingen: who gets mail when the link needs a person."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Connection
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.texts.mail_failures import why
from bonbrug.ui.edit_conflicts import alone, tell_kept
from bonbrug.ui.forms import UiForm
from bonbrug.values.clock import system_clock

MOST = 10


class NotifyForm(UiForm):
    """One field with addresses, with commas between them."""

    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        required=False,
        max_length=MOST * 255,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("With commas between them; at most ten. Empty: nobody gets mail."),
    )

    def clean_addresses(self) -> list[str]:
        """Return the addresses, each once."""
        given = self.cleaned_data["addresses"].replace(";", ",").split(",")
        found = list(dict.fromkeys(word.strip() for word in given if word.strip()))
        if len(found) > MOST:
            raise ValidationError(_("At most ten addresses."))
        for address in found:
            _check(address)
        return found


def _check(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        words = _("%(address)s is not an e-mail address.") % {"address": address}
        raise ValidationError(words) from error


@acts(Act.SEE_LINK, Act.SET_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def notifications(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and keep the addresses; below it the last mail and how it went."""
    connection = find(request, pk)
    if request.method == "GET":
        return _shown(request, connection, _form(None, connection))
    with alone(connection) as held:
        return _keep(request, held)


def _form(data: QueryDict | None, connection: Connection) -> NotifyForm:
    start = {"addresses": ", ".join(connection.notify)}
    return NotifyForm(data, initial=start).about(connection)


def _keep(request: HttpRequest, connection: Connection) -> HttpResponse:
    form = _form(request.POST, connection)
    if not form.is_valid():
        return _shown(request, connection, form, status=422)
    addresses = form.cleaned_data["addresses"]
    actions.notify(connection, addresses, person(request), system_clock())
    messages.success(request, _("The addresses are saved."))
    tell_kept(request, form.kept)
    return redirect("link:notifications", connection.pk)


def _shown(
    request: HttpRequest, connection: Connection, form: NotifyForm, status: int = 200
) -> HttpResponse:
    sent = connection.digests.exclude(sent_at=None).exclude(code="no_addresses")
    stuck = connection.digests.filter(sent_at=None).exclude(code="").first()
    context = {
        "form": form,
        "can_send": bool(settings.BONBRUG_SMTP_URL),
        "last": sent.order_by("-sent_at").first(),
        "stuck": stuck,
        "why": why(stuck.code) if stuck else "",
    }
    return show(request, "notifications.html", context, connection=connection, status=status)
