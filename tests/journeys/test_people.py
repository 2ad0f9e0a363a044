"""People, in both languages: asked in by mail, at work, in another role, and sent out."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.accounts.authenticator_app import App
from tests.journeys.program import Program, clean_environment, demo, free_port
from tests.journeys.reader import Reader
from tests.journeys.test_every_page import look_here
from tests.postbox import Postbox

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]
FIRM, NAME = "Demo Installatie BV", "Jo Voorbeeld"
PASSWORD = "vier losse woorden samen"
PATIENCE = 40.0
# The browser notes an answer that is a refusal; the page itself is in order.
REFUSALS = ("status of 403", "status of 404")


@dataclass(frozen=True)
class Words:
    """What the pages say in one language."""

    language: str
    bookkeeper: str
    fitter: str
    invite: str
    mailed: str
    accept: str
    welcome: str
    people: str
    not_your_role: str
    save: str
    go_on: str
    add: str
    remove: str
    not_there: str
    no_firm: str


DUTCH = Words(
    "nl", "boekhouder", "monteur", "Uitnodigen", "gemaild naar", "Uitnodiging aannemen",
    "U werkt voor", "Mensen en wat zij mogen", "Bij uw rol in dit bedrijf", "Opslaan", "Doorgaan",
    "Toevoegen", "Uit het bedrijf verwijderen", "Deze pagina bestaat niet",
    "U werkt hier nog voor geen bedrijf",
)  # fmt: skip
ENGLISH = Words(
    "en", "bookkeeper", "fitter", "Invite", "was mailed to", "Accept the invitation",
    "You work for", "People and what they may do", "Your role in this firm", "Save", "Go on",
    "Add", "Remove from the firm", "This page does not exist", "You work for no firm here yet",
)  # fmt: skip


@pytest.fixture(scope="module")
def mail() -> Iterator[Postbox]:
    box = Postbox(port=free_port())
    box.start()
    yield box
    box.stop()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, mail: Postbox) -> Iterator[Program]:
    settings = clean_environment(BONBRUG_SMTP_URL=mail.url, BONBRUG_MAIL_FROM="post@demo.example")
    with demo(tmp_path_factory.mktemp("people"), free_port(), settings) as running:
        yield running


@pytest.mark.parametrize("words", [DUTCH, ENGLISH], ids=["nl", "en"])
def test_somebody_is_asked_in_works_changes_role_and_is_sent_out(
    browser: Browser, program: Program, pictures: Path, mail: Postbox, words: Words
) -> None:
    owner = Reader(browser, program, pictures, language=words.language)
    owner.log_in()
    owner.page.on("dialog", lambda dialog: dialog.accept())
    guest = Reader(browser, replace(program, session=None), pictures, language=words.language)
    person = f"jo.{words.language}@demo.example"

    firm = invited(owner, words, person)
    comes_in(guest, words, invitation_for(mail, person))
    works_as_bookkeeper(guest, words, firm)
    made_fitter(owner, words, firm)
    works_as_fitter(guest, words, firm)
    app = needs_a_second_step(guest, program, words)
    removed(owner, words, person, firm)
    is_out(guest, words, person, app)

    owner.leave()
    guest.leave()
    heard = [*owner.complaints, *guest.complaints]
    assert [one for one in heard if not any(refusal in one for refusal in REFUSALS)] == []


def invited(owner: Reader, words: Words, person: str) -> str:
    """Invite a bookkeeper; return the address of the people of the firm."""
    owner.page.goto("/mensen/")
    owner.page.get_by_role("main").get_by_role("link", name=FIRM).click()
    fits(owner)
    owner.page.locator("#id_email").fill(person)
    owner.page.locator("#id_role").select_option(label=words.bookkeeper)
    owner.page.get_by_role("main").get_by_role("button", name=words.invite, exact=True).click()
    owner.sees(re.compile(f"{words.mailed} {re.escape(person)}"))
    fits(owner)
    if words is DUTCH:
        owner.picture("people")
    return owner.page.url


def invitation_for(mail: Postbox, person: str) -> str:
    """Return the address in the mail to this person, once it came."""
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest:
        for one in mail.mails:
            found = re.search(r"http://\S+/uitnodiging/\S+", one.get_content())
            if found and one["to"] == person:
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no mail came")


def comes_in(guest: Reader, words: Words, address: str) -> None:
    guest.page.goto("/inloggen/")
    if words is DUTCH:
        guest.picture("sign-in")
    guest.page.goto(address)
    guest.sees(re.compile(FIRM))
    fits(guest)
    if words is DUTCH:
        guest.picture("invitation")
    guest.page.locator("#id_name").fill(NAME)
    guest.page.locator("#id_password").fill(PASSWORD)
    guest.press(words.accept)
    guest.sees(re.compile(f"{words.welcome} {FIRM}.*{words.bookkeeper}", re.IGNORECASE))
    fits(guest)


def works_as_bookkeeper(guest: Reader, words: Words, firm: str) -> None:
    expect(guest.page.get_by_role("link", name=words.people)).to_have_count(0)
    guest.house("boekhouden", FIRM)
    guest.page.goto(f"{guest.page.url.rstrip('/')}/facturen/")
    expect(guest.page.locator("tbody tr").first).to_be_visible()
    fits(guest)
    refused(guest, words, firm)


def made_fitter(owner: Reader, words: Words, firm: str) -> None:
    open_member(owner, firm)
    fits(owner)
    if words is DUTCH:
        owner.picture("people-member")
    owner.page.locator("#id_role").select_option(label=words.fitter)
    owner.press(words.save)
    expect(owner.page).to_have_url(firm)


def works_as_fitter(guest: Reader, words: Words, firm: str) -> None:
    """It counts at once: what was shown a moment ago is refused."""
    refused(guest, words, "/boekhouden/1/facturen/")
    refused(guest, words, firm)
    guest.page.goto("/")
    expect(guest.page.locator("main .door-books")).to_have_count(0)
    expect(guest.page.locator("main .door-workorders")).to_have_count(1)
    fits(guest)


def needs_a_second_step(guest: Reader, program: Program, words: Words) -> App:
    """Nothing else is shown before there is one, and then everything of the role."""
    code, said = program.tell("second-step", FIRM, "on")
    assert code == 0, said
    guest.page.goto("/werkbonnen/")
    expect(guest.page).to_have_url(re.compile("/mijn-account/tweede-stap/$"))
    fits(guest)
    if words is DUTCH:
        guest.page.reload()  # the sentence that led here is said once
        guest.picture("second-step")
    guest.page.goto("/mijn-account/tweede-stap/app/")
    if "bent-u-het" in guest.page.url:
        fits(guest)
        guest.page.locator("#id_password").fill(PASSWORD)
        guest.press(words.go_on)
    app = App(guest.page.locator(".secret").inner_text())
    fits(guest)
    guest.page.locator("#id_code").fill(app.code())
    guest.page.get_by_role("main").get_by_role("button", name=words.add, exact=True).click()
    expect(guest.page.locator(".codes li")).to_have_count(10)
    guest.page.goto("/mijn-account/")
    fits(guest)
    if words is DUTCH:
        guest.picture("account")
    guest.page.goto("/werkbonnen/")
    expect(guest.page).to_have_url(re.compile("/werkbonnen/"))
    code, said = program.tell("second-step", FIRM, "off")
    assert code == 0, said
    return app


def removed(owner: Reader, words: Words, person: str, firm: str) -> None:
    open_member(owner, firm)
    owner.press(words.remove)
    expect(owner.page).to_have_url(firm)
    expect(owner.page.get_by_role("main").get_by_role("link", name=NAME)).to_have_count(0)
    owner.sees(re.compile(re.escape(person)))


def is_out(guest: Reader, words: Words, person: str, app: App) -> None:
    """Their session is over with the next page; who logs in again is told what is the matter."""
    guest.page.goto("/werkbonnen/1/")
    expect(guest.page).to_have_url(re.compile(r"/inloggen/\?next=/werkbonnen/1/$"))
    fits(guest)
    guest.page.locator("#id_username").fill(person)
    guest.page.locator("#id_password").fill(PASSWORD)
    guest.page.locator("main form button").first.click()
    expect(guest.page).to_have_url(re.compile("/inloggen/tweede-stap/"))
    guest.page.locator("#id_code").fill(app.code())
    guest.page.locator("main form button").first.click()
    guest.sees(re.compile(words.not_there))
    fits(guest)
    guest.page.goto("/")
    guest.sees(re.compile(words.no_firm))
    expect(guest.page.locator("main .door")).to_have_count(0)
    fits(guest)


def open_member(owner: Reader, firm: str) -> None:
    owner.page.goto(firm)
    owner.page.get_by_role("main").get_by_role("link", name=NAME).click()


def refused(guest: Reader, words: Words, road: str) -> None:
    """It is said in words that somebody else may do this."""
    answer = guest.page.goto(road)
    assert answer is not None
    assert answer.status == 403
    guest.sees(re.compile(words.not_your_role))
    fits(guest)


def fits(person: Reader) -> None:
    """This page can be used without eyes or mouse."""
    assert look_here(person.page) == []
