"""Open instellingen: the work orders hand over their token in the person's own browser."""

import json
import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.access import need_somewhere
from bonbrug.accounts.acts import Act
from bonbrug.accounts.firm_limits import Full
from bonbrug.accounts.keys import keyring
from bonbrug.accounts.models import Organisation
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import Attempt, attempt, visitor_of
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.actions.connections import Counterparts
from bonbrug.link.models import Connection
from bonbrug.link.pages.forms import OrganisationForm
from bonbrug.link.pages.navigation import connections, organisations, show
from bonbrug.link.pages.ordering import FULL
from bonbrug.link.pages.person import person
from bonbrug.link.texts import sentences
from bonbrug.link.texts.service_names import software_token
from bonbrug.values.addresses import IN_THE_BOX
from bonbrug.values.clock import system_clock
from bonbrug.values.sealing import SealBroken
from bonbrug.values.text import printable

HELD = "link_opening"
COMPANY_ID = re.compile(r"\d{7}")
TOKEN = re.compile(r"[0-9a-f]{64}")


@acts(Act.CONNECT)
@require_http_methods(["GET", "POST"])
@login_required
def opening(request: HttpRequest) -> HttpResponse:
    """Find or make the connection of a work-order company, and go where the person must be."""
    need_somewhere(request)
    if request.method == "GET":
        return show(request, "token_handover.html")
    given = {name: printable(request.POST.get(name, "")).strip() for name in PARTS}
    if not COMPANY_ID.fullmatch(given["company_id"]) or not TOKEN.fullmatch(given["token"]):
        messages.error(request, _("The company id or the token is not whole. Open it once more."))
        return show(request, "token_handover.html", status=422)
    wait = _guess(request, given["company_id"]).wait
    return too_many.page(request, wait) if wait else _opened(request, given)


def _guess(request: HttpRequest, company_id: str) -> Attempt:
    return attempt("opening", visitor_of(request), company_id, system_clock())


PARTS = ("company_id", "token", "software_token")


def _opened(request: HttpRequest, given: dict[str, str]) -> HttpResponse:
    known = connections(request).filter(company_id=given["company_id"], field_service=IN_THE_BOX)
    firms = list(organisations(request))
    if known:
        actions.renew_tokens(known[0], _tokens(given), system_clock(), person(request))
        return _onward(request, known[0])
    if len(firms) == 1:
        return _made(request, firms[0], given)
    if not firms:
        messages.error(request, _("You do not work for an organisation yet. Ask the operator."))
        return redirect("link:connections")
    _hold(request, given)
    return redirect("link:for_whom")


@acts(Act.CONNECT)
@require_http_methods(["GET", "POST"])
@login_required
def for_whom(request: HttpRequest) -> HttpResponse:
    """Ask for which organisation the link is, when the user works for several."""
    need_somewhere(request)
    given = _held(request)
    if given is None:
        return redirect("link:opening")
    data = request.POST if request.method == "POST" else None
    form = OrganisationForm(organisations(request), data)
    if data is not None and form.is_valid():
        request.session.pop(HELD, None)
        return _made(request, form.cleaned_data["organisation"], given)
    context = {"form": form, "company_id": given["company_id"]}
    return show(request, "for_whom.html", context, status=422 if form.is_bound else 200)


def _made(request: HttpRequest, firm: Organisation, given: dict[str, str]) -> HttpResponse:
    services = Counterparts(IN_THE_BOX, IN_THE_BOX)
    try:
        made = actions.make_connection(
            firm,
            firm.name,
            services,
            given["company_id"],
            _tokens(given),
            system_clock(),
            person(request),
        )
    except Full as full:
        messages.error(request, FULL % {"most": full.most})
        return redirect("link:connections")
    return _onward(request, made)


def _tokens(given: dict[str, str]) -> tuple[str, str]:
    return given["token"], given["software_token"] or software_token()


def _onward(request: HttpRequest, connection: Connection) -> HttpResponse:
    """Try the token by asking for the employees; then credentials, or the settings."""
    findings = actions.check(connection)
    guess = _guess(request, connection.company_id)
    if any(finding.code == "credentials_refused" for finding in findings):
        guess.wrong()
    else:
        guess.right()
    for finding in findings:
        if (finding.code, finding.subject) in ABOUT_TOKENS:
            messages.error(request, sentences.of_finding(finding))
    where = "settings" if connection.signed_in_at else "sign_in"
    return redirect(f"link:{where}", connection.pk)


ABOUT_TOKENS = frozenset(
    {
        ("credentials_refused", "token"),
        ("credentials_refused", "software_token"),
        ("no_employees", ""),
    }
)


def _hold(request: HttpRequest, given: dict[str, str]) -> None:
    """Keep what was handed over, sealed, until the person has chosen."""
    request.session[HELD] = keyring().seal(json.dumps(given), _belongs(request))


def _held(request: HttpRequest) -> dict[str, str] | None:
    try:
        held = keyring().unseal(str(request.session.get(HELD, "")), _belongs(request))
    except SealBroken:
        return None
    return {name: str(json.loads(held).get(name, "")) for name in PARTS}


def _belongs(request: HttpRequest) -> str:
    return f"session:{request.user.pk}:{HELD}"
