"""Who may see what: a record of another organisation does not exist for you.

Each lookup asks `roles.decide` for the act that the route declared (`routes.py`), so a page that
finds a record was asked about it.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from bonbrug.accounts.acts import Act
from bonbrug.accounts.ending import ends
from bonbrug.accounts.models import Membership, Organisation
from bonbrug.accounts.roles import NOBODY, OPERATOR, Answer, Standing, Whose, decide
from bonbrug.accounts.routes import READS, FirmEnds, NotYourRole

Owned = TypeVar("Owned", bound=Model)


def act_of(request: HttpRequest) -> Act:
    """Return the act that the route of this request declared."""
    act: Act = request.__dict__["act"]
    return act


def own_memberships(request: HttpRequest) -> list[Membership]:
    """Return for which firms the person of this request works, with these; read once."""
    known: list[Membership] | None = request.__dict__.get("memberships")
    if known is None:
        person = getattr(request, "user", None)  # none, before anybody is asked who they are
        rows = Membership.objects.select_related("organisation").annotate(ends=ends())
        known = list(rows.filter(user=person.pk)) if person and person.pk else []
        request.__dict__["memberships"] = known
    return known


def standings(request: HttpRequest) -> dict[int, Standing]:
    """Return what the person of this request is in each organisation, by its number."""
    return {row.organisation_id: row.standing for row in own_memberships(request)}


def standing(request: HttpRequest, organisation: int) -> Standing:
    """Return what this person is in one organisation."""
    return standings(request).get(organisation, NOBODY)


def may(request: HttpRequest, act: Act, organisation: int) -> bool:
    """Tell whether a button for this act is of use here."""
    return _asked(request, act, organisation) is Answer.ALLOWED


def may_somewhere(request: HttpRequest, act: Act) -> bool:
    """Tell whether this act is allowed in any organisation of this person, or in none at all."""
    return any(may(request, act, pk) for pk in standings(request)) or _as_operator(request, act)


def _as_operator(request: HttpRequest, act: Act) -> bool:
    runs = getattr(getattr(request, "user", None), "is_operator", False)
    return decide(OPERATOR if runs else NOBODY, act, Whose.NOBODYS) is Answer.ALLOWED


def _asked(request: HttpRequest, act: Act, organisation: int, whose: Whose = Whose.FIRMS) -> Answer:
    found = standings(request).get(organisation)
    return decide(found or NOBODY, act, whose if found else Whose.OTHERS)


def need(request: HttpRequest, act: Act, organisation: int, whose: Whose = Whose.FIRMS) -> None:
    """Go on when it is allowed; otherwise answer 404 (not yours) or 403 (not your role)."""
    request.__dict__["unasked"] = False
    answer = _asked(request, act, organisation, whose)
    if answer is Answer.NOT_YOURS:
        raise Http404
    request.__dict__["organisation"] = organisation
    if answer is Answer.NOT_YOUR_ROLE:
        raise NotYourRole(act)
    if _stands_still(request, act, organisation):
        raise FirmEnds


def need_somewhere(request: HttpRequest) -> None:
    """As `need`, for a page about no record: a right in one organisation is enough.

    Who works for none is shown the page without a record, which says what to do next.
    """
    request.__dict__["unasked"] = False
    act = act_of(request)
    if standings(request) and not may_somewhere(request, act):
        raise NotYourRole(act)


def need_operator(request: HttpRequest) -> None:
    """As `need`, for a page of the operator: about every firm, and about nothing of any."""
    request.__dict__["unasked"] = False
    act = act_of(request)
    if not _as_operator(request, act):
        raise NotYourRole(act)


def mine(request: HttpRequest, records: QuerySet[Owned]) -> QuerySet[Owned]:
    """Keep the records (with an `organisation`) about which this route may tell this person."""
    return records.filter(organisation__in=_allowed(request))


def _allowed(request: HttpRequest) -> list[int]:
    request.__dict__["unasked"] = False
    act = act_of(request)
    mine = [pk for pk in standings(request) if may(request, act, pk)]
    return [pk for pk in mine if not _stands_still(request, act, pk)]


def ending_firms(request: HttpRequest) -> list[Organisation]:
    """Return the firms of this person that end: read-only until then."""
    return [row.organisation for row in own_memberships(request) if getattr(row, "ends", False)]


def _stands_still(request: HttpRequest, act: Act, organisation: int) -> bool:
    """Tell whether something would be written in a firm that ends; stopping that is allowed."""
    if request.method in READS or act is Act.END_FIRM:
        return False
    return organisation in [firm.pk for firm in ending_firms(request)]


def my_organisations(request: HttpRequest) -> QuerySet[Organisation]:
    """Return the organisations for which this person may do what this route does."""
    return Organisation.objects.filter(pk__in=_allowed(request)).order_by("name", "pk")


def mine_or_404(request: HttpRequest, records: QuerySet[Owned], pk: int) -> Owned:
    """Return one record of the person's organisations, or answer as if it did not exist.

    Of an own organisation, without the right: 403, with who may.
    """
    request.__dict__["unasked"] = False
    found = records.filter(organisation__in=list(standings(request)), pk=pk).first()
    if found is None:
        raise Http404
    need(request, act_of(request), found.serializable_value("organisation_id"))
    return found


def organisation_or_404(request: HttpRequest, pk: int) -> Organisation:
    """Return an organisation of this person; asked and answered as a record of theirs is."""
    need(request, act_of(request), pk)
    return Organisation.objects.get(pk=pk)
