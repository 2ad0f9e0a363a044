"""The real program in a process of its own, and a browser that follows the manual."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.program import Program, clean_environment, demo, free_port
from tests.journeys.reader import Reader, launch

DOCS = Path(__file__).parents[2] / "docs"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pictures", action="store_true", help="renew the pictures of the manual in docs"
    )


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """`bonbrug demo`, shared by all chapters, which follow each other like those of the manual."""
    with demo(tmp_path_factory.mktemp("demo"), free_port(), clean_environment()) as running:
        yield running


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go: the manual's folders when they were asked for."""
    asked = bool(request.config.getoption("--pictures", default=False))
    return DOCS if asked else tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Per module, so that no event loop of the browser lives on beside other tests."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser: Browser, program: Program, pictures: Path) -> Iterator[Reader]:
    """Somebody who is logged in and reads the Dutch manual; complains when a page complained."""
    person = Reader(browser, program, pictures)
    person.log_in()
    yield person
    person.leave()
    assert person.complaints == []


@pytest.fixture
def english(browser: Browser, program: Program, pictures: Path) -> Iterator[Reader]:
    """The same person with an English browser."""
    person = Reader(browser, program, pictures, language="en")
    person.log_in()
    yield person
    person.leave()
    assert person.complaints == []


@pytest.fixture
def fitter(browser: Browser, program: Program, pictures: Path) -> Iterator[Reader]:
    """Somebody with a small screen who is not logged in."""
    person = Reader(browser, program, pictures, width=390, height=844)
    yield person
    person.leave()
    assert person.complaints == []


@pytest.fixture
def english_fitter(browser: Browser, program: Program, pictures: Path) -> Iterator[Reader]:
    """Somebody with a small English screen who is not logged in."""
    person = Reader(browser, program, pictures, language="en", width=390, height=844)
    yield person
    person.leave()
    assert person.complaints == []
