"""What a work order is judged by besides itself: the day, both lists, and what came before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bonbrug.sync.judging.usual import Usual
from bonbrug.sync.judging.weights import CHECKS, NOTE
from bonbrug.sync.judging.work import Worked
from bonbrug.sync.model.findings import Fact, Finding
from bonbrug.sync.model.history import KnownOrder
from bonbrug.sync.model.records import BY_POST, Delivery, Product, Relation, WorkOrder


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a work order is judged; all of it is about others or agreed before.

    `products` are the price list by key (values/quantity.folded), `relation` is the customer as
    both sides last agreed on it (None: not linked). `work` is that of the same days on other work
    orders; `alike` are other work orders that seem to be this one. `prices` are what this customer
    agreed to or paid last, by the key of the article. `usual` is None as long as too few invoices
    are known. `discount` is the percentage that this customer gets on every line,
    `delivery` how the invoice goes to them.
    """

    today: date
    products: Mapping[str, Product] = field(default_factory=dict)
    relation: Relation | None = None
    work: tuple[Worked, ...] = ()
    alike: tuple[KnownOrder, ...] = ()
    prices: Mapping[str, Decimal] = field(default_factory=dict)
    usual: Usual | None = None
    discount: Decimal = Decimal(0)
    delivery: Delivery = BY_POST


@dataclass(frozen=True, slots=True)
class Asking:
    """Makes the findings about one work order, each with the weight of its code."""

    order: WorkOrder

    def about(self, code: str, **facts: Fact) -> Finding:
        needs_person = CHECKS[code].weight is not NOTE
        return Finding(code, self.order.number, facts, needs_person, self.order.row_id)
