"""A download has the name that we give it, whatever an invoice number holds."""

from django.test import Client

from bonbrug.books.models import Administration, Invoice
from tests.books.pages.conftest import page

ODD = '../2026"; x=é\\1'


def test_a_number_that_is_no_name_makes_no_header_and_no_path(
    office: Client, books: Administration, booked: Invoice
) -> None:
    Invoice.objects.filter(pk=booked.pk).update(number=ODD)
    answer = office.get(page("invoice_pdf", books.pk, booked.pk))
    said = answer.headers["Content-Disposition"]
    b"".join(answer)
    assert "\r" not in said
    assert "\n" not in said
    assert '"' not in said.replace('filename="', "", 1).rstrip('"').replace('\\"', "")
    assert said.isascii()
    assert "/" not in said
