"""The address of a PostgreSQL, read whole: what cannot be honoured is refused, never dropped.

An option after the question mark is one of libpq, such as ``sslmode=verify-full``; it goes to
Django's lines and to those of the queue alike.
"""

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from psycopg.pq import Conninfo

NAME = "BONBRUG_DATABASE_URL"
SCHEMES = ("postgresql", "postgres")
SHAPE = f"{NAME} must be postgresql://user:password@host:port/name, with % codes for : / @ ? and #"
# What the address itself says, and what the program decides.
IN_THE_ADDRESS = ("user", "password", "dbname", "port")
OURS = ("client_encoding", "replication", "fallback_application_name")
Read = tuple[dict[str, Any], list[str]]


def read(url: str) -> Read:
    """Return Django's settings of an address, and sentences about what is wrong with it.

    The sentences name options, and never the address: it holds a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return {}, [SHAPE]
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in SCHEMES or parts.fragment or not name or "/" in name:
        return {}, [SHAPE]
    given = _options(parts.query)
    options = dict(given)
    wrong = [f"{NAME}: the option {key!r} is empty" for key, value in given if not value]
    wrong += _wrong(parts, [key for key, _ in given])
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.get("host", ""),
        "PORT": port or "",
        "OPTIONS": {key: value for key, value in options.items() if key != "host"},
    }, wrong


def _options(query: str) -> list[tuple[str, str]]:
    """As libpq reads them: a plus is a plus."""
    pieces = [piece.partition("=") for piece in query.split("&") if piece]
    return [(unquote(key), unquote(value)) for key, _, value in pieces]


def _wrong(parts: SplitResult, keys: list[str]) -> list[str]:
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    known -= {*IN_THE_ADDRESS, *OURS}
    wrong = [
        f"{NAME}: {key!r} is no option that is honoured here" for key in sorted(set(keys) - known)
    ]
    doubled = sorted({key for key in keys if keys.count(key) > 1})
    wrong += [f"{NAME} gives the option {key!r} twice; take one away" for key in doubled]
    if parts.hostname and "host" in keys:
        wrong.append(f"{NAME} names a host before the name and in its options; take one away")
    if not parts.hostname and not {"host", "hostaddr", "service"} & set(keys):
        wrong.append(f"{NAME} names no host; write it after the @, or a folder as ?host=/folder")
    return wrong
