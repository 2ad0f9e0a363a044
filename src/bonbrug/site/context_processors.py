"""What stands around every page: the houses that are open here, the language and the theme."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.site.pages import THEME, THEMES
from bonbrug.ui import cookie_names

HOUSES: dict[str, tuple[str | Promise, str, str]] = {
    "workorders": (_("Work orders"), "/werkbonnen/", "clipboard-list"),
    "link": (_("Link"), "/koppeling/", "link"),
    "books": (_("Books"), "/boekhouden/", "book-2"),
}


def houses() -> list[dict[str, str | Promise]]:
    """Return the houses of this installation in the order of the work."""
    return [
        {"key": key, "name": name, "url": url, "icon": icon}
        for key, (name, url, icon) in HOUSES.items()
        if key in settings.HOUSES
    ]


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Give every template the houses and the chosen theme."""
    theme = request.COOKIES.get(cookie_names.of_this_host(THEME), "")
    return {"houses": houses(), "theme": theme if theme in THEMES else ""}
