"""Mededelingen: what everybody is told, from one moment to another."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts.acts import Act
from bonbrug.accounts.announcements import Telling, announce, not_over, withdraw
from bonbrug.accounts.routes import acts
from bonbrug.site.operator.frame import for_operator, framed, typed
from bonbrug.ui.forms import UiForm
from bonbrug.values.clock import system_clock

MOMENT = "%Y-%m-%dT%H:%M"
LONGEST = 300


class AnnouncementForm(UiForm):
    """What to tell in both languages, and when; no markup: it is shown as it is typed."""

    dutch = forms.CharField(label=gettext_lazy("In Dutch"), max_length=LONGEST)
    english = forms.CharField(label=gettext_lazy("In English"), max_length=LONGEST)
    from_at = forms.DateTimeField(
        label=gettext_lazy("Shown from"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        input_formats=[MOMENT],
    )
    until_at = forms.DateTimeField(
        label=gettext_lazy("Shown until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        input_formats=[MOMENT],
    )

    def clean_until_at(self) -> datetime:
        """Refuse an end that comes before the begin, or is past."""
        until: datetime = self.cleaned_data["until_at"]
        begin = self.cleaned_data.get("from_at")
        if begin and until <= begin:
            raise ValidationError(_("This is not after the begin."))
        if until <= system_clock():
            raise ValidationError(_("This is past, so nobody would see it."))
        return until


@acts(Act.SEE_STATE, Act.TELL_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@for_operator()
def announcements(request: HttpRequest) -> HttpResponse:
    """Show what is told and will be; a POST tells something new."""
    now = system_clock()
    form = AnnouncementForm(typed(request), initial={"from_at": now})
    if request.method == "POST" and form.is_valid():
        announce(Telling(**{name: form.cleaned_data[name] for name in form.fields}), now)
        messages.success(request, _("It is told on every page, in its time."))
        return redirect("operator_announcements")
    rows = [(each, each.from_at <= now) for each in not_over(now)]
    return framed(
        request, "announcements", {"form": form, "rows": rows}, 422 if form.errors else 200
    )


@acts(Act.TELL_ALL)
@require_POST
@login_required
@for_operator(back="operator_announcements")
def withdrawn(request: HttpRequest, row: int) -> HttpResponse:
    """Tell something no more."""
    if withdraw(row, system_clock()):
        messages.success(request, _("It is not told any more."))
    return redirect("operator_announcements")
