"""The answer to "is this a dwelling?" goes with the address that the question was asked about."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.link import actions
from bonbrug.link.models import AddressAnswer, ExportJob, Item
from bonbrug.sync.model.records import WorkPlace
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import work_order
from tests.link.pages.test_waiting_invoices import page, to_do

__all__ = ["page"]
pytestmark = pytest.mark.django_db
PAINTING = replace(work_order(), type_of_work="Schilderwerk")
(MANY,) = PAINTING.materials
BEFORE = WorkPlace("Kerkstraat", "7", "1235 EF", "Oud-Voorbeeld")
AFTER = WorkPlace("Molenweg", "9", "4321 ZX", "Nieuw-Voorbeeld")


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    made = make_linked(monkeypatch)
    kinds = actions.VatChoices(None, None, [("Schilderwerk", "painting")])
    actions.choose_vat(made.connection, kinds, None, made.now)
    made.connection.refresh_from_db()
    made.world.add(replace(PAINTING, work_place=BEFORE))
    made.done()
    return made


def answer(page: Client, linked: Linked, key: str) -> str:
    item = Item.objects.get(closed_at=None)
    where = f"/koppeling/{linked.connection.pk}/te-doen/{item.pk}/"
    given = {"besluit": "adres-no", "adres": key}
    return page.post(where, given, follow=True).content.decode()


def test_the_address_that_stands_there_is_the_one_of_now(page: Client, linked: Linked) -> None:
    linked.world.add(replace(PAINTING, work_place=AFTER))
    linked.later()
    text = to_do(page, linked)
    assert "Molenweg 9" in text
    assert "Kerkstraat 7" not in text


def test_an_answer_goes_with_the_address_of_now(page: Client, linked: Linked) -> None:
    linked.world.add(replace(PAINTING, work_place=AFTER))
    linked.later()
    (key,) = re.findall(r'name="adres" value="([^"]+)"', to_do(page, linked))
    answer(page, linked, key)
    assert list(AddressAnswer.objects.values_list("key", flat=True)) == ["4321 ZX 9"]
    linked.later()
    assert (ExportJob.objects.get().state, linked.kinds()) == ("settled", [])


def test_an_answer_to_another_address_than_that_of_now_is_not_taken(
    page: Client, linked: Linked
) -> None:
    """The page was opened before the work order got another address."""
    (key,) = re.findall(r'name="adres" value="([^"]+)"', to_do(page, linked))
    linked.world.add(replace(PAINTING, work_place=AFTER))
    linked.later()
    assert "Dit is intussen veranderd" in answer(page, linked, key)
    assert not AddressAnswer.objects.exists()
    assert Item.objects.filter(closed_at=None).exists()


def test_the_customer_of_now_counts_where_the_work_is_done_there(
    page: Client, linked: Linked
) -> None:
    moved = replace(PAINTING.customer, postal_code="4321 ZX", house_number="9")
    linked.world.add(replace(PAINTING, customer=moved))
    linked.later()
    assert "4321 ZX" in to_do(page, linked)


def test_questions_about_addresses_cost_no_query_each(page: Client, linked: Linked) -> None:
    counts = []
    for rows in (range(2, 11), range(11, 41)):
        for row in rows:
            place = replace(BEFORE, house_number=str(row))
            mine = work_order(str(row), type_of_work="Schilderwerk", work_place=place)
            linked.world.add(
                replace(mine, materials=(replace(MANY, quantity=Decimal(2000 + row)),))
            )
        linked.later()
        to_do(page, linked)
        with CaptureQueriesContext(connection) as asked:
            text = to_do(page, linked)
            counts.append(len(asked))
    assert text.count('name="adres"') == 40
    assert counts[0] == counts[1] > 0
