"""What stands around every page: the houses that are open here, the language and the theme."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.access import ending_firms, may_somewhere, standings
from bonbrug.accounts.acts import Act
from bonbrug.site.pages import THEME, THEMES
from bonbrug.site.told_to_all import notices_of
from bonbrug.ui import cookie_names

HOUSES: dict[str, tuple[str | Promise, str, str]] = {
    "workorders": (_("Work orders"), "/werkbonnen/", "clipboard-list"),
    "link": (_("Link"), "/koppeling/", "link"),
    "books": (_("Books"), "/boekhouden/", "book-2"),
}


SEEN_BY = {"workorders": Act.SEE_WORK, "link": Act.SEE_LINK, "books": Act.SEE_BOOKS}


def houses(request: HttpRequest) -> list[dict[str, str | Promise]]:
    """Return the houses that the person may enter, in the order of the work."""
    return [
        {"key": key, "name": name, "url": url, "icon": icon}
        for key, (name, url, icon) in HOUSES.items()
        if key in settings.HOUSES and _enters(request, SEEN_BY[key])
    ]


def _enters(request: HttpRequest, act: Act) -> bool:
    """Who did not log in yet may be anybody."""
    person = getattr(request, "user", None)
    return not (person and person.is_authenticated) or may_somewhere(request, act)


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Give every template the houses and the chosen theme."""
    theme = request.COOKIES.get(cookie_names.of_this_host(THEME), "")
    return {
        "houses": houses(request),
        "ending_firms": ending_firms(request),
        "several_firms": len(standings(request)) > 1,
        "notices": notices_of(request),
        "theme": theme if theme in THEMES else "",
    }
