"""No logger writes a secret or a name, whoever logs and however."""

import io
import logging
import os
import secrets
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.crypto import get_random_string

from bonbrug.accounts.actions import add_organisation
from bonbrug.books.actions.access import draw_guid
from bonbrug.site import serving
from bonbrug.site.log_redaction import RedactingFormatter, report_thread
from bonbrug.workorders.actions.link_code import CHANCE, code_from
from bonbrug.workorders.actions.order_link import order
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import ExternalLink

OF_THE_TESTS = {"lark"}  # comes with what the tests alone use, when they ran before in this process
TOKEN, SOFTWARE_TOKEN = "a1" * 32, "b2" * 32
# Drawn and put together here, since what stands in a source file is a sentence of the program.
DRAWN = {
    "login link": secrets.token_urlsafe(32),
    "token": secrets.token_hex(32),
    "security code 1": secrets.token_hex(16),
    "security code 2": draw_guid(os.urandom),
    "cookie": get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789"),
    "link code": code_from(os.urandom(CHANCE)),
    "customer": " ".join(("Bakkerij", "De", "Gouden", "Korst")),
    "small customer": " ".join(("café", "élan")),
    "mail": "@".join(("bakkerij", "korst.example")),
}
CANARIES = [
    *DRAWN.values(),
    f"/inloggen/{DRAWN['login link']}/",
    f"/openapi/8/relations/?token={DRAWN['token']}&software_token={DRAWN['token']}",
    f"<SessionID>{{{DRAWN['security code 2']}}}</SessionID>",
    f"bonbrug={DRAWN['cookie']}; bonbrug_tablet={DRAWN['login link']}",
    f"/werkbonnen/1/relaties/?zoek={DRAWN['customer']}",
]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the one handler of this installation writes."""
    handler = next(
        one for one in logging.getLogger().handlers if isinstance(one.formatter, RedactingFormatter)
    )
    assert isinstance(handler, logging.StreamHandler)
    sink = io.StringIO()
    # Not setStream: it flushes the stream of before, which a test that ended may have closed.
    before, handler.stream = handler.stream, sink
    yield sink
    handler.stream = before


def loggers() -> list[str]:
    """Every logger there is once all rooms, the server and the worker are loaded."""
    for name in ("link.jobs", "link.crossing", "books.doors.soap", "workorders.doors.openapi"):
        import_module(f"bonbrug.{name}")
    serving.make_worker()
    known = [
        name
        for name, one in logging.root.manager.loggerDict.items()
        if isinstance(one, logging.Logger) and name.partition(".")[0] not in OF_THE_TESTS
    ]
    return ["", *sorted(known)]


def log_everything(logger: logging.Logger, secret: str) -> None:
    logger.critical("it stopped at %s", secret)
    logger.critical(f"it stopped at {secret}")  # noqa: G004
    logger.critical(secret)
    logger.critical("%(what)s stopped", {"what": secret})
    logger.critical("it stopped", extra={"what": secret})
    try:
        try:
            raise KeyError(secret)
        except KeyError as first:
            raise ValueError(f"cannot do {secret}") from first
    except ValueError:
        logger.exception("it stopped")
        logger.exception("%s", secret, stack_info=True)


def test_no_logger_lets_a_secret_or_a_name_out(written: io.StringIO) -> None:
    names = loggers()
    assert {"django.request", "django.server", "waitress", "huey", "httpx2"} <= set(names)
    for name in names:
        for secret in CANARIES:
            log_everything(logging.getLogger(name), secret)
    text = written.getvalue()
    assert text.count("it stopped") >= len(names)
    assert [kind for kind, secret in DRAWN.items() if secret in text] == []
    assert "Korst" not in text


def test_no_logger_writes_past_the_one_handler() -> None:
    own = {
        name: logging.getLogger(name).handlers
        for name in loggers()
        if name and (logging.getLogger(name).handlers or not logging.getLogger(name).propagate)
    }
    assert {
        name: [h for h in handlers if not isinstance(h, logging.NullHandler)]
        for name, handlers in own.items()
    } == {name: [] for name in own}


def test_our_own_lines_keep_their_words_and_an_error_its_place(written: io.StringIO) -> None:
    log = logging.getLogger("bonbrug.site.example")
    log.warning(
        "operation=%s code=%s in %s of %d", "GetRelaties", "E001.3", "workorders.0003_keys", 7
    )
    assert "operation=GetRelaties code=E001.3 in workorders.0003_keys of 7" in written.getvalue()
    try:
        int("Bakkerij")
    except ValueError:
        log.exception("no number")
    assert "builtins.ValueError" in written.getvalue()
    assert "test_log_redaction.py" in written.getvalue()


def test_a_line_says_its_moment_in_utc(written: io.StringIO) -> None:
    logging.getLogger("bonbrug.tests").error("it stopped")
    moment = datetime.fromisoformat(" ".join(written.getvalue().split()[:2]))
    assert moment.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)


def test_a_line_that_wants_a_number_and_gets_a_name_is_still_a_line() -> None:
    record = logging.LogRecord("waitress", 50, __file__, 1, "number %d", ("Korst",), None)
    assert "Korst" not in RedactingFormatter().format(record)


def test_a_thread_that_ends_is_told_without_its_words(written: io.StringIO) -> None:
    def fail() -> None:
        raise ValueError(DRAWN["customer"])

    before = threading.excepthook
    threading.excepthook = report_thread
    try:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    finally:
        threading.excepthook = before
    assert "a thread ended" in written.getvalue()
    assert "Korst" not in written.getvalue()


@pytest.fixture
def link(db: None) -> ExternalLink:
    company = new_company(add_organisation("Voorbeeld"), "Voorbeeld BV", "1234567")
    return order(company, "eboekhouden", TOKEN, SOFTWARE_TOKEN, datetime.now(UTC))


MALFORMED: dict[str, tuple[Any, Any]] = {
    "a broken form": ({"data": b"--x\r\nbroken", "content_type": "multipart/form-data"}, {}),
    "no boundary": ({"data": b"x", "content_type": "multipart/form-data; boundary=" + "é"}, {}),
    "too many fields": (
        {
            "data": "&".join(f"a{n}=1" for n in range(1001)),
            "content_type": "application/x-www-form-urlencoded",
        },
        {},
    ),
    "another host": (
        {"data": "a=1", "content_type": "application/x-www-form-urlencoded"},
        {"HTTP_HOST": "evil.example"},
    ),
    "no token of the form": (
        {"data": "username=Korst", "content_type": "application/x-www-form-urlencoded"},
        {},
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_post_is_one_warning_line(kind: str, written: io.StringIO) -> None:
    body, headers = MALFORMED[kind]
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = client.post("/inloggen/", **body, **headers)
    assert 400 <= answer.status_code < 500
    lines = written.getvalue().strip().splitlines()
    assert len(lines) == 1, lines
    assert " WARNING " in lines[0]
    assert "Korst" not in lines[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("road", "body", "media"),
    [
        (
            f"/openapi/8/relations/?token={TOKEN}&software_token={SOFTWARE_TOKEN}",
            b"{Korst",
            "application/json",
        ),
        ("/soap.asmx", b"<geen xml Korst", "text/xml"),
    ],
)
def test_a_broken_message_at_a_door_is_no_traceback(
    road: str, body: bytes, media: str, written: io.StringIO, link: ExternalLink
) -> None:
    answer = Client().post(road, body, content_type=media)
    assert answer.status_code in (200, 500)
    lines = written.getvalue().strip().splitlines()
    assert [line.split()[2] for line in lines] == ["WARNING"]
    assert "Korst" not in written.getvalue()


def test_the_settings_have_one_handler() -> None:
    assert list(settings.LOGGING["handlers"]) == ["err"]


class CutOff(io.BytesIO):
    """A body whose sender went away."""

    def read(self, size: int | None = -1) -> bytes:
        raise OSError("the line is gone")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "road", ["/soap.asmx", "/openapi/8/relations/", "/inloggen/", "/taal/setlang/"]
)
def test_a_body_that_was_cut_off_is_one_warning_line(
    road: str, written: io.StringIO, link: ExternalLink
) -> None:
    gone: dict[str, Any] = {"wsgi.input": CutOff()}
    query = {"token": TOKEN, "software_token": SOFTWARE_TOKEN}
    kind = "application/x-www-form-urlencoded"
    for strict in (True, False):
        written.truncate(0)
        client = Client(enforce_csrf_checks=strict, raise_request_exception=False)
        answer = client.post(road, b"x" * 50, kind, query_params=query, **gone)
        assert answer.status_code in (200, 400, 403)
        lines = written.getvalue().strip("\0\n").splitlines()
        assert [line.split()[2] for line in lines] == ["WARNING"], lines
