"""Relations, products, units, templates and codes: saving, refusing, deleting."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.books.models import Administration, Invoice

RELATION = {"code": "NIEUW", "name": "Bakkerij Voorbeeld", "kind": "B", "city": "Zaandorp"}
PRODUCT = {
    "code": "9", "description": "Montage-uur", "unit": "Uur", "price": "1.062,50",
    "vat_code": "HOOG_VERK_21", "account_code": "8020", "active": "on",
}  # fmt: skip


def test_a_relation_is_added(office: Client, books: Administration) -> None:
    answer = office.post(reverse("books:relation_add", args=[books.pk]), RELATION, follow=True)
    assert "Bakkerij Voorbeeld is opgeslagen." in answer.text
    assert books.relations.get(code="NIEUW").city == "Zaandorp"


def test_a_change_keeps_what_the_form_does_not_show(office: Client, books: Administration) -> None:
    relation = books.relations.get(code="TEST1")
    relation.free_3, relation.fax = "A12", "020 555 01 09"
    relation.save()
    office.post(
        reverse("books:relation", args=[books.pk, relation.pk]), RELATION | {"code": "TEST1"}
    )
    relation.refresh_from_db()
    assert (relation.name, relation.free_3, relation.fax) == (
        "Bakkerij Voorbeeld", "A12", "020 555 01 09",
    )  # fmt: skip


def test_a_taken_code_is_refused_and_nothing_typed_is_lost(
    office: Client, books: Administration
) -> None:
    answer = office.post(
        reverse("books:relation_add", args=[books.pk]), RELATION | {"code": "TEST1"}
    )
    assert "Code TEST1 is al in gebruik." in answer.text
    assert "Bakkerij Voorbeeld" in answer.text


def test_relations_are_found_by_name(office: Client, books: Administration) -> None:
    page = reverse("books:relations", args=[books.pk])
    assert ">TEST1<" in office.get(page, {"zoek": "test utrecht"}).text
    assert ">TEST1<" not in office.get(page, {"zoek": "onbekend"}).text


def test_a_relation_in_use_is_not_deleted_and_the_page_says_why(
    office: Client, books: Administration, ready: Invoice
) -> None:
    answer = office.post(reverse("books:relation_remove", args=[books.pk, ready.relation_id]))
    assert answer.status_code == 409
    assert "Relatie TEST1 kan niet worden verwijderd" in answer.text
    assert books.relations.filter(code="TEST1").exists()


def test_asking_to_delete_deletes_nothing_yet(office: Client, books: Administration) -> None:
    relation = books.relations.get()
    answer = office.get(reverse("books:relation_remove", args=[books.pk, relation.pk]))
    assert "Dit kan niet ongedaan worden gemaakt." in answer.text
    assert books.relations.exists()


def test_a_relation_is_deleted_after_the_question(office: Client, books: Administration) -> None:
    relation = books.relations.get()
    page = reverse("books:relation_remove", args=[books.pk, relation.pk])
    answer = office.post(page, follow=True)
    assert "TEST1 Test 1 is verwijderd." in answer.text
    assert not books.relations.exists()


def test_a_product_is_added_with_a_comma_in_its_price(
    office: Client, books: Administration
) -> None:
    office.post(reverse("books:product_add", args=[books.pk]), PRODUCT)
    product = books.products.get(code="9")
    assert (product.price, product.active) == (Decimal("1062.5"), True)


def test_a_product_without_the_tick_is_not_active(office: Client, books: Administration) -> None:
    sent = {name: text for name, text in PRODUCT.items() if name != "active"}
    office.post(reverse("books:product_add", args=[books.pk]), sent)
    html = office.get(reverse("books:products", args=[books.pk]), {"actief": "False"}).text
    assert "wordt niet aangeboden" in html
    assert "Montage-uur" in html
    assert "Koperbuis" not in html


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"price": "veel"}, "Prijs excl. BTW"),
        ({"code": "KB15"}, "Er is al een product met code KB15."),
        ({"price": "9999999999"}, "Een bedrag is te groot."),
    ],
)
def test_a_wrong_product_is_refused_with_a_sentence(
    office: Client, books: Administration, changes: dict[str, str], sentence: str
) -> None:
    answer = office.post(reverse("books:product_add", args=[books.pk]), PRODUCT | changes)
    assert answer.status_code == 200
    assert "Nog niet opgeslagen" in answer.text
    assert sentence in answer.text
    assert not books.products.filter(code="9").exists()


def test_a_changed_product_keeps_its_group(office: Client, books: Administration) -> None:
    pipe = books.products.get(code="KB15")
    sent = PRODUCT | {"code": "KB15", "purchase_price": "2,25"}
    office.post(reverse("books:product", args=[books.pk, pipe.pk]), sent)
    pipe.refresh_from_db()
    assert pipe.group is not None
    assert (pipe.group.code, pipe.purchase_price) == ("MAT", Decimal("2.25"))


def test_a_product_is_deleted_after_the_question(office: Client, books: Administration) -> None:
    pipe = books.products.get(code="KB15")
    office.post(reverse("books:product_remove", args=[books.pk, pipe.pk]))
    assert not books.products.filter(code="KB15").exists()


def test_the_unit_shows_what_the_link_makes_of_it(office: Client, books: Administration) -> None:
    html = office.get(reverse("books:product_add", args=[books.pk])).text
    assert "Uur – wordt uursoort" in html
    assert "Tube – wordt materiaal" in html


def test_a_unit_is_added_with_its_two_forms(office: Client, books: Administration) -> None:
    sent = {"singular": "Rol", "plural": "Rollen"}
    office.post(reverse("books:unit_add", args=[books.pk]), sent)
    assert books.units.get(singular="Rol").plural == "Rollen"


def test_a_second_unit_of_that_name_is_refused(office: Client, books: Administration) -> None:
    sent = {"singular": "Uur", "plural": "Uren"}
    answer = office.post(reverse("books:unit_add", args=[books.pk]), sent)
    assert "Er is al een eenheid Uur." in answer.text


def test_a_unit_in_use_is_not_deleted(office: Client, books: Administration) -> None:
    unit = books.units.get(singular="Uur")
    answer = office.post(reverse("books:unit_remove", args=[books.pk, unit.pk]))
    assert "Eenheid Uur kan niet worden verwijderd" in answer.text


def test_a_template_is_renamed(office: Client, books: Administration) -> None:
    template = books.templates.get()
    sent = {"name": "Zakelijk", "accent": "#1b6e53", "text": "Dank u."}
    office.post(reverse("books:template", args=[books.pk, template.pk]), sent)
    template.refresh_from_db()
    assert (template.name, template.text) == ("Zakelijk", "Dank u.")


def test_a_template_in_use_is_not_deleted(
    office: Client, books: Administration, ready: Invoice
) -> None:
    page = reverse("books:template_remove", args=[books.pk, ready.template_id])
    answer = office.post(page)
    assert "Sjabloon Test kan niet worden verwijderd: 1 facturen gebruiken het." in answer.text


def test_the_codes_for_the_link_are_shown_once_when_they_are_made(
    office: Client, books: Administration
) -> None:
    made = office.post(reverse("books:api_keys_renew", args=[books.pk]))
    later = office.get(reverse("books:api_keys", args=[books.pk]))
    books.refresh_from_db()
    for text in ("Gebruikersnaam", "Beveiligingscode 1", "Beveiligingscode 2", books.username):
        assert text in made.text
    for code in (books.security_code_1, books.security_code_2):
        assert code in made.text
        assert code not in later.text
    assert books.username in later.text
    for answer in (made, later):
        assert "no-store" in answer["Cache-Control"]


def test_new_codes_are_drawn_only_after_the_question(office: Client, books: Administration) -> None:
    page = reverse("books:api_keys_renew", args=[books.pk])
    old = books.security_code_1
    assert "Bestaande koppelingen stoppen." in office.get(page).text
    books.refresh_from_db()
    assert books.security_code_1 == old
    office.post(page)
    books.refresh_from_db()
    assert books.security_code_1 != old


def test_the_numbers_of_the_firm_are_kept(office: Client, books: Administration) -> None:
    sent = {"name": "Demo Installatie BV", "vat_number": "NL000099998B57", "city": "Zaandorp"}
    page = reverse("books:firm", args=[books.pk])
    assert "De bedrijfsgegevens zijn opgeslagen." in office.post(page, sent, follow=True).text
    books.refresh_from_db()
    assert (books.vat_number, books.city) == ("NL000099998B57", "Zaandorp")
