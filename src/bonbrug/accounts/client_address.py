"""From where a request came, after `site.proxies` took the word of the proxies that we trust."""

from ipaddress import ip_address

from django.http import HttpRequest

PASSED_ON = "bonbrug.passed_on"


def is_near(request: HttpRequest) -> bool:
    """Tell whether a program on this machine asks.

    Behind a proxy on this machine that nobody named, every caller only seems to.
    """
    if request.META.get(PASSED_ON):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
