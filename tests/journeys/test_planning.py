"""The planning board: by form, by mouse and by keyboard, while a colleague plans too."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from bonbrug.values.clock import accounting_day, system_clock
from tests.journeys.orders import DUTCH_DAY, bring_in, finished
from tests.journeys.program import Program
from tests.journeys.reader import Reader
from tests.journeys.test_every_page import look_here

pytestmark = pytest.mark.journey

FIRM, COMPANY = "Demo Installatie BV", "1000001"
MONDAY = accounting_day(system_clock())
MONDAY += timedelta(days=14 - MONDAY.weekday())
JOBS = (
    ("Ketel onderhouden", "101", 0, "08:00"),
    ("Lekkage zolder", "101", 1, "08:00"),
    ("Radiator plaatsen", "102", 0, "09:00"),
    ("Kraan vervangen", "102", 2, "13:00"),
    ("Thermostaat", "103", 3, "08:30"),
    ("Groep bijplaatsen", "103", 3, "08:45"),
    ("Boiler nakijken", "101", 3, "10:00"),
)


def planned(number: str, words: str, employee: str, day: date, begin: str) -> dict[str, object]:
    order = finished(number, words, ("TEST1", "Bakkerij De Korenaar"))
    order.update(Workperiods=[], Materials=[], WorkStatus="", status="Klaargezet")
    return {**order, "WorkDate": f"{day:{DUTCH_DAY}}", "WorkTime": begin, "EmployeeNr": employee}


@pytest.fixture(scope="module")
def plan(program: Program) -> None:
    """A week with work for three people, two of it at once, and one job that nobody does yet."""
    orders = [
        planned(f"PB-{place}", words, who, MONDAY + timedelta(days=day), begin)
        for place, (words, who, day, begin) in enumerate(JOBS, start=1)
    ]
    apart = planned("PB-9", "Offerte opmeten", "", MONDAY, "")
    del apart["WorkDate"], apart["WorkTime"], apart["EmployeeNr"]
    bring_in(program, *orders, apart, company=COMPANY)


@pytest.fixture
def board(reader: Reader, plan: None) -> Callable[[str], None]:
    def go(kind: str = "week") -> None:
        reader.house("werkbonnen", FIRM)
        reader.menu("Planbord")
        expect(reader.page.get_by_role("heading", level=1)).to_have_text("Planbord")
        reader.page.goto(f"{reader.page.url}?soort={kind}&dag={MONDAY}")

    return go


def card(reader: Reader, words: str) -> Locator:
    return reader.page.locator("#bord .job").filter(has_text=words)


def cell(reader: Reader, who: str, day: int) -> Locator:
    row = reader.page.locator("#bord tbody tr").filter(has=reader.page.get_by_text(who, exact=True))
    return row.locator("td").nth(day)


def test_the_week_shows_who_does_what_and_what_overlaps(
    reader: Reader, board: Callable[[str], None]
) -> None:
    board("week")
    expect(cell(reader, "Sanne Voorbeeld", 0)).to_contain_text("Ketel onderhouden")
    expect(card(reader, "Thermostaat")).to_contain_text("tegelijk met PB-6")
    reader.sees("Nog in te plannen", "Offerte opmeten")
    reader.picture("planning-board")


def test_a_card_is_moved_with_the_form(reader: Reader, board: Callable[[str], None]) -> None:
    board("week")
    card(reader, "Kraan vervangen").get_by_role("link", name="Verplaats").click()
    dialog = reader.page.get_by_role("dialog")
    dialog.get_by_label("Medewerker").select_option(label="Fatma Proef")
    dialog.get_by_label("Begin").fill("14:30")
    dialog.get_by_label("Hoe lang").fill("1:30")
    dialog.get_by_role("button", name="Verplaats").click()
    reader.sees("PB-4 (Bakkerij De Korenaar) staat op")
    expect(cell(reader, "Fatma Proef", 2)).to_contain_text("14:30–16:00")


def test_a_card_is_dragged_to_another_day_and_employee(
    reader: Reader, board: Callable[[str], None]
) -> None:
    board("week")
    target = cell(reader, "Joris Demo", 1)
    target.scroll_into_view_if_needed()
    card(reader, "Lekkage zolder").scroll_into_view_if_needed()
    held = card(reader, "Lekkage zolder").bounding_box()
    there = target.bounding_box()
    assert held
    assert there
    mouse = reader.page.mouse
    mouse.move(held["x"] + 30, held["y"] + 10)
    mouse.down()
    mouse.move(held["x"] + 50, held["y"] + 30, steps=4)
    mouse.move(there["x"] + 20, there["y"] + 10, steps=8)
    mouse.up()
    reader.sees("PB-2 (Bakkerij De Korenaar) staat op")
    expect(cell(reader, "Joris Demo", 1)).to_contain_text("Lekkage zolder")


def test_a_card_is_moved_with_the_keyboard_and_each_step_is_said(
    reader: Reader, board: Callable[[str], None]
) -> None:
    board("week")
    said, keys = reader.page.locator("#bord-said"), reader.page.keyboard
    card(reader, "Radiator plaatsen").locator(".grip").focus()
    keys.press("Enter")
    expect(said).to_contain_text("PB-3, Bakkerij De Korenaar is opgepakt.")
    keys.press("ArrowRight")
    expect(said).to_contain_text("dinsdag")
    keys.press("Shift+ArrowDown")
    expect(said).to_contain_text("Sanne Voorbeeld")
    keys.press("Escape")
    expect(said).to_contain_text("staat weer op maandag")
    expect(cell(reader, "Joris Demo", 0)).to_contain_text("Radiator plaatsen")
    keys.press("Enter")
    keys.press("ArrowLeft")
    expect(said).to_contain_text("Verder kan niet.")
    keys.press("ArrowRight")
    keys.press("Enter")
    reader.sees("PB-3 (Bakkerij De Korenaar) staat op dinsdag")
    expect(cell(reader, "Joris Demo", 1)).to_contain_text("Radiator plaatsen")
    expect(said).to_contain_text("PB-3 (Bakkerij De Korenaar) staat op dinsdag")
    expect(card(reader, "Radiator plaatsen").locator(".grip")).to_be_focused()


def test_a_drag_of_what_a_colleague_moved_meanwhile_is_asked(
    reader: Reader, english: Reader, board: Callable[[str], None]
) -> None:
    board("week")
    english.page.goto(reader.page.url)
    for person, steps in ((english, 1), (reader, 2)):
        card(person, "Ketel onderhouden").locator(".grip").focus()
        person.page.keyboard.press("Enter")
        for _ in range(steps):
            person.page.keyboard.press("ArrowRight")
        person.page.keyboard.press("Enter")
    english.sees("PB-1 (Bakkerij De Korenaar) is on Tuesday")
    reader.sees("Iemand anders heeft dit ook gewijzigd. Kies welke blijft.")


def test_an_open_board_shows_what_a_colleague_moved_but_not_under_a_hand(
    reader: Reader, english: Reader, board: Callable[[str], None]
) -> None:
    board("week")
    english.page.goto(reader.page.url)
    card(reader, "Offerte opmeten").locator(".grip").focus()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    reader.sees("PB-9 (Bakkerij De Korenaar) staat op")
    grip = card(english, "Boiler nakijken").locator(".grip")
    grip.focus()
    english.page.keyboard.press("Enter")
    english.page.evaluate("htmx.trigger('#bord', 'renew')")
    expect(english.page.locator("#bord .board-apart")).to_contain_text("Offerte opmeten")
    english.page.keyboard.press("Escape")
    english.page.evaluate("htmx.trigger('#bord', 'renew')")
    expect(english.page.locator("#bord .board-apart")).not_to_contain_text("Offerte opmeten")
    expect(english.page.locator("#bord-said")).to_have_text("The board was renewed.")
    expect(card(english, "Boiler nakijken").locator(".grip")).to_be_focused()


def test_everything_goes_without_script(reader: Reader, board: Callable[[str], None]) -> None:
    board("week")
    context = reader.browser.new_context(
        java_script_enabled=False, storage_state=reader.context.storage_state(), locale="nl-NL"
    )
    page = context.new_page()
    page.goto(reader.page.url)
    job = page.locator("#bord .job").filter(has_text="Boiler nakijken")
    job.get_by_role("link", name="Verplaats").click()
    page.get_by_label("Medewerker").select_option(label="Joris Demo")
    page.get_by_role("button", name="Verplaats").click()
    expect(page.get_by_text("bij Joris Demo").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("kind", ["dag", "week", "maand"])
@pytest.mark.parametrize("width", [360, 1440])
def test_every_board_fits_and_can_be_used_without_eyes_or_mouse(
    reader: Reader, english: Reader, board: Callable[[str], None], kind: str, width: int
) -> None:
    board(kind)
    english.page.goto(reader.page.url)
    dark = {"name": "theme", "value": "dark", "url": reader.program.address}
    for person, cookies in ((reader, []), (english, []), (reader, [dark])):
        person.context.add_cookies(cookies)  # type: ignore[arg-type] # a plain dict is taken too
        person.page.set_viewport_size({"width": width, "height": 800})
        person.page.reload()
        assert look_here(person.page) == []
