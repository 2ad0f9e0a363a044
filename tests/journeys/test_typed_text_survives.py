"""Half-filled forms and what can come in between: nothing that was typed is lost, or shown to
somebody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys.program import Program
from tests.journeys.test_every_page import AXE, RUN_AXE

pytestmark = pytest.mark.journey

BACK = "Wat u hier typte en nog niet had opgeslagen, is teruggezet."
DRAFTS = "() => Object.keys(localStorage).filter(key => key.startsWith('bonbrug-draft:')).length"


@dataclass
class Desk:
    """Somebody of the office at a product that is not saved yet."""

    program: Program
    context: BrowserContext
    page: Page

    def log_in(self) -> None:
        office = self.program.paper()["office"]
        self.page.get_by_label("E-mailadres").fill(office["email"])
        self.page.get_by_label("Wachtwoord").fill(office["password"])
        self.page.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()

    def new_product(self) -> None:
        self.page.goto("/boekhouden/")
        if not self.page.url.rstrip("/").split("/")[-1].isdigit():
            self.page.get_by_role("main").get_by_role("link", name="Demo Schilders BV").click()
        self.page.locator(".house-menu").get_by_role("link", name="Producten/diensten").click()
        self.page.get_by_role("link", name="Product/dienst toevoegen").first.click()

    def type(self, code: str) -> None:
        self.page.locator("#id_code").fill(code)
        self.page.locator("#id_description").fill("Half ingevuld")
        self.page.locator("#id_price").fill("12,50")

    def finds(self, code: str) -> None:
        expect(self.page.locator("#id_code")).to_have_value(code)
        expect(self.page.locator("#id_description")).to_have_value("Half ingevuld")

    def save(self) -> None:
        self.page.get_by_role("button", name="Opslaan").click()


def hindrances(page: Page) -> list[str]:
    """Return what stands in the way of somebody with a keyboard or a screen reader."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(RUN_AXE)
    return found


@contextmanager
def at_desk(browser: Browser, program: Program, session: Any = None) -> Iterator[Desk]:
    context = browser.new_context(base_url=program.address, locale="nl-NL", storage_state=session)
    context.set_default_timeout(15_000)
    there = Desk(program, context, context.new_page())
    if session is None:
        there.page.goto("/inloggen/")
        there.log_in()
        expect(there.page.get_by_role("button", name="Uitloggen")).to_be_visible()
    yield there
    context.close()


@pytest.fixture(scope="module")
def session(browser: Browser, program: Program) -> Any:
    with at_desk(browser, program) as there:
        return there.context.storage_state()


@pytest.fixture
def desk(browser: Browser, program: Program, session: Any) -> Iterator[Desk]:
    with at_desk(browser, program, session) as there:
        there.new_product()
        yield there


def test_typed_text_survives_the_theme_the_language_and_a_reload(desk: Desk) -> None:
    desk.type("U2")
    desk.page.get_by_role("button", name="Donker").click()
    expect(desk.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    desk.finds("U2")
    expect(desk.page.get_by_role("status").filter(has_text=BACK)).to_be_visible()
    desk.page.get_by_role("button", name="English").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    expect(desk.page.locator("#id_code")).to_have_value("U2")
    expect(desk.page.get_by_role("status").filter(has_text="was put back")).to_be_visible()
    desk.page.get_by_role("button", name="Nederlands").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "nl")
    desk.page.reload()
    desk.finds("U2")
    assert hindrances(desk.page) == []


def test_typed_text_survives_an_ended_session(desk: Desk) -> None:
    desk.type("C24")
    desk.context.clear_cookies(name="bonbrug")
    desk.save()
    expect(desk.page.get_by_label("Wachtwoord")).to_be_visible()
    desk.log_in()
    desk.finds("C24")
    desk.save()
    expect(desk.page.get_by_text("Half ingevuld is opgeslagen.")).to_be_visible()
    assert desk.page.evaluate(DRAFTS) == 0


