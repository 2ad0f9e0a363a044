"""The tablet without signal: nothing that was saved is lost, and nothing is written twice."""

import random
import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Route, expect

from bonbrug.values.number_text import numbers_in
from bonbrug.values.time_text import durations_in
from tests.journeys.program import Program
from tests.journeys.reader import LOCALES, PATIENCE, SWITCHES, Reader, chromium
from tests.journeys.tablet import Fitter, draw, give_order, kill
from tests.journeys.test_every_page import look_here

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

expect.set_options(timeout=PATIENCE)
FIRM, COMPANY, NUMBER = "Demo Schilders BV", "1000002", "103"
ADD = """async ([order, name, quantity]) => {
  const { add } = await import("/app-source/waiting.js");
  const values = { name, unit: "", quantity, returned: false, discount: "0", warranty: "" };
  const employee = Number(document.body.dataset.employee);
  await add({ kind: "material_typed", order, values, employee }); }"""
READ = """async texts => {
  const { numbers, durations } = await import("/app-source/numbers.js");
  return [texts.map(numbers), texts.map(durations)]; }"""
QUESTION = "over middernacht, 23:00 uur?"
FULL = """() => { IDBObjectStore.prototype.add = () => {
  throw new DOMException("full", "QuotaExceededError"); }; }"""
# The database as the first version made it. It never changes: devices out there have it.
FIRST = """([order, employee]) => new Promise((resolve, reject) => {
  const asked = indexedDB.open("bonbrug-tablet", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("operations", { keyPath: "id" });
    asked.result.createObjectStore("orders", { keyPath: "id" });
    asked.result.createObjectStore("facts", { keyPath: "name" }); };
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const writing = asked.result.transaction(["operations"], "readwrite");
    writing.objectStore("operations").add({ id: "019a0000-0000-7000-8000-000000000001",
      kind: "material_typed", order, employee, at: "2026-11-01T10:00:00.000Z", seen: {},
      sure: false, state: "waiting", tries: 0, values: { name: "Uit versie 1", unit: "",
      quantity: "2", returned: false, discount: "0", warranty: "" } });
    writing.oncomplete = () => { asked.result.close(); resolve(); }; }; })"""


@pytest.fixture(scope="module")
def linked(browser: Browser, program: Program, pictures: Path) -> Any:
    """The cookies of a tablet that the office linked."""
    office = Reader(browser, program, pictures)
    office.log_in()
    office.house("werkbonnen", FIRM)
    menu = office.page.locator(".house-menu")
    menu.get_by_role("link", name=re.compile("^Tablets")).last.click()
    office.press("Koppelcode tonen: Fatma Proef")
    code = office.page.locator("#link-code").inner_text()
    office.leave()
    tablet = Reader(browser, program, pictures)
    tablet.page.goto("/werkbonnen/tablet/koppelen/")
    for label, value in (("Bedrijfs id", COMPANY), ("nummer", NUMBER), ("Koppelcode", code)):
        tablet.field(label).fill(value)
    tablet.press("Tablet koppelen")
    tablet.sees("Vandaag")
    cookies = tablet.context.cookies()
    tablet.leave()
    return cookies


