"""One person of a firm: the role, the rights of their own, and leaving."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts.actions import (
    LastOwner,
    end_log_ins_of,
    end_membership,
    give_right,
    give_role,
    hand_over,
)
from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import Membership, Organisation
from bonbrug.accounts.pages.people import NAME, OF_A_FIRM, firm, typed
from bonbrug.accounts.roles import Right, Role
from bonbrug.accounts.routes import acts
from bonbrug.accounts.security.acting import person
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, Value, record
from bonbrug.ui.forms import UiForm
from bonbrug.ui.navigation import House, page
from bonbrug.values.clock import system_clock

LAST = gettext_lazy(
    "A firm needs an owner, and this is the last one. Make somebody else owner first."
)


class MemberForm(UiForm):
    """What somebody is, and what they may do beside it."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=OF_A_FIRM)
    approve = forms.BooleanField(
        label=gettext_lazy("May approve doubtful invoices"), required=False
    )
    credit = forms.BooleanField(label=gettext_lazy("May credit invoices"), required=False)
    collect = forms.BooleanField(label=gettext_lazy("May make direct debit files"), required=False)


def _find(request: HttpRequest, organisation: int, pk: int) -> Membership:
    there = firm(request, organisation)
    found = there.memberships.select_related("user").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@acts(Act.PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def member(request: HttpRequest, organisation: int, pk: int) -> HttpResponse:
    """Show one person; a POST keeps the role and the rights."""
    found = _find(request, organisation, pk)
    form = MemberForm(typed(request), initial=_now(found)).about(found)
    if request.method == "POST" and form.is_valid() and _kept(form, found):
        rights = sorted(str(right) for right in found.standing.rights)
        _tell(Kind.ROLE_CHANGED, found, role=found.role, rights=rights)
        messages.success(request, _("Saved. It counts from the next page they open."))
        return redirect("people", organisation)
    return _shown(request, found, form, status=422 if form.errors else 200)


def _now(found: Membership) -> dict[str, object]:
    rights = found.standing.rights
    return {"role": found.role, **{right.value: right in rights for right in Right}}


def _kept(form: MemberForm, found: Membership) -> bool:
    try:
        give_role(found, Role(form.cleaned_data["role"]))
    except LastOwner:
        form.add_error("role", LAST)
        return False
    for right in Right:
        give_right(found, right, form.cleaned_data[right.value])
    return True


def _shown(
    request: HttpRequest, found: Membership, form: MemberForm, status: int = 200
) -> HttpResponse:
    there: Organisation = found.organisation
    context = {"firm": there, "member": found, "form": form, "self": found.user == request.user}
    return page(request, "accounts/member.html", House("site", NAME, there.name), context, status)


@acts(Act.PEOPLE)
@require_POST
@login_required
def removed(request: HttpRequest, organisation: int, pk: int) -> HttpResponse:
    """Let somebody work here no more, from the next page they open."""
    found = _find(request, organisation, pk)
    try:
        end_membership(found)
    except LastOwner:
        messages.error(request, LAST)
        return redirect("member", organisation, pk)
    _tell(Kind.PERSON_REMOVED, found)
    messages.success(request, _("%s does not work here any more.") % found.user.email)
    return redirect(
        "start" if found.user == request.user else "people", *_unless_self(request, found)
    )


def _unless_self(request: HttpRequest, found: Membership) -> list[int]:
    return [] if found.user == request.user else [found.organisation_id]


@acts(Act.PEOPLE)
@require_POST
@login_required
def logged_out(request: HttpRequest, organisation: int, pk: int) -> HttpResponse:
    """End every session of somebody, such as of a telephone that was stolen."""
    found = _find(request, organisation, pk)
    end_log_ins_of(found.user)
    _tell(Kind.SESSIONS_ENDED, found)
    messages.success(request, _("%s is logged out everywhere.") % found.user.email)
    return redirect("member", organisation, pk)


@acts(Act.PEOPLE)
@require_POST
@login_required
def handed_over(request: HttpRequest, organisation: int, pk: int) -> HttpResponse:
    """Make somebody the owner and oneself the office."""
    found = _find(request, organisation, pk)
    own = found.organisation.memberships.get(user=request.user.pk)
    hand_over(own, found)
    _tell(Kind.ROLE_CHANGED, found, role=str(Role.OWNER))
    _tell(Kind.ROLE_CHANGED, own, role=own.role)
    messages.success(
        request, _("%s is the owner now, and you work in the office.") % found.user.email
    )
    return redirect("start")


def _tell(kind: Kind, found: Membership, **details: Value) -> None:
    user = found.user
    told = NewEvent(kind, about=person(user), about_name=user.email, details=details)
    record(found.organisation_id, told, system_clock())
