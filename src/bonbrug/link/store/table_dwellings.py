"""sync.ports.dwellings on the tables."""

from functools import cached_property

from bonbrug.link.models import AddressAnswer
from bonbrug.link.store.fenced import Fenced
from bonbrug.values.vat_work import Dwelling


def dwellings(connection_id: int) -> dict[str, Dwelling]:
    """Return what people said that the addresses of a connection are, by key."""
    rows = AddressAnswer.objects.filter(connection_id=connection_id)
    return {key: Dwelling(answer) for key, answer in rows.values_list("key", "answer")}


class TableDwellings(Fenced):
    """The answered addresses of one connection, read once in a run."""

    def dwellings(self) -> dict[str, Dwelling]:
        return self._answered

    @cached_property
    def _answered(self) -> dict[str, Dwelling]:
        return dwellings(self.id)
