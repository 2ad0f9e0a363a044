"""Chapter 3: making the link, for the firm that is not linked yet."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.orders import synchronise
from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

FIRM = "Demo Schilders BV"
CODE = "Beveiligingscode"
LOGIN = re.compile("^Login instellingen")
MOMENT = re.compile(r"\d\d-\d\d-\d{4} \d\d:\d\d")


def test_m04_the_books_show_three_credentials_and_draw_new_codes(reader: Reader) -> None:
    reader.house("boekhouden", FIRM)
    reader.menu("Beheer", "Inrichting › Instellingen", "Koppelingen", "API/SOAP")
    reader.sees("Gebruikersnaam")
    expect(reader.page.locator("#code-1")).to_have_count(0)
    reader.press("Beveiligingscodes vernieuwen")
    reader.press("Beide beveiligingscodes vernieuwen")
    reader.sees(f"{CODE} 1", f"{CODE} 2")
    expect(reader.page.locator("#code-1")).to_have_text(re.compile("^[0-9a-f]{32}$"))
    reader.picture("books-api-soap")


def test_m05_the_work_orders_order_a_link_with_e_boekhouden(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.menu("Instellingen", "Externe koppelingen")
    reader.sees("e-Boekhouden", "pakket")
    reader.picture("workorders-links")
    reader.press("Koppeling bestellen")
    reader.sees("Bedrijfs id", "Token")


def test_m06_the_token_panel_has_id_token_and_the_employees_with_search(reader: Reader) -> None:
    _token_panel(reader)
    expect(reader.page.locator("#company-id")).to_have_text("1000002")
    expect(reader.page.locator("#token")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))
    reader.sees("Open instellingen", "Help", "rijen per pagina")
    for heading in ("Voornaam", "Achternaam", "Werknemersnummer"):
        expect(reader.page.get_by_role("columnheader", name=heading)).to_be_visible()
    reader.picture("workorders-token")
    reader.field("Zoeken").fill("Niemand")
    reader.press("Tonen")
    reader.sees("Niets gevonden")


def test_m07_open_settings_asks_for_whom_and_then_for_the_credentials(reader: Reader) -> None:
    _token_panel(reader)
    reader.follow("Open instellingen")
    reader.page.get_by_role("radio", name=FIRM).check()
    reader.page.locator("main form button.btn-primary").click()
    expect(reader.page.get_by_role("heading", name="AUTHENTICATION")).to_be_visible()
    reader.sees("documentatie", "Gebruikersnaam", f"{CODE} 1", f"{CODE} 2")
    reader.picture("link-authentication")


def test_m07_wrong_codes_at_authentication_say_which_one_was_refused(reader: Reader) -> None:
    _sign_in(reader, {f"{CODE} 2": "0" * 32})
    expect(_refused(reader)).to_contain_text(f"{CODE} 2")
    reader.sees("API/SOAP")
    reader.picture("link-refused", languages=("nl",))
    _sign_in(reader, {f"{CODE} 1": "0" * 32})
    expect(_refused(reader)).to_contain_text(f"{CODE} 1")


def test_m07_wrong_codes_are_explained_in_english_too(english: Reader) -> None:
    _sign_in(english, {"Security code 2": "0" * 32}, words=("User name", "Security code"))
    expect(_refused(english)).to_contain_text("Security code 2")
    english.shoot(english.page, "en", "link-refused")


def test_m07_an_empty_field_at_authentication_is_named(reader: Reader) -> None:
    _sign_in(reader, {"Gebruikersnaam": ""})
    expect(_refused(reader)).to_contain_text("Gebruikersnaam")


def test_m07_right_codes_at_authentication_are_accepted_within_seconds(reader: Reader) -> None:
    _sign_in(reader, {})
    reader.sees("Gelukt", "Je bent ingelogd!")
    reader.picture("link-signed-in")
    reader.press("OK")
    reader.sees("Import instellingen", "Export instellingen")


def test_m08_import_settings_are_explained_behind_a_question_mark(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    for choice in ("Relaties", "Materialen", "Uursoorten"):
        expect(reader.page.get_by_role("checkbox", name=choice, exact=True)).to_be_visible()
    explanation = reader.page.locator("details.help").filter(has_text="Uursoorten").first
    explanation.locator("summary").click()
    expect(explanation.locator(".help-text")).to_contain_text("Uur")


def test_m08_login_settings_and_help_are_one_press_away(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    reader.page.get_by_role("main").get_by_role("link", name="Help").click()
    expect(reader.page).to_have_url(re.compile("/hulp/#importeren$"))
    reader.house("koppeling", FIRM)
    reader.page.get_by_role("main").get_by_role("link", name=LOGIN).click()
    expect(reader.page.get_by_role("heading", name="AUTHENTICATION")).to_be_visible()


def test_m09_invoices_without_a_template_are_refused_and_nothing_typed_is_lost(
    reader: Reader,
) -> None:
    reader.house("koppeling", FIRM)
    _tick(reader, "Factuur")
    reader.field("Factuursjabloon").fill("")
    reader.field("Betalingstermijn").fill("21")
    reader.press("Instellingen opslaan")
    expect(_refused(reader)).to_contain_text("Factuursjabloon")
    expect(reader.field("Betalingstermijn")).to_have_value("21")


def test_m09_export_settings_are_saved(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    for choice in ("Relaties", "Materialen", "Uursoorten", "Factuur"):
        _tick(reader, choice)
    reader.field("Factuursjabloon").fill("Test")
    reader.field("Betalingstermijn").fill("14")
    book = reader.page.get_by_role("checkbox", name="Verwerken in de boekhouding")
    book.uncheck()
    expect(reader.page.get_by_role("checkbox", name="Exporteer relaties")).to_be_visible()
    reader.press("Instellingen opslaan")
    reader.sees("De instellingen zijn opgeslagen")
    expect(reader.field("Factuursjabloon")).to_have_value("Test")
    expect(book).not_to_be_checked()


def test_m10_start_synchronisation_says_that_it_runs(reader: Reader) -> None:
    synchronise(reader, FIRM)
    reader.sees("De synchronisatie is gestart")
    _log_row(reader)


def test_m11_the_log_says_when_and_what(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    row = _log_row(reader)
    expect(row.locator("td").first).to_have_text(MOMENT)
    expect(row).to_contain_text("1 relatie gesynchroniseerd")
    reader.picture("link-settings")
    reader.picture_of("#log", "link-log")


def test_m11_a_row_of_the_log_opens_to_its_details(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    row = _log_row(reader)
    row.locator("summary").click()
    expect(row.locator("li").first).to_be_visible()


def _token_panel(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.menu("Instellingen", "Externe koppelingen")
    reader.press("Token")


def _sign_in(
    reader: Reader,
    wrong: dict[str, str],
    words: tuple[str, str] = ("Gebruikersnaam", CODE),
) -> None:
    """Type the credentials of the books, with something else in the fields of `wrong`."""
    firm = reader.program.firm(FIRM)
    user, code = words
    _to_authentication(reader)
    given = {user: firm["username"], f"{code} 1": "", f"{code} 2": ""}
    given[f"{code} 1"], given[f"{code} 2"] = _codes(reader)
    for label, value in {**given, **wrong}.items():
        reader.field(label).fill(value)
    reader.press("Submit")


def _codes(reader: Reader) -> tuple[str, str]:
    """Make new codes in the books, in another tab: they are shown only then."""
    tab = reader.context.new_page()
    tab.goto("/boekhouden/2/api-soap/vernieuwen/")
    tab.get_by_role("main").locator("button.btn-danger").click()
    codes = tab.locator("#code-1").inner_text(), tab.locator("#code-2").inner_text()
    tab.close()
    return codes


def _to_authentication(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    if "/aanmelden/" not in reader.page.url:
        reader.page.get_by_role("main").locator("a[href$='/aanmelden/']").first.click()


def _refused(reader: Reader) -> Locator:
    return reader.page.get_by_role("alert").first


def _tick(reader: Reader, label: str) -> None:
    reader.page.get_by_role("checkbox", name=label, exact=True).check()


def _log_row(reader: Reader) -> Locator:
    row = reader.page.locator("#log tbody tr").first
    expect(row).to_be_visible(timeout=30_000)
    return row
