"""Settings come from the environment only; a half-true value is refused at start."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "BONBRUG_"
LONGEST = 9  # digits of a number that anybody could mean


class Refusals:
    """What is wrong with the settings: said at once, or gathered and said together."""

    def __init__(self) -> None:
        self.gathering = False
        self.sentences: list[str] = []

    def gather(self) -> None:
        """From here on a refusal waits for `settle`."""
        self.gathering, self.sentences = True, []

    def add(self, *sentences: str) -> None:
        """Refuse; whoever gathers goes on with the value that counts without the setting."""
        self.sentences += sentences
        if sentences and not self.gathering:
            self.settle()

    def settle(self) -> None:
        """Raise ImproperlyConfigured with everything that was refused, each sentence once."""
        told, self.gathering, self.sentences = list(dict.fromkeys(self.sentences)), False, []
        if len(told) == 1:
            raise ImproperlyConfigured(told[0])
        if told:
            lines = "".join(f"\n  - {sentence}" for sentence in told)
            raise ImproperlyConfigured(f"{len(told)} settings are not right:{lines}")


refusals = Refusals()


def text(name: str, default: str = "") -> str:
    """Return BONBRUG_<name>, or the content of the file that BONBRUG_<name>_FILE names."""
    path = os.environ.get(f"{PREFIX}{name}_FILE")
    if not path:
        return os.environ.get(PREFIX + name, default)
    if PREFIX + name in os.environ:
        refusals.add(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both given; take one away")
    return _content(name, path) or default


def _content(name: str, path: str) -> str:
    """Return what the file says; nothing is drawn or guessed in the place of a missing secret."""
    try:
        content = Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        refusals.add(f"{PREFIX}{name}_FILE is {path}, which cannot be read: {_why(error)}")
        return ""
    if not content:
        refusals.add(f"{PREFIX}{name}_FILE is {path}, and nothing is in it")
    return content


def _why(error: OSError | UnicodeDecodeError) -> str:
    """Return the reason without what stood in the file."""
    return error.strerror or "no reason" if isinstance(error, OSError) else "it is not UTF-8"


def flag(name: str, *, default: bool) -> bool:
    """Return a switch; only ``true`` and ``false`` are understood."""
    value = text(name, str(default).lower())
    if value not in ("true", "false"):
        refusals.add(f"{PREFIX}{name} must be true or false, not {value!r}")
        return default
    return value == "true"


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return one of the words that are `allowed`."""
    value = text(name, default)
    if value not in allowed:
        refusals.add(f"{PREFIX}{name} must be {', '.join(allowed[:-1])} or {allowed[-1]}")
        return default
    return value


def number(name: str, default: int, least: int = 0, most: int | None = None) -> int:
    """Return a whole number of at least `least` and, when that is given, at most `most`."""
    value = text(name, str(default))
    digits = value.isascii() and value.isdigit() and len(value) <= LONGEST
    if not digits or int(value) < least or (most is not None and int(value) > most):
        bounds = f"from {least} up" if most is None else f"from {least} to {most}"
        refusals.add(f"{PREFIX}{name} must be a whole number {bounds}")
        return default
    return int(value)


def address(name: str, schemes: tuple[str, ...]) -> str:
    """Return an address with one of these schemes and a host, or ''; it is never shown whole."""
    value = text(name)
    if value and not _is_address(value, schemes):
        refusals.add(f"{PREFIX}{name} must be {' or '.join(schemes)}://host:port")
        return ""
    return value


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return addresses and networks written with commas; one that holds everybody is refused."""
    return [network for word in words(name) if (network := _network(name, word))]


def _network(name: str, word: str) -> IPv4Network | IPv6Network | None:
    try:
        network = ip_network(word)
    except ValueError as error:
        refusals.add(
            f"{PREFIX}{name} must be addresses or networks with commas, such as"
            f" 127.0.0.1,10.1.2.0/24: {error}"
        )
        return None
    if network.prefixlen == 0:
        refusals.add(
            f"{PREFIX}{name}: {word} is everybody, who could then say to be anybody; name your"
            " proxy alone"
        )
    return network


def host(url: str) -> str:
    """Return the host of an address ('' where it is none; settings_checks.py says so)."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def origin(url: str) -> str:
    """Return the part of an address that a browser sends as Origin."""
    if not host(url):
        return "https://"
    parts = urlsplit(url)
    usual = ":443" if parts.scheme == "https" else ":80"
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual)}"


def words(name: str, default: str = "") -> list[str]:
    """Return a list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def kept_secret(folder: Path, name: str, first: str = "") -> str:
    """Return BONBRUG_<NAME>; where it is not given, one made at the first start and kept in a file.

    `first` is what to keep then, instead of one that is drawn.

    The file is made whole under another name first, so two processes never see half a key.
    """
    given = text(name.upper())
    if given:
        return given
    path = secret_file(folder, name)
    try:
        if not path.exists():
            _keep(folder, path, first or secrets.token_hex(32))
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        refusals.add(
            f"{path} cannot be made or read ({_why(error)}): let BONBRUG_DATA name a folder that"
            " belongs to the user who runs this"
        )
        return ""


def secret_file(folder: Path, name: str) -> Path:
    """Return where a secret is kept that was not given."""
    return folder / f"{name}.secret"


def _keep(folder: Path, path: Path, content: str) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f"{path.stem}.{os.getpid()}.new"
    fresh.touch(mode=0o600)
    fresh.write_text(content, "utf-8")
    _keep_first(fresh, path)


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
        refusals.add(f"unknown settings: {', '.join(unknown)}")
