"""What a log line may say: sentences that stand in the program, and words that are no secrets.

Every logger passes here, those of the framework too, for the root handler is the only one. So a
line is built from what is known to be safe, instead of looking for what is not: a name of a
customer has no shape by which it could be found.
"""

import ast
import logging
import re
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from types import TracebackType

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware import csrf
from django.urls import get_resolver

OURS = "bonbrug"
WITHHELD = "…"
MALFORMED = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)
MALFORMED_STATUS = (400, 413)
SAFE_KINDS = (bool, int, float, Decimal, date, type(None))
# What our own lines put in: snake_case, dotted names, codes such as E001.3, CamelCase of two humps.
OUR_WORDS = re.compile(
    r"[a-z][a-z0-9_-]*(?:[.][a-z0-9_]+)*|[A-Z]{1,6}[0-9][0-9.]*|(?:[A-Z][a-z0-9]+){2,}|"
)
SECRET = re.compile(r"(?=[A-Za-z]*\d)[A-Za-z0-9]{16,}")
Caught = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class OneLine(logging.Filter):
    """Lets pass what somebody must see: of refused requests only those that were malformed."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 0)
        if record.name != "django.request" or record.exc_info:
            return True
        return status in MALFORMED_STATUS  # a door that answers 500 by its treaty has its own line


class RedactingFormatter(logging.Formatter):
    """Moment (UTC), level, logger, what may be said; a malformed request is one warning line."""

    def format(self, record: logging.LogRecord) -> str:
        caught = record.exc_info if isinstance(record.exc_info, tuple) else (None, None, None)
        malformed = isinstance(caught[1], MALFORMED)
        level = logging.getLevelName(logging.WARNING) if malformed else record.levelname
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(" ", "milliseconds")
        words = [moment, level, record.name, _said(record)]
        if malformed:
            return " ".join([*words, f"(malformed: {type(caught[1]).__name__})"])
        return "\n".join([" ".join(words), *_traced(caught)])


def report_thread(args: threading.ExceptHookArgs) -> None:
    """Log how a thread ended that nobody waits for; its traceback would go past the log."""
    logging.getLogger(f"{OURS}.threads").critical("a thread ended", exc_info=args.exc_value)


def _said(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is not None:
        method = getattr(request, "method", "") or ""
        answer = f"{method} {_path(getattr(request, 'path', ''))}"
        return f"{answer} {getattr(record, 'status_code', '')} {_csrf_reason(record)}".rstrip()
    template = str(record.msg)
    if template not in _sentences(record.pathname):
        return f"({Path(record.pathname).stem}:{record.lineno}, text withheld)"
    ours = record.name.split(".")[0] == OURS
    return _filled(template, record.args, ours=ours)


def _filled(template: str, args: object, *, ours: bool) -> str:
    given = args if isinstance(args, tuple) else (args,) if args else ()
    if any(isinstance(one, dict) for one in given):
        return template
    try:
        return template % tuple(_safe(one, ours=ours) for one in given) if given else template
    except (TypeError, ValueError):  # a number was asked for where something is withheld
        return template


def _safe(value: object, *, ours: bool) -> object:
    if isinstance(value, SAFE_KINDS):
        return value
    if isinstance(value, IPv4Address | IPv6Address):  # of a machine of the operator, not a visitor
        return value if value.is_private else WITHHELD
    if ours and isinstance(value, str) and not SECRET.search(value):
        return value if all(map(OUR_WORDS.fullmatch, re.split("[ ,:/]", value))) else WITHHELD
    return WITHHELD


@lru_cache(maxsize=256)
def _sentences(path: str) -> frozenset[str]:
    """Return the texts that stand in a source file; none when it cannot be read."""
    try:
        tree = ast.parse(Path(path).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(node.value for node in constants if isinstance(node.value, str))


def _path(path: str) -> str:
    """Keep of an address the words that our own addresses are made of, and short numbers."""
    known = _address_words()
    parts = (
        part if part in known or (part.isdecimal() and len(part) < 10) else WITHHELD if part else ""
        for part in path.split("/")
    )
    return "/".join(parts)


@lru_cache(maxsize=1)
def _address_words() -> frozenset[str]:
    return frozenset(_words_of(get_resolver()))


def _words_of(place: object) -> Iterator[str]:
    text = str(getattr(place, "pattern", ""))
    yield from re.findall(r"[a-z][a-z0-9.-]+", re.sub(r"<[^>]*>|\\", "", text))
    for below in getattr(place, "url_patterns", ()):
        yield from _words_of(below)


def _csrf_reason(record: logging.LogRecord) -> str:
    """Return why a form was not trusted, as far as that is a sentence of the framework."""
    first = record.args[0] if isinstance(record.args, tuple) and record.args else ""
    reason = str(first).split(" - ", 1)[0]
    known = {str(text) for name, text in vars(csrf).items() if name.startswith("REASON_")}
    return f"({reason})" if reason and any(one.startswith(reason) for one in known) else ""


def _traced(caught: Caught) -> Iterator[str]:
    """Say what went wrong and where; not with which words, for those hold names and values."""
    error = caught[1]
    while error is not None:
        yield f"  {type(error).__module__}.{type(error).__qualname__}"
        step = error.__traceback__
        while step is not None:
            code = step.tb_frame.f_code
            yield f"    at {code.co_filename}:{step.tb_lineno} {code.co_name}"
            step = step.tb_next
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
