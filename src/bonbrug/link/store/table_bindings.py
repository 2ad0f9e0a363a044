"""sync.ports.bindings on the tables."""

from collections.abc import Collection, Mapping, Sequence

from bonbrug.link.store import bindings
from bonbrug.link.store.fenced import Fenced
from bonbrug.sync.model.bindings import Bound, Known


class TableBindings(Fenced):
    """The bound records of one connection."""

    def known(self, kind: str) -> dict[str, Known]:
        return bindings.known(self.id, kind)

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]:
        return bindings.bases(self.id, kind, keys)

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        if records:
            with self.lease.fenced():
                bindings.keep(self.id, kind, records, self.run_id)

    def replaced_before(self, kind: str, fingerprints: Mapping[str, str]) -> set[str]:
        return bindings.replaced_before(self.id, kind, fingerprints)
