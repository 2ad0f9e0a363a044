"""Verzendwijze on the pages: chosen for the link, overruled per customer, shown before it goes."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from django.test import Client

from bonbrug.link import actions, crossing
from bonbrug.link.models import Connection, CustomerAgreement, Event
from bonbrug.link.store.agreements import agreements
from bonbrug.link.texts import journal
from bonbrug.sync.model.agreements import CustomerAgreement as Agreement
from bonbrug.values.delivery import DeliveryKind
from tests.fakes import delivery
from tests.fakes.world import product, relation, work_order
from tests.link.pages.conftest import NOW, Counterpart, keep_received, knows, synchronise
from tests.link.pages.test_settings import TICKED

MAIL = {
    "delivery": "email",
    **{name: text for name, text in delivery.TEXTS.items() if name.startswith("mail_")},
}
DEBIT = {"delivery": "direct_debit", "statement_1": "Demo Installatie BV"}
SIGNED = {
    "round_step": "15",
    "round_per": "period",
    "delivery": "direct_debit",
    "mandate": " M-2018  7 ",
    "mandate_signed_on": "05-01-2018",
    "mandate_first": "on",
    "debit_iban": "nl91 abna 0417 1643 00",
    "debit_holder": "J. Jansen",
}
MANDATE = replace(delivery.MANDATE, reference="M-2018 7", city="")


def save(page: Client, connection: Connection, **given: str) -> tuple[int, str]:
    answer = page.post(f"/koppeling/{connection.pk}/", {**TICKED, **given})
    connection.refresh_from_db()
    return answer.status_code, answer.content.decode()


def agreed(connection: Connection) -> str:
    return f"/koppeling/{connection.pk}/klantafspraken/klant/?klant=TEST1"


def test_the_three_ways_of_the_manual_are_offered_and_post_is_chosen(
    page: Client, linked: Connection
) -> None:
    text = page.get(f"/koppeling/{linked.pk}/").content.decode()
    for words in (
        "Verzendwijze", "Factuur per reguliere post versturen", "Factuur per e-mail versturen",
        "Factuurbedrag incasseren",
    ):  # fmt: skip
        assert words in text
    assert actions.choices_of(linked).delivery is DeliveryKind.POST


def test_settings_that_say_nothing_of_it_leave_it_as_it_was(
    page: Client, linked: Connection
) -> None:
    assert save(page, linked, **MAIL)[0] == 302
    assert save(page, linked, **{**MAIL, "delivery": ""})[0] == 302
    assert linked.delivery == "email"


def test_what_a_mail_says_is_kept_and_told(page: Client, linked: Connection) -> None:
    assert save(page, linked, **MAIL)[0] == 302
    chosen = actions.choices_of(linked)
    assert (chosen.delivery, chosen.mail_subject) == (DeliveryKind.EMAIL, "Uw factuur")
    event = Event.objects.filter(connection_id=linked.pk, what="settings_saved").latest("pk")
    said = journal.differences(event.before, event.after)
    assert "verzendwijze: per post → per e-mail" in said
    assert "onderwerp van de e-mail: Uw factuur" in said


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({**MAIL, "mail_subject": ""}, "Vul het onderwerp van de e-mail in."),
        ({**MAIL, "mail_text": ""}, "Vul de tekst van de e-mail in."),
        ({**MAIL, "mail_address": ""}, "Vul het adres van de afzender van de e-mail in."),
        ({**MAIL, "mail_address": "kantoor"}, "kantoor is geen e-mailadres"),
        ({"delivery": "direct_debit"}, "Vul in wat er op het afschrift van uw klant staat."),
    ],
)
def test_a_way_without_its_texts_is_not_saved(
    page: Client, linked: Connection, given: dict[str, str], sentence: str
) -> None:
    status, text = save(page, linked, **given)
    assert status == 422
    assert sentence in text
    assert linked.delivery == "post"


def test_the_lines_of_a_mail_end_as_they_travel(page: Client, linked: Connection) -> None:
    save(page, linked, **{**MAIL, "mail_text": "Beste klant,\r\n\r\nHierbij onze factuur."})
    assert linked.mail_text == "Beste klant,\n\nHierbij onze factuur."


def test_the_texts_that_are_wrong_are_open(page: Client, linked: Connection) -> None:
    _, text = save(page, linked, **{**MAIL, "mail_subject": ""})
    assert text.count('<details class="more" open>') == 1


def test_books_that_only_know_post_are_not_asked(
    page: Client, linked: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_post(monkeypatch)
    assert 'name="delivery"' not in page.get(f"/koppeling/{linked.pk}/").content.decode()
    text = page.get(agreed(linked)).content.decode()
    assert 'name="delivery"' not in text
    assert 'name="debit_iban"' not in text


def only_post(patch: pytest.MonkeyPatch) -> None:
    kind = crossing.BOOKS["eboekhouden_soap"]
    able = replace(kind.capabilities, deliveries=frozenset({DeliveryKind.POST}))
    patch.setitem(crossing.BOOKS, "eboekhouden_soap", replace(kind, capabilities=able))


def test_a_way_of_other_books_can_be_undone(
    page: Client, linked: Connection, other_side: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(page, linked, **MAIL)
    only_post(monkeypatch)
    other_side.books.capabilities = crossing.BOOKS["eboekhouden_soap"].capabilities
    assert "delivery_impossible" in [one.code for one in actions.check(linked)]
    assert save(page, linked, delivery="email")[0] == 422
    assert save(page, linked, delivery="post")[0] == 302
    assert linked.delivery == "post"


def test_a_mandate_is_kept_as_it_travels_and_shown(page: Client, linked: Connection) -> None:
    save(page, linked, **{**DEBIT, "delivery": "post"})
    text = page.post(agreed(linked), SIGNED, follow=True).content.decode()
    kept = Agreement(delivery=DeliveryKind.DIRECT_DEBIT, mandate=MANDATE)
    assert agreements(linked.pk) == {"test1": kept}
    assert "incasso, machtiging M-2018 7" in text


def test_the_journal_keeps_no_name_and_only_the_ends_of_an_account_number(
    page: Client, linked: Connection
) -> None:
    save(page, linked, **{**DEBIT, "delivery": "post"})
    page.post(agreed(linked), SIGNED)
    event = Event.objects.filter(connection_id=linked.pk, what="agreement_saved").get()
    assert event.after["debit_iban"] == "NL91 … 4300"
    assert "Jansen" not in str(event.after)
    said = journal.differences(event.before, event.after)
    assert "machtiging getekend op: 05-01-2018" in said
    assert "verzendwijze: incasso" in said
    assert "rekeninghouder ingevuld: ja" in said


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"mandate": ""}, "Vul de machtiging in"),
        ({"mandate": "Möller"}, "Een machtiging heeft 1 tot 35 letters zonder accenten"),
        ({"mandate_signed_on": ""}, "Vul de dag in waarop de machtiging is getekend."),
        ({"debit_iban": ""}, "Vul de IBAN van de klant in."),
        ({"debit_iban": "NL91ABNA0417164301"}, "is geen IBAN"),
        ({"delivery": "email"}, "Vul er eerst de teksten voor in"),
    ],
)
def test_an_agreement_that_cannot_work_is_not_saved(
    page: Client, linked: Connection, given: dict[str, str], sentence: str
) -> None:
    save(page, linked, **{**DEBIT, "delivery": "post"})
    answer = page.post(agreed(linked), {**SIGNED, **given})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CustomerAgreement.objects.exists()


def test_the_form_shows_what_was_agreed(page: Client, linked: Connection) -> None:
    save(page, linked, **{**DEBIT, "delivery": "post"})
    page.post(agreed(linked), SIGNED)
    text = page.get(agreed(linked)).content.decode()
    for words in ('value="M-2018 7"', 'value="2018-01-05"', 'value="NL91ABNA0417164300"'):
        assert words in text


@pytest.fixture
def received(linked: Connection, other_side: Counterpart) -> Connection:
    """A link that knows the products of the newest work order."""
    knows(other_side, product("UUR", "Uur", "50.00"), product("BUIS", "Stuk", "4.55"))
    synchronise(linked)
    hours = replace(work_order().periods[0], minutes=50, begin=time(8), end=time(8, 50))
    keep_received(linked, work_order(periods=(hours,)))
    return linked


def preview(page: Client, connection: Connection) -> str:
    return page.get(f"/koppeling/{connection.pk}/factuurregels/").content.decode()


def test_the_preview_says_how_it_goes_out(page: Client, received: Connection) -> None:
    assert "Gaat per reguliere post." in preview(page, received)
    save(page, received, **MAIL)
    assert "Gaat per e-mail: “Uw factuur”, van kantoor@demo.example." in preview(page, received)
    save(page, received, **{**DEBIT, "delivery": "post"})
    agreement = Agreement(delivery=DeliveryKind.DIRECT_DEBIT, mandate=MANDATE)
    actions.agree(received, "TEST1", agreement, None, NOW)
    said = "Wordt geïncasseerd van NL91ABNA0417164300 van J. Jansen, machtiging M-2018 7."
    assert said in preview(page, received)


def doubtful(other_side: Counterpart) -> None:
    shift = replace(work_order().periods[0], begin=time(9), end=time(10), minutes=60)
    knows(other_side, product("UUR", "Uur", "50.00"), product("BUIS", "Stuk", "4.55"))
    customer = relation(email="klant@example.com")
    other_side.books.relations_["1"] = customer
    order: Any = work_order(day=NOW.date(), periods=(shift, shift), customer=customer)
    other_side.service.orders_["1"] = order


def test_an_invoice_that_waits_says_how_it_goes_out(
    page: Client, linked: Connection, other_side: Counterpart
) -> None:
    save(page, linked, **MAIL, export_from="2018-01-01")
    doubtful(other_side)
    synchronise(linked)
    text = page.get(f"/koppeling/{linked.pk}/te-doen/").content.decode()
    assert "Gaat per e-mail: “Uw factuur”, van kantoor@demo.example." in text
