"""The real link through faults: one invoice per work order, none lost, whatever happens when."""

from collections.abc import Iterator

import pytest

from tests.proofs.faults.matrix import SAMPLE, Cell, cells, seed
from tests.proofs.faults.walkers import Walker, walker

TABLE = list(cells(SAMPLE, seed()))


@pytest.fixture(scope="module")
def link() -> Iterator[Walker]:
    with walker() as one:
        yield one


@pytest.mark.parametrize("cell", TABLE, ids=lambda cell: "-".join(map(str, cell)))
def test_a_fault_at_any_call_ends_with_one_invoice_per_work_order(cell: Cell, link: Walker) -> None:
    told = link.play(cell)
    assert told["struck"], "the fault was never met"
    assert told["word"] == "held", told["broken"]
