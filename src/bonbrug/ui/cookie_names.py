"""Names that bind a cookie: over https a browser takes them from this host alone, and only safe."""

from django.conf import settings


def of_this_host(name: str) -> str:
    """Name a cookie of the whole site; nobody beside or below this host can write it."""
    return f"__Host-{name}" if settings.HTTPS else name


def of_a_road(name: str) -> str:
    """Name a cookie that goes to one path only, which the stricter name does not allow."""
    return f"__Secure-{name}" if settings.HTTPS else name
