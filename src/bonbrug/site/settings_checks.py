"""Settings that are each in order and together half true: the start stops with what to do.

Pure: the values go in, sentences for the person at the terminal come out. No sentence shows a
secret, nor an address that may hold one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bonbrug.values import addresses
from bonbrug.values.addresses import is_this_machine
from bonbrug.values.sealing import read_keys

SECRET_LENGTH = 50  # characters; what is drawn at the first start has 64
METRICS_LENGTH = 16
INTERNAL = "name its host in BONBRUG_INTERNAL_HOSTS when it is in your own network"
TRUSTED = ("verify-ca", "verify-full")
HOUSES = ("link", "workorders", "books")
DRAW = "python3 -c 'import secrets; print(secrets.token_hex(32))' draws a new one"


@dataclass(frozen=True, slots=True)
class DatabaseLine:
    """Where the database is ('' or a folder: on this machine), and its `sslmode`."""

    hosts: str = ""
    sslmode: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given. `services`: name of the setting → its value, one address or a list."""

    debug: bool
    https: bool
    base_url: str
    hosts: Sequence[str]
    houses: Sequence[str]
    secret_key: str = field(repr=False)
    credential_keys: str = field(repr=False)
    signing_keys: str = field(repr=False)
    services: Mapping[str, str]
    internal: Sequence[str]
    smtp_url: str = field(repr=False)
    mail_from: str
    metrics_key: str = field(default="", repr=False)
    proxies: bool = False
    database: DatabaseLine = DatabaseLine()


def sentences(given: Given) -> list[str]:
    """Return what has to change before the program may start; nothing when all is well."""
    return [sentence for rule in RULES for sentence in rule(given)]


def _debug(given: Given) -> Iterator[str]:
    here = is_this_machine(_host(given.base_url))
    if given.debug and (given.https or not here or given.base_url.startswith("https:")):
        yield (
            "BONBRUG_DEBUG=true shows settings and data on error pages, so it may not go together"
            " with https or an address that others reach: leave BONBRUG_DEBUG out on a server"
        )


def _base_url(given: Given) -> Iterator[str]:
    shown = "BONBRUG_BASE_URL must be http://host or https://host, without a path after it"
    try:
        parts = urlsplit(given.base_url)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        yield shown
        return
    if not good or parts.path or parts.query or parts.fragment or parts.username:
        yield shown
        return
    if parts.scheme == "https" and not given.https:
        yield "BONBRUG_BASE_URL is https and BONBRUG_HTTPS is false: set BONBRUG_HTTPS=true"
    if parts.scheme == "http" and given.https:
        yield (
            "BONBRUG_HTTPS is true and BONBRUG_BASE_URL is http: write the https address that"
            " people use in BONBRUG_BASE_URL"
        )
    yield from _in_the_open("BONBRUG_BASE_URL", given.base_url, given.internal)


def _proxy(given: Given) -> Iterator[str]:
    """A proxy makes the https, and must be named."""
    if given.https and not given.proxies:
        yield (
            "BONBRUG_HTTPS=true needs BONBRUG_TRUSTED_PROXIES, the address from which your TLS"
            " proxy calls this process, such as 127.0.0.1; without it nobody can log in"
        )


def _hosts(given: Given) -> Iterator[str]:
    if "*" in given.hosts:
        yield (
            "BONBRUG_HOSTS=* answers to every name, also to one that somebody makes up to get hold"
            " of log-in links: write the names that people use, with commas"
        )
    if any("/" in host or "://" in host for host in given.hosts):
        yield "BONBRUG_HOSTS holds names only, such as bonbrug.example.com, without https://"


def _houses(given: Given) -> Iterator[str]:
    if not given.houses or set(given.houses) - set(HOUSES) or _doubled(given.houses):
        yield f"BONBRUG_HOUSES must be one or more of {', '.join(HOUSES)}, each once, with commas"


def _secret_key(given: Given) -> Iterator[str]:
    key = given.secret_key
    if len(key) < SECRET_LENGTH or len(set(key)) < 5 or key.startswith("django-insecure-"):
        yield (
            f"BONBRUG_SECRET_KEY is shorter than {SECRET_LENGTH} characters or can be guessed, and"
            f" who guesses it logs in as anybody: leave it out, or {DRAW}"
        )


