"""From where a request came, after `site.proxies` took the word of the proxies that we trust."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest

PASSED_ON = "bonbrug.passed_on"
KEPT_BITS = {4: 24, 6: 48}


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


def network_of(request: HttpRequest) -> str:
    """Return the network of a visitor, such as ``192.0.2.0/24``; '' when it is not known.

    Enough to see a strange place, too little to tell one house from another.
    """
    try:
        address = ip_address(str(request.META.get("REMOTE_ADDR", "")).split("%", 1)[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, KEPT_BITS[address.version]), strict=False))
