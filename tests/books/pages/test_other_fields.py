"""A form changes its own fields and no others, whatever is posted along with it."""

from django.test import Client

from bonbrug.accounts.actions import add_organisation
from bonbrug.books.models import Administration
from tests.books.pages.conftest import page

FIELDS = {"code": "TEST1", "name": "Bakkerij Voorbeeld", "kind": "B", "city": "Zaandorp"}


def test_a_field_that_the_form_does_not_have_changes_nothing(
    office: Client, books: Administration
) -> None:
    relation = books.relations.get(code="TEST1")
    other = add_organisation("Anderen")
    more = {
        "id": "999",
        "pk": "999",
        "administration": "999",
        "administration_id": "999",
        "organisation": str(other.pk),
        "free_3": "planted",
        "default_account_id": "1",
    }
    office.post(page("relation", books.pk, relation.pk), FIELDS | more)
    after = books.relations.get(code="TEST1")
    assert after.name == "Bakkerij Voorbeeld"
    assert (after.pk, after.administration_id) == (relation.pk, relation.administration_id)
    assert (after.free_3, after.default_account_id) == (
        relation.free_3,
        relation.default_account_id,
    )
