"""What is remembered and told after each thing that a send can bring to light."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bonbrug.sync.invoicing.next_step import MOST_ATTEMPTS
from bonbrug.sync.invoicing.send import ExportsStopped
from bonbrug.sync.model.connection_state import ExportStop
from bonbrug.sync.model.failures import Failure, Misconfigured, NotAllowedIn, Refused, Unreachable
from bonbrug.sync.model.findings import asked, noted
from bonbrug.sync.ports.jobs import LinkDeleted
from bonbrug.sync.states.jobs import Intent, Outcome, State
from tests.fakes.books import Kept
from tests.fakes.world import CHOICES, START
from tests.sync.desk import (
    ABOUT,
    BY_HAND,
    CLAIMED,
    DOUBTFUL,
    INVOICE,
    JOB,
    LATER,
    MARKER,
    TODAY,
    Desk,
    invoiced,
    stamped,
)

# --- a send ---------------------------------------------------------------------------------------


def test_an_invoice_that_was_made_is_written_down_under_its_number() -> None:
    desk = Desk(last_number="2018000")
    desk.sending.unknown_in_a_row = 2
    desk.send()
    assert (desk.job, desk.intent) == (invoiced(), stamped(outcome=Outcome.DONE))
    assert desk.told == []
    assert desk.report.counts == {"invoices": 1}
    assert desk.sending.last_number == "2018001"
    assert desk.sending.unknown_in_a_row == 0


def test_an_invoice_that_was_made_forgets_an_earlier_refusal() -> None:
    desk = Desk()
    desk.sending.send(replace(JOB, refused_code="no_lines", refused_fingerprint="p"), CLAIMED)
    assert desk.job == invoiced()


def test_every_invoice_counts() -> None:
    desk = Desk()
    desk.report.counts["invoices"] = 4
    desk.send()
    assert desk.report.counts == {"invoices": 5}


def test_another_number_than_the_claimed_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    monkeypatch.setattr(desk.books, "write", lambda invoice: "2018900")
    desk.send()
    assert desk.job == invoiced("2018900")
    assert desk.told == [asked("renumbered", *ABOUT, claimed="2018001", invoice="2018900")]


def test_what_was_certainly_not_sent_is_as_it_was_before() -> None:
    desk = Desk()
    with pytest.raises(Unreachable):
        desk.send("not_sent")
    assert (desk.job, desk.intent) == (JOB, stamped(outcome=Outcome.CLAIMED))


def test_what_may_have_arrived_before_stays_unknown_when_it_is_not_sent_now() -> None:
    desk = Desk(DOUBTFUL)
    with pytest.raises(Unreachable):
        desk.send("not_sent")
    assert desk.intent.outcome is Outcome.SENT


def test_refused_credentials_leave_the_claim_as_it_was() -> None:
    desk = Desk()
    with pytest.raises(NotAllowedIn):
        desk.send(NotAllowedIn("E001.2"))
    assert (desk.job, desk.intent) == (JOB, stamped(outcome=Outcome.CLAIMED))


@pytest.mark.parametrize(("event", "reason"), [("lost_request", "timeout"), ("lost_reply", "cut")])
def test_without_an_answer_the_outcome_is_unknown(event: str, reason: str) -> None:
    desk = Desk()
    desk.send(event)
    assert (desk.job, desk.intent) == (JOB, stamped(doubtful=True))
    facts = {"invoice": "2018001", "reason": reason, "gross": "60.5"}
    assert desk.told == [noted("outcome_unknown", *ABOUT, **facts)]
    assert desk.sending.unknown_in_a_row == 1


def test_sends_without_an_answer_are_counted_until_one_comes() -> None:
    desk = Desk()
    desk.send("lost_request")
    desk.send("lost_request")
    assert desk.sending.unknown_in_a_row == 2
    desk.send()
    assert desk.sending.unknown_in_a_row == 0


@pytest.mark.parametrize(
    ("attempts", "asks"), [(MOST_ATTEMPTS - 2, False), (MOST_ATTEMPTS - 1, True)]
)
def test_the_last_attempt_without_an_answer_asks_a_person(attempts: int, asks: bool) -> None:
    desk = Desk(replace(DOUBTFUL, attempts=attempts))
    desk.send("lost_request")
    assert [finding.needs_person for finding in desk.told] == [asks]


def test_an_answer_without_a_number_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    monkeypatch.setattr(desk.books, "write", lambda invoice: "")
    desk.send()
    assert (desk.job, desk.intent) == (JOB, stamped(doubtful=True))
    facts = {"invoice": "2018001", "reason": "no_number", "gross": "60.5"}
    assert desk.told == [noted("outcome_unknown", *ABOUT, **facts)]


@pytest.mark.parametrize(
    ("before", "after"), [(CLAIMED, Outcome.RELEASED), (DOUBTFUL, Outcome.REFUSED)]
)
def test_a_refusal_frees_the_number_unless_it_was_sent_before(
    before: Intent, after: Outcome
) -> None:
    desk = Desk(before)
    desk.send(Refused("CFACT042"))
    assert desk.intent == stamped(before, outcome=after)
    assert desk.job == replace(JOB, state=State.REFUSED, refused_code="books_refused")
    assert desk.told == [asked("books_refused", *ABOUT, reason="CFACT042")]
    assert desk.calls("mark") == 0


def test_a_refusal_is_marked_in_the_work_orders_when_that_is_chosen() -> None:
    desk = Desk(choices=replace(CHOICES, mark_errors=True))
    desk.send(Refused("CFACT042"))
    assert desk.world.field.orders_["1"].work_status == "99"


def test_a_mark_that_the_work_orders_refuse_is_noted() -> None:
    desk = Desk()
    desk.world.weather.next("mark", Refused("1500"))
    assert desk.sending.mark(JOB, "99") is False
    assert desk.told == [noted("mark_refused", *ABOUT, reason="1500")]


def test_a_mark_that_was_made_is_not_told() -> None:
    desk = Desk()
    assert desk.sending.mark(JOB, "99") is True
    assert desk.told == []


@pytest.mark.parametrize(
    ("before", "after"), [(CLAIMED, Outcome.RELEASED), (DOUBTFUL, Outcome.REFUSED)]
)
@pytest.mark.parametrize(
    ("failure", "facts"),
    [
        (
            Refused("template_refused", theirs="CFACT028"),
            {"reason": "CFACT028", "template": "Test"},
        ),
        (Refused("template_refused"), {"reason": "template_refused", "template": "Test"}),
        (Refused("setting_refused", theirs="CFACT014"), {"reason": "CFACT014"}),
        (Misconfigured("CFACT014"), {"reason": "CFACT014"}),
    ],
)
def test_a_setting_that_cannot_work_stops_the_exports(
    before: Intent, after: Outcome, failure: Failure, facts: dict[str, str]
) -> None:
    desk, code = Desk(before), facts["reason"]
    with pytest.raises(ExportsStopped, match=code):
        desk.send(failure)
    assert (desk.job.state, desk.intent) == (State.NEW, stamped(before, outcome=after))
    assert desk.told == [asked("setting_refused", "", **facts)]
    assert desk.memory.state_.stop == ExportStop(code, CHOICES.version, START)


def test_a_setting_of_before_stops_nobody() -> None:
    desk = Desk(replace(CLAIMED, settings_version=0))
    desk.send(Misconfigured("CFACT028"))
    assert (desk.job.state, desk.intent.outcome) == (State.NEW, Outcome.RELEASED)
    assert desk.told == [noted("old_setting_refused", *ABOUT, reason="CFACT028")]
    assert desk.memory.state_.stop is None


def test_a_deleted_link_stops_before_the_first_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()

    def deleted(intent: Intent, now: object) -> Intent:
        raise LinkDeleted

    monkeypatch.setattr(desk.memory, "stamp", deleted)
    with pytest.raises(ExportsStopped, match=r"^link_deleted$"):
        desk.send()
    assert desk.calls() == 0


def test_a_number_in_use_is_looked_up_at_once() -> None:
    desk = Desk()
    desk.books.write(INVOICE)
    desk.send()
    assert (desk.job, desk.intent) == (invoiced(), stamped(outcome=Outcome.DONE))
    assert desk.calls() == 1


def test_a_number_in_use_that_is_absent_is_unknown_and_not_sent_again() -> None:
    desk = Desk()
    desk.send(Refused("number_in_use"))
    assert (desk.job, desk.intent) == (JOB, stamped(doubtful=True))
    facts = {"invoice": "2018001", "reason": "number_in_use_but_absent", "gross": "60.5"}
    assert desk.told == [noted("outcome_unknown", *ABOUT, **facts)]
    assert desk.calls() == 1


def test_a_number_in_use_is_looked_up_even_by_a_clock_that_was_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    desk.books.write(INVOICE)
    ahead = START + timedelta(days=1)
    monkeypatch.setattr(desk.sending, "run", replace(desk.sending.run, clock=lambda: ahead))
    desk.send()
    assert desk.job.state is State.INVOICED


# --- a claim --------------------------------------------------------------------------------------

NEW = replace(JOB, state=State.NEW)


def test_a_claim_freezes_the_invoice_under_the_next_number_of_the_series() -> None:
    desk = Desk(replace(CLAIMED, outcome=Outcome.RELEASED))
    desk.books.invoices_["2018004"] = Kept(replace(BY_HAND, number="2018004"), None)
    desk.sending.claim(NEW, replace(INVOICE, number=""))
    made = desk.memory.intents[2]
    invoice = replace(INVOICE, number="2018005")
    assert made == Intent(2, 1, MARKER, invoice, 1, Outcome.DONE, LATER, attempts=1)
    assert desk.job == invoiced("2018005")


def test_a_claim_keeps_the_version_of_the_settings() -> None:
    desk = Desk(replace(CLAIMED, outcome=Outcome.RELEASED), replace(CHOICES, version=7))
    desk.sending.claim(NEW, INVOICE)
    assert desk.memory.intents[2].settings_version == 7


def test_a_doubtful_number_is_claimed_again_with_its_history() -> None:
    kept = replace(DOUBTFUL, outcome=Outcome.REFUSED, attempts=2)
    desk = Desk(kept)
    desk.sending.claim(NEW, replace(INVOICE, number="", term_days=30))
    again = Intent(1, 1, MARKER, replace(INVOICE, term_days=30), 1, Outcome.DONE, LATER,
                   attempts=3, doubtful=True)  # fmt: skip
    assert desk.memory.intents == {1: again}


def test_a_number_that_is_certain_is_claimed_again_without_doubt() -> None:
    desk = Desk(replace(CLAIMED, attempts=1))
    desk.sending.claim(NEW, INVOICE)
    assert not desk.intent.doubtful


@pytest.mark.parametrize(
    ("last", "day", "number"),
    [
        ("", date(2017, 1, 1), "F-21"),
        ("", date(2016, 12, 31), "2018001"),
        ("2018010", date(2018, 8, 5), "F-21"),
        ("2018010", date(2018, 8, 4), "2018011"),
        ("", TODAY + timedelta(days=1), "F-21"),
        ("", TODAY + timedelta(days=2), "2018001"),
    ],
)
def test_the_series_is_that_of_this_and_last_year_or_of_45_days_once_we_have_a_number(
    last: str, day: date, number: str
) -> None:
    desk = Desk(replace(CLAIMED, outcome=Outcome.RELEASED), last_number=last)
    desk.books.invoices_["F-20"] = Kept(replace(BY_HAND, number="F-20", day=day), None)
    desk.sending.claim(NEW, INVOICE)
    assert desk.job.invoice_number == number


def test_the_series_is_read_once_in_a_run() -> None:
    desk = Desk(replace(CLAIMED, outcome=Outcome.RELEASED))
    desk.sending.claim(NEW, INVOICE)
    desk.memory.jobs_[2] = replace(NEW, id=2, row_id="2")
    desk.sending.claim(desk.memory.jobs_[2], INVOICE)
    assert desk.calls("invoices") == 1
    assert sorted(desk.books.invoices_) == ["2018001", "2018002"]


def test_the_series_is_that_of_all_customers() -> None:
    desk = Desk(replace(CLAIMED, outcome=Outcome.RELEASED))
    stranger = replace(BY_HAND, number="2018040", relation_code="TEST9")
    desk.books.invoices_["2018040"] = Kept(stranger, None)
    desk.sending.claim(NEW, INVOICE)
    assert desk.job.invoice_number == "2018041"


def test_a_refusal_of_one_line_tells_that_line_and_leaves_no_number_behind() -> None:
    desk = Desk()
    line = {"place": "2", "article": "KB15", "quantity": "871123456", "price": "3.95"}
    desk.send(Refused("CFACT902", "line 2", about=line))
    assert desk.told == [asked("books_refused", *ABOUT, reason="CFACT902", **line)]
    assert desk.intent == stamped(outcome=Outcome.RELEASED)
