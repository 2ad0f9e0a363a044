"""Where a stranger reports a hole of this site: /.well-known/security.txt, as RFC 9116 has it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

ADDRESS = ".well-known/security.txt"
GOOD_FOR = timedelta(days=180)  # the RFC advises less than a year
LANGUAGES = ("nl", "en")


def contact_uri(contact: str) -> str | None:
    """Return an e-mail or https address as a URI; None for anything else."""
    try:
        validate_email(contact)
    except ValidationError:
        return contact if _is_page(contact) else None
    return f"mailto:{quote(contact, safe='@')}"


def _is_page(contact: str) -> bool:
    try:
        parts = urlsplit(contact)
    except ValueError:
        return False
    plain = contact.isascii() and contact.isprintable() and " " not in contact
    return plain and parts.scheme == "https" and bool(parts.hostname) and not parts.username


def written(contact: str, base_url: str, now: datetime) -> str | None:
    """Return the text as it is at `now`; None where nobody was named.

    It is good from the beginning of the day, so that it is the same all day.
    """
    uri = contact_uri(contact)
    if uri is None:
        return None
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {uri}",
        f"Expires: {day + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
    ]
    if base_url.startswith("https://"):
        lines.append(f"Canonical: {base_url}/{ADDRESS}")
    return "".join(f"{line}\n" for line in lines)
