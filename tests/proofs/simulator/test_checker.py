"""Each invariant can fail: a small history that breaks it is found."""

import pytest

from tests.proofs.simulator.checker import check
from tests.proofs.simulator.history import Ending, Event, Standing

DONE = Standing("o1", "WB-1", "Afgehandeld", "1")
OPEN = Standing("o1", "WB-1", "Compleet", "1")
Line = tuple[str, ...]

PRICE = ("price", "person", "UUR", "50.00")
ORDER = ("order", "person", "o1", "WB-1", "Compleet", "1", "90", "1*4.55")
LEASE = ("lease", "r1", "1")
STAMP = ("stamp", "r1", "7")
SEND = ("send", "r1", "o1", "7", "body")
WRITE = ("write", "r1", "7", "send_invoice", "fine")
MADE = ("made", "r1", "o1", "7", "79.55", "96.26", "True", "True")
ANSWER = ("answer", "r1", "7", "send_invoice")
RECORD = ("record", "r1", "o1", "invoiced", "7")
SETTLE = ("write", "r1", "o1", "settle", "fine")
FLIP = ("order", "r1", "o1", "WB-1", "Afgehandeld", "1", "90", "1*4.55")
SETTLED = ("record", "r1", "o1", "settled", "7")
GOOD: tuple[Line, ...] = (
    PRICE, ORDER, LEASE, STAMP, SEND, WRITE, MADE, ANSWER, RECORD, SETTLE, FLIP, SETTLED,
)  # fmt: skip


def found(
    lines: tuple[Line, ...],
    *orders: Standing,
    items: tuple[tuple[str, str, str], ...] = (),
    cycles: int = 1,
    fixpoint: int = 10_000,
) -> set[tuple[str, str]]:
    events, ms = [], 0
    for line in lines:
        ms += int(line[1]) if line[0] == "wait" else 1
        if line[0] != "wait":
            events.append(Event(ms, line[0], line[1], "".join(line[2:3]), line[3:]))
    violations = check(events, Ending(orders, items, cycles, fixpoint))
    return {(one.invariant, one.kind) for one in violations}


def test_a_good_history_breaks_nothing() -> None:
    assert found(GOOD, DONE) == set()


