"""What a work order would become now: drafted once per step, fingerprinted in one place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.drafting.draft import Draft, articles, draft
from bonbrug.sync.drafting.invoice import expected_totals, invoice_of
from bonbrug.sync.drafting.terms import terms
from bonbrug.sync.fingerprints import (
    fingerprint_of,
    invoice_fingerprint,
    work_order_fingerprint,
)
from bonbrug.sync.history.lookup import Past
from bonbrug.sync.imports import price_history
from bonbrug.sync.judging.findings import by_choice, findings
from bonbrug.sync.judging.weights import (
    CHANGED_AFTER_YES,
    OTHER_COMPANY,
    Weighed,
    identity,
    weigh,
)
from bonbrug.sync.model import serializers
from bonbrug.sync.model.agreements import NOTHING_AGREED, CustomerAgreement
from bonbrug.sync.model.bindings import PRODUCT, RELATION, Known
from bonbrug.sync.model.findings import Finding, asked
from bonbrug.sync.model.records import Invoice, Product, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.agreements import Agreements
from bonbrug.sync.states.jobs import Job
from bonbrug.sync.vat import order_vat
from bonbrug.sync.vat.facts import VatReader
from bonbrug.values.quantity import folded

Bases = Mapping[str, Mapping[str, str | bool]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A work order with its invoice to be, and why there is none (empty: it may be sent).

    `proposed` has no number yet (None when no invoice can be made). `content` is the fingerprint of
    the work order alone, `circumstances` that of all that a refusal or a person's yes depends on.
    """

    order: WorkOrder
    made: Draft
    proposed: Invoice | None
    problems: Sequence[Finding]
    content: str
    circumstances: str

    @property
    def with_customer(self) -> str:
        """Return the circumstances of who also said that the customer is the one that is meant."""
        return _with_customer(self.circumstances)

    def about(self, problems: Sequence[Finding]) -> str:
        """Return the circumstances of these problems: who was not asked who it is said nothing."""
        asked_who = any(problem.code == OTHER_COMPANY for problem in problems)
        return self.with_customer if asked_who else self.circumstances


