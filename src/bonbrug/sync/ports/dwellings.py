"""What people said that the addresses are where work is done."""

from collections.abc import Mapping
from typing import Protocol

from bonbrug.values.vat_work import Dwelling


class Dwellings(Protocol):
    """The answered addresses of one connection; only read."""

    def dwellings(self) -> Mapping[str, Dwelling]:
        """Return all of them by key, as they stood when this run first asked.

        Asked for when the VAT of a work order depends on it: a run without one reads none.
        """
