"""The program behind a real TLS proxy, and people with a browser that trusts its certificate."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.program import Program, clean_environment, demo, free_port, serving
from tests.journeys.reader import Reader, launch
from tests.proxy.behind import NAME, Site, caddy, of_the_operator, papers, trusting_home


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The firms of the demo, served as the operator's chapter says, under a host name."""
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("proxy")
    with demo(data, free_port(), clean_environment()):
        pass
    port, https, http = free_port(), free_port(), free_port()
    settings = clean_environment(
        **of_the_operator(f"{NAME}:{https}"),
        # No name server knows the host of a test, so the link takes the near way.
        BONBRUG_EBOEKHOUDEN_SOAP_URL=f"http://127.0.0.1:{port}/soap.asmx",
        BONBRUG_WERKBONAPP_URL=f"http://127.0.0.1:{port}/openapi/8",
    )
    made = papers(folder)
    with (
        serving(data, port, settings, "--work") as direct,
        caddy(folder, https, http, port, made),
    ):
        program = Program(settings["BONBRUG_BASE_URL"], data, direct.environment, direct.told)
        yield Site(program, made, https, http, direct.address)


@pytest.fixture(scope="module")
def browser(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that knows where our host name is, and trusts our authority as any other."""
    home = trusting_home(tmp_path_factory.mktemp("home"), site.papers.authority)
    with sync_playwright() as playwright:
        chromium = launch(playwright, f"--host-resolver-rules=MAP {NAME} 127.0.0.1", home=home)
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser: Browser, site: Site, tmp_path: Path) -> Iterator[Reader]:
    """Somebody of the office who logged in with a password; complains when a page complained."""
    person = Reader(browser, site.program, tmp_path)
    if site.program.session is None:
        log_in(person, site.program.paper()["office"])
    yield person
    person.leave()
    assert person.complaints == []


@pytest.fixture
def fitter(browser: Browser, site: Site, tmp_path: Path) -> Iterator[Reader]:
    """Somebody with a small screen who is not logged in."""
    person = Reader(browser, site.program, tmp_path, width=390, height=844)
    yield person
    person.leave()
    assert person.complaints == []


@pytest.fixture
def newcomer(browser: Browser, site: Site, tmp_path: Path) -> Iterator[Reader]:
    """Somebody whose browser was never here."""
    person = Reader(browser, replace(site.program, session=None), tmp_path)
    yield person
    person.leave()
    assert person.complaints == []


def log_in(person: Reader, office: dict[str, str]) -> None:
    """Fill in the two fields, and keep the session for who comes after."""
    person.page.goto("/inloggen/")
    person.field("E-mailadres").fill(office["email"])
    person.field("Wachtwoord").fill(office["password"])
    person.page.locator("main form button").first.click()
    expect(person.page).to_have_url(f"{person.program.address}/")
    person.program.session = person.context.storage_state()
