"""The operator's chapter, section "On a server": the program behind a real TLS proxy."""

import pytest
from playwright.sync_api import expect

from tests.journeys import test_chapter_3_link as chapter_3
from tests.journeys import test_chapter_6_tablet as chapter_6
from tests.journeys.reader import Reader
from tests.proxy.behind import NAME, Site

pytestmark = pytest.mark.journey

YEAR = 31_536_000
DRAFTS = "() => Object.keys(localStorage).filter(key => key.startsWith('bonbrug-draft:')).length"


def test_somebody_logs_in_under_the_host_name_and_the_cookies_are_safe(
    reader: Reader, site: Site
) -> None:
    answer = reader.page.goto("/")
    assert answer is not None
    assert answer.headers["strict-transport-security"] == f"max-age={YEAR}; includeSubDomains"
    expect(reader.page).to_have_url(f"https://{NAME}:{site.https}/")
    cookies = {cookie["name"]: cookie for cookie in reader.context.cookies()}
    assert set(cookies) >= {"__Host-bonbrug", "__Host-csrftoken"}
    assert all(cookie["secure"] for cookie in cookies.values())


def test_the_operator_lets_the_first_person_in(newcomer: Reader, site: Site) -> None:
    code, said = site.program.tell("person", "nieuw@bedrijf.example", "--organisation", "Nieuw")
    assert code == 0, said
    link = said.strip().splitlines()[-1]
    assert link.startswith(f"https://{NAME}:{site.https}/inloggen/")
    newcomer.page.goto(link)
    newcomer.page.locator("main button").click()
    expect(newcomer.page).to_have_url(f"https://{NAME}:{site.https}/")
    assert "__Host-bonbrug" in {cookie["name"] for cookie in newcomer.context.cookies()}


def test_theme_and_language_are_remembered_in_safe_cookies(reader: Reader) -> None:
    reader.page.goto("/")
    for button in ("form[action='/thema/'] button", "form[action='/taal/setlang/'] button"):
        reader.page.locator(button).first.click()
        reader.page.wait_for_load_state()
    cookies = {cookie["name"]: cookie for cookie in reader.context.cookies()}
    assert set(cookies) >= {"__Host-theme", "__Host-language"}
    assert all(cookie["secure"] for cookie in cookies.values())


def test_what_was_saved_is_dropped_by_the_browser_that_kept_it(reader: Reader) -> None:
    reader.house("boekhouden", "Demo Schilders BV")
    reader.menu("Relaties")
    reader.press("Relatie toevoegen")
    reader.fill(Code="KEPT", Naam="Houthandel Zaagman")
    assert reader.page.evaluate(DRAFTS) == 1
    reader.press("Opslaan")
    reader.sees("Houthandel Zaagman is opgeslagen.")
    assert reader.page.evaluate(DRAFTS) == 0
    names = {cookie["name"] for cookie in reader.context.cookies()}
    assert not any("bonbrug_saved" in name for name in names)


def test_the_manual_makes_a_link_and_synchronises(reader: Reader) -> None:
    chapter_3.test_m05_the_work_orders_order_a_link_with_e_boekhouden(reader)
    chapter_3.test_m07_open_settings_asks_for_whom_and_then_for_the_credentials(reader)
    chapter_3.test_m07_right_codes_at_authentication_are_accepted_within_seconds(reader)
    chapter_3.test_m09_export_settings_are_saved(reader)
    chapter_3.test_m10_start_synchronisation_says_that_it_runs(reader)
    chapter_3.test_m11_the_log_says_when_and_what(reader)


def test_a_work_order_goes_to_the_tablet_and_comes_back_signed(
    reader: Reader, fitter: Reader
) -> None:
    chapter_6.test_m21_the_office_gives_a_work_order_to_an_employee(reader)
    chapter_6.test_m21_a_tablet_receives_writes_signs_and_sends(fitter, reader)
    kept = next(c for c in fitter.context.cookies() if c["name"] == "__Secure-bonbrug_tablet")
    assert kept["secure"]
    chapter_6.test_m21_what_was_signed_becomes_an_invoice(reader)
