"""Known mistakes, planted on purpose: a checker that misses one is worth nothing.

Most replace a function of the real engine. Five live outside it in production as well (the fence,
the tenant filter and saving in the store; cut answers, repeats and destructive reads in the
gateways), so here they are planted in what stands in for those.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import wraps
from typing import Any

from bonbrug.sync.imports import plan, plan_products
from bonbrug.sync.imports.convert import Shrinkage
from bonbrug.sync.invoicing import collecting, judge, next_step, send
from bonbrug.sync.invoicing.collecting import Collecting
from bonbrug.sync.invoicing.crediting import Crediting
from bonbrug.sync.invoicing.judge import Judge, Judged
from bonbrug.sync.invoicing.next_step import NextStep
from bonbrug.sync.invoicing.send import Sending
from bonbrug.sync.invoicing.steps import Steps
from bonbrug.sync.judging.weights import Weighed
from bonbrug.sync.marker import Markers
from bonbrug.sync.model.bindings import HOUR_TYPE, OFF, Bound
from bonbrug.sync.model.failures import Failure, Unreachable, Unreadable
from bonbrug.sync.model.records import HourType, Invoice
from bonbrug.sync.outcome import Verdict
from bonbrug.sync.states import collective, person_transitions
from bonbrug.sync.states.jobs import Intent, Job, Outcome, State
from tests.proofs.simulator.books import Books
from tests.proofs.simulator.field import Field
from tests.proofs.simulator.memory import StoreMemory

Any_ = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace `owner.name` by what `make` returns for the original."""

    owner: object
    name: str
    make: Callable[[Any_], object]

    @contextmanager
    def on(self) -> Iterator[None]:
        original = getattr(self.owner, self.name)
        setattr(self.owner, self.name, self.make(original))
        try:
            yield
        finally:
            setattr(self.owner, self.name, original)


def _instead(result: object) -> Callable[[Any_], object]:
    """Do nothing and return this."""
    return lambda original: lambda *args, **named: result


def _unstamped(original: Any_) -> Any_:
    def stamp(self: StoreMemory, intent: Intent, now: Any) -> Any:
        if not intent.attempts:
            return original(self, intent, now)
        return replace(intent, outcome=Outcome.SENT, attempts=intent.attempts + 1, doubtful=True)

    return stamp


def _acknowledged_first(original: Any_) -> Any_:
    def send(self: Sending, job: Job, intent: Intent) -> None:
        self.field.settle(job.row_id)
        original(self, job, intent)

    return send


def _destructive(original: Any_) -> Any_:
    def listed(self: Field, status: str, work_status: str) -> Any:
        found = original(self, status, work_status)
        for order in found:
            self.flip(order.row_id, self.stage.current.name)
        return found

    return listed


def _released(original: Any_) -> Any_:
    def unknown(self: Sending, job: Job, intent: Intent, code: str) -> None:
        original(self, job, intent, code)
        free = replace(intent, outcome=Outcome.RELEASED)
        self.jobs.conclude(free, replace(job, state=State.NEW))

    return unknown


def _server_error_is_no(original: Any_) -> Any_:
    def verdict(failure: Failure) -> Verdict:
        if isinstance(failure, Unreachable) and failure.code.startswith("http_5"):
            return Verdict.REFUSED
        found: Verdict = original(failure)
        return found

    return verdict


def _cut_is(empty: Callable[[], object]) -> Callable[[Any_], object]:
    def make(original: Any_) -> Any_:
        @wraps(original)
        def read(*args: Any, **named: Any) -> Any:
            try:
                return original(*args, **named)
            except Unreadable:
                return empty()

        return read

    return make


def _nothing() -> None:
    return None


def _switched_off(original: Any_) -> Any_:
    def plan_products(made: plan.ImportPlan, seen: Any, *rest: Any) -> None:
        original(made, seen, *rest)
        for key, known in seen.known.items():
            if known.sent_as == HOUR_TYPE and key not in seen.records:
                off = HourType(key.upper(), key, Decimal(50), active=False)
                bound = Bound(key, known.books_id, {}, known.fingerprint, OFF)
                made.hour_types.append(plan.Put(off, bound))

    return plan_products


def _repeated(original: Any_) -> Any_:
    def send_invoice(self: Books, invoice: Invoice) -> Any:
        try:
            return original(self, invoice)
        except Unreachable:
            return original(self, invoice)

    return send_invoice


