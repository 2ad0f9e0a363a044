"""The buttons of an item: what a person may decide about it, and no more."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import User
from bonbrug.link import actions
from bonbrug.link.models import Connection, ExportJob, Item
from bonbrug.link.store.agreements import agreements
from bonbrug.link.texts.vat import ANSWERS
from bonbrug.sync.judging.weights import ASKS
from bonbrug.sync.model.agreements import NOTHING_AGREED, Collect
from bonbrug.sync.states.jobs import State
from bonbrug.sync.vat.doubts import DWELLING_UNKNOWN
from bonbrug.values.quantity import folded
from bonbrug.values.vat_work import Dwelling


@dataclass(frozen=True, slots=True)
class Button:
    """`word` goes into the address; `done` is the notice after it, `act` who may press it.

    Without a `do` a number is typed with it.
    """

    word: str
    label: str | Promise
    done: str | Promise
    do: Callable[[Item, User | None, datetime], bool] | None
    act: Act
    question: str | Promise = ""

    @property
    def asks_number(self) -> bool:
        return self.do is None

    def in_words(self) -> "Button":
        """Return the same in the language of the moment, for a page that shows it many times."""
        return replace(self, label=str(self.label), question=str(self.question))


RETRY = Button(
    "opnieuw",
    gettext_lazy("Try again"),
    gettext_lazy("It is tried again in the next run."),
    actions.retry,
    Act.RUN_LINK,
)
RELEASE = Button(
    "bevestigen",
    gettext_lazy("Let these work orders go"),
    gettext_lazy("The work orders go with the next run."),
    actions.accept,
    Act.RUN_LINK,
    gettext_lazy("Every one of them becomes an invoice. An invoice that is made stays."),
)
RESUME = Button(
    "bevestigen",
    gettext_lazy("Let the invoices go on"),
    gettext_lazy("The invoices go on with the next run."),
    actions.accept,
    Act.RUN_LINK,
)
ACCEPT = Button(
    "bevestigen",
    gettext_lazy("Yes, this is right"),
    gettext_lazy("It is confirmed. The next run goes on with it."),
    actions.accept,
    Act.RUN_LINK,
)
APPROVE = Button(
    "zo-factureren",
    gettext_lazy("Invoice it like this"),
    gettext_lazy("It is invoiced as it is in the next run, unless something changes before."),
    actions.approve,
    Act.APPROVE,
)
APPROVED_COLLECTED = gettext_lazy(
    "It goes on the collective invoice of its customer as it is, unless something changes before."
)
APPROVED_PROJECT = gettext_lazy(
    "It is invoiced as it is, in the next run or with its project, unless something changes before."
)
DECLINE = Button(
    "niet-factureren",
    gettext_lazy("Do not invoice"),
    gettext_lazy(
        "No invoice is made of it as it is. At Work orders and invoices you can still choose it."
    ),
    actions.decline,
    Act.APPROVE,
    gettext_lazy(
        "No invoice is made of this work order as it is. When what is on it changes, it is looked "
        "at again."
    ),
)
CLOSE = Button(
    "afsluiten",
    gettext_lazy("Seen, close this"),
    gettext_lazy("It is closed. If it happens again, it comes back here."),
    actions.close,
    Act.RUN_LINK,
)
STANDS_AS = Button(
    "staat-erin",
    gettext_lazy("It is in the books under this number"),
    gettext_lazy("The next run looks it up and keeps it."),
    None,
    Act.RUN_LINK,
)
NO_INVOICE = Button(
    "geen-factuur",
    gettext_lazy("No invoice is needed"),
    gettext_lazy("The link does not look for it any more."),
    actions.no_invoice,
    Act.RUN_LINK,
    gettext_lazy("See in e-Boekhouden.nl first that the invoice is really not there."),
)
CREDIT_AND_AGAIN = Button(
    "opnieuw-factureren",
    gettext_lazy("Credit and invoice again"),
    gettext_lazy("The next run credits the invoice; the run after it makes the new one."),
    actions.credit_and_again,
    Act.CREDIT,
    gettext_lazy("The whole invoice is credited. A credit that is made stays."),
)
CREDIT_ONLY = Button(
    "alleen-crediteren",
    gettext_lazy("Only credit"),
    gettext_lazy("The next run credits the invoice and settles the work order."),
    actions.credit_only,
    Act.CREDIT,
    gettext_lazy(
        "The whole invoice is credited and no other is made. A credit that is made stays."
    ),
)
CREDIT_ALL_AND_AGAIN = replace(
    CREDIT_AND_AGAIN,
    label=gettext_lazy("Credit the whole invoice and invoice again"),
    done=gettext_lazy(
        "The next run credits the collective invoice; the run after it makes the new one, of all "
        "its work orders as they are then."
    ),
    question=gettext_lazy(
        "The whole collective invoice is credited, and all its work orders are invoiced again as "
        "they are now. A credit that is made stays."
    ),
)
CREDIT_ALL_ONLY = replace(
    CREDIT_ONLY,
    label=gettext_lazy("Only credit the whole invoice"),
    done=gettext_lazy("The next run credits the collective invoice and settles its work orders."),
    question=gettext_lazy(
        "The whole collective invoice is credited and no other is made; its other work orders are "
        "not invoiced any more either. A credit that is made stays."
    ),
)
LEAVE = Button(
    "laten",
    gettext_lazy("Leave it"),
    gettext_lazy("The invoice stays; the next run sets the work order to Afgehandeld again."),
    actions.leave,
    Act.RUN_LINK,
)
CREDIT_ANYWAY = Button(
    "toch-crediteren",
    gettext_lazy("Credit it anyway"),
    gettext_lazy("The next run credits the invoice."),
    actions.credit_anyway,
    Act.CREDIT,
    gettext_lazy("The whole invoice is credited. A credit that is made stays."),
)
DROP_CREDIT = Button(
    "niet-crediteren",
    gettext_lazy("Do not credit"),
    gettext_lazy("It is not credited from here."),
    actions.drop_credit,
    Act.RUN_LINK,
)
NUMBER_LENGTH = 50


def _answering(answer: Dwelling) -> Callable[[Item, User | None, datetime], bool]:
    return lambda item, user, now: actions.answer_item(item, answer, user, now)


ANSWERED = gettext_lazy(
    "The answer is kept for this address. The work order goes with the next run."
)
DWELLING = tuple(
    Button(f"adres-{answer}", label, ANSWERED, _answering(Dwelling(answer)), Act.RUN_LINK)
    for answer, label in ANSWERS.items()
)
# What answers one question about an invoice, beside the buttons for the whole of it.
OF_A_QUESTION = {DWELLING_UNKNOWN: DWELLING}
# What the books know of a customer is not read in every run: a person says when to look again.
LOOKED_UP = frozenset({"relation_other_company"})
# What waits for a yes cannot be closed without one: it would be out of sight.
ONLY = {"backlog": (RELEASE,), "exports_held": (RESUME,)}
# The link stands still until somebody signs in again; then these close by themselves.
SIGNING_IN = frozenset({"credentials_refused", "other_administration", "seal_broken"})
ACCEPTABLE = frozenset({"mass_change", "restored_books", "code_reused"})
AGAIN = frozenset({"setting_refused", "put_refused", "settle_refused", "step_refused", "defect"})


def buttons(item: Item) -> tuple[Button, ...]:
    """Return what may be decided about an item."""
    if item.kind in ONLY:
        return ONLY[item.kind]
    if item.kind in SIGNING_IN:
        return ()
    if item.kind in ACCEPTABLE:
        return (ACCEPT, CLOSE)
    return _of_job(item, item.job) if item.job else _of_record(item)


def _of_record(item: Item) -> tuple[Button, ...]:
    return (RETRY, CLOSE) if item.kind in AGAIN else (CLOSE,)


def _of_job(item: Item, job: ExportJob) -> tuple[Button, ...]:
    if item.kind in ASKS and job.state == State.REFUSED:
        # Closed without a decision it would be out of sight; beside a refusal a yes is idle.
        if job.refused_code not in ASKS:
            return (RETRY,)
        again = (RETRY,) if item.kind in LOOKED_UP else ()
        return (*OF_A_QUESTION.get(item.kind, ()), APPROVE, DECLINE, *again)
    if item.kind == "reopened":
        return _of_reopened(job)
    if job.credits and job.state in (State.REFUSED, State.INTENDED):
        return _of_credit(item, job)
    if job.state == State.INTENDED:
        # Without the invoice as a whole, its work orders would be left in the middle.
        return (RETRY, STANDS_AS) if job.collective else (RETRY, STANDS_AS, NO_INVOICE)
    # After an invoice nothing may be sent again, so trying again means nothing then.
    return (RETRY, CLOSE) if job.state == State.REFUSED or item.kind in AGAIN else (CLOSE,)


def _of_credit(item: Item, job: ExportJob) -> tuple[Button, ...]:
    if job.state == State.INTENDED:
        return (RETRY, STANDS_AS)
    if item.kind == "credit_there_already":
        return (DROP_CREDIT, CREDIT_ANYWAY)
    return (RETRY, DROP_CREDIT)


def _of_reopened(job: ExportJob) -> tuple[Button, ...]:
    """What was credited already is not credited again; a collective invoice only as a whole."""
    if not job.reopened_fingerprint:
        return (CLOSE,)
    if job.credits:
        return (LEAVE,)
    if job.collected_in_id:
        return (CREDIT_ALL_AND_AGAIN, CREDIT_ALL_ONLY, LEAVE)
    return (CREDIT_AND_AGAIN, CREDIT_ONLY, LEAVE)


def approved(connection: Connection, relation_code: str) -> str:
    """Say what becomes of an invoice that was approved."""
    agreed = agreements(connection.pk).get(folded(relation_code), NOTHING_AGREED)
    by = {Collect.NO: APPROVE.done, Collect.PROJECT: APPROVED_PROJECT}
    return str(by.get(agreed.collect, APPROVED_COLLECTED))
