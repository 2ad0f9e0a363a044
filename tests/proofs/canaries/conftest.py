"""The firm and the people of the proof of roles, with canaries in every place of a secret."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.db import connection

from bonbrug.site.log_redaction import RedactingFormatter
from tests.postbox import postbox
from tests.proofs.canaries.planting import Planted, plant
from tests.proofs.roles.conftest import Who, firm, people
from tests.site.filled_lists import Filled

__all__ = ["firm", "log", "people", "planted", "postbox"]


@pytest.fixture
def planted(firm: Filled, people: list[Who]) -> Planted:
    return plant(firm, people)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the one handler writes while every logger says all that it has, statements too."""
    handler = next(
        one for one in logging.getLogger().handlers if isinstance(one.formatter, RedactingFormatter)
    )
    assert isinstance(handler, logging.StreamHandler)
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    levels = {one: one.level for one in loggers}
    least = handler.level
    before, handler.stream = handler.stream, io.StringIO()
    connection.force_debug_cursor = True
    handler.setLevel(logging.DEBUG)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield handler.stream
    connection.force_debug_cursor = False
    handler.stream = before
    handler.setLevel(least)
    for logger, level in levels.items():
        logger.setLevel(level)
