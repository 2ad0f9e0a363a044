"""The work order on paper: all that the customer saw, whatever was typed, fit for an archive."""

import re
import struct
import zlib
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from bonbrug.workorders.actions.agree import complete_agreed
from bonbrug.workorders.actions.complete import Signature, complete, complete_unsigned
from bonbrug.workorders.actions.do_work import write_material, write_period
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.actions.plan_work import change
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.documents.paper.pdf import work_order_pdf
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from tests.workorders.conftest import NOW
from tests.workorders.pages.conftest import office_road, words

Make = Callable[..., WorkOrder]


def chunk(kind: bytes, data: bytes) -> bytes:
    whole = kind + data
    return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))


def drawing(wide: int = 40, high: int = 12) -> bytes:
    """A black picture that every program can read."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(wide) for _ in range(high))
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pages(order: WorkOrder) -> list[str]:
    order = WorkOrder.objects.select_related("company", "employee").get(pk=order.pk)
    paper = PdfReader(BytesIO(work_order_pdf(order)))
    return [" ".join(page.extract_text().split()) for page in paper.pages]


def sheet(order: WorkOrder) -> str:
    return " ".join(pages(order))


def pictures(order: WorkOrder) -> int:
    order.refresh_from_db()
    return sum(len(page.images) for page in PdfReader(BytesIO(work_order_pdf(order))).pages)


@pytest.fixture
def job(make_order: Make, company: Company, sanne: Employee) -> WorkOrder:
    """A work order with everything on it that a customer sees."""
    add_hour_type(company, {"code": "MONT", "name": "Montage", "sale_price": Decimal("66.66")})
    add_material(company, {"code": "KR1", "description": "Keukenkraan"})
    change_company(company, letterhead="Voorbeeldstraat 1\n1234 AB Voorbeeldstad\n010 000 00 00")
    order = make_order(
        Status.PICKED_UP,
        sanne,
        number="W26-0001",
        customer_name="Bakkerij De Korst",
        customer_street="Broodweg",
        customer_house_number="7",
        customer_postal_code="1234 AB",
        customer_city="Meeldorp",
        customer_contact="P. Bakker",
        payer_name="Vastgoed Verborgen BV",
        short_description="Lekkage keuken",
        description="Kraan lekt.\nGraag voor tienen.",
        internal_description="Sleutel ligt onder de mat",
        type_of_work="Storing",
        work_date=date(2026, 1, 12),
        work_time=time(8, 0),
        discount=Decimal(10),
        rounding_minutes=15,
    )
    hours: Any = {"work_date": date(2026, 1, 12), "begin": time(8), "end": time(9, 10)}
    more = {"break_minutes": 5, "hour_type": "MONT", "remark": "Sifon schoon"}
    write_period(order, hours | more, now=NOW, who="Sanne")
    used: list[Any] = [
        {"code": "KR1", "name": "Keukenkraan", "quantity": Decimal("1.5"), "unit": "stuks"},
        {"name": "Ventiel", "quantity": Decimal(-1), "unit": "st", "warranty": "defect"},
    ]
    for line in used:
        write_material(order, line | {"price": Decimal("77.77")}, now=NOW, who="Sanne")
    return order


def sign(order: WorkOrder, image: bytes | None = None, *, finished: bool = True) -> WorkOrder:
    signature = Signature(drawing() if image is None else image, "P. Bakker")
    return complete(order, signature, now=NOW + timedelta(hours=1), who="Sanne", finished=finished)


def test_the_paper_says_all_that_the_customer_saw(job: WorkOrder) -> None:
    text = sheet(sign(job))
    for said in (
        "Voorbeeld Installatie BV", "Voorbeeldstraat 1", "Werkbon W26-0001", "Bakkerij De Korst",
        "t.a.v. P. Bakker", "Broodweg 7", "1234 AB Meeldorp", "Lekkage keuken",
        "Kraan lekt. Graag voor tienen.", "Storing", "12-01-2026, 08:00", "Sanne Voorbeeld",
        "08:00–09:10", "pauze 5 min", "Montage", "Sifon schoon", "1:05", "Totaal 1:05",
        "Te berekenen, zoals afgesproken 1:15", "1,5 stuks Keukenkraan", "KR1", "-1 st Ventiel",
        "retour · garantie: defect", "Korting op alles: 10 %", "Het werk is klaar.",
        "P. Bakker", "12-01-2026 11:00", "Pagina 1 van 1",
    ):  # fmt: skip
        assert said in text, said


def test_the_paper_says_no_price_and_nothing_that_is_not_for_the_customer(job: WorkOrder) -> None:
    text = sheet(sign(job))
    for said in ("66,66", "77,77", "€", "Sleutel", "Verborgen"):
        assert said not in text


def test_hours_that_are_charged_as_written_stand_there_once(job: WorkOrder) -> None:
    change(job, {"rounding_minutes": 0}, now=NOW, who="kantoor")
    assert "Te berekenen" not in sheet(job)


def test_a_paper_that_nobody_signed_says_so_and_can_be_signed_with_a_pen(job: WorkOrder) -> None:
    text = sheet(job)
    assert "Concept: deze werkbon is nog niet ondertekend." in text
    assert "Nog niet ondertekend Naam Datum" in text
    assert pictures(job) == 0


def test_a_work_order_that_was_completed_without_a_signature_says_that(job: WorkOrder) -> None:
    complete_unsigned(job, now=NOW, who="kantoor")
    assert "afgerond zonder handtekening" in sheet(job)
    assert "Concept" not in sheet(job)


def test_the_drawing_is_on_the_paper_with_words_for_who_cannot_see_it(job: WorkOrder) -> None:
    sign(job)
    assert pictures(job) == 1
    with pikepdf.open(BytesIO(work_order_pdf(job))) as pdf:
        alternatives = [str(one.get("/Alt", "")) for one in pdf.objects if _is_figure(one)]
    assert alternatives == ["Handtekening van P. Bakker"]


def _is_figure(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure


@pytest.mark.parametrize(
    "image",
    [
        drawing()[:24],
        drawing()[:-20],
        drawing()[:33] + b"\xff" * 40,
        b"\x89PNG\r\n\x1a\n",
        drawing().replace(struct.pack(">II", 40, 12), struct.pack(">II", 2**31, 2**31)),
    ],
    ids=["head only", "cut off", "broken", "nothing", "bomb"],
)
def test_a_drawing_that_is_no_picture_stops_no_paper(job: WorkOrder, image: bytes) -> None:
    text = sheet(sign(job, image))
    assert "De tekening kan niet worden afgedrukt." in text
    assert "Ondertekend op 12-01-2026 11:00" in text


def test_who_agreed_without_drawing_is_named(job: WorkOrder) -> None:
    complete_agreed(job, "P. Bakker", now=NOW, who="Sanne", finished=False)
    text = sheet(job)
    assert "Akkoord gegeven zonder tekening. Naam P. Bakker" in text
    assert "nog niet klaar: er komt nog iemand terug" in text


def test_the_paper_is_for_the_archive_and_can_be_read_aloud(job: WorkOrder) -> None:
    sign(job)
    with pikepdf.open(BytesIO(work_order_pdf(job))) as pdf:
        with pdf.open_metadata() as told:
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"] == "Werkbon W26-0001"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        kinds = {str(one.S) for one in pdf.objects if _is_part(one)}
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure"} <= kinds


def _is_part(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one


def test_the_same_work_order_gives_the_same_bytes(job: WorkOrder) -> None:
    sign(job)
    assert work_order_pdf(job) == work_order_pdf(job)


def test_the_paper_is_dutch_whatever_the_office_reads(job: WorkOrder) -> None:
    with translation.override("en"):
        text = sheet(job)
    assert "Concept: deze werkbon" in text
    assert "Hours" not in text


NASTY = "#set text(fill: red) \\ $x$ *vet* _schuin_ `code` @ref <label> [#panic()] \"'} //"


def test_what_looks_like_markup_stands_there_as_it_was_typed(job: WorkOrder) -> None:
    change(job, {"description": NASTY, "customer_name": NASTY}, now=NOW, who="x")
    job.periods.update(remark=NASTY)
    job.materials.update(name=NASTY)
    assert sheet(job).count("#set text(fill: red) \\ $x$ *vet* _schuin_ `code`") == 5


@pytest.mark.parametrize(
    "text",
    [
        "🔧" * 50,
        "שלום עולם",
        "\u202edraaiom\u202c",
        "bel\x07 \x1b[31m \x85 \x0c einde",
        "漢字",
        "\ufffe\u0378",
        "x" * 5000,
        "woord " * 830,
        "\n" * 300,
        "\u200d\u0301\u0301\u0301",
    ],
    ids=["emoji", "hebrew", "turned", "control", "han", "none", "long", "words", "empty", "marks"],
)
def test_whatever_was_typed_makes_a_paper(job: WorkOrder, text: str) -> None:
    fields = {"customer_name": text[:255], "type_of_work": text[:255], "description": text}
    WorkOrder.objects.filter(pk=job.pk).update(**fields, short_description=text[:255])
    job.periods.update(remark=text)
    job.materials.update(name=text[:255], unit=text[:255], code=text[:255], warranty=text[:255])
    Company.objects.update(name=text[:255], letterhead=text[:600])
    Employee.objects.update(first_name=text[:255])
    sign(job)
    WorkOrder.objects.filter(pk=job.pk).update(signer_name=text[:255])
    assert "Voor akkoord" in sheet(job)


def test_two_hundred_lines_go_over_pages_that_each_say_what_the_columns_are(job: WorkOrder) -> None:
    for place in range(200):
        line: Any = {"code": f"C{place}", "name": f"Artikel {place}", "quantity": Decimal(1)}
        write_material(job, line, now=NOW, who="Sanne")
    sheets = pages(job)
    assert len(sheets) > 4
    with_lines = [text for text in sheets if re.search(r"Artikel \d", text)]
    assert all("Aantal Eenheid Omschrijving" in text for text in with_lines)
    assert all(f"Artikel {place}" in " ".join(sheets) for place in range(200))
    assert f"Pagina 1 van {len(sheets)}" in sheets[0]


def test_the_office_fetches_the_paper_and_no_browser_keeps_it(
    office: Client, job: WorkOrder
) -> None:
    answer = office.get(office_road(job, "paper"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="werkbon-W26-0001.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ('../../etc/x"; y=é\\1', "werkbon-etc-x-y-1.pdf"),
        ("漢字", "werkbon-{pk}.pdf"),
        ("A" * 255, "werkbon-" + "A" * 80 + ".pdf"),
        ("WB 00001", "werkbon-WB-00001.pdf"),
    ],
)
def test_the_name_of_the_file_is_a_name(
    office: Client, job: WorkOrder, number: str, name: str
) -> None:
    WorkOrder.objects.filter(pk=job.pk).update(number=number)
    answer = office.get(office_road(job, "paper"))
    b"".join(answer)
    assert answer["Content-Disposition"] == f'inline; filename="{name.format(pk=job.pk)}"'


def test_the_paper_of_another_firm_does_not_exist(outsider: Client, job: WorkOrder) -> None:
    assert outsider.get(office_road(job, "paper")).status_code == 404


def test_the_page_of_a_work_order_leads_to_its_paper(office: Client, job: WorkOrder) -> None:
    page = office.get(office_road(job)).content.decode()
    assert f'href="{office_road(job, "paper")}"' in page


def test_the_address_of_the_firm_is_filled_in_once(
    office: Client, company: Company, job: WorkOrder
) -> None:
    address = reverse("workorders:settings", args=[company.pk])
    office.post(address, {"take_back_minutes": "5", "letterhead": "Nieuweweg 9\n0000 AA Elders"})
    assert "Nieuweweg 9 0000 AA Elders" in sheet(job)
    long = office.post(address, {"take_back_minutes": "5", "letterhead": "x" * 601})
    assert "600" in long.content.decode()
    assert "Nieuweweg 9" in sheet(job)


def test_a_paper_says_what_was_changed_after_signing(job: WorkOrder) -> None:
    sign(job)
    code = " ".join(re.findall("....", job.signed_code.upper()))
    assert f"Controlecode {code} Met deze code" in sheet(job)
    assert "Let op" not in sheet(job)
    job.periods.update(total_minutes=90)
    change(job, {"customer_street": "Elders"}, now=NOW, who="kantoor")
    text = sheet(job)
    assert "gewijzigd (de gegevens van de opdracht, de uren, de uren die worden berekend)" in text
    assert f"Controlecode {code}" in text


def test_a_paper_signed_before_codes_were_kept_says_that_it_has_none(job: WorkOrder) -> None:
    sign(job)
    WorkOrder.objects.update(signed_content="", signed_code="")
    text = sheet(job)
    assert "geen controlecode bewaard" in text
    assert "Let op" not in text


def test_a_paper_does_not_trust_a_text_that_was_changed_beside_its_code(job: WorkOrder) -> None:
    sign(job)
    WorkOrder.objects.update(signed_content="{}")
    assert "hoort niet meer bij de controlecode" in sheet(job)


def test_a_tablet_keeps_the_paper_of_its_own_work_before_and_after_signing(
    tablet: Client, other_tablet: Client, job: WorkOrder
) -> None:
    address = reverse("workorders:tablet_paper", args=[job.pk])
    page = tablet.get(reverse("workorders:tablet_order", args=[job.pk])).content.decode()
    assert address in page
    assert "Concept als pdf" in page
    answer = tablet.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="werkbon-W26-0001.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert "Concept: deze werkbon" in _text(answer)
    sign(job)
    assert "Ondertekend op" in _text(tablet.get(address))
    page = tablet.get(reverse("workorders:tablet_order", args=[job.pk])).content.decode()
    assert "Werkbon als pdf" in page
    assert other_tablet.get(address).status_code == 404
    assert Client().get(address)["Location"] == reverse("workorders:tablet_link")


def _text(answer: Any) -> str:
    paper = PdfReader(BytesIO(b"".join(answer)))
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_what_is_signed_for_stands_on_the_page_where_it_is_signed(
    tablet: Client, job: WorkOrder
) -> None:
    page = words(tablet, reverse("workorders:tablet_sign", args=[job.pk]))
    for said in (
        "W26-0001", "Bakkerij De Korst", "Broodweg 7", "1234 AB Meeldorp", "12 januari 2026, 08:00",
        "Lekkage keuken", "Storing", "Kraan lekt.", "08:00–09:10", "Montage", "pauze 5 min",
        "Sifon schoon", "1:05", "1:15", "Keukenkraan", "KR1", "1,5 stuks", "Ventiel", "defect",
        "10 %",
    ):  # fmt: skip
        assert said in page, said
