"""What will be bound once a plan is carried out, for a run that only looks."""

from collections.abc import Collection, Mapping, Sequence

from bonbrug.sync.imports.plan import ImportPlan
from bonbrug.sync.model.bindings import PRODUCT, RELATION, Bound, Known
from bonbrug.sync.ports.bindings import Bindings


class Foreseen:
    """Bindings as a plan will leave them when all of it arrives; it remembers nothing."""

    def __init__(self, bindings: Bindings, plan: ImportPlan) -> None:
        self.now = bindings
        relations = [put.bound for put in (*plan.relations, *plan.to_books)]
        products = [put.bound for put in plan.hour_types] + [put.bound for put in plan.materials]
        self.planned = {
            RELATION: _by_key([*plan.keep_relations, *relations]),
            PRODUCT: _by_key([*plan.keep_products, *products]),
        }

    def known(self, kind: str) -> dict[str, Known]:
        planned = self.planned[kind].values()
        known = {one.key: Known(one.fingerprint, one.sent_as, one.books_id) for one in planned}
        return {**self.now.known(kind), **known}

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]:
        planned = self.planned[kind]
        found = self.now.bases(kind, [key for key in keys if key not in planned])
        return {**found, **{key: planned[key].base for key in keys if key in planned}}

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        """Nothing: what is only foreseen is not remembered."""

    def replaced_before(self, kind: str, fingerprints: Mapping[str, str]) -> set[str]:
        return self.now.replaced_before(kind, fingerprints)


def _by_key(bounds: Sequence[Bound]) -> dict[str, Bound]:
    return {bound.key: bound for bound in bounds}
