"""Chapter 5, further on: an invoice goes out by e-mail, and one into a direct debit file."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sepaxml
from lxml import etree
from playwright.sync_api import Browser, expect
from xmlschema import XMLSchema

from tests.journeys.orders import FAMILY, bring_in, finished
from tests.journeys.program import Program, clean_environment, demo, free_port
from tests.journeys.reader import Reader
from tests.journeys.test_every_page import look, look_here
from tests.postbox import Postbox

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
LINKED = "Demo Installatie BV"
BAKERY = ("TEST1", "Bakkerij De Gouden Korst")
IBAN = "NL91 ABNA 0417 1643 00"
MAIL = {
    "mail_text": "Hierbij onze factuur.",
    "mail_address": "kantoor@demo.example",
    "mail_name": "Kantoor",
}
PAIN = Path(sepaxml.__file__).parent / "schemas/pain.008.001.08.xsd"
PATIENCE = 40.0


@dataclass(frozen=True)
class Words:
    """What the pages say in one language."""

    language: str
    by_mail: str
    send: str
    sent: str
    to_collect: tuple[str, str]
    make: str
    file: str
    collects: str
    goes: str
    collected: str
    approve: str


DUTCH = Words(
    "nl", "Per e-mail versturen", "Versturen", "Verzonden naar", ("Factureren", "Te incasseren"),
    "Bestand maken van 1 factuur", "Bestand downloaden", "De bank incasseert op",
    "Gaat per e-mail: “{}”, van {}.", "Wordt geïncasseerd van {} van {}, machtiging {}.",
    "Zo factureren",
)  # fmt: skip
ENGLISH = Words(
    "en", "Send by e-mail", "Send", "Sent to", ("Invoicing", "To collect"),
    "Make a file of 1 invoice", "Download the file", "The bank collects on",
    "Goes by e-mail: “{}”, from {}.", "Is collected from {} of {}, mandate {}.",
    "Invoice it like this",
)  # fmt: skip
BOTH = pytest.mark.parametrize("words", [DUTCH, ENGLISH], ids=["nl", "en"])


@pytest.fixture(scope="module")
def post() -> Iterator[Postbox]:
    """A mail server that the program knows from its start."""
    box = Postbox(port=free_port())
    box.start()
    yield box
    box.stop()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, post: Postbox) -> Iterator[Program]:
    settings = clean_environment(BONBRUG_SMTP_URL=post.url, BONBRUG_MAIL_FROM="post@demo.example")
    with demo(tmp_path_factory.mktemp("sending"), free_port(), settings) as running:
        yield running


@pytest.fixture
def person(browser: Browser, program: Program, pictures: Path, words: Words) -> Iterator[Reader]:
    """Somebody in the office who reads one of the two languages."""
    reader = Reader(browser, program, pictures, language=words.language)
    reader.log_in()
    yield reader
    reader.leave()
    assert reader.complaints == []


@BOTH
def test_an_invoice_goes_out_by_e_mail(person: Reader, post: Postbox, words: Words) -> None:
    before = len(post.mails)
    _invoices(person)
    person.page.locator("tbody tr").nth(before).get_by_role("link").first.click()
    invoice = person.page.url
    person.press(words.by_mail)
    person.page.locator("main").get_by_role("button", name=words.send).click()
    _until(lambda: len(post.mails) > before)
    mail = post.mails[-1]
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]
    _sees_after_a_while(person, invoice, words.sent)
    if words is DUTCH:
        person.picture("books-invoice-sending")


@BOTH
def test_an_invoice_goes_into_a_direct_debit_file(person: Reader, words: Words) -> None:
    _invoice_to_collect(person, f"MACHTIGING-{words.language}")
    invoice = person.page.url
    person.menu(*words.to_collect)
    person.press(words.make)
    with person.page.expect_download() as started:
        person.press(words.file)
    written = Path(started.value.path()).read_text("utf-8")
    assert "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08" in written
    assert f"<MndtId>MACHTIGING-{words.language}</MndtId>" in written
    if words is DUTCH:
        person.picture("books-debit-batch")
    person.page.goto(invoice)
    person.sees(re.compile(words.collects))


@BOTH
def test_an_invoice_of_the_link_goes_by_mail_when_the_link_says_so(
    person: Reader, post: Postbox, words: Words
) -> None:
    subject = f"Uw factuur ({words.language})"
    _link_says(person, delivery="email", mail_subject=subject, **MAIL)
    before = len(post.mails)
    number = f"MAIL-{words.language}"
    goes = words.goes.format(subject, MAIL["mail_address"])
    _made_by_the_link(person, number, BAKERY, goes, words.approve)
    _until(lambda: len(post.mails) > before)
    (mail,) = post.mails[before:]
    assert (mail["Subject"], mail["To"]) == (subject, "bakkerij@korst.example")
    assert mail["From"] == "Kantoor <kantoor@demo.example>"
    content = mail.get_body()
    assert content is not None
    assert MAIL["mail_text"] in content.get_content()
    _books(person, "te-versturen/verzonden/")
    _sees_after_a_while(person, person.page.url, subject)
    assert look_here(person.page) == []


@BOTH
def test_an_invoice_of_the_link_is_collected_from_who_signed_for_it(
    person: Reader, post: Postbox, words: Words
) -> None:
    """Of everybody else it goes as the link says: by mail, or by post."""
    mandate, before = f"GETEKEND-{words.language}", len(post.mails)
    _link_says(person, delivery="post", statement_1="Demo Installatie BV")
    _collected_from(person, FAMILY[0], mandate)
    goes = words.collected.format(IBAN.replace(" ", ""), FAMILY[1], mandate)
    _made_by_the_link(person, f"INCASSO-{words.language}", FAMILY, goes, words.approve)
    _books(person, "te-incasseren/")
    person.press(words.make)
    with person.page.expect_download() as started:
        person.press(words.file)
    file = Path(started.value.path())
    XMLSchema(str(PAIN)).validate(str(file))
    (debit,) = etree.parse(file).iterfind(".//{*}DrctDbtTxInf")
    assert debit.findtext(".//{*}MndtId") == mandate
    assert debit.findtext(".//{*}DbtrAcct//{*}IBAN") == IBAN.replace(" ", "")
    assert look_here(person.page) == []
    assert len(post.mails) == before


@pytest.mark.parametrize("words", [DUTCH], ids=["nl"])
def test_the_pages_of_sending_fit_a_phone_and_can_be_used_without_eyes_or_mouse(
    person: Reader, words: Words
) -> None:
    """The others are found by links from the start; these have something in them only here."""
    _invoices(person)
    books = person.page.url.removesuffix("facturen/")
    person.page.goto(f"{books}te-printen/")
    person.page.locator("main .btn-primary").click()
    run = person.page.url
    person.page.goto(f"{books}te-incasseren/bestanden/")
    file = str(person.page.locator("tbody a").first.get_attribute("href"))
    _invoice_to_collect(person, "MACHTIGING-later")
    person.page.set_viewport_size({"width": 360, "height": 780})
    places = ("te-versturen/", "te-versturen/verzonden/", "te-printen/", "te-incasseren/")
    mail = f"{person.page.url}e-mail/"
    problems = [
        problem
        for path in (*(books + place for place in places), run, file, mail)
        for problem in look(person.page, path)
    ]
    person.page.goto(f"{books}te-incasseren/")
    person.page.locator("td.c-action a").first.click()
    problems += look(person.page, person.page.url)
    assert not problems, "\n".join(problems)


def _link_says(person: Reader, *, delivery: str, **texts: str) -> None:
    """Choose how invoices go out, and that each waits for a yes, in the settings of the link."""
    person.house("koppeling", LINKED)
    page = person.page
    page.locator(f"input[name=delivery][value={delivery}]").check()
    page.locator("input[name=control][value=all]").check()
    for name, text in texts.items():
        field = page.locator(f"#id_{name}")
        if not field.is_visible():
            page.locator("details.more").filter(has=field).locator("summary").first.click()
        field.fill(text)
    assert look_here(page) == []
    page.locator("#opslaan").click()
    expect(page.locator(".alert-success")).to_be_visible()


def _collected_from(person: Reader, customer: str, mandate: str) -> None:
    """Agree with one customer that what they owe is collected."""
    person.house("koppeling", LINKED)
    page = person.page
    page.goto(f"{page.url.rstrip('/')}/klantafspraken/klant/?klant={customer}")
    page.locator("#id_delivery").select_option("direct_debit")
    for name, text in (
        ("mandate", mandate), ("mandate_signed_on", "2026-01-15"), ("debit_iban", IBAN),
    ):  # fmt: skip
        page.locator(f"#id_{name}").fill(text)
    assert look_here(page) == []
    page.locator("main form .btn-primary").click()
    expect(page.locator(".alert-success")).to_be_visible()


def _made_by_the_link(
    person: Reader, number: str, customer: tuple[str, str], goes: str, approve: str
) -> None:
    """Bring in a work order, see how its invoice will go out, and let the link make it."""
    bring_in(person.program, _order(number, customer), company="1000001")
    _run(person)
    person.house("koppeling", LINKED)
    link = person.page.url.rstrip("/")
    person.page.goto(f"{link}/te-doen/")
    article = person.page.locator(".waiting article").filter(has_text=number)
    expect(article.locator(".goes")).to_have_text(goes)
    assert look_here(person.page) == []
    article.get_by_role("button", name=approve).click()
    numbers = person.page.locator("tbody tr td:nth-child(5)").filter(has_text=re.compile(r"\d{7}"))

    def made() -> bool:
        _run(person)
        person.page.goto(f"{link}/werkbonnen/?zoek={number}")
        return numbers.count() == 1

    _until(made)


def _order(number: str, customer: tuple[str, str]) -> dict[str, object]:
    """Some material of the installer; without hours there is nothing to ask about."""
    material = {
        "MaterialCode": "KOP15", "MaterialName": "Knelkoppeling 15 mm", "MaterialNr": "3",
        "MaterialPrice": "2,50", "MaterialUnit": "Stuk",
    }  # fmt: skip
    order = finished(number, "Koppeling vervangen", customer)
    return {**order, "EmployeeNr": "101", "Workperiods": [], "Materials": [material]}


def _run(person: Reader) -> None:
    """It ends with 1 when it leaves something for a person."""
    code, said = person.program.tell("sync", LINKED)
    assert code in (0, 1), said


def _books(person: Reader, place: str) -> None:
    person.house("boekhouden", LINKED)
    person.page.goto(f"{person.page.url.rstrip('/')}/{place}")


def _invoices(person: Reader) -> None:
    _books(person, "facturen/")


def _invoice_to_collect(person: Reader, mandate: str) -> None:
    _invoices(person)
    page = person.page
    page.goto(f"{page.url}toevoegen/")
    page.locator("#id_relation").select_option(index=1)
    page.locator("input[name=delivery][value=incasso]").check()
    for name, text in (
        ("iban", IBAN), ("holder", "Bakkerij De Gouden Korst"),
        ("city", "Voorbeeldstad"), ("mandate_id", mandate), ("mandate_signed_on", "2026-01-15"),
    ):  # fmt: skip
        page.locator(f"#id_debit_{name}").fill(text)
    page.locator("#add-line").click()
    expect(page.locator("#lines tbody tr")).to_have_count(1)
    page.locator("#id_book").check()
    page.locator(".form-foot button[value=save]").click()
    expect(page.locator("[role=note].alert-success")).to_be_visible()


def _sees_after_a_while(person: Reader, where: str, text: str) -> None:
    """The worker writes down what the mail server said a moment after it said it."""

    def told() -> bool:
        person.page.goto(where)
        return bool(person.page.get_by_text(text).count())

    _until(told)


def _until(true: Callable[[], bool]) -> None:
    latest = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < latest
        time.sleep(0.2)
