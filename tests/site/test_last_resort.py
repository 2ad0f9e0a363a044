"""An error that nobody foresaw: a plain page, its place in the log, and on we go."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from bonbrug.site import pages
from bonbrug.site.log_redaction import RedactingFormatter

INSIDE = " ".join(("a", "word", "of", "the", "inside"))
pytestmark = pytest.mark.django_db


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is written; meanwhile choosing a theme fails in a way that nobody catches."""
    handler = next(
        one for one in logging.getLogger().handlers if isinstance(one.formatter, RedactingFormatter)
    )
    assert isinstance(handler, logging.StreamHandler)
    before, handler.stream = handler.stream, io.StringIO()

    def failing(*given: object) -> bool:
        raise ZeroDivisionError(INSIDE)

    monkeypatch.setattr(pages, "url_has_allowed_host_and_scheme", failing)
    yield handler.stream
    handler.stream = before


def test_an_error_of_ours_is_a_page_without_its_words(log: io.StringIO) -> None:
    answer = Client(raise_request_exception=False).post("/thema/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "aan onze kant" in page
    assert not any(word in page for word in (INSIDE, "Traceback", "ZeroDivision", ".py"))


def test_an_error_of_ours_is_logged_with_its_place_and_the_next_request_is_answered(
    log: io.StringIO,
) -> None:
    client = Client(raise_request_exception=False)
    client.post("/thema/")
    assert "ZeroDivisionError" in log.getvalue()
    assert "test_last_resort.py" in log.getvalue()
    assert INSIDE not in log.getvalue()
    assert client.get("/gezond/").status_code == 200
