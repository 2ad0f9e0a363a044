"""The cookie of a tablet over https: a name that no other site can write; both names are read."""

from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory

from bonbrug.workorders.pages.tablet import device

KEY = "k" * 43


def test_over_https_the_key_is_kept_under_a_safe_name_and_read_back(settings: Any) -> None:
    settings.HTTPS = True
    answer = HttpResponse()
    device.remember(answer, KEY)
    kept = answer.cookies[f"__Secure-{device.COOKIE}"]
    assert (kept["secure"], kept["httponly"], kept["samesite"]) == (True, True, "Lax")
    request = RequestFactory().get(device.ROAD)
    request.COOKIES = {kept.key: kept.value}
    assert device.key_of(request) == KEY


def test_a_tablet_that_was_linked_under_the_name_of_before_stays_linked(settings: Any) -> None:
    settings.HTTPS = True
    request = RequestFactory().get(device.ROAD)
    request.COOKIES = {device.COOKIE: KEY}
    assert device.key_of(request) == KEY


def test_leaving_takes_both_names_away(settings: Any) -> None:
    settings.HTTPS = True
    answer = HttpResponse()
    device.forget(answer)
    assert {name: one["max-age"] for name, one in answer.cookies.items()} == {
        device.COOKIE: 0,
        f"__Secure-{device.COOKIE}": 0,
    }
