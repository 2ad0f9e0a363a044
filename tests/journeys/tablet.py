"""A fitter with the app of the tablet, whose line can be cut and whose browser can be killed."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, expect

import bonbrug.workorders
from bonbrug.values.clock import accounting_day, system_clock
from tests.journeys.orders import bring_in, finished
from tests.journeys.program import Program
from tests.journeys.reader import PATIENCE

ROAD = "/werkbonnen/tablet/"
SOURCE = Path(bonbrug.workorders.__file__).parent / "static/workorders/tablet"
WORK = """async () => { const answer = await fetch("/werkbonnen/tablet/v1/work");
  return answer.ok ? (await answer.json()).orders : []; }"""
STORED = """name => new Promise((resolve, reject) => {
  const asked = indexedDB.open("bonbrug-tablet");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const rows = asked.result.transaction([name]).objectStore(name).getAll();
    rows.onsuccess = () => { asked.result.close(); resolve(rows.result); }; }; })"""
READY = """async () => {
  const worker = await navigator.serviceWorker.getRegistration();
  if (worker?.active?.state !== "activated") return false;
  if (!await caches.has("bonbrug-tablet-shell")) return false;
  return (await (await caches.open("bonbrug-tablet-shell")).keys()).length === 1; }"""


# Hours of one tablet on the day of another would be asked about.
DAYS: Iterator[int] = count(3)


def give_order(program: Program, number: str, words: str) -> None:
    """Let the office have a work order ready for the employee."""
    order = finished(number, words) | {"status": "Klaargezet", "Workperiods": [], "Materials": []}
    bring_in(program, order)


@dataclass
class Fitter:
    """One browser on one linked tablet; `day` is the day of the hours that it writes."""

    context: BrowserContext
    page: Page
    errors: list[str] = field(default_factory=list)
    day: str = ""

    def __post_init__(self) -> None:
        self.day = f"{accounting_day(system_clock()) - timedelta(days=next(DAYS))}"
        self.context.set_default_timeout(PATIENCE)
        self.context.route("**/app-source/*.js", give_source)
        self.context.on("weberror", lambda failed: self.errors.append(str(failed.error)))

    def open(self, address: str = "") -> None:
        self.page.goto(ROAD + address)

    def ready(self) -> None:
        """Wait until the page without signal, and the work, are on the device."""
        self.until(lambda: bool(self.page.evaluate(READY)))
        self.until(lambda: "lists" in self.facts())

    def until(self, there: Callable[[], bool]) -> None:
        """Wait for what an expectation of the browser cannot wait for."""
        for _ in range(4 * PATIENCE // 100):
            if there():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("it did not come")

    def facts(self) -> set[str]:
        """Return the names of what the device knows beside work orders and operations."""
        return {str(one["name"]) for one in self.stored("facts")}

    def cut(self, off: bool = True) -> None:
        self.context.set_offline(off)

    def press(self, label: str) -> None:
        button = self.page.get_by_role("button", name=label)
        link = self.page.get_by_role("link", name=label)
        button.or_(link).first.click()

    def pick_up(self, words: str) -> str:
        """Pick up the work order with these words; return its address."""
        self.open()
        card = self.page.locator(".bon").filter(has_text=words)
        card.get_by_role("button").click()
        expect(self.page.get_by_role("link", name="Uren toevoegen")).to_be_visible()
        return self.page.url

    def begin(self, program: Program, number: str, words: str) -> str:
        """Get a work order and pick it up, until all of it is on the device; return its address."""
        give_order(program, number, words)
        address = self.pick_up(words)
        self.ready()
        return address

    def hours(self, begin: str, end: str) -> None:
        """Add hours from the page of a work order, and come back there."""
        self.press("Uren toevoegen")
        self.type_hours(begin, end)
        expect(self.page.get_by_role("link", name="Uren toevoegen")).to_be_visible()

    def type_hours(self, begin: str, end: str) -> None:
        self.page.get_by_label("Datum").fill(self.day)
        self.page.get_by_label("Begin").fill(begin)
        self.page.get_by_label("Eind").fill(end)
        self.press("Uren opslaan")

    def typed(self, name: str, quantity: str) -> None:
        """Add a material by hand."""
        self.press("Materiaal toevoegen")
        self.press("Niet in de lijst")
        self.page.get_by_label("Omschrijving").fill(name)
        self.page.get_by_label("Aantal").fill(quantity)
        self.press("Op de werkbon zetten")
        expect(self.page.get_by_role("link", name="Uren toevoegen")).to_be_visible()

    def waits(self, text: str) -> None:
        expect(self.page.locator("#tablet-waits")).to_contain_text(text)

    def calm(self) -> None:
        """Wait until nothing waits."""
        expect(self.page.locator("#tablet-waits")).to_have_text("")

    def stored(self, name: str = "operations") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(STORED, name)
        return found

    def on_server(self, words: str) -> dict[str, Any]:
        """Return the work order with these words as the server has it."""
        orders = self.page.evaluate(WORK)
        [found] = [one for one in orders if one["short_description"] == words]
        return dict(found)


def draw(page: Page) -> None:
    """Draw a signature."""
    canvas = page.locator("#pad-canvas")
    expect(canvas).to_be_visible()
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 40 + 25 * step, box["y"] + 60 + 30 * (step % 2))
    page.mouse.up()


def give_source(route: Route) -> None:
    """Give a module of the app as it was written: pages have all of them in one file."""
    name = route.request.url.rpartition("/")[2]
    route.fulfill(path=SOURCE / name, content_type="text/javascript")


def kill(profile: Path) -> None:
    """End the browser of this profile as a battery that is empty does."""
    host = os.readlink(profile / "SingletonLock")
    os.kill(int(host.rpartition("-")[2]), signal.SIGKILL)
