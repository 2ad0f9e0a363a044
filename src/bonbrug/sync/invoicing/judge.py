"""What a work order would become now: drafted once per step, fingerprinted in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.fingerprints import fingerprint_of, work_order_fingerprint
from bonbrug.sync.history.lookup import Past
from bonbrug.sync.imports import price_history
from bonbrug.sync.invoicing.draft import Draft, articles, draft
from bonbrug.sync.judging.findings import by_choice, findings
from bonbrug.sync.judging.weights import Weighed, identity, weigh
from bonbrug.sync.model import serializers
from bonbrug.sync.model.bindings import PRODUCT, RELATION, Known
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import Product, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.states.jobs import Job
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
        self.bindings, self.run = ports.bindings, run
        self.able = ports.books.capabilities
        self.relations: Mapping[str, Known] | None = None
        choices = run.choices
        self.past = Past(ports.history, ports.bindings, run.today, choices.limits)

    def judge(self, job: Job, order: WorkOrder) -> Judged:
        """Draft it and look for reasons to refuse.

        What is doubtful is asked, unless a person said in these circumstances that it is right.
        """
        bases, made = self._draft(order)
        weighed = self.weigh(order, made, _products(bases))
        content = work_order_fingerprint(order)
        now = circumstances(content, self.run.choices, _fingerprints(bases), self._relation(order))
        if weighed.asks:
            now = fingerprint_of([now, *map(identity, weighed.asks)])
        approved = not weighed.refusals and job.approved_fingerprint == now
        problems = weighed.refusals if approved else (*weighed.refusals, *weighed.asks)
        return Judged(order, replace(made, warnings=weighed.notes), problems, content, now)

    def weigh(self, order: WorkOrder, made: Draft, products: Mapping[str, Product]) -> Weighed:
        """Look for what a person would ask about; what cannot be drafted is refused as it is."""
        if made.problems:
            return Weighed(made.problems, (), made.warnings)
        choices = self.run.choices
        context = self.past.context(order, made.lines, products)
        found = findings(order, made.lines, context, choices.limits)
        found = by_choice(order, made.lines, choices.control, [*found, *made.warnings])
        return weigh(found, choices.control)

    def draft(self, order: WorkOrder) -> Draft:
        """Make the lines alone."""
        return self._draft(order)[1]

    def _draft(self, order: WorkOrder) -> tuple[Bases, Draft]:
        bases = self.bindings.bases(PRODUCT, articles(order))

        def remembered(code: str) -> Product | None:
            base = bases.get(folded(code))
            return serializers.product_from(base) if base else None

        made = draft(
            order,
            remembered,
            self.run.choices,
            self.able,
            lambda code, day: price_history.before(bases.get(folded(code)), day),
        )
        return bases, made

    def _relation(self, order: WorkOrder) -> Known | None:
        if self.relations is None:
            self.relations = self.bindings.known(RELATION)
        return self.relations.get(folded(order.customer.code))


def is_changed(job: Job, order: WorkOrder) -> bool:
    """Tell whether a work order says something else than when its invoice was claimed."""
    return work_order_fingerprint(order) != job.content_fingerprint


def circumstances(
    content: str, choices: SyncSettings, products: Mapping[str, str], relation: Known | None
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
        ]
    )


def _products(bases: Bases) -> dict[str, Product]:
    return {key: serializers.product_from(base) for key, base in bases.items()}


def _fingerprints(bases: Bases) -> dict[str, str]:
    return {key: fingerprint_of(map(str, base.values())) for key, base in bases.items()}