def _options(program: Program, language: str = "nl") -> dict[str, Any]:
    return {
        "base_url": program.address,
        "locale": LOCALES[language],
        "timezone_id": "Europe/Amsterdam",
        "viewport": {"width": 390, "height": 844},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def fitter(browser: Browser, program: Program, linked: Any) -> Iterator[Fitter]:
    context = browser.new_context(**_options(program))
    context.add_cookies(linked)
    person = Fitter(context, context.new_page())
    yield person
    context.close()
    assert person.errors == []


def test_hours_that_were_written_without_signal_are_sent_once(
    fitter: Fitter, program: Program
) -> None:
    fitter.begin(program, "WB-9101", "Kozijn lakken")
    fitter.cut()
    fitter.hours("08:00", "10:30")
    fitter.waits("1 wijziging wacht")
    expect(fitter.page.get_by_text("08:00–10:30")).to_be_visible()
    expect(fitter.page.get_by_text("wacht op verzending")).to_be_visible()
    [operation] = fitter.stored()
    fitter.cut(off=False)
    fitter.calm()
    [line] = fitter.on_server("Kozijn lakken")["hours"]
    assert (line["minutes"], line["made_by"]) == (150, operation["id"])


def test_a_form_that_is_wrong_says_so_without_signal_too(fitter: Fitter, program: Program) -> None:
    fitter.begin(program, "WB-9102", "Plafond witten")
    fitter.cut()
    fitter.press("Uren toevoegen")
    fitter.page.get_by_label("Begin").fill("08:00")
    fitter.press("Uren opslaan")
    expect(fitter.page.get_by_role("alert").filter(has_text="Eind")).to_contain_text(
        "Vul begin én eind in."
    )
    expect(fitter.page.get_by_label("Eind")).to_have_attribute("aria-invalid", "true")
    assert fitter.stored() == []


def test_numbers_and_hours_are_read_on_the_device_as_the_server_reads_them(
    fitter: Fitter,
) -> None:
    chance = random.Random(59)
    texts = ["1.250", "1 250.000", "0,125", "7.30", "7u30", "7,25", "0730", "90 min", "24:01", ""]
    texts += [
        "".join(chance.choices("0123456789.,' :uhm", k=chance.randint(1, 7))) for _ in range(800)
    ]
    fitter.open()
    numbers, durations = fitter.page.evaluate(READ, texts)
    for text, found, long in zip(texts, numbers, durations, strict=True):
        assert [Decimal(one) for one in found] == list(numbers_in(text)), text
        assert long == list(durations_in(text)), text


def test_an_answer_that_is_lost_writes_nothing_twice(fitter: Fitter, program: Program) -> None:
    fitter.begin(program, "WB-9103", "Trap schuren")
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    fitter.context.route("**/v1/operations", lose, times=1)
    fitter.hours("11:00", "12:00")
    fitter.calm()
    assert lost == [200]
    assert len(fitter.on_server("Trap schuren")["hours"]) == 1


def test_a_browser_that_is_killed_loses_nothing(
    browser: Browser, program: Program, linked: Any, tmp_path: Path
) -> None:
    give_order(program, "WB-9104", "Deur vervangen")
    options = _options(program)
    how: Any = {"executable_path": chromium(), "args": SWITCHES, **options}
    start = browser.browser_type.launch_persistent_context
    context = start(tmp_path, **how)
    context.add_cookies(linked)
    before = Fitter(context, context.pages[0])
    address = before.pick_up("Deur vervangen")
    before.ready()
    before.cut()
    before.hours("13:00", "15:00")
    for number in ("1", "2", "3"):
        before.typed(f"Scharnier {number}", number)
    before.waits("4 wijzigingen wachten")
    kill(tmp_path)
    with suppress(Error):  # it knows that the browser is gone, or finds out
        context.close()

    context = start(tmp_path, **how)
    context.add_cookies(linked)  # a browser writes a new cookie after half a minute only
    after = Fitter(context, context.pages[0])
    after.cut()
    after.page.goto(address)
    after.waits("4 wijzigingen wachten")
    expect(after.page.get_by_text("Scharnier 3")).to_be_visible()
    after.cut(off=False)
    after.calm()
    order = after.on_server("Deur vervangen")
    assert [line["minutes"] for line in order["hours"]] == [120]
    assert sorted(line["name"] for line in order["materials"]) == [
        "Scharnier 1", "Scharnier 2", "Scharnier 3",
    ]  # fmt: skip
    context.close()


def test_a_line_that_is_cut_at_any_moment_of_sending_doubles_and_loses_nothing(
    fitter: Fitter, program: Program
) -> None:
    address = fitter.begin(program, "WB-9105", "Gevel reinigen")
    number = int(address.rstrip("/").rpartition("/")[2])
    chance = random.Random(59)
    for turn in range(20):
        fitter.cut()
        fitter.page.evaluate(ADD, [number, f"Doos {turn}", "1"])
        fitter.cut(off=False)
        fitter.page.wait_for_timeout(chance.randrange(250))
    fitter.page.reload()
    fitter.calm()
    names = sorted(line["name"] for line in fitter.on_server("Gevel reinigen")["materials"])
    assert names == sorted(f"Doos {turn}" for turn in range(20))


def test_what_is_unlikely_is_asked_at_the_form(fitter: Fitter, program: Program) -> None:
    fitter.begin(program, "WB-9106", "Nacht schilderen")
    fitter.press("Uren toevoegen")
    fitter.type_hours("10:00", "09:00")
    expect(fitter.page.get_by_text(QUESTION)).to_be_visible()
    assert fitter.on_server("Nacht schilderen")["hours"] == []
    fitter.page.locator("form [data-told]").get_by_label("Ja, dit klopt").check()
    fitter.press("Uren opslaan")
    expect(fitter.page.get_by_text("10:00–09:00")).to_be_visible()
    fitter.calm()
    [line] = fitter.on_server("Nacht schilderen")["hours"]
    assert line["minutes"] == 23 * 60


def test_what_is_asked_or_refused_later_needs_attention(fitter: Fitter, program: Program) -> None:
    fitter.begin(program, "WB-9107", "Schuur beitsen")
    fitter.cut()
    fitter.press("Uren toevoegen")
    fitter.type_hours("16:00", "15:00")
    fitter.waits("1 wijziging wacht")
    fitter.cut(off=False)
    attention = fitter.page.locator("#tablet-attention")
    expect(attention).to_contain_text(QUESTION)
    attention.get_by_role("button", name="Laat maar weg").click()
    expect(attention).to_have_text("")
    assert fitter.on_server("Schuur beitsen")["hours"] == []


def test_what_is_refused_is_shown_and_not_sent_for_ever(fitter: Fitter, program: Program) -> None:
    address = fitter.begin(program, "WB-9112", "Dak repareren")
    fitter.cut()
    number = int(address.rstrip("/").rpartition("/")[2])
    fitter.page.evaluate(ADD, [number, "Pan", "0"])
    fitter.cut(off=False)
    attention = fitter.page.locator("#tablet-attention")
    expect(attention).to_contain_text("Materiaal met de hand getypt")
    fitter.calm()
    assert [one["state"] for one in fitter.stored()] == ["refused"]
    attention.get_by_role("button", name="Gezien").click()
    expect(attention).to_have_text("")
    assert fitter.stored() == []
    assert fitter.on_server("Dak repareren")["materials"] == []


def test_a_device_that_is_full_keeps_what_was_typed(fitter: Fitter, program: Program) -> None:
    fitter.begin(program, "WB-9108", "Hek lakken")
    fitter.cut()
    fitter.press("Uren toevoegen")
    fitter.page.evaluate(FULL)
    fitter.type_hours("18:00", "19:00")
    expect(fitter.page.get_by_role("alert").filter(has_text="geen ruimte")).to_be_visible()
    expect(fitter.page.get_by_label("Begin")).to_have_value("18:00")
    assert fitter.stored() == []


def test_a_new_version_sends_what_the_first_one_kept(fitter: Fitter, program: Program) -> None:
    give_order(program, "WB-9109", "Goot verven")
    address = fitter.pick_up("Goot verven")
    number = int(address.rstrip("/").rpartition("/")[2])
    employee = int(fitter.page.evaluate("document.body.dataset.employee"))
    fitter.page.goto("/static/workorders/icon.svg")
    fitter.page.evaluate("() => indexedDB.deleteDatabase('bonbrug-tablet')")
    fitter.page.evaluate(FIRST, [number, employee])
    fitter.page.goto(address)
    fitter.until(lambda: "sent" in fitter.facts())
    fitter.calm()
    fitter.page.reload()
    expect(fitter.page.get_by_text("Uit versie 1")).to_be_visible()
    assert len(fitter.on_server("Goot verven")["materials"]) == 1


def test_a_customer_signs_without_signal_for_what_waits_too(
    fitter: Fitter, program: Program
) -> None:
    fitter.begin(program, "WB-9111", "Lift schilderen")
    fitter.cut()
    fitter.hours("08:00", "09:00")
    fitter.typed("Lak", "2,5")
    fitter.press("Laten ondertekenen")
    expect(fitter.page.get_by_text("08:00–09:00")).to_be_visible()
    fitter.press("Onderteken en verzend")
    expect(fitter.page.get_by_role("alert").filter(has_text="Laat de klant")).to_be_visible()
    draw(fitter.page)
    fitter.press("Onderteken en verzend")
    expect(fitter.page.get_by_text("De klant heeft getekend")).to_be_visible()
    fitter.waits("3 wijzigingen wachten")
    fitter.cut(off=False)
    fitter.calm()
    fitter.open()
    sent = fitter.page.locator("section").filter(has_text="Kort geleden verstuurd")
    expect(sent).to_contain_text("Lift schilderen")


def test_no_unlinking_while_work_waits(fitter: Fitter, program: Program) -> None:
    fitter.begin(program, "WB-9110", "Vloer schuren")
    fitter.context.route("**/v1/operations", lambda route: route.abort())
    fitter.hours("20:00", "20:30")
    fitter.open()
    fitter.waits("1 wijziging wacht")
    fitter.page.get_by_text("Over deze tablet").click()
    fitter.press("Deze tablet ontkoppelen")
    expect(fitter.page.get_by_role("alert").filter(has_text="nog niet op kantoor")).to_be_visible()
    with fitter.page.expect_download() as saved:
        fitter.page.get_by_text("Bekijk wat wacht").click()
        fitter.press("Bewaar mijn werk als bestand")
    assert "20:30" in saved.value.path().read_text("utf-8")
    fitter.context.unroute("**/v1/operations")
    fitter.page.reload()
    fitter.calm()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_without_signal_can_be_used_by_everybody(
    browser: Browser, program: Program, linked: Any, language: str, theme: str
) -> None:
    words = f"Muur {language} {theme}"
    give_order(program, f"WB-92{len(words)}{language == 'nl':d}", words)
    context = browser.new_context(**_options(program, language))
    context.add_cookies(linked)
    context.add_cookies([{"name": "theme", "value": theme, "url": program.address}])
    person = Fitter(context, context.new_page())
    person.open()
    person.ready()
    person.cut()
    person.page.locator(".bon").filter(has_text=words).get_by_role("button").click()
    expect(person.page.locator("#hours")).to_be_visible()
    address = person.page.url
    found = []
    for place in ("", "uren/", "materialen/", "materialen/hand/", "korting/", "ondertekenen/"):
        person.page.goto(address + place)
        expect(person.page.locator("#page > *").first).to_be_visible()
        found += [f"{place}: {one}" for one in look_here(person.page)]
    person.open()
    expect(person.page.locator("#page > *").first).to_be_visible()
    found += look_here(person.page)
    person.cut(off=False)
    person.calm()
    context.close()
    assert found == []
