"""Relations, products, units, templates and the administration itself."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.accounts.actions import add_organisation
from bonbrug.books.actions import access
from bonbrug.books.actions.keep_product import (
    ProductDraft,
    add_product,
    add_unit,
    change_product,
    change_unit,
    delete_product,
    delete_unit,
)
from bonbrug.books.actions.keep_relation import (
    RelationDraft,
    add_relation,
    change_relation,
    delete_relation,
)
from bonbrug.books.actions.keep_template import (
    TemplateDraft,
    add_template,
    change_template,
    delete_template,
)
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration
from bonbrug.values.sealing import SealBroken
from tests.books.shelf import CODES, DRAFT, GUID, NOW, TODAY, counting_chance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BAKKER = RelationDraft(" BAK ", "Bakker & Zoon", city="Delft", free=("a",) + ("",) * 9)
TUBE = ProductDraft("KIT", "Kit", "Tube", Decimal("8.50"), "HOOG_VERK_21", "8000")


def test_a_relation_is_added_without_outer_spaces(books: Administration) -> None:
    relation = add_relation(books, BAKKER, TODAY)
    assert (relation.code, relation.free_1, relation.added_on) == ("BAK", "a", TODAY)


def test_a_change_replaces_every_field(books: Administration) -> None:
    relation = add_relation(books, BAKKER, TODAY)
    change_relation(relation, RelationDraft("BAK", "Bakker"))
    relation.refresh_from_db()
    assert (relation.name, relation.city, relation.free_1) == ("Bakker", "", "")


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(BAKKER, code=" "), "relation_code_missing"),
        (replace(BAKKER, name=""), "relation_name_missing"),
        (replace(BAKKER, kind="X"), "relation_kind_unknown"),
        (replace(BAKKER, code="TEST1"), "relation_code_taken"),
        (replace(BAKKER, code="x" * 16), "too_long"),
        (replace(BAKKER, default_account_id=999_999), "account_unknown"),
    ],
)
def test_a_wrong_relation_is_refused(
    books: Administration, draft: RelationDraft, code: str
) -> None:
    with pytest.raises(Refused, match=code) as refused:
        add_relation(books, draft, TODAY)
    assert refused.value.sentence


def test_an_unused_relation_is_deleted(books: Administration) -> None:
    delete_relation(books.relations.get(code="TEST1"))
    assert not books.relations.exists()


def test_a_relation_with_an_invoice_is_kept_with_a_reason(books: Administration) -> None:
    write_invoice(books, DRAFT, TODAY)
    with pytest.raises(Refused) as refused:
        delete_relation(books.relations.get(code="TEST1"))
    assert refused.value.facts == {"relation": "TEST1", "count": 1}
    assert "TEST1" in refused.value.sentence


def test_a_product_is_added_changed_and_deleted(books: Administration) -> None:
    product = add_product(books, TUBE)
    change_product(product, replace(TUBE, active=False, unit="Stuk"))
    product.refresh_from_db()
    assert (product.active, str(product.unit)) == (False, "Stuk")
    delete_product(product)
    assert not books.products.filter(code="KIT").exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": ""}, "product_code_missing"),
        ({"description": ""}, "product_description_missing"),
        ({"code": "KB15"}, "product_code_taken"),
        ({"vat_code": "HOOG_INK_21"}, "vat_code_unknown"),
        ({"account_code": "1300"}, "account_does_not_sell"),
        ({"account_code": "0"}, "account_unknown"),
        ({"unit": "Emmer"}, "unit_unknown"),
        ({"price": Decimal("Infinity")}, "amount_too_large"),
        ({"code": "x" * 51}, "too_long"),
    ],
)
def test_a_wrong_product_is_refused(
    books: Administration, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        add_product(books, replace(TUBE, **change))


def test_a_unit_that_is_used_is_kept(books: Administration) -> None:
    with pytest.raises(Refused, match="unit_in_use"):
        delete_unit(books.units.get(singular="Stuk"))
    delete_unit(books.units.get(singular="Doos"))
    assert not books.units.filter(singular="Doos").exists()


def test_a_unit_has_two_forms_and_stands_once(books: Administration) -> None:
    unit = add_unit(books, "Rol", "Rollen")
    change_unit(unit, "Rol", "Rolletjes")
    with pytest.raises(Refused, match="unit_taken"):
        add_unit(books, "Rol", "Rollen")
    with pytest.raises(Refused, match="unit_missing"):
        add_unit(books, "Zak", " ")


def test_a_template_that_is_used_is_kept(books: Administration) -> None:
    write_invoice(books, DRAFT, TODAY)
    template = books.templates.get()
    change_template(template, TemplateDraft("Test", footer="Dank"))
    with pytest.raises(Refused, match="template_in_use"):
        delete_template(template)


def test_a_template_name_stands_once(books: Administration) -> None:
    with pytest.raises(Refused, match="template_name_taken"):
        add_template(books, TemplateDraft("Test"))
    with pytest.raises(Refused, match="accent_wrong"):
        add_template(books, TemplateDraft("Anders", accent="red"))
    delete_template(add_template(books, TemplateDraft("Anders")))


def test_the_security_codes_are_sealed_and_readable(books: Administration) -> None:
    books.refresh_from_db()
    assert CODES.first not in books.sealed_security_code_1
    assert books.security_code_1 == CODES.first
    assert books.security_code_2 == CODES.second


def test_sealed_codes_do_not_open_in_another_record(books: Administration) -> None:
    organisation = add_organisation("Demo Schilders BV")
    other = new_administration(
        organisation, Firm("Demo Schilders BV"), "schilders", GUID.replace("AA", "BB"), CODES
    )
    other.sealed_security_code_1 = books.sealed_security_code_1
    with pytest.raises(SealBroken):
        str(other.security_code_1)


def test_new_codes_end_the_open_sessions(books: Administration) -> None:
    chance = counting_chance()
    session = access.open_session(books, "test", access.draw_guid(chance), NOW)
    fresh = access.draw_codes(chance)
    access.renew_codes(books, fresh, NOW)
    session.refresh_from_db()
    assert session.closed_at == NOW
    assert books.security_code_1 == fresh.first


def test_a_user_name_stands_once(books: Administration) -> None:
    organisation = add_organisation("Demo Schilders BV")
    with pytest.raises(Refused, match="username_taken"):
        new_administration(organisation, Firm("Demo"), "voorbeeld", GUID.replace("AA", "BB"), CODES)
