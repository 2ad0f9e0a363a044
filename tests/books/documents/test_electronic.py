"""The electronic invoice as people get it: on a page, as a file, in the PDF and with a mail."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.books.actions.keep_relation import RelationDraft, change_relation
from bonbrug.books.documents.preflight import preflight
from bonbrug.books.models import Administration, Invoice, Relation
from bonbrug.books.pages.attachments import attachments
from bonbrug.books.pages.pdf import invoice_pdf
from tests.books.documents.conftest import COMPANY, FIRM, REFERENCE, Invoiced, line
from tests.books.sheets import sheet_of

HIGH = line("HOOG_VERK_21")


def page(name: str, invoice: Invoice) -> str:
    return reverse(f"books:{name}", args=[invoice.administration_id, invoice.pk])


def test_an_invoice_that_can_go_says_so_and_is_fetched(invoiced: Invoiced, office: Client) -> None:
    invoice = invoiced(HIGH)
    html = office.get(page("invoice_electronic", invoice)).text
    assert "kan als e-factuur" in html
    assert page("invoice_ubl", invoice) in html
    answer = office.get(page("invoice_ubl", invoice))
    assert answer["Content-Type"] == "application/xml"
    assert f"factuur-{invoice.number}.xml" in answer["Content-Disposition"]
    assert answer.getvalue() == preflight(invoice).ubl


def test_what_is_missing_leads_to_its_field(invoiced: Invoiced, office: Client) -> None:
    invoice = invoiced(HIGH, firm=replace(FIRM, kvk_number=""), customer=replace(COMPANY, city=""))
    for name in ("invoice_electronic", "invoice_ubl"):
        html = office.get(page(name, invoice)).text
        assert "Uw KvK-nummer mist." in html
        assert "De plaats van de klant mist." in html
        urls = re.findall(r'<td data-label="Invullen bij"><a href="([^"]+)"', html)
        assert len(urls) == 2
        for url in urls:
            address, _hash, anchor = url.partition("#")
            assert f'id="{anchor}"' in office.get(address).text


@pytest.mark.parametrize(
    ("customer", "words"),
    [(COMPANY, "mogelijk"), (replace(COMPANY, city=""), "Er mist 1 gegeven")],
)
def test_a_booked_invoice_says_whether_it_can_go(
    invoiced: Invoiced, office: Client, customer: RelationDraft, words: str
) -> None:
    invoice = invoiced(HIGH, customer=customer, book=True, booking_text="Werkbon 1002")
    html = office.get(page("invoice", invoice)).text
    assert f'href="{page("invoice_electronic", invoice)}">{words}</a>' in html


def test_a_private_person_gets_the_paper(invoiced: Invoiced, office: Client) -> None:
    invoice = invoiced(HIGH, customer=replace(COMPANY, kind="P"))
    html = office.get(page("invoice_electronic", invoice)).text
    assert "particulier" in html
    assert page("invoice_ubl", invoice) not in html
    assert [each.filename for each in attachments(invoice)] == [f"factuur-{invoice.number}.pdf"]


def test_the_paper_has_the_electronic_invoice_inside(invoiced: Invoiced) -> None:
    invoice = invoiced(HIGH)
    with pikepdf.open(BytesIO(invoice_pdf(invoice))) as pdf:
        assert list(pdf.attachments) == ["factuur.xml"]
        specification = pdf.attachments["factuur.xml"]
        file = specification.get_file()
        assert file.read_bytes() == preflight(invoice).ubl
        assert file.mime_type == "application/xml"
        assert specification.relationship == pikepdf.Name.Alternative
        with pdf.open_metadata() as facts:
            assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("3", "A")
            assert facts["pdfuaid:part"] == "1"


def test_the_same_invoice_gives_the_same_paper(invoiced: Invoiced) -> None:
    invoice = invoiced(HIGH)
    assert invoice_pdf(invoice) == invoice_pdf(invoice)


def test_an_invoice_that_is_not_whole_is_still_a_paper(invoiced: Invoiced) -> None:
    invoice = invoiced(HIGH, firm=replace(FIRM, kvk_number=""))
    with pikepdf.open(BytesIO(invoice_pdf(invoice))) as pdf:
        assert list(pdf.attachments) == []


def test_the_file_goes_along_with_a_mail_when_the_customer_wants_it(invoiced: Invoiced) -> None:
    wanted = replace(REFERENCE, wants_electronic=True)
    paper, electronic = attachments(invoiced(HIGH, electronic=wanted, number="2018/12 A"))
    assert (paper.filename, paper.media_type) == ("factuur-2018-12-A.pdf", "application/pdf")
    assert (electronic.filename, electronic.media_type) == (
        "factuur-2018-12-A.xml",
        "application/xml",
    )


def test_a_customer_who_wants_it_still_gets_the_paper_when_something_is_missing(
    invoiced: Invoiced,
) -> None:
    wanted = replace(REFERENCE, wants_electronic=True, buyer_reference="")
    assert len(attachments(invoiced(HIGH, electronic=wanted))) == 1


def test_the_paper_says_what_goes_to_the_g_account(invoiced: Invoiced) -> None:
    invoice = invoiced(HIGH, electronic=replace(REFERENCE, g_share=Decimal(25)))
    words = sheet_of(invoice)
    assert "€ 57,17 op rekening NL91 ABNA 0417 1643 00" in words
    assert "€ 19,06 op G-rekening NL20 INGB 0001 2345 67" in words


def test_the_page_of_a_customer_keeps_what_its_e_invoices_need(
    office: Client, books: Administration
) -> None:
    customer = books.relations.get(code="TEST1")
    address = reverse("books:relation", args=[books.pk, customer.pk])
    form = office.get(address).context["form"]
    shown = {name: field.value() or "" for name, field in ((f.name, f) for f in form)}
    typed = {"oin": "0" * 7 + "1" * 13, "buyer_reference": "Afd. 12", "g_share": "25,5",
             "wants_electronic": "on"}  # fmt: skip
    shown = {name: value for name, value in shown.items() if value is not False}
    assert office.post(address, {**shown, **typed}).status_code == 302
    kept = Relation.objects.get(pk=customer.pk)
    assert (kept.oin, kept.buyer_reference) == ("0" * 7 + "1" * 13, "Afd. 12")
    assert (kept.g_share, kept.wants_electronic) == (Decimal("25.50"), True)


@pytest.mark.parametrize(("name", "typed"), [("oin", "123"), ("g_share", "100"), ("g_share", "-1")])
def test_what_cannot_be_is_said_beside_its_field(
    office: Client, books: Administration, name: str, typed: str
) -> None:
    customer = books.relations.get(code="TEST1")
    address = reverse("books:relation", args=[books.pk, customer.pk])
    form = office.post(address, {"code": "TEST1", "name": "A", "kind": "B", name: typed}).context[
        "form"
    ]
    assert name in form.errors
    assert books.relations.get(code="TEST1").name != "A"


def test_a_change_over_the_wire_leaves_what_only_the_page_knows(
    books: Administration, invoiced: Invoiced
) -> None:
    invoiced(HIGH, electronic=replace(REFERENCE, g_share=Decimal(25)))
    change_relation(books.relations.get(code="TEST1"), replace(COMPANY, name="Anders BV"))
    kept = books.relations.get(code="TEST1")
    assert (kept.name, kept.buyer_reference) == ("Anders BV", "Afdeling 12")
    assert kept.g_share == Decimal(25)