A_WHILE: tuple[Line, ...] = (("wait", "151000"),)
BROKEN: dict[str, tuple[tuple[Line, ...], tuple[str, str]]] = {
    "two invoices of one work order": (
        (*GOOD, ("made", "r2", "o1", "8", "79.55", "96.26", "True", "True")),
        ("I1", "doubled"),
    ),
    "acknowledged before it was recorded": ((*GOOD[:8], SETTLE, FLIP), ("I3", "lost")),
    "acknowledged on an invoice of somebody else": (
        (*GOOD[:8], ("record", "r1", "o1", "invoiced", "9"), SETTLE), ("I3", "lost"),
    ),
    "flipped by reading": ((PRICE, ORDER, FLIP), ("I3", "lost")),
    "a cent too much": (
        (*GOOD[:6], ("made", "r1", "o1", "7", "79.55", "96.27", "True", "True"), *GOOD[7:]),
        ("I4", "wrong"),
    ),
    "a difference that nobody was told": (
        (*GOOD[:6], ("cent_off", "books", "o1"),
         ("made", "r1", "o1", "7", "79.55", "96.27", "True", "True"), *GOOD[7:]),
        ("I4", "wrong"),
    ),
    "not booked and not told": (
        (*GOOD[:6], ("made", "r1", "o1", "7", "79.55", "96.26", "True", "False"), *GOOD[7:]),
        ("I10", "wrong"),
    ),
    "told refused though it was made": (
        (*GOOD, ("note", "r1", "o1", "books_refused", "WB-1")), ("I10", "wrong"),
    ),
    "a send that failed without a word": (
        (*GOOD, ("failed", "r1", "7", "send_invoice", "unknown", "reset"),
         ("run", "r1", "", "done", "")),
        ("I10", "wrong"),
    ),
    "an invoice that is gone and nobody asked": (
        (*GOOD, ("unmade", "person", "o1", "7")),
        ("I10", "wrong"),
    ),
    "a run that died": ((*GOOD, ("ended", "r1", "died")), ("I10", "wrong")),
    "a defect": ((*GOOD, ("note", "r1", "o1", "defect", "WB-1")), ("I10", "wrong")),
    "a send without a stamp": ((*GOOD[:3], *GOOD[4:]), ("I12", "wrong")),
    "a repeat with another body": (
        (*GOOD, STAMP, ("send", "r1", "o1", "7", "other")), ("I12", "wrong"),
    ),
    "a doubtful number for another work order": (
        (*GOOD, STAMP, ("send", "r1", "o2", "7", "body")), ("I12", "wrong"),
    ),
    "a write after the lease was taken over": (
        (*GOOD, ("lease", "r2", "2"), ("commit", "r1", "note")), ("I11", "wrong"),
    ),
    "the neighbour's row": ((*GOOD, ("call", "r1", "other1", "settle", "fine")), ("I7", "wrong")),
    "a work order called gone that is there": (
        (*GOOD, ("note", "r1", "o1", "work_order_gone", "WB-1")), ("I6", "lost"),
    ),
    "an hour type switched off": ((*GOOD, ("hour_type", "r1", "UUR", "False")), ("I6", "wrong")),
    "a field blanked": (
        (*GOOD, ("field", "person", "K1", "field", "phone", "", "w1"), *A_WHILE,
         ("field", "r1", "K1", "field", "phone", "w1", "")),
        ("I6", "wrong"),
    ),
    "an old value put back": (
        (*GOOD, ("field", "r1", "K1", "field", "phone", "", "b1"), ("commit", "r1", "keep"),
         ("field", "r1", "K1", "field", "phone", "b1", "b2"),
         ("call", "r1", "", "products", "fine"),
         ("write", "r1", "K1", "put_relations", "fine"),
         ("field", "r1", "K1", "field", "phone", "b2", "b1")),
        ("I5", "wrong"),
    ),
    "the newest edit lost": (
        (*GOOD, ("field", "person", "K1", "books", "phone", "", "b1")), ("I5", "wrong"),
    ),
    "told that both changed while the books did not": (
        (*GOOD, ("answer", "r1", "K1,K2", "put_relations"), ("run", "r1", "", "done", ""),
         ("note", "r2", "", "both_changed", "K1")),
        ("I5", "wrong"),
    ),
    "sent although a person had invoiced it": (
        (PRICE, ORDER, ("named", "person", "o1"), ("wait", "62000"),
         LEASE, STAMP, SEND),
        ("I1", "doubled"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_history_is_found(name: str) -> None:
    lines, expected = BROKEN[name]
    assert expected in found(lines, DONE)


def test_a_work_order_nobody_cares_for_is_stuck_until_it_is_an_item() -> None:
    assert found((PRICE, ORDER), OPEN) == {("I9", "stuck")}
    assert found((PRICE, ORDER), OPEN, items=(("no_lines", "WB-1", "o1"),)) == set()


def test_settled_by_a_person_is_only_fine_when_it_was_taken_away_or_told() -> None:
    by_hand = ("order", "person", "o1", "WB-1", "Afgehandeld", "1", "90", "1*4.55")
    known = ("record", "r1", "o1", "intended", "")
    assert found((PRICE, ORDER, by_hand), DONE) == set()
    assert found((PRICE, ORDER, known, by_hand), DONE) == {("I2", "lost")}
    told = ("note", "r1", "o1", "settled_without_invoice", "WB-1")
    assert found((PRICE, ORDER, known, by_hand, told), DONE) == set()


def test_an_error_status_of_ours_without_an_item_is_lost() -> None:
    marked = ("order", "r1", "o1", "WB-1", "Compleet", "99", "90", "1*4.55")
    assert found((PRICE, ORDER, marked), Standing("o1", "WB-1", "Compleet", "99")) == {
        ("I2", "lost")
    }


def test_an_error_status_of_a_withdrawn_one_that_a_person_closed_is_wanted_so() -> None:
    marked = ("order", "r1", "o1", "WB-1", "Compleet", "99", "90", "1*4.55")
    withdrawn = ("record", "r1", "o1", "withdrawn", "")
    closed = ("closed", "person", "o1", "settled_without_invoice", "WB-1")
    standing = Standing("o1", "WB-1", "Compleet", "99")
    assert found((PRICE, ORDER, marked, withdrawn, closed), standing) == set()
    again = ("record", "r2", "o1", "refused", "")
    assert found((PRICE, ORDER, marked, withdrawn, closed, again), standing) == {("I2", "lost")}


def test_once_a_day_an_idle_run_may_ask_a_little_more() -> None:
    ten = (("lease", "r2", "2"), *(("call", "r2", "", "invoice", "fine"),) * 10,
           ("run", "r2", "", "done", ""))  # fmt: skip
    assert found((*GOOD, *ten), DONE, fixpoint=len(GOOD)) == set()


FILLED = ("field", "person", "K1", "field", "phone", "", "w1")
LATE = (("arrives", "r1"), ("field", "r1", "K1", "field", "phone", "w1", ""))


def test_a_field_filled_between_our_reading_and_our_writing_is_not_held_against_us() -> None:
    blanked = ("field", "r1", "K1", "field", "phone", "w1", "")
    read = ("answer", "r1", "", "field_relations")
    assert found((*GOOD, read, FILLED, blanked), DONE) == set()
    assert ("I5", "wrong") in found((*GOOD, FILLED, read, blanked), DONE)


def test_what_a_worker_sends_that_slept_on_its_way_is_not_held_against_it() -> None:
    blanked = ("field", "r1", "K1", "field", "phone", "w1", "")
    slept = ("freeze", "r1", "before put_relations", "106")
    assert found((*GOOD, slept, FILLED, *A_WHILE, blanked), DONE) == set()
    for other in (("freeze", "r1", "before put_relations", "105"),
                  ("freeze", "r1", "after progress", "106")):  # fmt: skip
        assert ("I6", "wrong") in found((*GOOD, other, FILLED, *A_WHILE, blanked), DONE)


def test_a_change_of_the_books_repeated_on_its_way_is_not_held_against_us() -> None:
    write = ("write", "r1", "K1", "change_relation")
    edit = ("field", "person", "K1", "books", "contact", "", "b1")
    for fate, expected in (("twice", set()), ("late", {("I5", "wrong")})):
        lines = [Event(1, "lease", "r1", "1"), Event(2, write[0], write[1], write[2],
                 (write[3], fate)), Event(3, edit[0], edit[1], edit[2], edit[3:]),
                 Event(9, "arrives", "r1"),
                 Event(9, "field", "r1", "K1", ("books", "contact", "b1", ""))]  # fmt: skip
        said = check(lines, Ending((), (), 1, 10_000))
        assert {(one.invariant, one.kind) for one in said if one.invariant == "I5"} == expected


def test_after_a_refusal_both_sides_do_differ() -> None:
    put, done = ("answer", "r1", "K1", "put_relations"), ("run", "r1", "", "done", "")
    both = ("note", "r2", "K1", "both_changed", "K1")
    assert ("I5", "wrong") in found((*GOOD, put, done, both), DONE)
    refused = ("refused_put", "r2", "K1")
    assert ("I5", "wrong") not in found((*GOOD, put, done, refused, both), DONE)


def test_a_value_put_back_after_a_late_worker_overwrote_a_newer_one_does_not_go_back() -> None:
    sent = ("field", "r1", "K1", "field", "phone", "", "b1")
    kept, edit = ("commit", "r1", "keep"), ("field", "person", "K1", "field", "phone", "b1", "w3")
    zombie = ("field", "r9", "K1", "field", "phone", "w3", "")
    again = (("write", "r1", "K1", "put_relations", "fine"), ("field", "r1", "K1", "field", "phone",
             "", "b1"))  # fmt: skip
    assert found((*GOOD, sent, kept, edit, zombie, *again), DONE) == set()
    back = (again[0], ("field", "r1", "K1", "field", "phone", "w3", "b1"))
    assert ("I5", "wrong") in found((*GOOD, sent, kept, edit, *back), DONE)


def test_a_work_order_that_stands_as_another_invoice_does_not_miss_the_one_of_ours() -> None:
    gone = ("unmade", "person", "o1", "7")
    assert ("I10", "wrong") in found((*GOOD, gone), DONE)
    named = ("record", "r2", "o1", "settled", "9")
    assert ("I10", "wrong") not in found((*GOOD, named, gone), DONE)


def test_an_invoice_made_anew_and_not_booked_is_told_when_it_was_seen_to_be_gone() -> None:
    gone = ("unmade", "person", "o1", "7")
    anew = ("made", "r1", "o1", "7", "79.55", "96.26", "True", "False")
    seen = ("note", "r2", "o1", "invoice_not_found", "WB-1")
    assert ("I10", "wrong") not in found((*GOOD, gone, anew), DONE)
    assert ("I10", "wrong") in found((*GOOD, gone, seen, anew), DONE)


def test_what_a_zombie_overwrote_is_not_held_against_who_follows_it() -> None:
    zombie = ("field", "r9", "K1", "field", "phone", "w1", "w0")
    assert found((*GOOD, FILLED, zombie), DONE) == set()


def test_who_lost_the_lease_may_send_the_body_of_before_under_the_same_number() -> None:
    other = ("send", "r1", "o1", "7", "other")
    taken = ("lease", "r2", "2")
    assert found((*GOOD, STAMP, taken, other), DONE) == set()
    assert found((*GOOD, STAMP, other), DONE) == {("I12", "wrong")}


def test_a_twin_that_nobody_was_told_of_is_doubled() -> None:
    twin = ("twin", "r1", "o1", "7")
    told = ("note", "r1", "o1", "double_found", "WB-1")
    assert found((*GOOD, twin), DONE) == {("I1", "doubled")}
    assert found((*GOOD, twin, told), DONE) == set()


def test_a_work_order_found_settled_is_with_a_person_in_the_run_after() -> None:
    by_hand = ("order", "person", "o1", "WB-1", "Afgehandeld", "1", "90", "1*4.55")
    found_it = ("record", "r1", "o1", "new", "")
    later = (("wait", "4260000"),)
    assert found((PRICE, ORDER, by_hand, found_it), DONE) == set()
    moved = ("note", "r1", "o2", "no_answer", "WB-2")
    assert found((PRICE, ORDER, by_hand, found_it, *later, moved), DONE) == {("I2", "lost")}


def test_too_many_runs_to_converge_is_stuck() -> None:
    assert found(GOOD, DONE, cycles=7) == {("I9", "stuck")}


def test_writing_and_asking_much_in_an_idle_run_is_found() -> None:
    nine = (("lease", "r2", "2"), *(("call", "r2", "", "invoice", "fine"),) * 9,
            ("run", "r2", "", "done", ""))  # fmt: skip
    assert found((*GOOD, *nine, *nine), DONE, fixpoint=len(GOOD)) == {("I11", "wrong")}
    assert found(GOOD, DONE, fixpoint=2) == {("I13", "wrong")}


CREDITED = ("credited", "r1", "o1", "8", "-79.55", "-96.26", "True", "True")
CREDIT_ASKED = ("credit_asked", "person", "o1", "7", "False")
MADE_OF_TWO = ("made", "r1", "o1,o2", "7", "0", "0", "True", "True")


def test_a_credit_that_was_asked_for_breaks_nothing() -> None:
    assert found((*GOOD, CREDIT_ASKED, CREDITED), DONE) == set()


def test_a_credit_that_nobody_asked_for_is_found() -> None:
    assert ("I15", "wrong") in found((*GOOD, CREDITED), DONE)


def test_a_credit_of_another_amount_is_found() -> None:
    other = ("credited", "r1", "o1", "8", "-79.55", "-96.25", "True", "True")
    assert ("I15", "wrong") in found((*GOOD, CREDIT_ASKED, other), DONE)


def test_a_second_credit_of_one_invoice_is_found() -> None:
    second = ("credited", "r1", "o1", "9", "-79.55", "-96.26", "True", "True")
    assert ("I1", "doubled") in found((*GOOD, CREDIT_ASKED, CREDITED, second), DONE)


def test_a_doubtful_invoice_that_is_sent_otherwise_than_approved_is_found() -> None:
    def sent(said: str) -> set[tuple[str, str]]:
        yes = ("approved", "person", "o1", "a1")
        send = (*SEND, said)
        return found((*GOOD[:4], yes, send, *GOOD[5:]), DONE)

    assert sent("a1") == set()
    assert sent("b2") == {("I14", "wrong")}


def test_a_no_holds_until_something_else_is_on_it() -> None:
    no, asked = ("declined", "person", "o1"), ("note", "r2", "o1", "quantity_large")
    begun = ("lease", "r2", "2")
    assert ("I14", "wrong") in found((PRICE, ORDER, begun, asked, no, begun, asked))
    changed = (*ORDER[:-1], "2*4.55")
    assert ("I14", "wrong") not in found((PRICE, ORDER, begun, asked, no, changed, begun, asked))


def test_what_changed_while_a_run_was_going_may_be_asked_about_anew() -> None:
    no, asked = ("declined", "person", "o1"), ("note", "r2", "o1", "quantity_large")
    begun = ("lease", "r2", "2")
    assert ("I14", "wrong") not in found((PRICE, begun, ORDER, asked, no, begun, asked))


def test_a_collective_invoice_of_two_projects_is_found() -> None:
    def made(*projects: str) -> set[tuple[str, str]]:
        moved = [("project", "person", f"o{n}", of) for n, of in enumerate(projects, 1)]
        read = [("call", "r1", f"o{n}", "work_order", "fine") for n in (1, 2)]
        sent = (("send", "r1", "o1,o2", "7", "f"), MADE_OF_TWO)
        return found((*moved, *read, *sent))

    assert ("I16", "wrong") in made("p1", "p2")
    assert ("I16", "wrong") in made("p1", "")
    assert ("I16", "wrong") not in made("p1", "p1")


def test_what_was_credited_to_be_invoiced_anew_and_was_not_is_found() -> None:
    asked = [("credit_asked", "person", row, "7", "True") for row in ("o1", "o2")]
    credited = ("credited", "r1", "o1,o2", "8", "0", "0", "True", "True")
    again = ("made", "r1", "o1,o2", "9", "0", "0", "True", "True")
    assert ("I15", "lost") in found((*GOOD, MADE_OF_TWO, *asked, credited), DONE)
    assert ("I15", "lost") not in found((*GOOD, MADE_OF_TWO, *asked, credited, again), DONE)
