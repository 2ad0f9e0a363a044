"""What every answer says to a browser, whatever address it is of."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http.response import ResponseHeaders
from django.test import Client

from bonbrug.accounts.actions import add_person
from tests.site.every_address import every_address

BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = 31_536_000
STATIC = staticfiles_storage.url("ui/bonbrug.js")
SETTINGS = """
import json
from bonbrug.site import environment
environment.refusals.settle = lambda: None  # what else an installation needs is not asked here
from bonbrug.site import settings as ours
names = [name for name in dir(ours) if "COOKIE" in name or "HSTS" in name]
print(json.dumps({name: getattr(ours, name) for name in names}))
"""
pytestmark = pytest.mark.django_db


@cache
def answers() -> list[tuple[str, ResponseHeaders]]:
    """Ask every address once, as somebody who is logged in and as a stranger."""
    somebody = Client()
    somebody.force_login(add_person("kantoor@demo.example"), backend=BACKEND)
    asked = [*every_address(), STATIC, "/static/nergens.js", "/nergens/"]
    return [(road, _heads(who, road)) for road in asked for who in (somebody, Client())]


def _heads(who: Client, road: str, **more: Any) -> ResponseHeaders:
    answer = who.get(road, **more)
    b"".join(answer)  # so that a file is closed
    return answer.headers


def test_every_answer_forbids_frames_plugins_and_another_base() -> None:
    for road, headers in answers():
        policy = headers.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy, road
        assert "base-uri 'none'" in policy, road
        assert "frame-ancestors 'none'" in policy, road
        assert "unsafe" not in policy, road


def test_every_answer_forbids_to_guess_its_kind_and_to_tell_where_one_was() -> None:
    for road, headers in answers():
        assert headers.get("X-Content-Type-Options") == "nosniff", road
        assert headers.get("Referrer-Policy") in ("same-origin", "no-referrer"), road


def test_every_page_has_a_window_of_its_own_and_no_other_site_reads_an_answer() -> None:
    for road, headers in answers():
        if headers.get("Content-Type", "").startswith("text/html"):
            assert headers.get("Cross-Origin-Opener-Policy") == "same-origin", road
        assert "Access-Control-Allow-Origin" not in headers, road


def test_every_answer_with_a_body_says_its_kind_and_letters() -> None:
    for road, headers in answers():
        kind = headers.get("Content-Type", "")
        if headers.get("Content-Length") == "0":
            continue
        assert "/" in kind, road
        if kind.startswith("text/") or "xml" in kind:
            assert "charset=" in kind, road


def test_over_https_every_answer_asks_for_https_below_this_host_too(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = YEAR, True
    for road in (STATIC, "/nergens/", "/inloggen/", "/gezond/", "/koppeling/", "/soap.asmx"):
        said = _heads(Client(), road, secure=True).get("Strict-Transport-Security")
        assert said == f"max-age={YEAR}; includeSubDomains", road


def test_no_address_gives_a_request_back() -> None:
    for road in every_address():
        answer = Client().generic("TRACE", road, headers={"X-Mine": "canary-of-mine"})
        body = answer.getvalue()
        assert b"canary-of-mine" not in body, road
        if not road.startswith("/openapi"):  # its treaty knows the status 200 only
            assert 300 <= answer.status_code < 500, road


@pytest.mark.parametrize("road", ["/static/", "/static/ui/", "/.git/config", "/static/../x"])
def test_no_folder_is_listed(road: str) -> None:
    assert Client().get(road).status_code == 404


def made(https: str, folder: Path) -> dict[str, Any]:
    """Return the settings of cookies, as a process of its own reads them."""
    given = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BONBRUG_")},
        "BONBRUG_DATA": str(folder),
        "BONBRUG_HTTPS": https,
        "BONBRUG_BASE_URL": f"http{'s' if https == 'true' else ''}://localhost",
        "BONBRUG_TRUSTED_PROXIES": "127.0.0.1",
    }
    told = subprocess.run(
        [sys.executable, "-c", SETTINGS], env=given, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_over_https_cookies_are_of_this_host_and_out_of_reach(tmp_path: Path) -> None:
    found = made("true", tmp_path)
    for which in ("SESSION", "CSRF", "LANGUAGE"):
        assert found[f"{which}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{which}_COOKIE_SECURE"] is True
        assert found[f"{which}_COOKIE_SAMESITE"] == "Lax"
    assert found["CSRF_COOKIE_HTTPONLY"] is found["LANGUAGE_COOKIE_HTTPONLY"] is True
    assert found["SECURE_HSTS_SECONDS"] >= YEAR
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_over_http_on_this_machine_no_cookie_asks_for_what_cannot_be(tmp_path: Path) -> None:
    found = made("false", tmp_path)
    assert not any(str(found[f"{one}_COOKIE_NAME"]).startswith("__") for one in ("SESSION", "CSRF"))
    assert found["SECURE_HSTS_SECONDS"] == 0


def test_what_the_program_itself_keeps_is_named_and_kept_as_safely(settings: Any) -> None:
    settings.HTTPS = True
    theme = Client().post("/thema/", {"theme": "dark"}).cookies["__Host-theme"]
    assert (theme["secure"], theme["httponly"], theme["samesite"], theme["path"]) == (
        True,
        True,
        "Lax",
        "/",
    )
