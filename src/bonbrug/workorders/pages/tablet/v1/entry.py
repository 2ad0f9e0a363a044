"""Who may come in at the interface: a linked tablet, from our own pages.

The key of the device is in a cookie that no other site can make a browser send along (`Lax`); the
header and the JSON are what no form of another site can send at all. No token is needed beside
those, so none can be too old when a tablet comes back after a week.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bonbrug.accounts import read_only
from bonbrug.accounts.acts import Act
from bonbrug.accounts.ending import is_ending
from bonbrug.accounts.routes import READS, acts
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.link_tablet import Seen, see_tablet
from bonbrug.workorders.pages.tablet import device
from bonbrug.workorders.pages.tablet.v1.answers import Problem, problem

HEADER = "X-Bonbrug-Tablet"
LONGEST_QUERY = 8192
Entered = Callable[[HttpRequest, Seen], HttpResponseBase]


def entry(*methods: str) -> Callable[[Entered], Callable[[HttpRequest], HttpResponseBase]]:
    """Give a view the tablet; one that is not linked gets 401, and loses nothing of its own."""

    def around(view: Entered) -> Callable[[HttpRequest], HttpResponseBase]:
        def guarded(request: HttpRequest) -> HttpResponseBase:
            try:
                return _entered(request, view)
            except Problem as found:
                return problem(found)

        known = never_cache(require_http_methods(list(methods))(guarded))
        return acts(Act.USE_TABLET)(csrf_exempt(known))

    return around


def _entered(request: HttpRequest, view: Entered) -> HttpResponseBase:
    _own_site(request)
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise Problem(414, "too_many")
    seen = see_tablet(device.key_of(request), system_clock(), device.draw_key)
    if seen is None:
        raise Problem(401, "tablet_unknown")
    if request.method not in READS:
        _may_write(seen)
    given = view(request, seen)
    if seen.new_key:
        device.remember(given, seen.new_key)
    return given


def _own_site(request: HttpRequest) -> None:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Problem(403, "other_site")
    if request.method in READS:
        return
    if request.content_type != "application/json":
        raise Problem(415, "not_json")
    if request.headers.get(HEADER) != "1":
        raise Problem(403, "other_site")


def _may_write(seen: Seen) -> None:
    if read_only.is_on():
        raise Problem(503, "read_only")
    if is_ending(seen.employee.company.organisation_id):
        raise Problem(403, "firm_ends")
