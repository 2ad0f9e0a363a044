"""A work order that our own tables or the books cannot hold never stops all the others."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db.models import CharField

from bonbrug.link.models import ExportJob
from tests.wrong_input.box import Box, material

BAD, GOOD, LATER = "18-1001", "18-1002", "18-1003"


def goes_on(box: Box) -> None:
    """The bad one is an item and uses no number; the others go on, also in the next run."""
    box.order(GOOD)
    box.sync()
    box.went(GOOD)
    box.order(LATER)
    box.sync()
    box.went(LATER)
    box.waits(BAD)
    assert [item for item in box.items() if item[1] == BAD]


@pytest.mark.postgres
@pytest.mark.parametrize("amount", [Decimal(999_999), Decimal(999_999_999)])
def test_an_amount_that_does_not_fit(box: Box, amount: Decimal) -> None:
    box.order(BAD, materials=[material(quantity=str(amount), price=amount)])
    goes_on(box)


@pytest.mark.postgres
def test_a_work_order_number_that_does_not_fit(box: Box) -> None:
    """SQLite keeps it, PostgreSQL refuses the row and with it all that came in the same run."""
    box.order("9" * 200)
    box.order(GOOD)
    box.sync()
    box.went(GOOD)
    assert list(too_long_values()) == []


def too_long_values() -> Iterator[str]:
    columns = [one for one in ExportJob._meta.get_fields() if isinstance(one, CharField)]
    for job in ExportJob.objects.all():
        for column in columns:
            if column.max_length and len(getattr(job, column.name)) > column.max_length:
                yield column.name
