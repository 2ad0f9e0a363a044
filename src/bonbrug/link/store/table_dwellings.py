"""sync.ports.dwellings on the tables."""

from functools import cached_property

from bonbrug.link.models import AddressAnswer
from bonbrug.link.store.fenced import Fenced
from bonbrug.values.vat_work import Dwelling


class TableDwellings(Fenced):
    """The answered addresses of one connection, read once in a run."""

    def dwellings(self) -> dict[str, Dwelling]:
        return self._answered

    @cached_property
    def _answered(self) -> dict[str, Dwelling]:
        rows = AddressAnswer.objects.filter(connection_id=self.id)
        return {key: Dwelling(answer) for key, answer in rows.values_list("key", "answer")}
