"""A form with several buttons asks for the act of the one that was pressed."""

import pytest

from bonbrug.accounts.acts import Act
from bonbrug.accounts.roles import Answer, Whose, decide
from bonbrug.link.models import Item
from bonbrug.link.pages import decisions
from bonbrug.link.pages.decisions import Button
from bonbrug.workorders.models import WorkOrder
from tests.proofs.roles.conftest import Who
from tests.site.filled_lists import Filled

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

BUTTONS = {
    name: each for name, each in vars(decisions).items() if isinstance(each, Button)
}  # fmt: skip


def here(people: list[Who], *, bare: bool) -> list[Who]:
    return [who for who in people if who.own and who.name.endswith("bare") is bare]


def answer_to(who: Who, act: Act, usual: int) -> int:
    said = decide(who.standing, act, Whose.FIRMS)
    return {Answer.ALLOWED: usual, Answer.NOT_YOURS: 404, Answer.NOT_YOUR_ROLE: 403}[said]


@pytest.mark.parametrize("name", BUTTONS)
def test_each_button_at_to_do_asks_for_its_own_act(
    firm: Filled, people: list[Who], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = BUTTONS[name]
    item = Item.objects.get()
    address = f"/koppeling/{firm.link.pk}/te-doen/{item.pk}/"
    monkeypatch.setattr("bonbrug.link.pages.to_do.buttons", lambda _item: (button,))
    for who in here(people, bare=False) + here(people, bare=True):
        Item.objects.filter(pk=item.pk).update(closed_at=None)
        status = who.client.post(address, {"besluit": button.word}).status_code
        seen = decide(who.standing, Act.SEE_LINK, Whose.FIRMS) is Answer.ALLOWED
        assert status == (answer_to(who, button.act, 302) if seen else 403), who.name


def test_withdrawing_a_direct_debit_file_asks_for_collecting(
    firm: Filled, people: list[Who]
) -> None:
    batch = firm.books.debit_batches.earliest("pk")
    address = f"/boekhouden/{firm.books.pk}/te-incasseren/bestanden/{batch.pk}/"
    for who in here(people, bare=True):
        assert who.client.post(address, {"what": "withdraw"}).status_code == 403, who.name
    for who in here(people, bare=False):
        status = who.client.post(address, {"what": "withdraw"}).status_code
        assert status == answer_to(who, Act.COLLECT, 302), who.name


def test_a_fitter_sees_work_orders_of_their_own_and_changes_none(
    firm: Filled, people: list[Who]
) -> None:
    fitter = next(who for who in people if who.name == "fitter here")
    mine, other = WorkOrder.objects.filter(archived=False).order_by("pk")[:2]
    assert mine.employee
    mine.employee.user_id = int(fitter.client.session["_auth_user_id"])
    mine.employee.save()
    road = f"/werkbonnen/{firm.company.pk}/"
    listed = fitter.client.get(road).content.decode()
    assert f"/bon/{mine.pk}/" in listed
    assert f"/bon/{other.pk}/" not in listed
    assert fitter.client.get(f"{road}bon/{mine.pk}/").status_code == 200
    assert fitter.client.get(f"{road}bon/{other.pk}/").status_code == 404
    assert fitter.client.get(f"{road}bon/{mine.pk}/wijzigen/").status_code == 403
    assert fitter.client.post(f"{road}bon/{mine.pk}/compleet/").status_code == 403


def test_a_bookkeeper_changes_the_bookkeeping_fields_of_a_relation_and_no_other(
    firm: Filled, people: list[Who]
) -> None:
    who = next(each for each in people if each.name == "bookkeeper here")
    relation = firm.books.relations.get(code="R1")
    road = f"/boekhouden/{firm.books.pk}/relaties/{relation.pk}/"
    page = who.client.get(road).content.decode()
    assert 'name="name"' in page
    sent = {"code": "R1", "name": "Een ander", "kind": relation.kind, "iban": "NL91ABNA0417164300"}
    assert who.client.post(road, sent).status_code == 302
    was, phone = relation.name, relation.phone
    relation.refresh_from_db()
    assert (relation.name, relation.phone) == (was, phone)
    assert relation.iban == "NL91ABNA0417164300"
