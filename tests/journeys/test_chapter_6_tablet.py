"""Chapter 6: from the office to the tablet, and back with a signature."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.orders import sees_invoice, synchronise
from tests.journeys.reader import Reader
from tests.journeys.tablet import draw

pytestmark = pytest.mark.journey

FIRM = "Demo Schilders BV"
COMPANY, NUMBER = "1000002", "103"


def test_m21_the_office_gives_a_work_order_to_an_employee(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.press("Nieuwe werkbon")
    reader.row("Familie Van der Proef").get_by_role("link").first.click()
    reader.field("In het kort").fill("Voordeur schilderen")
    reader.choose("Medewerker", "Fatma Proef")
    reader.choose("Werkbonstatus", "1")
    reader.press("Werkbon maken")
    reader.sees("Voordeur schilderen", "Klaargezet")


def test_m21_only_an_employee_in_the_list_can_link_a_tablet(fitter: Reader) -> None:
    _link(fitter, "999", "AAAA-AAAA")
    expect(fitter.page.get_by_role("alert").first).to_be_visible()


def test_m21_the_code_has_an_english_page_too(english: Reader) -> None:
    _code(english, "en", "Settings", "Show a link code")


def test_m21_a_tablet_receives_writes_signs_and_sends(fitter: Reader, reader: Reader) -> None:
    code = _code(reader, "nl", "Instellingen", "Koppelcode tonen")
    fitter.page.goto("/werkbonnen/tablet/")
    fitter.picture("tablet-link")
    _link(fitter, NUMBER, code)
    fitter.sees("Voordeur schilderen")
    fitter.picture("tablet-today")
    fitter.press("Ophalen")

    fitter.press("Uren toevoegen")
    fitter.choose("Uursoort", "Schilderwerk")
    _hours(fitter, "10:00", "09:00")
    fitter.sees("over middernacht, 23:00 uur?")
    _hours(fitter, "08:00", "08:00")
    fitter.sees("Begin en eind zijn gelijk")
    _hours(fitter, "08:00", "12:30")
    fitter.press("Materiaal toevoegen")
    fitter.page.get_by_role("link", name=re.compile("Muurverf")).click()
    fitter.field("Aantal").fill("1")
    fitter.press("Op de werkbon zetten")
    fitter.sees("Laten ondertekenen", "Muurverf")
    fitter.picture("tablet-work-order")

    fitter.press("Laten ondertekenen")
    fitter.field("Naam van wie tekent").fill("A. van der Proef")
    draw(fitter.page)
    fitter.picture_typed("tablet-signature")
    fitter.press("Onderteken en verzend")
    fitter.sees("Kort geleden verstuurd")
    fitter.page.get_by_role("link", name=re.compile("Voordeur schilderen")).click()
    fitter.sees(re.compile("Wordt verstuurd over [45] minuten"))
    fitter.picture("tablet-take-back")

    fitter.press("Terug naar vandaag")
    fitter.page.get_by_role("link", name=re.compile("Vandaag geschreven 4:30")).click()
    fitter.sees("Mijn week", "Deze week geschreven", "08:00–12:30")
    fitter.picture("tablet-week")


def test_m21_the_office_sees_the_tablet_and_its_last_use(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.menu("Instellingen", "Tablets (1 nieuw)")
    reader.sees("Fatma Proef", re.compile("laatst gezien op"), "Gekoppeld")
    reader.press("Gezien")
    reader.menu("Instellingen", "Tablets")


def test_m21_what_was_sent_is_taken_back_changed_and_sent_again_in_english_too(
    english_fitter: Reader, reader: Reader
) -> None:
    fitter, code = english_fitter, _code(reader, "nl", "Instellingen", "Koppelcode tonen")
    _link(fitter, NUMBER, code, "Company id", "Employee number", "Link code", "Link tablet")
    fitter.page.get_by_role("link", name=re.compile("Voordeur schilderen")).click()
    fitter.sees(re.compile("Is sent in [1-5] minutes?"))
    fitter.press("Take back")
    fitter.sees("is taken back", "Let the customer sign")

    fitter.press("Add hours")
    fitter.choose("Hour type", "Schilderwerk")
    fitter.field("Begin").fill("10:00")
    fitter.field("End").fill("09:00")
    fitter.press("Save hours")
    fitter.sees("over midnight, 23:00 hours?")
    fitter.press("Back to the work order")

    fitter.press("Add material")
    fitter.page.get_by_role("link", name=re.compile("Muurverf")).click()
    fitter.field("Quantity").fill("8711234")
    fitter.press("Put on the work order")
    fitter.sees("8.711.234 pieces: is that right?")
    fitter.field("Quantity").fill("1")
    fitter.page.get_by_text("Discount, warranty or returned").click()
    fitter.field("Warranty").fill("Blik was uitgedroogd")
    fitter.press("Put on the work order")
    fitter.sees("Blik was uitgedroogd")

    fitter.press("Let the customer sign")
    fitter.field("Name of who signs").fill("A. van der Proef")
    draw(fitter.page)
    fitter.press("Sign and send")
    fitter.sees("Sent lately")


def test_m21_the_picture_of_the_office_fills_in_the_tablet(fitter: Reader) -> None:
    given = f"company_id={COMPANY}&number={NUMBER}&code=7K2M-04XA"
    fitter.page.goto(f"/werkbonnen/tablet/koppelen/#{given}")
    expect(fitter.field("Koppelcode")).to_have_value("7K2M-04XA")
    expect(fitter.field("Bedrijfs id")).to_have_value(COMPANY)
    assert "#" not in fitter.page.url


def test_m21_the_office_sees_what_was_signed_and_by_whom(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.page.locator("tbody tr").first.get_by_role("link").first.click()
    reader.sees("Voordeur schilderen", "A. van der Proef", "Op Compleet gezet")


def test_m21_the_office_asks_about_impossible_hours_in_english_too(english: Reader) -> None:
    _open_order(english)
    english.press("Add hours")
    english.choose("Employee", "Fatma Proef")
    for begin, end, asked in (
        ("10:00", "09:00", "over midnight, 23:00 hours?"),
        ("08:00", "12:30", "The same hours are there already"),
        ("12:00", "13:00", "are at the same time for 0:30 hours"),
    ):
        english.field("Begin").fill(begin)
        english.field("End").fill(end)
        english.press("Save")
        english.sees(asked)


def test_m21_what_was_signed_becomes_an_invoice(reader: Reader) -> None:
    number = _open_order(reader)
    assert re.fullmatch(r"W[0-9]{2}-[0-9]{4}", number)
    reader.sees(re.compile("Wordt verstuurd over"))
    reader.press("Nu versturen")
    reader.sees("is verstuurd")
    synchronise(reader, FIRM)
    sees_invoice(reader, number)


def _hours(fitter: Reader, begin: str, end: str) -> None:
    fitter.field("Begin").fill(begin)
    fitter.field("Eind").fill(end)
    fitter.press("Uren opslaan")


def _open_order(person: Reader) -> str:
    """Open the work order of this chapter in the office; return its number."""
    person.house("werkbonnen", FIRM)
    link = person.page.locator("tbody tr").first.get_by_role("link").first
    number = link.inner_text()
    link.click()
    person.sees("Voordeur schilderen")
    return number


def _code(person: Reader, language: str, settings: str, button: str) -> str:
    """Let the office show a code; a page that a button made is pictured as it stands there."""
    person.house("werkbonnen", FIRM)
    person.menu(settings, "Tablets")
    person.press(f"{button}: Fatma Proef")
    code = person.page.locator("#link-code")
    expect(code).to_be_visible()
    person.shoot(person.page, language, "tablet-code")
    return code.inner_text()


def _link(
    fitter: Reader,
    number: str,
    code: str,
    *words: str,
) -> None:
    """Fill in the three fields and press; `words` are their labels in another language."""
    firm, who, secret, button = words or ("Bedrijfs id", "nummer", "Koppelcode", "Tablet koppelen")
    fitter.page.goto("/werkbonnen/tablet/koppelen/")
    fitter.field(firm).fill(COMPANY)
    fitter.field(who).fill(number)
    fitter.field(secret).fill(code)
    fitter.press(button)
