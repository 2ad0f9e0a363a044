"""Everything that was done with a connection stands in its journal, and nothing else."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from bonbrug.accounts.models import User
from bonbrug.link import actions
from bonbrug.link.actions.journal import verify
from bonbrug.link.models import Event
from bonbrug.link.texts.journal import NAMES, WHAT, differences
from bonbrug.link.texts.reasons import reason
from bonbrug.sync.model.failures import Refused, Unreachable
from bonbrug.values.vat_work import Dwelling
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import CHOICES, START, relation, work_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


@pytest.fixture
def user() -> User:
    return User.objects.create_user(username="kantoor@demo.example", email="kantoor@demo.example")


def told(linked: Linked, what: str) -> list[Event]:
    return list(linked.connection.events.filter(what=what).order_by("sequence"))


def whats(linked: Linked, after: int = 0) -> list[str]:
    events = linked.connection.events.filter(sequence__gt=after).order_by("sequence")
    return list(events.values_list("what", flat=True))


def test_making_signing_in_and_choosing_are_told(linked: Linked) -> None:
    assert whats(linked) == ["connection_made", "signed_in", "settings_saved"]
    assert {event.who for event in linked.connection.events.all()} == {"terminal"}


def test_saved_settings_tell_who_and_only_what_changed(linked: Linked, user: User) -> None:
    actions.choose(linked.connection, replace(CHOICES, term_days=30), user, START)
    event = told(linked, "settings_saved")[-1]
    assert event.who == f"person:{user.pk}"
    assert event.before == {"term_days": 14, "settings_version": 1}
    assert event.after == {"term_days": 30, "settings_version": 2}


def test_new_tokens_are_told_without_the_tokens(linked: Linked, user: User) -> None:
    assert actions.renew_tokens(linked.connection, ("token-2", "software"), START, user)
    event = told(linked, "tokens_renewed")[0]
    assert (event.who, event.before, event.after) == (f"person:{user.pk}", {}, {})


def test_a_deleted_link_tells_by_whom(linked: Linked, user: User) -> None:
    actions.delete(linked.connection, user, START)
    assert told(linked, "connection_deleted")[0].who == f"person:{user.pk}"


def test_a_work_order_is_told_from_seen_to_settled(linked: Linked) -> None:
    linked.world.add(work_order())
    linked.done()
    assert whats(linked, 3) == [
        "job_new",
        "job_intended",
        "invoice_claimed",
        "invoice_sending",
        "invoice_done",
        "job_invoiced",
        "job_changed",
        "job_settled",
        "run_ended",
    ]


def test_numbers_totals_and_outcome_of_an_invoice_are_told(linked: Linked) -> None:
    linked.world.add(work_order())
    linked.done()
    number = next(iter(linked.world.books.invoices_))
    intended, invoiced = told(linked, "job_intended")[0], told(linked, "job_invoiced")[0]
    assert intended.subject == invoiced.subject == "WB-00001"
    assert intended.after["gross"] == "101.76"
    assert invoiced.before == {"state": "intended", "invoice_number": ""}
    assert invoiced.after == {"state": "invoiced", "invoice_number": number}
    sending = told(linked, "invoice_sending")[0]
    assert (sending.subject, sending.after["attempt"]) == (number, 1)
    assert told(linked, "job_changed")[0].after["open_amount"] == "101.76"


def test_counts_of_a_run_are_told_and_a_quiet_run_is_not(linked: Linked) -> None:
    linked.done()
    linked.later()
    linked.later()
    counts = told(linked, "run_ended")
    assert [(event.after["relations"], event.after["outcome"]) for event in counts] == [(1, "done")]


def test_an_outage_is_told_once_not_every_quarter(linked: Linked) -> None:
    linked.done()
    for _ in range(3):
        linked.world.weather.next("sign_in", *[Unreachable("timeout")] * 5)
        linked.later()
        linked.world.weather.script.clear()
    outages = [event for event in told(linked, "run_ended") if event.after["code"] == "timeout"]
    assert len(outages) == 1


def test_an_item_is_told_when_it_opens_and_who_decided(linked: Linked, user: User) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", Refused("CFACT042"))
    linked.done()
    assert told(linked, "item_opened")[0].after == {"kind": "books_refused"}
    actions.retry(linked.connection.items.get(), user, START)
    closed = told(linked, "item_closed")[0]
    assert closed.subject == "WB-00001"
    assert closed.who == f"person:{user.pk}"
    assert closed.after == {"kind": "books_refused", "decision": "retry"}


def test_an_item_that_solves_itself_is_told_of_the_link(linked: Linked) -> None:
    linked.world.add(work_order(materials=(), periods=()))
    linked.done()
    linked.world.field.orders_["1"] = work_order()
    linked.later()
    assert [(event.who, event.subject) for event in told(linked, "item_solved")] == [
        ("link", "WB-00001")
    ]


def test_an_unknown_outcome_and_the_second_send_are_told(linked: Linked) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", "lost_request")
    linked.done()
    linked.later()
    linked.later()
    assert [event.after["attempt"] for event in told(linked, "invoice_sending")] == [1, 2]
    assert told(linked, "invoice_done")[0].before == {"outcome": "sent"}


def test_no_name_address_or_secret_ever_stands_in_the_journal(linked: Linked, user: User) -> None:
    linked.world.books.relations_["1"] = relation(
        name="Kanarie Zanger", street="Vogelstraat", email="zanger@example.com", phone="0612345678"
    )
    linked.world.add(work_order(customer=relation(name="Kanarie Zanger")))
    linked.world.weather.next("send_invoice", Refused("CFACT042"))
    linked.done("person")
    actions.notify(linked.connection, ["kanarie@example.com"], user, START)
    actions.retry(linked.connection.items.get(), user, START)
    linked.later()
    text = json.dumps(list(linked.connection.events.values()), default=str).lower()
    words = ("kanarie", "vogelstraat", "@", "0612345678", "voorbeeldstad", "code-1", '"token"')
    assert [word for word in words if word in text] == []


def test_the_whole_story_verifies(linked: Linked, user: User) -> None:
    for row in "123":
        linked.world.add(work_order(row))
    linked.world.weather.next("send_invoice", Refused("CFACT042"), "lost_reply")
    linked.done()
    for _ in range(4):
        linked.later()
    found = verify(linked.connection.pk)
    assert found.broken is None
    assert found.events > 20


def test_everything_that_is_told_has_words(linked: Linked, user: User) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", Refused("CFACT042"))
    linked.done()
    actions.retry(linked.connection.items.get(), user, START)
    linked.later()
    events: list[Any] = list(linked.connection.events.all())
    assert {event.what for event in events} - set(WHAT) == set()
    names = {name for event in events for name in (*event.before, *event.after)}
    assert names - set(NAMES) == set()


def test_a_sign_in_that_was_refused_is_told_without_what_was_typed(
    linked: Linked, user: User
) -> None:
    linked.world.books.open = False
    answer = actions.sign_in(linked.connection, "demo", "geheim-een", "geheim-twee", START, user)
    assert not answer.ok
    (event,) = told(linked, "sign_in_refused")
    assert event.who == f"person:{user.pk}"
    assert event.after == {"field": "security_code_1", "refused_code": "E001.2"}
    assert set(event.after) <= set(NAMES)
    assert event.what in WHAT
    assert verify(linked.connection.pk).broken is None
    with translation.override("nl"):
        assert differences(event.before, event.after) == [
            "veld: beveiligingscode 1",
            f"reden: {reason('E001.2')}",
        ]


def test_what_was_said_about_vat_is_told_in_words(linked: Linked, user: User) -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    actions.choose_vat(linked.connection, actions.VatChoices(first, last, ()), user, START)
    actions.answer_address(linked.connection, "1234 AB 12", Dwelling.OLD, user, START)
    (saved,), (answered,) = told(linked, "vat_saved"), told(linked, "address_answered")
    with translation.override("nl"):
        days = differences(saved.before, saved.after)
        assert "onder de kleineondernemersregeling vanaf: 01-01-2026" in days
        assert "onder de kleineondernemersregeling tot en met: 31-12-2026" in days
        said = differences(answered.before, answered.after)
        assert said == ["wat het adres is: Een woning ouder dan twee jaar"]