def _numberless(original: Any_) -> Any_:
    def send_invoice(self: Books, invoice: Invoice) -> Any:
        return original(self, replace(invoice, number=""))

    return send_invoice


def _restless(original: Any_) -> Any_:
    def move(*args: Any) -> Any:
        return original(*args[:-1], timedelta(0))

    return move


def _dated_today(original: Any_) -> Any_:
    def send(self: Sending, job: Job, intent: Intent) -> None:
        invoice = replace(intent.invoice, day=self.run.today)
        original(self, job, replace(intent, invoice=invoice))

    return send


def _unfiltered(original: Any_) -> Any_:
    return lambda self: list(self.store.rows.values())


def _tagless(original: Any_) -> Any_:
    return lambda self, word, number, row_id, generation: f"{word} {number or row_id}"


def _unasked(original: Any_) -> Any_:
    """Nothing waits for a person."""

    def weigh(found: Any, control: Any) -> Any:
        weighed: Weighed = original(found, control)
        return replace(weighed, asks=())

    return weigh


def _yes_to_anything(original: Any_) -> Any_:
    """A yes is good for whatever stands on the work order by now."""

    def judge(self: Judge, job: Job, order: Any) -> Any:
        judged: Judged = original(self, job, order)
        if not job.approved_fingerprint:
            return judged
        return original(self, replace(job, approved_fingerprint=judged.circumstances), order)

    return judge


def _declined_is(step: NextStep, *, changed: bool) -> Callable[[Any_], Any_]:
    """A declined work order is taken for a new one, or is never looked at again."""

    def make(original: Any_) -> Any_:
        def move(job: Job, intent: Any, order: Any, *rest: Any) -> Any:
            is_changed = order is not None and next_step.is_changed(job, order)
            if job.state is State.DECLINED and order is not None and is_changed is changed:
                return step
            return original(job, intent, order, *rest)

        return move

    return make


def _in_place_of(wrong: NextStep, right: NextStep) -> Callable[[Any_], Any_]:
    def make(original: Any_) -> Any_:
        def move(*args: Any) -> Any:
            found = original(*args)
            return right if found is wrong else found

        return move

    return make


def _half(original: Any_) -> Any_:
    def credit_of(self: Crediting, job: Job, sent: Intent) -> Invoice:
        invoice: Invoice = original(self, job, sent)
        return replace(invoice, lines=invoice.lines[:1])

    return credit_of


def _before_it_is_there(original: object) -> property:
    """The work order is invoiced anew as soon as somebody asked for the credit."""
    return property(lambda self: bool(self.credits) and self.again)


def _unsettled(original: Any_) -> Any_:
    """What a person left as it is, is neither settled nor asked about."""

    def reopened(self: Steps, job: Job, order: Any) -> None:
        if not job.left_fingerprint:
            original(self, job, order)

    return reopened


def _dropped_and_forgotten(original: Any_) -> Any_:
    def move(job: Job, *rest: Any) -> Any:
        if job.credits and job.state is State.WITHDRAWN:
            return NextStep.NOTHING
        return original(job, *rest)

    return move


def _credited_unasked(original: Any_) -> Any_:
    """A work order that is offered again is credited and invoiced anew by itself."""

    def reopened(self: Steps, job: Job, order: Any) -> None:
        original(self, job, order)
        memory: Any = self.jobs
        if not job.credits:
            memory.rows.credit(job.id, again=True)

    return reopened


def _not_joined(original: Any_) -> Any_:
    """A work order in a collective invoice still waits for one."""

    def collect(self: StoreMemory, members: Sequence[Job]) -> Job:
        whole: Job = original(self, members)
        self.rows.jobs.update({job.id: job for job in members})
        return whole

    return collect


def _only_the_whole(original: Any_) -> Any_:
    """The credit of a collective invoice is over, and its work orders are forgotten."""

    def invoice_anew(self: StoreMemory, closed: Job) -> None:
        self.change(closed)

    return invoice_anew


def _one_by_one(original: Any_) -> Any_:
    """A work order of a collective invoice is invoiced anew as soon as somebody asks for that."""

    def credit_with(job: Job, whole: Job) -> Job:
        made: Job = original(job, whole)
        if not whole.again:
            return made
        return replace(made, state=State.NEW, credits="", collected_in=None, collect_now=True)

    return credit_with


