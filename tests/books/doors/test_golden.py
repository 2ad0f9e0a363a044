"""The golden requests of the public documentation, byte for byte, and what comes back."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice, Relation, Session
from tests.books.doors.conftest import GOLDEN, Post
from tests.books.shelf import BOOKED, DRAFT, GUID, LABOUR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("session")]

EXTRA_TEXTS = (
    *("Adres2", "Postcode2", "Plaats2", "Land2", "Telefoon", "GSM", "FAX", "Site", "Notitie"),
    *("Bankrekening", "Girorekening", "BTWNummer", "KvkNummer", "Aanhef", "IBAN", "BIC"),
)


def flat(path: Path) -> str:
    """Return a golden message without the white space between its elements."""
    return re.sub(r">\s+<", "><", path.read_text("utf-8")).strip()


def code_in(answer: str) -> str:
    found = re.search("<LastErrorCode>(.*?)</LastErrorCode>", answer)
    return found[1] if found else ""


def value_of(name: str, answer: str) -> list[str]:
    return re.findall(f"<{name}(?: [^>]*)?>(.*?)</{name}>", answer)


def test_the_right_codes_open_a_session(golden: Post) -> None:
    answer = golden("opensession-request")
    assert re.fullmatch(r"\{[0-9A-F-]{36}\}", value_of("SessionID", answer)[0])
    assert code_in(answer) == ""


def test_soap_12_is_answered_in_soap_12(golden: Post) -> None:
    assert "http://www.w3.org/2003/05/soap-envelope" in golden("opensession-request-soap12")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("voorbeeld", "niemand", "E001.1"),
        ("00000000000000000000000000000001", "f" * 32, "E001.1"),
        ("00000000-0000-4000-8000-000000000002", GUID, "E001.3"),
    ],
    ids=["user name", "code 1", "code 2"],
)
def test_each_wrong_code_is_told_apart(golden: Post, old: str, new: str, code: str) -> None:
    answer = golden("opensession-request", (old, new))
    assert code_in(answer) == code
    assert "SessionID" not in answer


def test_an_invoice_is_set_ready(golden: Post) -> None:
    assert value_of("Factuurnummer", golden("addfactuur-request-ready-only")) == ["2018001"]
    assert not Invoice.objects.get().is_booked


def test_a_date_without_a_time_is_taken(golden: Post) -> None:
    golden("addfactuur-request-date-only")
    assert Invoice.objects.get().date == TODAY


def test_a_booked_invoice_answers_as_in_the_golden_transcript(
    books: Administration, golden: Post
) -> None:
    write_invoice(books, replace(DRAFT, number="2018010"), TODAY)
    answer = golden("addfactuur-request-booked", ("2018011", ""))
    expected = flat(GOLDEN / "addfactuur-response.xml")
    assert answer == expected.replace("2018010", "2018011")


def test_the_same_number_twice_is_refused(golden: Post) -> None:
    golden("addfactuur-request-booked")
    answer = golden("addfactuur-request-booked")
    assert code_in(answer) == "CFACT026"
    assert Invoice.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<Relatiecode>TEST1<", "<Relatiecode><", "CFACT024"),
        ("<Relatiecode>TEST1<", "<Relatiecode>WIE<", "CFACT025"),
        ("<Datum>2018-09-19T00:00:00<", "<Datum>1979-12-31<", "CFACT004"),
        ("<Betalingstermijn>14<", "<Betalingstermijn>0<", "CFACT014"),
        ("<Factuursjabloon>Test<", "<Factuursjabloon><", "CFACT027"),
        ("<Factuursjabloon>Test<", "<Factuursjabloon>TEST<", "CFACT028"),
        ("<PerEmailVerzenden>false<", "<PerEmailVerzenden>1<", "CFACT029"),
        ("<AutomatischeIncasso>false<", "<AutomatischeIncasso>true<", "CFACT033"),
        ("cFactuurRegel>", "cAnders>", "CFACT006"),
        ("<Code>KB15<", "<Code><", "CFACT037"),
        ("<BTWCode>HOOG_VERK_21<", "<BTWCode><", "CFACT038"),
        ("<Omschrijving>Koperbuis 15 mm<", "<Omschrijving> <", "CFACT039"),
        ("<TegenrekeningCode>8000<", "<TegenrekeningCode><", "CFACT040"),
        ("HOOG_VERK_21", "HOOG", "CFACT042"),
        ("<TegenrekeningCode>8000<", "<TegenrekeningCode>1300<", "CMUT012"),
        ("<KostenplaatsID>0<", "<KostenplaatsID>987654<", "CFACT212"),
        ("Werkbon 1002", "", "CFACT032"),
    ],
)
def test_each_wrong_field_has_its_code(golden: Post, old: str, new: str, code: str) -> None:
    assert code_in(golden("addfactuur-request-booked", (old, new))) == code
    assert not Invoice.objects.exists()


def test_the_line_of_a_refusal_is_named(golden: Post) -> None:
    answer = golden("addfactuur-request-booked", ("<Code>KB15<", "<Code><"))
    assert "(regel 2)" in answer


def test_invoices_come_back_as_in_the_golden_transcript(
    books: Administration, golden: Post
) -> None:
    free = replace(
        LABOUR, quantity=Decimal(5), code="1", description="test uursoort (werkbon 1001)"
    )
    free = replace(free, price=Decimal(21), vat_code="GEEN", account_code="8000")
    write_invoice(books, replace(DRAFT, number="2018010", lines=(free,)), TODAY)
    golden("addfactuur-request-booked")
    answer = golden("getfacturen-request-period")
    expected = flat(GOLDEN / "getfacturen-response.xml")
    assert answer == re.sub("<URLPDFBestand>.*?</URLPDFBestand>", "<URLPDFBestand />", expected)


def test_one_invoice_is_found_by_its_number(books: Administration, golden: Post) -> None:
    for number in ("2018010", "2018011"):
        write_invoice(books, replace(DRAFT, number=number), TODAY)
    assert value_of("Factuurnummer", golden("getfacturen-request-by-number")) == ["2018010"]


def test_an_open_item_comes_back_as_in_the_golden_transcript(
    books: Administration, golden: Post
) -> None:
    write_invoice(books, replace(BOOKED, number="2018011"), TODAY)
    assert golden("getopenposten-request") == flat(GOLDEN / "getopenposten-response.xml")


def test_no_open_items_give_an_empty_container(golden: Post) -> None:
    assert golden("getopenposten-request") == flat(GOLDEN / "getopenposten-response-empty.xml")


def test_a_booking_comes_back_as_in_the_golden_transcript(
    books: Administration, golden: Post
) -> None:
    books.last_entry_number = 11
    books.save()
    write_invoice(books, replace(BOOKED, number="2018011"), TODAY)
    answer = golden("getmutaties-request-by-invoice")
    assert answer == flat(GOLDEN / "getmutaties-response.xml")


def test_relations_are_listed_and_found_by_code(golden: Post) -> None:
    assert value_of("Code", golden("getrelaties-request-all")) == ["TEST1"]
    assert value_of("Bedrijf", golden("getrelaties-request-by-code")) == ["Test 1"]
    by_other_code = golden("getrelaties-request-by-code", ("TEST1", "TEST9"))
    assert by_other_code == flat(GOLDEN / "getrelaties-response-empty.xml")


def test_a_keyword_is_looked_for_in_the_place_too(golden: Post) -> None:
    found = golden("getrelaties-request-all", ("<Trefwoord />", "<Trefwoord>utre</Trefwoord>"))
    assert value_of("Code", found) == ["TEST1"]
    none = golden("getrelaties-request-all", ("<Trefwoord />", "<Trefwoord>Ede</Trefwoord>"))
    assert value_of("Code", none) == []


def test_a_relation_is_added_once(golden: Post) -> None:
    answer = golden("addrelatie-request")
    assert value_of("Rel_ID", answer) == [str(Relation.objects.get(code="WB-1001").pk)]
    again = golden("addrelatie-request")
    assert (code_in(again), value_of("Rel_ID", again)) == ("CREL001", ["0"])


def test_everything_of_a_relation_comes_back_as_it_was_sent(golden: Post) -> None:
    full = [
        (f"<{name} />", f"<{name}>{name[:9]} &amp; co</{name}>")
        for name in (*EXTRA_TEXTS, *(f"Def{place}" for place in range(1, 11)))
    ]
    flags = [("<LA>0<", "<LA>1<"), ("<GeenEmail>0<", "<GeenEmail>1<"), ("<BP>B<", "<BP>P<")]
    golden("addrelatie-request", *full, *flags)
    answer = golden("getrelaties-request-by-code", ("TEST1", "WB-1001"))
    for _, sent in full:
        assert sent in answer
    assert "<LA>1</LA><Gb_ID>0</Gb_ID><GeenEmail>1</GeenEmail>" in answer
    assert value_of("BP", answer) == ["P"]


def test_a_relation_is_changed_by_its_id(books: Administration, golden: Post) -> None:
    relation = books.relations.get()
    text = (GOLDEN / "updaterelatie-request.xml").read_text("utf-8")
    sent = value_of("ID", text)[0]
    swap = (f"<ID>{sent}</ID>", f"<ID>{relation.pk}</ID>")
    assert golden("updaterelatie-request", swap) == flat(GOLDEN / "updaterelatie-response.xml")
    relation.refresh_from_db()
    assert [relation.name] == value_of("Bedrijf", text)
    assert code_in(golden("updaterelatie-request", (sent, "987654"))) == "CREL903"


def test_products_tell_unit_account_and_fraction(golden: Post) -> None:
    answer = golden("getartikelen-request-all")
    assert value_of("ArtikelCode", answer) == ["1", "KB15"]
    assert value_of("Eenheid", answer) == ["Uur", "Stuk"]
    assert value_of("BtwPercentage", answer) == ["0", "0.21"]
    assert value_of("VerkoopprijsInclBTW", answer) == ["21", "4.78"]
    one = golden("getartikelen-request-all", ("<ArtikelCode />", "<ArtikelCode>1</ArtikelCode>"))
    assert value_of("ArtikelCode", one) == ["1"]


def test_a_closed_session_stays_closed(golden: Post, session: Session) -> None:
    answer = golden("closesession-request").replace("></CloseSessionResponse>", " />")
    assert answer == flat(GOLDEN / "closesession-response.xml")
    assert code_in(golden("getrelaties-request-all")) == "E002.4"


@pytest.mark.parametrize(("sent", "kept"), [("LAAG_VERK_L9", "VERL_VERK_L9"), ("AFW", "AFW")])
def test_vat_codes_of_the_manual_are_taken_for_a_sale(golden: Post, sent: str, kept: str) -> None:
    golden("addfactuur-request-booked", ("HOOG_VERK_21", sent))
    assert {line.vat_code for line in Invoice.objects.get().lines.all()} == {kept}


@pytest.mark.parametrize("path", ["/soap.asmx", "/soap.asmx/", "/SOAP.ASMX", "/Soap.asmx/"])
def test_the_path_is_found_in_any_case_and_with_a_last_slash(client: Client, path: str) -> None:
    answer = client.post(path, b"<geen xml", content_type="text/xml")
    assert (answer.status_code, b"soap:Fault" in answer.content) == (500, True)
    assert client.get(f"{path}?WSDL").content.startswith(b"<?xml")


def test_the_letters_of_a_call_are_those_of_its_header(
    books: Administration, client: Client
) -> None:
    text = (GOLDEN / "addrelatie-request.xml").read_text("utf-8")
    name = value_of("Bedrijf", text)[0]
    body = text.replace(f">{name}<", ">Café Zoë<").encode("iso-8859-1")
    client.generic("POST", "/soap.asmx", body, content_type="text/xml; charset=iso-8859-1")
    assert books.relations.filter(name="Café Zoë").exists()
