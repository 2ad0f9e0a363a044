"""Settings come from the environment only; a half-true value is refused at start."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "BONBRUG_"
KEY_BYTES = 32


def text(name: str, default: str = "") -> str:
    """Return BONBRUG_<name>, or the content of the file that BONBRUG_<name>_FILE names."""
    path = os.environ.get(f"{PREFIX}{name}_FILE")
    return _content(name, path) if path else os.environ.get(PREFIX + name, default)


def _content(name: str, path: str) -> str:
    """Return what the file says; nothing is drawn or guessed in the place of a missing secret."""
    try:
        content = Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ImproperlyConfigured(
            f"{PREFIX}{name}_FILE is {path}, which cannot be read: {why}"
        ) from error
    if not content:
        raise ImproperlyConfigured(f"{PREFIX}{name}_FILE is {path}, and nothing is in it")
    return content


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


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return addresses and networks written with commas; one that holds everybody is refused."""
    found = []
    for word in words(name):
        try:
            network = ip_network(word)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{PREFIX}{name} must be addresses or networks with commas, such as"
                f" 127.0.0.1,10.1.2.0/24: {error}"
            ) from error
        if network.prefixlen == 0:
            raise ImproperlyConfigured(
                f"{PREFIX}{name}: {word} is everybody, who could then say to be anybody; name your"
                " proxy alone"
            )
        found.append(network)
    return found


def origin(url: str) -> str:
    """Return the part of an address that a browser sends as Origin."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{PREFIX}BASE_URL must be https://host, not {url!r}")
    usual = ":443" if parts.scheme == "https" else ":80"
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual)}"


def agree(base_url: str, *, https: bool, proxies: bool) -> None:
    """Refuse what would start and let nobody in: a proxy makes the https, and must be named."""
    if https != (urlsplit(base_url).scheme == "https"):
        raise ImproperlyConfigured(
            f"{PREFIX}BASE_URL is {base_url} and {PREFIX}HTTPS is {str(https).lower()}: behind TLS"
            " the address begins with https:// and the switch is true, elsewhere neither"
        )
    if https and not proxies:
        raise ImproperlyConfigured(
            f"{PREFIX}HTTPS=true needs {PREFIX}TRUSTED_PROXIES, the address from which your TLS"
            " proxy calls this process, such as 127.0.0.1; without it nobody can log in"
        )


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


def keys(folder: Path, name: str) -> list[bytes]:
    """Return keys of 64 hex digits, the newest first; they are never shown."""
    written = kept_secret(folder, name).replace(",", " ").split()
    try:
        made = [bytes.fromhex(key) for key in written]
    except ValueError:
        made = []
    if not made or any(len(key) != KEY_BYTES for key in made):
        raise ImproperlyConfigured(
            f"{PREFIX}{name.upper()} must be keys of 64 hex digits, the newest first, such as from"
            " `openssl rand -hex 32`. Were there keys before, put those back: without them the kept"
            " codes and tokens do not open"
        )
    return made


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