def test_typed_text_survives_a_page_that_was_open_for_too_long(desk: Desk) -> None:
    desk.type("CSRF")
    desk.context.clear_cookies(name="csrftoken")
    desk.save()
    desk.page.get_by_role("link", name="Terug naar de pagina").click()
    desk.finds("CSRF")


def test_typed_text_survives_an_error_of_the_server(desk: Desk) -> None:
    desk.type("FOUT")
    where = desk.page.url

    def fail(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=500, body="<h1>500</h1>", content_type="text/html")
        else:
            route.continue_()

    desk.page.route(where, fail)
    desk.save()
    expect(desk.page.get_by_text("500")).to_be_visible()
    desk.page.goto(where)
    desk.finds("FOUT")


def test_what_was_put_back_can_be_dropped_with_the_keyboard(desk: Desk) -> None:
    desk.type("WEG")
    desk.page.reload()
    desk.finds("WEG")
    desk.page.get_by_role("button", name="Weggooien").focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#id_code")).to_have_value("")
    assert desk.page.evaluate(DRAFTS) == 0


def test_logging_out_takes_along_what_was_kept(browser: Browser, program: Program) -> None:
    with at_desk(browser, program) as desk:
        desk.new_product()
        desk.type("UIT")
        where = desk.page.url
        assert desk.page.evaluate(DRAFTS) == 1
        desk.page.get_by_role("button", name="Uitloggen").click()
        expect(desk.page.get_by_label("Wachtwoord")).to_be_visible()
        assert desk.page.evaluate(DRAFTS) == 0
        desk.log_in()
        expect(desk.page.get_by_role("button", name="Uitloggen")).to_be_visible()
        desk.page.goto(where)
        expect(desk.page.locator("#id_code")).to_have_value("")


def test_a_draft_belongs_to_one_person_and_ends_after_a_week(desk: Desk) -> None:
    desk.type("EIGEN")
    for change in ("key.replace(/user-\\w+/, 'user-ffff')", "key"):
        late = "" if "ffff" in change else "kept.at -= 8 * 24 * 3600 * 1000;"
        desk.page.evaluate(
            f"""() => {{ const key = Object.keys(localStorage).find(one => one.includes('draft:'));
            const kept = JSON.parse(localStorage.getItem(key)); {late}
            localStorage.removeItem(key);
            localStorage.setItem({change}, JSON.stringify(kept)); }}"""
        )
        desk.page.reload()
        expect(desk.page.locator("#id_code")).to_have_value("")
        assert desk.page.evaluate(DRAFTS) == 0
        desk.type("EIGEN")


def test_an_old_draft_meets_what_was_changed_since(desk: Desk) -> None:
    desk.type("OUD")
    desk.save()
    desk.page.get_by_role("link", name="OUD", exact=True).click()
    where = desk.page.url
    desk.page.locator("#id_price").fill("13,50")
    other = desk.context.new_page()
    other.goto(where)
    expect(other.locator("#id_price")).to_have_value("13,50")
    other.locator("#id_price").fill("14,50")
    other.get_by_role("button", name="Opslaan").click()
    expect(other.get_by_text("is opgeslagen")).to_be_visible()
    desk.save()
    expect(desk.page.get_by_text("Iemand anders heeft dit ook gewijzigd.").first).to_be_visible()
    assert hindrances(desk.page) == []
    desk.page.get_by_role("radio", name="Van mij: 13,50").check()
    desk.save()
    desk.page.get_by_role("link", name="OUD", exact=True).click()
    expect(desk.page.locator("#id_price")).to_have_value("13,50")


def test_cancel_is_a_decision(desk: Desk) -> None:
    desk.type("NIET")
    desk.page.get_by_role("link", name="Annuleren").click()
    expect(desk.page.get_by_role("link", name="Product/dienst toevoegen").first).to_be_visible()
    assert desk.page.evaluate(DRAFTS) == 0