def _credential_keys(given: Given) -> Iterator[str]:
    lost = "the kept codes and tokens do not open"
    yield from _keys("BONBRUG_CREDENTIAL_KEYS", given.credential_keys, lost)


def _signing_keys(given: Given) -> Iterator[str]:
    if not given.signing_keys and not read_keys(given.credential_keys):
        return  # it would have been the last of those, and they are spoken of already
    lost = "the link does not know its own invoices"
    yield from _keys("BONBRUG_SIGNING_KEYS", given.signing_keys, lost)


def _keys(setting: str, written: str, lost: str) -> Iterator[str]:
    found = read_keys(written)
    if not found:
        yield (
            f"{setting} must be keys of 64 hex digits, with commas: {DRAW}. Were there keys before,"
            f" put those back: without them {lost}"
        )
    elif len(set(found)) < len(found):
        yield f"{setting} names a key twice: take one away"


def _services(given: Given) -> Iterator[str]:
    for setting, listed in given.services.items():
        pairs = addresses.pairs(listed)
        if (listed and not pairs) or not all(name for name, _ in pairs):
            yield f"{setting} must be an address, or name=address with commas"
        if _doubled([name for name, _ in pairs]):
            yield f"{setting} gives one name to two addresses: choose another name"
        for _, address in pairs:
            yield from _service(setting, address, given.internal)


def _service(setting: str, address: str, internal: Sequence[str]) -> Iterator[str]:
    shown = f"{setting} must hold addresses such as https://host/path, without a name or password"
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = None
    if not good or parts.username or parts.password or parts.query or parts.fragment:
        yield shown
        return
    yield from _in_the_open(setting, address, internal)


def _in_the_open(setting: str, address: str, internal: Sequence[str]) -> Iterator[str]:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "http" and not is_this_machine(host) and host not in _lower(internal):
        yield (
            f"{setting} reaches {host} over http, where codes and tokens can be read on the way:"
            f" use https, or {INTERNAL}"
        )


def _database(given: Given) -> Iterator[str]:
    """Whoever stands in between must not read along, nor answer in the place of the database."""
    if given.database.sslmode in TRUSTED:
        return
    for host in filter(None, given.database.hosts.split(",")):
        near = host.startswith("/") or is_this_machine(host)
        if not near and host.lower() not in _lower(given.internal):
            yield (
                f"BONBRUG_DATABASE_URL reaches {host} over a line that anybody on the way can read:"
                f" end it with ?sslmode=verify-full, or {INTERNAL}"
            )


def _internal(given: Given) -> Iterator[str]:
    if any(set("/*@") & set(host) or host.count(":") == 1 for host in given.internal):
        yield (
            "BONBRUG_INTERNAL_HOSTS holds names or numbers of machines only, with commas, without"
            " http:// and port; it knows no *"
        )


def _mail(given: Given) -> Iterator[str]:
    if not given.smtp_url:
        return
    if not given.mail_from:
        yield "BONBRUG_SMTP_URL needs BONBRUG_MAIL_FROM, the sender of the mail"
    else:
        try:
            validate_email(given.mail_from)
        except ValidationError:
            yield "BONBRUG_MAIL_FROM must be one e-mail address"
    parts = urlsplit(given.smtp_url)
    if parts.path not in ("", "/") or parse_qs(parts.query, keep_blank_values=True):
        yield "BONBRUG_SMTP_URL ends with the port: there are no options after it"
    if parts.fragment or bool(parts.username) != bool(parts.password):
        yield (
            "BONBRUG_SMTP_URL holds a user without a password, or a sign that is not written"
            " as a % code (: / @ ? and #)"
        )


def _metrics(given: Given) -> Iterator[str]:
    key = given.metrics_key
    if key and (len(key) < METRICS_LENGTH or not key.isascii() or " " in key):
        yield (
            f"BONBRUG_METRICS_KEY must have at least {METRICS_LENGTH} plain characters without"
            f" spaces: {DRAW}"
        )


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _lower(names: Sequence[str]) -> set[str]:
    return {name.lower() for name in names}


def _doubled(names: Sequence[str]) -> bool:
    return len(set(names)) < len(names)


RULES: tuple[Callable[[Given], Iterator[str]], ...] = (
    _debug, _base_url, _hosts, _houses, _secret_key, _credential_keys, _signing_keys, _services,
    _internal, _mail, _metrics, _proxy, _database,
)  # fmt: skip
