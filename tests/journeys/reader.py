"""A person with a browser: goes through menus, fills in fields, takes the manual's pictures."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    expect,
)

from tests.journeys.program import Program

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 15_000
READ_FIELDS = """() => [...document.querySelectorAll("main form[method=post] [name]")]
  .filter(field => field.type !== "hidden")
  .map(field => [field.name, field.value, field.checked])"""
WRITE_FIELDS = """typed => { for (const [name, value, checked] of typed) {
  const field = document.querySelector(`main form[method=post] [name="${name}"]`);
  if (field && field.type === "checkbox") field.checked = checked;
  else if (field) field.value = value; } }"""
LOCALES = {"nl": "nl-NL", "en": "en-GB"}


def chromium() -> str | None:
    """Return the browser of this machine; with None Playwright takes its own."""
    return os.environ.get("BONBRUG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Playwright, *more: str, home: Path | None = None) -> Browser:
    """Start the browser of this machine, or Playwright's own where there is none.

    `more` are switches; `home` is the folder whose certificates it trusts besides the usual ones.
    """
    environment: Any = {**os.environ, "HOME": str(home)} if home else None
    return playwright.chromium.launch(
        executable_path=chromium(), args=[*SWITCHES, *more], env=environment
    )


class Reader:
    """One person on one screen. `complaints` holds every error that a page reported."""

    def __init__(
        self,
        browser: Browser,
        program: Program,
        pictures: Path,
        *,
        language: str = "nl",
        width: int = 1440,
        height: int = 900,
    ) -> None:
        self.browser = browser
        self.program = program
        self.pictures = pictures
        self.screen: Any = {"width": width, "height": height}
        self.complaints: list[str] = []
        self.context = self._context(language, program.session)
        self.page = self.context.new_page()
        self._slow_down()

    def _context(self, language: str, session: Any) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.program.address,
            locale=LOCALES[language],
            timezone_id="Europe/Amsterdam",
            viewport=self.screen,
            storage_state=session,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", self._heard)
        context.on("weberror", lambda failed: self.complaints.append(str(failed.error)))
        return context

    def _slow_down(self) -> None:
        # A journey that passes on a quick line only was lucky: see CONTRIBUTING.md.
        if wait := int(os.environ.get("JOURNEY_LINE_MS", "0")):
            line = {"offline": False, "latency": wait, "downloadThroughput": -1}
            session = self.context.new_cdp_session(self.page)
            session.send("Network.emulateNetworkConditions", line | {"uploadThroughput": -1})

    def _heard(self, message: ConsoleMessage) -> None:
        # A refused form is answered with 422, a refused deletion with 409: the browser notes
        # that as an error, but the page itself is in order.
        refused = "status of 422" in message.text or "status of 409" in message.text
        if message.type == "error" and not refused:
            where = message.location.get("url", "")
            self.complaints.append(f"{where}: {message.text}")

    def leave(self) -> None:
        """Close the browser window."""
        self.context.close()

    # --- going somewhere ----------------------------------------------------------------------

    def log_in(self) -> None:
        """Use the link that the terminal printed; it works once, so the session is kept."""
        if self.program.session is not None:
            return
        self.page.goto(self.program.login_link)
        self.page.locator("main button").click()
        expect(self.page).to_have_url(f"{self.program.address}/")
        self.program.session = self.context.storage_state()

    def house(self, key: str, owner: str) -> None:
        """Enter one of the three houses from the start page and choose a company there."""
        self.page.goto(f"/{key}/")
        inside = self.page.get_by_role("main").get_by_role("link", name=owner)
        if inside.count():
            inside.first.click()

    def menu(self, *labels: str) -> None:
        """Follow the left menu to its last word, such as Factureren > Facturen > Overzicht."""
        place = self.page.locator("nav.house-menu, .house-menu").first
        for label in labels[:-1]:
            expect(place.get_by_text(label, exact=True).first).to_be_attached()
        self.entry(labels).click()

    def entry(self, labels: tuple[str, ...]) -> Locator:
        """Return the link in the menu; the words before it say under which heading."""
        place = self.page.locator(".house-menu").first
        for label in labels[:-1]:
            under = place.locator("li").filter(has=self.page.get_by_text(label, exact=True))
            place = under.last
        return place.get_by_role("link", name=labels[-1], exact=True).last

    def follow(self, label: str) -> None:
        """Press something that opens a new tab, and go on there."""
        with self.context.expect_page() as opened:
            self.press(label)
        self.page = opened.value

    # --- doing and seeing ---------------------------------------------------------------------

    def fill(self, **fields: str) -> None:
        """Fill in fields by the label above them; an underscore is a space."""
        for label, value in fields.items():
            self.field(label.replace("_", " ")).fill(value)

    def field(self, label: str) -> Locator:
        """Return a field by its label, with or without the word that it may stay empty."""
        return self.page.get_by_label(label).first

    def choose(self, label: str, begins: str) -> None:
        """Choose from a list what begins with these words."""
        offered = self.field(label).locator("option")
        expect(offered.first).to_be_attached()
        choices = offered.all_inner_texts()
        found = [choice for choice in choices if choice.strip().startswith(begins)]
        assert found, f"{begins!r} is not among {choices}"
        self.field(label).select_option(label=found[0].strip())

    def press(self, label: str) -> None:
        """Press a button or a link that looks like one."""
        button = self.page.get_by_role("button", name=label)
        link = self.page.get_by_role("link", name=label)
        expect(button.or_(link).first).to_be_attached()
        self.page.wait_for_load_state("domcontentloaded")
        (button if button.count() else link).first.click()

    def sees(self, *texts: str | re.Pattern[str]) -> None:
        """Wait until each text is on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def row(self, *texts: str) -> Locator:
        """Return the table row that holds all these texts."""
        rows = self.page.locator("tbody tr")
        for text in texts:
            rows = rows.filter(has_text=text)
        return rows.first

    # --- pictures -----------------------------------------------------------------------------

    def picture(self, name: str, *, languages: tuple[str, ...] = ("nl", "en")) -> None:
        """Take a picture for the manual; other languages open the same address again."""
        for language in languages:
            if language == "nl":
                self.shoot(self.page, language, name)
            else:
                self._in(language, name)

    def picture_of(self, part: str, name: str) -> None:
        """Take a picture of one part of the page, in both languages."""
        self.page.locator(part).screenshot(path=self._file("nl", name), animations="disabled")
        other = self._context("en", self._session())
        page = other.new_page()
        page.goto(self.page.url)
        page.locator(part).screenshot(path=self._file("en", name), animations="disabled")
        other.close()

    def picture_typed(self, name: str) -> None:
        """Take a picture of what was just typed: in English the same fields are filled in again."""
        typed = self.page.evaluate(READ_FIELDS)
        self.shoot(self.page, "nl", name)
        other = self._context("en", self._session())
        page = other.new_page()
        page.goto(self.page.url)
        page.evaluate(WRITE_FIELDS, typed)
        self.shoot(page, "en", name)
        other.close()

    def _session(self) -> Any:
        """Return who is logged in, without what was typed and is kept for a next time."""
        return {"cookies": self.context.cookies(), "origins": []}

    def _in(self, language: str, name: str) -> None:
        other = self._context(language, self._session())
        page = other.new_page()
        page.goto(self.page.url)
        self.shoot(page, language, name)
        other.close()

    def shoot(self, page: Page, language: str, name: str) -> None:
        """Take a picture of what is on the screen."""
        path = self._file(language, name)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=path, animations="disabled", caret="hide")

    def _file(self, language: str, name: str) -> Path:
        folder = self.pictures / language / "images"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.png"
