"""The device behind a request: the key in its cookie, and a name that the office recognises."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from bonbrug.ui import cookie_names

COOKIE = "bonbrug_tablet"
ROAD = "/werkbonnen/tablet/"
KEPT_SECONDS = 60 * 24 * 3600  # each new key begins this again
KEY_BYTES = 32
# The first that occurs counts: an Android also says Linux, and everybody says Safari.
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "CrOS", "Linux")
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}


def key_of(request: HttpRequest) -> str:
    """Return the key that the browser holds, also under the name of before; '' without one."""
    kept = request.COOKIES
    return kept.get(cookie_names.of_a_road(COOKIE)) or kept.get(COOKIE, "")


def draw_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def remember(answer: HttpResponseBase, key: str) -> None:
    """Keep the key of the device in its browser, out of reach of scripts."""
    answer.set_cookie(
        cookie_names.of_a_road(COOKIE),
        key,
        max_age=KEPT_SECONDS,
        path=ROAD,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )


def name_of(request: HttpRequest) -> str:
    """Return what the browser says of itself in two words, such as ``Android · Chrome``."""
    agent = request.headers.get("User-Agent", "")
    system = next((word for word in SYSTEMS if word in agent), "")
    browser = next((name for word, name in BROWSERS.items() if word in agent), "")
    return " · ".join(filter(None, (system, browser)))


def forget(answer: HttpResponseBase) -> None:
    """Let the browser throw the key away, under either name."""
    for name in {cookie_names.of_a_road(COOKIE), COOKIE}:
        answer.delete_cookie(name, path=ROAD, samesite="Lax")
