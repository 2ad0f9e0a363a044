"""``python -m tests.proofs.bench.weight``: what each page brings over the line, in a real browser.

A fixed list of pages of a fresh demo. The first visit has an empty cache, the second one that of
the first. Fails where tests/site/test_page_weight.py would, which asks every page of no browser.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.program import Program, clean_environment, demo, free_port
from tests.journeys.reader import launch
from tests.site.weighing import MOST_BYTES, MOST_REQUESTS

NOBODY = ("/inloggen/", "/wachtwoord/vergeten/", "/werkbonnen/tablet/koppelen/")
OFFICE = (
    "/", "/mijn-account/", "/mijn-account/tweede-stap/passkey/", "/mensen/", "/beveiliging/",
    "/werkbonnen/1/", "/werkbonnen/1/bon/7/", "/werkbonnen/1/bon/7/wijzigen/",
    "/werkbonnen/1/instellingen/tablets/", "/boekhouden/1/", "/boekhouden/1/facturen/",
    "/boekhouden/1/facturen/1/", "/boekhouden/1/facturen/toevoegen/", "/boekhouden/1/relaties/",
    "/boekhouden/1/btw-aangifte/", "/koppeling/", "/koppeling/1/", "/koppeling/1/te-doen/",
    "/koppeling/1/werkbonnen/", "/koppeling/1/factuurregels/", "/koppeling/1/aansluiting/",
    "/koppeling/hulp/",
)  # fmt: skip
FITTER = (
    "/werkbonnen/tablet/", "/werkbonnen/tablet/week/", "/werkbonnen/tablet/bon/5/",
    "/werkbonnen/tablet/bon/5/uren/", "/werkbonnen/tablet/bon/5/ondertekenen/",
)  # fmt: skip


class Line:
    """Counts what comes over the line of one page: requests that went out, and bytes."""

    def __init__(self, page: Page) -> None:
        self.came: dict[str, int] = {}
        self.cached: set[str] = set()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestServedFromCache", lambda one: self.cached.add(one["requestId"]))
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._came)

    def _answered(self, told: dict[str, Any]) -> None:
        if told["response"].get("fromDiskCache") or told["response"]["url"].startswith("data:"):
            self.cached.add(told["requestId"])

    def _came(self, told: dict[str, Any]) -> None:
        if told["requestId"] not in self.cached:
            self.came[told["requestId"]] = int(told["encodedDataLength"])

    def visit(self, page: Page, path: str) -> tuple[int, int]:
        """Open a page; return its bytes over the line and the number of its requests."""
        self.came.clear()
        page.goto(path, wait_until="networkidle")
        return sum(self.came.values()), len(self.came)


def measured(browser: Browser, address: str, state: Any, path: str) -> tuple[int, int, int, int]:
    """Return bytes and requests of the first visit, and of the second."""
    context = _context(browser, address, state)
    page = context.new_page()
    line = Line(page)
    first, second = line.visit(page, path), line.visit(page, path)
    context.close()
    return *first, *second


def _context(browser: Browser, address: str, state: Any = None) -> BrowserContext:
    return browser.new_context(base_url=address, locale="nl-NL", storage_state=state)


def office(browser: Browser, program: Program) -> Any:
    """Log in; return what the browser keeps of it."""
    context = _context(browser, program.address)
    page = context.new_page()
    page.goto(program.login_link)
    page.locator("main button").click()
    page.wait_for_url(f"{program.address}/")
    return _kept(context)


def fitter(browser: Browser, program: Program) -> Any:
    """Link a tablet; return what the browser keeps of it."""
    given = re.search(r"Bedrijfs id (\d+), Werknemersnummer (\d+), Koppelcode (\S+)", program.told)
    assert given, program.told
    context = _context(browser, program.address)
    page = context.new_page()
    page.goto("/werkbonnen/tablet/koppelen/")
    names = ("Bedrijfs id", "Werknemersnummer", "Koppelcode")
    for name, value in zip(names, given.groups(), strict=True):
        page.get_by_label(name).first.fill(value)
    page.locator("main button").first.click()
    page.wait_for_url(f"{program.address}/werkbonnen/tablet/")
    return _kept(context)


def _kept(context: BrowserContext) -> Any:
    cookies = {"cookies": context.cookies(), "origins": []}
    context.close()
    return cookies


def lines(browser: Browser, program: Program) -> Iterator[tuple[bool, str]]:
    """Visit every page; yield whether it is light, and what it brought."""
    people = (
        (None, NOBODY),
        (office(browser, program), OFFICE),
        (fitter(browser, program), FITTER),
    )
    for state, paths in people:
        for path in paths:
            size, count, again, few = measured(browser, program.address, state, path)
            told = f"{size / 1000:8.1f} kB {count:5} req {again / 1000:8.1f} kB {few:5} req  {path}"
            yield size <= MOST_BYTES and count <= MOST_REQUESTS, told


def main() -> int:
    """Print a line per page; 1 when one is heavier than it may be."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demo(Path(folder), free_port(), clean_environment()) as program,
        sync_playwright() as playwright,
    ):
        print(f"{'first visit':>20}{'second visit':>23}")
        good = True
        for light, told in lines(launch(playwright), program):
            good = good and light
            print(told)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
