"""What a work order is judged by: read once for all of a run, and only when one is judged."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from bonbrug.sync.history.diary import Diary
from bonbrug.sync.judging.amounts import is_worth_asking
from bonbrug.sync.judging.context import Context
from bonbrug.sync.judging.usual import LAST, Usual, last_prices, usual
from bonbrug.sync.judging.work import likeness
from bonbrug.sync.model import serializers
from bonbrug.sync.model.bindings import RELATION
from bonbrug.sync.model.history import KnownOrder, PastInvoice
from bonbrug.sync.model.records import InvoiceLine, Product, Relation, WorkOrder
from bonbrug.sync.model.settings import Limits
from bonbrug.sync.ports.bindings import Bindings
from bonbrug.sync.ports.history import History
from bonbrug.values.quantity import folded

LAST_OF_A_CUSTOMER = 10  # invoices in which the last price of an article is looked for


class Past:
    """`orders` are all work orders of this run: as they are now they count before what is
    remembered of them, and what is looked up for one is looked up for all.
    """

    def __init__(self, history: History, bindings: Bindings, today: date, limits: Limits) -> None:
        self.history, self.bindings, self.today, self.limits = history, bindings, today, limits
        self.orders: Mapping[str, WorkOrder] = {}
        self._alike: dict[str, list[KnownOrder]] = {}
        self._prices: dict[str, dict[str, Decimal]] = {}
        self._relations: dict[str, Relation | None] = {}

    @cached_property
    def _usual(self) -> Usual | None:
        return usual(self.history.last_invoices(LAST))

    @cached_property
    def _likenesses(self) -> dict[str, str]:
        return {row_id: likeness(order) for row_id, order in self.orders.items()}

    @cached_property
    def _diary(self) -> Diary:
        return Diary(self.history, self.orders, self.today)

    def context(
        self, order: WorkOrder, lines: Sequence[InvoiceLine], products: Mapping[str, Product]
    ) -> Context:
        """Return all that this work order is judged by besides itself."""
        relation = self._relation(order)
        return Context(
            self.today,
            products,
            relation,
            self._diary.beside(order),
            tuple(self._alike_before(order)),
            self._prices_of(relation.code if relation else order.customer.code),
            self._usual if is_worth_asking(lines, self.limits) else None,
        )

    def _relation(self, order: WorkOrder) -> Relation | None:
        key = folded(order.customer.code)
        every = (folded(one.customer.code) for one in self.orders.values())
        if wanted := _missing(self._relations, key, every):
            bases = self.bindings.bases(RELATION, wanted)
            made = {one: serializers.relation_from(base) for one, base in bases.items()}
            self._relations.update({one: made.get(one) for one in wanted})
        return self._relations[key]

    def _prices_of(self, code: str) -> Mapping[str, Decimal]:
        """Return what this customer paid last; `code` as the books write it."""
        known = {folded(one.code): one.code for one in self._relations.values() if one}
        codes = (one.customer.code for one in self.orders.values())
        every = (known.get(folded(one), one) for one in codes)
        if wanted := _missing(self._prices, code, every):
            found: dict[str, list[PastInvoice]] = {one: [] for one in wanted}
            for invoice in self.history.invoices_of(wanted, LAST_OF_A_CUSTOMER):
                found[invoice.relation_code].append(invoice)
            self._prices.update({one: last_prices(each) for one, each in found.items()})
        return self._prices[code]

    def _alike_before(self, order: WorkOrder) -> list[KnownOrder]:
        """Return what seems to be this work order and was here before it, or has its invoice."""
        mine = likeness(order)
        if wanted := _missing(self._alike, mine, self._likenesses.values()):
            self._alike.update({one: [] for one in wanted})
            since = self.today - timedelta(days=self.limits.twice_days)
            for known in self.history.alike(wanted, since):
                self._alike[known.likeness].append(known)
        there = [one for one in self._alike[mine] if self._is_still(one)]
        rows = {one.row_id for one in there}
        new = [row for row, like in self._likenesses.items() if like == mine and row not in rows]
        there += [KnownOrder(row, self.orders[row].number or row, mine) for row in new]
        place = next((at for at, one in enumerate(there) if one.row_id == order.row_id), len(there))
        others = [(at, one) for at, one in enumerate(there) if at != place]
        return [one for at, one in others if at < place or one.invoice_number]

    def _is_still(self, known: KnownOrder) -> bool:
        """What is remembered of a work order counts as long as it does not say otherwise now."""
        return self._likenesses.get(known.row_id, known.likeness) == known.likeness


def _missing(cache: Mapping[str, object], key: str, every: Iterable[str]) -> set[str]:
    """Return what must be looked up for this key: the first time all that will be needed."""
    return ({key} if cache else {key, *every}) - cache.keys()
