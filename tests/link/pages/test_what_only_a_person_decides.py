"""What only a person decides (docs/promises.md, H): words, both records, safe buttons."""

from dataclasses import dataclass, field
from itertools import permutations

import pytest
from django.test import Client

from bonbrug.link.models import Connection, ExportJob, Intent, Item
from bonbrug.link.pages.decisions import buttons
from bonbrug.sync.model.serializers import invoice_to_json
from bonbrug.sync.states.jobs import State
from tests.link.pages.conftest import NOW
from tests.sync import desk

NUMBER, INVOICE = "18-4711", "2018011"
ORDER, COMPANY = "werkbon 18-4711", "bedrijf 6416759"
BILL, BOOKS = "factuur 2018011", "Voorbeeld BV"
CLOSE, AGAIN, YES = "afsluiten", "opnieuw", "bevestigen"
STANDS_AS, NO_INVOICE = "staat-erin", "geen-factuur"


@dataclass(frozen=True, slots=True)
class Case:
    """`words` are the title; `state` is that of the work order ('' when it is about none)."""

    kind: str
    words: str
    allowed: set[str]
    state: str = ""
    subject: str = NUMBER
    facts: dict[str, object] = field(default_factory=lambda: {"invoice": INVOICE})
    books: str = BILL


CASES = [
    Case("outcome_unknown", "Uitkomst onbekend", {AGAIN, STANDS_AS, NO_INVOICE}, State.INTENDED,
         facts={"invoice": INVOICE, "gross": "88.50", "reason": "timeout"}),
    Case("double_found", "Dubbel gevonden", {CLOSE}, State.INVOICED,
         facts={"invoices": "2018011,2018012"}, books="facturen 2018011, 2018012"),
    Case("changed_after_invoice", "Werkbon gewijzigd na facturering", {CLOSE}, State.SETTLED),
    Case("reopened", "Opnieuw op Compleet gezet", {CLOSE}, State.SETTLED),
    Case("invoice_not_found", "Factuur niet meer gevonden", {CLOSE}, State.INVOICED),
    Case("not_booked", "Klaargezet, niet verwerkt", {CLOSE}, State.SETTLED),
    Case("settled_without_invoice", "Afgehandeld zonder factuur", {CLOSE}, State.WITHDRAWN,
         facts={}, books="geen factuur door deze koppeling"),
    Case("credentials_refused", "Inloggegevens geweigerd", set(), subject="username",
         facts={"reason": "E001.1"}, books=BOOKS),
    Case("other_administration", "Andere administratie", set(), subject="", facts={},
         books=BOOKS),
    Case("mass_change", "Veel gegevens verdwenen", {YES, CLOSE}, subject="relation",
         facts={"before": 40, "now": 2}, books=BOOKS),
    Case("unknown_material", "Onbekend materiaal", {AGAIN, CLOSE}, State.REFUSED,
         facts={"place": 2, "material": "KOP15"}, books="geen factuur door deze koppeling"),
    Case("backlog", "Oude werkbonnen wachten", {YES}, subject="", facts={"count": 1},
         books=BOOKS),
]  # fmt: skip
each = pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])


def _job(connection: Connection, case: Case) -> ExportJob | None:
    if not case.state:
        return None
    made = case.state in (State.INVOICED, State.SETTLED)
    job = ExportJob.objects.create(
        connection=connection, row_id="r1", work_order_number=NUMBER, state=case.state, seen_at=NOW,
        invoice_number=INVOICE if made else "", invoiced_at=NOW if made else None,
    )  # fmt: skip
    if made or case.state == State.INTENDED:
        Intent.objects.create(
            connection=connection, job=job, number=INVOICE, marker="m",
            body=invoice_to_json(desk.INVOICE),
            body_fingerprint="h", settings_version=1,
            invoice_date=NOW.date(), outcome="done" if made else "sent",
        )  # fmt: skip
    return job