def test_half_filled_hours_on_the_tablet_survive_a_reload_and_go_with_the_link(
    desk: Desk,
) -> None:
    page = desk.page
    page.goto("/werkbonnen/")
    page.get_by_role("main").get_by_role("link", name="Demo Schilders BV").click()
    expect(page.get_by_role("link", name="Nieuwe werkbon").first).to_be_visible()
    firm = page.url
    page.goto(f"{firm}bon/invullen/")
    for block in ("customer", "payer"):
        page.locator(f"#id_{block}_name").fill("Familie Proef")
        page.locator(f"#id_{block}_debtor_number").fill("P1")
    page.locator("#id_short_description").fill("Kozijn verven")
    page.locator("#id_employee").select_option(label="Fatma Proef")
    page.get_by_role("button", name="Werkbon maken").click()
    expect(page.get_by_text("Klaargezet").first).to_be_visible()
    page.goto(f"{firm}instellingen/tablets/")
    page.get_by_role("button", name="Koppelcode tonen: Fatma Proef").click()
    code = page.locator("#link-code").inner_text()
    page.goto("/werkbonnen/tablet/koppelen/")
    page.get_by_label("Bedrijfs id").fill("1000002")
    page.get_by_label("nummer").last.fill("103")
    page.get_by_label("Koppelcode").fill(code)
    page.get_by_role("button", name="Tablet koppelen").click()
    page.get_by_role("button", name="Ophalen").first.click()
    page.get_by_role("link", name="Uren toevoegen").click()
    page.locator("#id_begin").fill("08:00")
    page.locator("#id_remark").fill("Eerste laag")
    page.reload()
    expect(page.locator("#id_begin")).to_have_value("08:00")
    expect(page.locator("#id_remark")).to_have_value("Eerste laag")
    expect(page.get_by_role("status").filter(has_text=BACK)).to_be_visible()
    page.goto("/werkbonnen/tablet/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("details summary").last.click()
    page.get_by_role("button", name="Deze tablet ontkoppelen").click()
    expect(page.get_by_role("button", name="Tablet koppelen")).to_be_visible()
    assert page.evaluate(DRAFTS) == 0


def test_secrets_are_never_kept(desk: Desk) -> None:
    desk.page.goto("/koppeling/nieuw/")
    desk.page.get_by_label("Naam van de koppeling").fill("Filiaal")
    desk.page.get_by_label("Token", exact=True).fill("geheim-1234")
    kept = desk.page.evaluate("() => JSON.stringify(localStorage)")
    assert "Filiaal" in kept
    assert "geheim" not in kept


def test_invoice_lines_come_back_and_meet_what_another_tab_saved(desk: Desk) -> None:
    desk.page.goto(desk.page.url.partition("producten")[0] + "facturen/")
    desk.page.get_by_role("link", name="Factuur toevoegen").first.click()
    desk.page.locator("#id_relation").select_option(index=1)
    desk.page.locator("#id_template").select_option(index=1)
    desk.page.get_by_role("button", name="Product/dienst toevoegen").click()
    expect(desk.page.get_by_label("Aantal van regel 1")).to_be_visible()
    desk.page.get_by_label("Aantal van regel 1").fill("7")
    desk.page.reload()
    expect(desk.page.get_by_label("Aantal van regel 1")).to_have_value("7")
    expect(desk.page.get_by_role("status").filter(has_text=BACK)).to_be_visible()
    desk.page.get_by_role("button", name="Opslaan").last.click()
    expect(desk.page.get_by_text("is opgeslagen")).to_be_visible()

    other = desk.context.new_page()
    other.goto(desk.page.url)
    desk.page.locator("#id_reference").fill("PO 7")
    other.get_by_label("Aantal van regel 1").fill("8")
    other.get_by_role("button", name="Opslaan").last.click()
    expect(other.get_by_text("is opgeslagen")).to_be_visible()
    desk.page.get_by_role("button", name="Opslaan").last.click()
    expect(desk.page.get_by_text("Iemand anders heeft intussen Regels gewijzigd")).to_be_visible()
    expect(desk.page.get_by_label("Aantal van regel 1")).to_have_value("8")
    expect(desk.page.locator("#id_reference")).to_have_value("PO 7")
