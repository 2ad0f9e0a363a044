"""What a work order would become now: drafted once per step, fingerprinted in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.drafting.draft import Draft, articles, draft
from bonbrug.sync.drafting.heading import told
from bonbrug.sync.fingerprints import fingerprint_of, work_order_fingerprint
from bonbrug.sync.imports import price_history
from bonbrug.sync.invoicing.doubts import doubts
from bonbrug.sync.model import serializers
from bonbrug.sync.model.agreements import NOTHING_AGREED, CustomerAgreement
from bonbrug.sync.model.bindings import PRODUCT, RELATION, Known
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import Product, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.agreements import Agreements
from bonbrug.sync.states.jobs import Job
from bonbrug.sync.vat import order_vat
from bonbrug.sync.vat.facts import VatReader
from bonbrug.values.quantity import folded

Bases = Mapping[str, Mapping[str, str | bool]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A work order with the lines of its invoice, and why there is none (empty: it may be sent).

    `content` is the fingerprint of the work order alone, `circumstances` that of all that a
    refusal or a person's yes depends on.
    """

    order: WorkOrder
    made: Draft
    problems: Sequence[Finding]
    content: str
    circumstances: str


class Judge:
    """Judges work orders by what is remembered of products and relations."""

    def __init__(self, ports: Ports, run: RunContext) -> None:
        self.bindings, self.agreements, self.run = ports.bindings, ports.agreements, run
        self.field, self.names = ports.field, dict[str, str]()
        self.able, self.vat = ports.books.capabilities, VatReader(ports, run)
        self.relations: Mapping[str, Known] | None = None

    def judge(self, job: Job, order: WorkOrder) -> Judged:
        """Draft it and look for reasons to refuse.

        What is doubtful is asked, unless a person said in these circumstances that it is right.
        """
        bases, made = self._draft(order)
        asks = [] if made.problems else self._asks(order, made)
        content = work_order_fingerprint(order)
        now = circumstances(
            content,
            self.run.choices,
            _fingerprints(bases),
            self._relation(order),
            self._agreement(order),
        )
        if asks:
            about = [*self._heading(order), *order_vat.parts(made.vat)]
            now = fingerprint_of([now, *map(repr, asks), *about])
        approved = bool(asks) and job.approved_fingerprint == now
        problems = made.problems or ([] if approved else asks)
        return Judged(order, made, problems, content, now)

    def _heading(self, order: WorkOrder) -> list[str]:
        """Return what the heading tells: a yes holds for it too."""
        return list(told(order, self.able.texts)) if self.run.choices.heading else []

    def _asks(self, order: WorkOrder, made: Draft) -> list[Finding]:
        return [*made.doubts, *doubts(order, made.lines, self.run.today)]

    def draft(self, order: WorkOrder) -> Draft:
        """Make the lines alone."""
        return self._draft(order)[1]

    def _draft(self, order: WorkOrder) -> tuple[Bases, Draft]:
        agreement = self._agreement(order)
        bases = self.bindings.bases(PRODUCT, articles(order, self.run.choices, agreement))

        def remembered(code: str) -> Product | None:
            base = bases.get(folded(code))
            return serializers.product_from(base) if base else None

        made = draft(
            order,
            remembered,
            self.run.choices,
            self.able,
            lambda code, day: price_history.before(bases.get(folded(code)), day),
            agreement,
            self._named,
            self.vat.facts(order),
        )
        return bases, made

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

    def _agreement(self, order: WorkOrder) -> CustomerAgreement:
        return agreement_with(self.agreements, order)


def agreement_with(agreements: Agreements, order: WorkOrder) -> CustomerAgreement:
    """Return what was agreed with the customer of a work order."""
    return agreements.agreements().get(folded(order.customer.code), NOTHING_AGREED)


def is_changed(job: Job, order: WorkOrder) -> bool:
    """Tell whether a work order says something else than when its invoice was claimed."""
    return work_order_fingerprint(order) != job.content_fingerprint


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


def _fingerprints(bases: Bases) -> dict[str, str]:
    return {key: fingerprint_of(map(str, base.values())) for key, base in bases.items()}