def _item(connection: Connection, case: Case) -> Item:
    return Item.objects.create(
        connection=connection, kind=case.kind, subject=case.subject, facts=case.facts,
        job=_job(connection, case), opened_at=NOW, last_seen_at=NOW,
    )  # fmt: skip


def _to_do(page: Client, connection: Connection) -> str:
    return page.get(f"/koppeling/{connection.pk}/te-doen/").content.decode()


@each
def test_an_item_says_everything_and_names_both_records(
    page: Client, linked: Connection, case: Case
) -> None:
    _item(linked, case)
    text = _to_do(page, linked)
    for words in (
        case.words, "In de werkbonnen", ORDER if case.state else COMPANY, "In de boekhouding",
        case.books, "Wat zeker is", "Wat u kunt doen", "Als u niets doet",
    ):  # fmt: skip
        assert words in text
    assert "vanzelf dat niet terug kan" not in text  # every one has words of its own for this


@each
def test_an_item_is_reached_from_the_start_page_of_the_link(
    page: Client, linked: Connection, case: Case
) -> None:
    _item(linked, case)
    start = page.get("/koppeling/").content.decode()
    assert f'href="/koppeling/{linked.pk}/te-doen/">1 punt wacht op u</a>' in start


@each
def test_the_buttons_are_these_and_no_other(linked: Connection, case: Case) -> None:
    assert {button.word for button in buttons(_item(linked, case))} == case.allowed


def _state(connection: Connection) -> list[tuple[str, str, str]]:
    jobs = connection.jobs.values_list("state", "invoice_number", "intents__outcome")
    return sorted((state, number, str(outcome)) for state, number, outcome in jobs)


@each
def test_no_order_of_pressing_makes_a_second_invoice_possible(
    page: Client, linked: Connection, case: Case
) -> None:
    item = _item(linked, case)
    before = _state(linked)
    for presses in permutations((AGAIN, YES, CLOSE)):
        for word in presses:
            page.post(f"/koppeling/{linked.pk}/te-doen/{item.pk}/", {"besluit": word})
        assert _state(linked) == before
        Item.objects.filter(pk=item.pk).update(closed_at=None)


@pytest.mark.parametrize("kind", ["setting_refused", "put_refused", "settle_refused"])
def test_what_was_repaired_elsewhere_can_be_tried_again(
    page: Client, linked: Connection, kind: str
) -> None:
    Connection.objects.filter(pk=linked.pk).update(export_stop={"code": "CFACT028"})
    item = Item.objects.create(connection=linked, kind=kind, opened_at=NOW, last_seen_at=NOW)
    assert "Opnieuw proberen" in _to_do(page, linked)
    page.post(f"/koppeling/{linked.pk}/te-doen/{item.pk}/", {"besluit": AGAIN})
    item.refresh_from_db()
    linked.refresh_from_db()
    assert item.closed_at is not None
    assert bool(linked.export_stop) == (kind != "setting_refused")


def test_a_hold_is_let_go_only_with_a_yes(page: Client, linked: Connection) -> None:
    Connection.objects.filter(pk=linked.pk).update(exports_paused_until=NOW.replace(year=2999))
    item = Item.objects.create(
        connection=linked, kind="exports_held", opened_at=NOW, last_seen_at=NOW
    )
    for word, held in ((CLOSE, True), (AGAIN, True), (YES, False)):
        page.post(f"/koppeling/{linked.pk}/te-doen/{item.pk}/", {"besluit": word})
        linked.refresh_from_db()
        assert (linked.exports_paused_until is not None) == held


def test_a_refused_token_leads_to_the_work_orders(page: Client, linked: Connection) -> None:
    Item.objects.create(
        connection=linked, kind="credentials_refused", subject="token", opened_at=NOW,
        last_seen_at=NOW, facts={"reason": "1004"},
    )  # fmt: skip
    text = _to_do(page, linked)
    assert 'href="/koppeling/openen/">Hoe u hem opnieuw opent</a>' in text
    assert "Naar Login instellingen" not in text