class Judge:
    """Judges work orders by what is remembered of products and relations."""

    def __init__(self, ports: Ports, run: RunContext) -> None:
        self.bindings, self.agreements, self.run = ports.bindings, ports.agreements, run
        self.field, self.names = ports.field, dict[str, str]()
        self.able, self.vat = ports.books.capabilities, VatReader(ports, run)
        self.relations: Mapping[str, Known] | None = None
        choices = run.choices
        self.past = Past(ports.history, ports.bindings, run.today, choices.limits)

    def judge(self, job: Job, order: WorkOrder) -> Judged:
        """Draft it and look for reasons to refuse.

        What is doubtful is asked, unless a person said in these circumstances that it is right.
        """
        bases = self._bases(order)
        products = _products(bases)
        made = self._draft(order, bases, products)
        weighed = self.weigh(order, made, products)
        content = work_order_fingerprint(order)
        now = circumstances(
            content,
            self.run.choices,
            _fingerprints(bases),
            self._relation(order),
            self.agreement(order),
        )
        proposed = None if made.problems else self._propose(job, order, made)
        if proposed:
            about = (*order_vat.parts(made.vat), _what_is_said_of(proposed))
            now = fingerprint_of([now, *map(identity, weighed.asks), *about])
        said_yes_to = job.approved_fingerprint
        approved = not weighed.refusals and said_yes_to in (now, _with_customer(now))
        asks = () if approved else weighed.asks
        if proposed and said_yes_to and not (approved or weighed.refusals or asks):
            asks = (_changed_after_yes(order),)
        problems = (*weighed.refusals, *asks)
        made = replace(made, warnings=weighed.notes)
        return Judged(order, made, proposed, problems, content, now)

    def weigh(self, order: WorkOrder, made: Draft, products: Mapping[str, Product]) -> Weighed:
        """Look for what a person would ask about; what cannot be drafted is refused as it is."""
        if made.problems:
            return Weighed(made.problems, (), made.warnings)
        choices = self.run.choices
        context = self.past.context(order, made.lines, products)
        agreed = terms(choices, self.agreement(order))
        context = replace(context, discount=agreed.discount, delivery=made.delivery)
        found = [*findings(order, made.lines, context, choices.limits), *made.doubts]
        found = by_choice(order, made.lines, choices.control, [*found, *made.warnings])
        return weigh(found, choices.control)

    def _propose(self, job: Job, order: WorkOrder, made: Draft) -> Invoice:
        run, code, marker = self.run, order.customer.code, self.marker(job, order)
        about = (code, made.lines, run.choices, marker, run.today, self.able, order)
        return replace(invoice_of(*about), delivery=made.delivery)

    def marker(self, job: Job, order: WorkOrder) -> str:
        """Return the marker that the invoice of this job carries."""
        word = self.able.texts.work_order
        return self.run.markers.marker(word, order.number, job.row_id, job.generation)

    def draft(self, order: WorkOrder) -> Draft:
        """Make the lines alone."""
        bases = self._bases(order)
        return self._draft(order, bases, _products(bases))

    def _bases(self, order: WorkOrder) -> Bases:
        codes = articles(order, self.run.choices, self.agreement(order))
        return self.bindings.bases(PRODUCT, codes)

    def _draft(self, order: WorkOrder, bases: Bases, products: Mapping[str, Product]) -> Draft:
        return draft(
            order,
            lambda code: products.get(folded(code)),
            self.run.choices,
            self.able,
            lambda code, day: price_history.before(bases.get(folded(code)), day),
            self.agreement(order),
            self._named,
            self.vat.facts(order),
        )

    def _named(self, employee: str) -> str:
        """Return the name of an employee, whom the work orders are asked for once."""
        if not self.names:
            people = self.field.employees()
            self.names = {one.number: f"{one.first_name} {one.last_name}".strip() for one in people}
        return self.names.get(employee) or employee

    def _relation(self, order: WorkOrder) -> Known | None:
        if self.relations is None:
            self.relations = self.bindings.known(RELATION)
        return self.relations.get(folded(order.customer.code))

    def agreement(self, order: WorkOrder) -> CustomerAgreement:
        """Return what was agreed with its customer."""
        return agreement_with(self.agreements, order)


def agreement_with(agreements: Agreements, order: WorkOrder) -> CustomerAgreement:
    """Return what was agreed with the customer of a work order."""
    return agreements.agreements().get(folded(order.customer.code), NOTHING_AGREED)


def circumstances(
    content: str,
    choices: SyncSettings,
    products: Mapping[str, str],
    relation: Known | None,
    agreement: CustomerAgreement = NOTHING_AGREED,
) -> str:
    """Return a fingerprint of all that a refusal may depend on.

    `content` is the fingerprint of the work order; `products` those of its products by key.
    """
    return fingerprint_of(
        [
            content,
            str(choices.version),
            relation.fingerprint if relation else "",
            *(f"{key}={products[key]}" for key in sorted(products)),
            *agreement.parts,
        ]
    )


def _with_customer(circumstances: str) -> str:
    return fingerprint_of([circumstances, OTHER_COMPANY])


def _changed_after_yes(order: WorkOrder) -> Finding:
    """Nothing is doubtful, but it is not what a person said yes to."""
    return asked(CHANGED_AFTER_YES, order.number, order.row_id)


def _what_is_said_of(proposed: Invoice) -> str:
    """Return a fingerprint of an invoice but for its number and day; what it costs counts."""
    gross = expected_totals(proposed).gross
    return fingerprint_of([invoice_fingerprint(replace(proposed, day=date.min)), str(gross)])


def _products(bases: Bases) -> dict[str, Product]:
    return {key: serializers.product_from(base) for key, base in bases.items()}


def _fingerprints(bases: Bases) -> dict[str, str]:
    """Return those of products, by value in the order of a product: a database keeps its own."""
    return {key: fingerprint_of(_in_order(base)) for key, base in bases.items()}


def _in_order(base: Mapping[str, str | bool]) -> Iterator[str]:
    order = serializers.product_values(serializers.product_from(base))
    return (str(base[name]) for name in order if name in base)
