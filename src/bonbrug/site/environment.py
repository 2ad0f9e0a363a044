"""Settings come from the environment only; a half-true value is refused at start."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "BONBRUG_"


def text(name: str, default: str = "") -> str:
    """Return BONBRUG_<name>, or the content of the file that BONBRUG_<name>_FILE names."""
    path = os.environ.get(f"{PREFIX}{name}_FILE")
    if path:
        return Path(path).read_text("utf-8").strip()
    return os.environ.get(PREFIX + name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return a switch; only ``true`` and ``false`` are understood."""
    value = text(name, str(default).lower())
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f"{PREFIX}{name} must be true or false, not {value!r}")
    return value == "true"


def number(name: str, default: int, least: int = 0, most: int | None = None) -> int:
    """Return a whole number of at least `least` and, when that is given, at most `most`."""
    value = text(name, str(default))
    if not value.isdigit() or int(value) < least or (most is not None and int(value) > most):
        bounds = f"from {least} up" if most is None else f"from {least} to {most}"
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number {bounds}")
    return int(value)


def address(name: str, schemes: tuple[str, ...]) -> str:
    """Return an address with one of these schemes and a host, or ''; it is never shown whole."""
    value = text(name)
    parts = urlsplit(value)
    if value and (parts.scheme not in schemes or not parts.hostname):
        raise ImproperlyConfigured(f"{PREFIX}{name} must be {' or '.join(schemes)}://host:port")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return a list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def kept_secret(folder: Path, name: str) -> str:
    """Return BONBRUG_<NAME>; where it is not given, one made at the first start and kept in a file.

    The file is made whole under another name first, so two processes never see half a key.
    """
    given = text(name.upper())
    if given:
        return given
    path = folder / f"{name}.secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{name}.{os.getpid()}.new"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32), "utf-8")
        _keep_first(fresh, path)
    return path.read_text("utf-8").strip()


def _keep_first(fresh: Path, path: Path) -> None:
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def known(allowed: set[str]) -> None:
    """Refuse a BONBRUG_ variable that nobody reads: it is a typing error."""
    given = {key.removesuffix("_FILE") for key in os.environ if key.startswith(PREFIX)}
    unknown = sorted(key for key in given if key.removeprefix(PREFIX) not in allowed)
    if unknown:
        raise ImproperlyConfigured(f"unknown settings: {', '.join(unknown)}")
