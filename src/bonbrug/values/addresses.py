"""Addresses of services, as an operator writes them down."""

from ipaddress import ip_address
from urllib.parse import urlsplit

IN_THE_BOX = "ingebouwd"
Pairs = list[tuple[str, str]]


def pairs(listed: str) -> Pairs:
    """Read one address (then called ``ingebouwd``) or ``name=address, name=address``."""
    parts = [part.strip() for part in listed.split(",") if part.strip()]
    if len(parts) == 1 and not _is_named(parts[0]):
        return [(IN_THE_BOX, parts[0])]
    split = [part.partition("=") for part in parts]
    return [(name.strip(), address.strip()) for name, _, address in split]


def _is_named(part: str) -> bool:
    return "=" in part and not urlsplit(part).scheme


def is_this_machine(host: str) -> bool:
    """Tell whether a name or number can only mean the machine that asks."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
