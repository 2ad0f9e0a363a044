"""Signing in, in both languages: a password, an app, recovery codes, a passkey, a forgotten one."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accounts.authenticator_app import App
from tests.journeys.program import Program, clean_environment, free_port, serving
from tests.journeys.reader import LOCALES
from tests.journeys.test_every_page import NARROW, look, look_here
from tests.postbox import Postbox
from tests.postbox import free_port as port_for_mail

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]

PASSWORD, OTHER = "vier losse woorden samen", "nog vier andere woorden"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
PAGES = ("", "wachtwoord/", "tweede-stap/", "tweede-stap/passkey/", "ingelogd/")


@dataclass
class Words:
    """What the buttons say."""

    account: str
    choose: str
    new: str
    again: str
    go_on: str
    log_in: str
    code: str
    add: str
    address: str
    password: str
    passkey: str
    forgotten: str
    send: str
    save: str


WORDS = {
    "nl": Words(
        "Mijn account", "Wachtwoord kiezen", "Nieuw wachtwoord", "Nieuw wachtwoord nogmaals",
        "Doorgaan", "Inloggen", "Code", "Toevoegen", "E-mailadres", "Wachtwoord",
        "Inloggen met een passkey", "Wachtwoord vergeten?", "Stuur mij een link",
        "Nieuw wachtwoord opslaan",
    ),
    "en": Words(
        "My account", "Choose a password", "New password", "New password once more",
        "Go on", "Log in", "Code", "Add", "E-mail address", "Password",
        "Log in with a passkey", "Password forgotten?", "Send me a link",
        "Save the new password",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def mail() -> Iterator[Postbox]:
    box = Postbox(port=port_for_mail())
    box.start()
    yield box
    box.stop()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, mail: Postbox) -> Iterator[Program]:
    """An empty installation with a mail server, at a name: a passkey belongs to a name."""
    port = free_port()
    environment = clean_environment(
        BONBRUG_BASE_URL=f"http://localhost:{port}",
        BONBRUG_SMTP_URL=mail.url,
        BONBRUG_MAIL_FROM="bonbrug@demo.example",
    )
    with serving(tmp_path_factory.mktemp("signing_in"), port, environment, "--work") as running:
        yield replace(running, address=f"http://localhost:{port}")


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, program: Program, language: str) -> Iterator[Page]:
    """A phone with a passkey in it; what a page complains of is an error."""
    context = browser.new_context(
        base_url=program.address,
        locale=LOCALES[language],
        viewport={"width": NARROW["width"], "height": NARROW["height"]},
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    complaints: list[str] = []
    context.on("weberror", lambda failed: complaints.append(str(failed.error)))
    context.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" else None,
    )
    opened = context.new_page()
    session = context.new_cdp_session(opened)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield opened
    context.close()
    assert complaints == []


def press(page: Page, label: str) -> None:
    page.locator("main").get_by_role("button", name=label, exact=True).click()


def log_out(page: Page) -> None:
    page.locator("form[data-leaves] button").click()
    expect(page).to_have_url(re.compile("/inloggen/$"))


def test_somebody_signs_in_in_every_way_that_there_is(
    page: Page, program: Program, mail: Postbox, language: str
) -> None:
    words, person = WORDS[language], f"{language}@demo.example"
    code, link = program.tell("person", person, "--organisation", "Demo Installatie BV")
    assert code == 0, link
    page.goto(link.strip().splitlines()[-1])
    press(page, words.log_in)
    page.get_by_role("link", name=words.account).click()
    choose_password(page, words)
    app = add_app(page, words)
    add_passkey(page, words)
    problems = [found for road in PAGES for found in look(page, f"/mijn-account/{road}")]
    assert not problems, "\n".join(problems)
    page.goto("/")
    log_out(page)
    with_password_and_code(page, words, person, app)
    log_out(page)
    press(page, words.passkey)
    expect(page).to_have_url(f"{program.address}/")
    log_out(page)
    forgotten(page, words, person, mail)
    problems = [
        found
        for road in ("/inloggen/", "/inloggen/wachtwoord-vergeten/")
        for found in look(page, road)
    ]
    assert not problems, "\n".join(problems)


def choose_password(page: Page, words: Words) -> None:
    page.get_by_role("link", name=words.choose).click()
    page.get_by_label(words.new, exact=True).fill(PASSWORD)
    page.get_by_label(words.again, exact=True).fill(PASSWORD)
    press(page, words.choose)
    expect(page).to_have_url(re.compile("/mijn-account/$"))


def prove(page: Page, words: Words, road: str) -> None:
    """Go somewhere that asks who it is, unless it was asked a moment ago."""
    page.goto(road)
    if "bent-u-het" in page.url:
        page.get_by_label(words.password, exact=True).fill(PASSWORD)
        press(page, words.go_on)
        expect(page).to_have_url(re.compile(f"{road}$"))


def add_app(page: Page, words: Words) -> App:
    prove(page, words, "/mijn-account/tweede-stap/app/")
    assert page.locator("img.qr").evaluate("picture => picture.naturalWidth") > 0
    assert look_here(page) == []
    app = App(page.locator(".secret").inner_text())
    page.locator("#id_code").fill(app.code())
    press(page, words.add)
    expect(page.locator(".codes li")).to_have_count(10)
    with page.expect_download() as saved:
        page.locator("a[download]").click()
    kept = Path(saved.value.path()).read_text("utf-8").split()
    assert kept == page.locator(".codes li").all_inner_texts()
    return app


def add_passkey(page: Page, words: Words) -> None:
    prove(page, words, "/mijn-account/tweede-stap/passkey/")
    press(page, words.add)
    expect(page).to_have_url(re.compile("/mijn-account/tweede-stap/$"))
    expect(page.locator(".ways li")).to_contain_text("Passkey")


def with_password_and_code(page: Page, words: Words, person: str, app: App) -> None:
    page.get_by_label(words.address, exact=True).fill(person)
    page.get_by_label(words.password, exact=True).fill(PASSWORD)
    press(page, words.log_in)
    expect(page).to_have_url(re.compile("/inloggen/tweede-stap/$"))
    assert look_here(page) == []
    page.locator("#id_code").fill(app.code())
    press(page, words.log_in)
    expect(page).to_have_url(re.compile("[0-9]/$"))


def forgotten(page: Page, words: Words, person: str, mail: Postbox) -> None:
    page.get_by_role("link", name=words.forgotten).click()
    page.get_by_label(words.address, exact=True).fill(person)
    press(page, words.send)
    expect(page.locator(".card [role=status]")).to_be_visible()
    page.goto(wait_for_link(mail, person))
    page.get_by_label(words.new, exact=True).fill(OTHER)
    page.get_by_label(words.again, exact=True).fill(OTHER)
    press(page, words.save)
    expect(page).to_have_url(re.compile("/inloggen/$"))


def wait_for_link(mail: Postbox, person: str) -> str:
    latest = time.monotonic() + 60
    while time.monotonic() < latest:
        for one in mail.mails:
            found = re.search(r"http://\S+/nieuw-wachtwoord/\S+", one.get_content())
            if found and one["to"] == person:
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no mail came")