def _part_of_the_whole(original: Any_) -> Any_:
    """Of a collective invoice only the first work order is credited."""

    def credit_of(self: Crediting, job: Job, sent: Intent) -> Invoice:
        invoice: Invoice = original(self, job, sent)
        return replace(invoice, lines=invoice.lines[:2]) if job.collective else invoice

    return credit_of


BUGS: dict[str, Sequence[Patch]] = {
    "no_fence": [Patch(StoreMemory, "check", _instead(None))],
    "no_pre_flight": [Patch(Steps, "_found_before", _instead(result=False))],
    "no_stamp_on_repeat": [Patch(StoreMemory, "stamp", _unstamped)],
    "ack_before_done": [Patch(Sending, "send", _acknowledged_first)],
    "destructive_fetch": [Patch(Field, "listed", _destructive)],
    "number_reused": [Patch(Sending, "_unknown", _released)],
    "server_error_refused": [Patch(send, "verdict", _server_error_is_no)],
    "cut_is_empty": [
        Patch(Books, "invoices", _cut_is(list)),
        Patch(Books, "invoice", _cut_is(_nothing)),
        Patch(Books, "relation", _cut_is(_nothing)),
        Patch(Field, "work_orders", _cut_is(list)),
        Patch(Field, "work_order", _cut_is(_nothing)),
    ],
    "absence_is_deletion": [
        Patch(plan_products, "plan_products", _switched_off),
        Patch(Shrinkage, "alarming", lambda original: property(lambda self: False)),
    ],
    "older_answer_applied": [
        Patch(StoreMemory, "alive", _instead(None)),
        Patch(StoreMemory, "progress", _instead(None)),
    ],
    "client_retry": [Patch(Books, "send_invoice", _repeated)],
    "blank_number": [
        Patch(Books, "send_invoice", _numberless),
        Patch(next_step, "next_step", _restless),
    ],
    "date_recomputed": [Patch(Sending, "send", _dated_today)],
    "no_tenant_filter": [Patch(StoreMemory, "visible", _unfiltered)],
    "base_not_saved": [Patch(StoreMemory, "keep", _instead(None))],
    "marker_without_tag": [Patch(Markers, "marker", _tagless)],
    "nothing_asked": [Patch(judge, "weigh", _unasked)],
    "yes_to_anything": [Patch(Judge, "judge", _yes_to_anything)],
    "declined_asked_again": [
        Patch(next_step, "next_step", _declined_is(NextStep.START, changed=False)),
    ],
    "declined_for_ever": [
        Patch(next_step, "next_step", _declined_is(NextStep.NOTHING, changed=True)),
    ],
    "reopened_invoiced_again": [
        Patch(next_step, "next_step", _in_place_of(NextStep.REOPENED, NextStep.START)),
    ],
    "credited_unasked": [Patch(Steps, "reopened", _credited_unasked)],
    "half_a_credit": [Patch(Crediting, "_credit_of", _half)],
    "credit_without_looking": [
        Patch(Crediting, "_around", _instead([])),
        Patch(Sending, "why_void", _instead(("", ""))),
    ],
    "credit_sent_again_without_looking": [Patch(Sending, "_is_void", _instead(result=False))],
    "invoiced_before_the_credit": [
        Patch(Job, "is_taken_back", _before_it_is_there),
        Patch(send, "still_standing", _instead([])),  # the look that would stop it
    ],
    "collected_and_waiting": [Patch(StoreMemory, "collect", _not_joined)],
    "collected_unseen": [Patch(Collecting, "_billed", _instead([]))],
    "projects_mixed": [Patch(collecting, "_group", _instead(("", "")))],
    "left_in_the_middle": [
        Patch(collective, "followed", lambda original: lambda job, whole: job),
    ],
    "collective_not_made_anew": [Patch(StoreMemory, "invoice_anew", _only_the_whole)],
    "collective_made_anew_at_once": [
        Patch(person_transitions, "credit_with", _one_by_one),
        Patch(send, "still_standing", _instead([])),  # the look that would stop it
    ],
    "half_a_collective_credit": [Patch(Crediting, "_credit_of", _part_of_the_whole)],
    "left_unsettled": [Patch(Steps, "reopened", _unsettled)],
    "dropped_and_forgotten": [Patch(next_step, "next_step", _dropped_and_forgotten)],
}


@contextmanager
def planted(name: str) -> Iterator[None]:
    """Plant a bug by its name; '' plants none."""
    with ExitStack() as patches:
        for patch in BUGS[name] if name else ():
            patches.enter_context(patch.on())
        yield
