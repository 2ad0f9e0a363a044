"""The work on a tablet: pick up, hours, materials, sign and send."""

import base64
import struct
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.accounts import ending
from bonbrug.accounts.roles import Role
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.actions.records import MaterialFields
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder

Make = Callable[..., WorkOrder]
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 600, 200)
DRAWING = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
TODAY = "/werkbonnen/tablet/"


def road(order: WorkOrder, name: str, *more: int) -> str:
    return reverse(f"workorders:{name}", args=[order.pk, *more])


@pytest.fixture
def job(make_order: Make, sanne: Employee) -> WorkOrder:
    """A work order that Sanne picked up."""
    return make_order(Status.PICKED_UP, sanne, customer_name="Bakkerij", work_status="")


def test_today_shows_only_ones_own_work(
    tablet: Client, make_order: Make, sanne: Employee, joris: Employee
) -> None:
    make_order(employee=sanne, customer_name="Klant van Sanne")
    make_order(employee=joris, customer_name="Klant van Joris")
    page = tablet.get(TODAY).content.decode()
    assert "Klant van Sanne" in page
    assert "Klant van Joris" not in page


def test_picking_up_makes_it_opgehaald(tablet: Client, make_order: Make, sanne: Employee) -> None:
    order = make_order(employee=sanne)
    assert tablet.post(road(order, "tablet_fetch"))["Location"] == road(order, "tablet_order")
    order.refresh_from_db()
    assert order.status == Status.PICKED_UP


def test_on_a_tablet_of_a_firm_that_ends_all_can_be_read_and_nothing_written(
    tablet: Client, make_order: Make, sanne: Employee
) -> None:
    order = make_order(employee=sanne, customer_name="Bakkerij")
    firm = sanne.company.organisation
    ending.ask(firm, Role.OWNER, system_clock())
    assert "Bakkerij" in tablet.get(TODAY).content.decode()
    refused = tablet.post(road(order, "tablet_fetch"))
    assert refused.status_code == 403
    assert "alleen te lezen" in refused.content.decode()
    order.refresh_from_db()
    assert order.status == Status.READY
    ending.keep(firm, system_clock())
    assert tablet.post(road(order, "tablet_fetch")).status_code == 302


def test_the_work_order_of_somebody_else_does_not_exist(
    other_tablet: Client, job: WorkOrder
) -> None:
    for name in ("tablet_order", "hours_add", "material_pick", "tablet_sign"):
        assert other_tablet.get(road(job, name)).status_code == 404


def test_the_work_order_of_another_company_does_not_exist(
    tablet: Client, stranger: Company
) -> None:
    theirs = stranger.work_orders.create(
        serial=1, order_nr="A", created_at="2026-01-01T00:00Z", changed_at="2026-01-01T00:00Z"
    )
    assert tablet.get(road(theirs, "tablet_order")).status_code == 404
    assert tablet.post(road(theirs, "tablet_fetch")).status_code == 404


@pytest.fixture
def montage(company: Company) -> str:
    add_hour_type(company, {"code": "MONT", "name": "Montage"})
    return "MONT"


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [("08:00", "16:30", 480), ("8.00", "16.30", 480), ("8", "16,5", 480), ("22:00", "06:00", 450)],
)
def test_hours_are_written_with_begin_end_and_break(
    tablet: Client, job: WorkOrder, montage: str, begin: str, end: str, minutes: int
) -> None:
    typed = {"work_date": "2026-01-12", "begin": begin, "end": end, "break_minutes": "30"}
    tablet.post(road(job, "hours_add"), {**typed, "hour_type": montage})
    period = job.periods.get()
    assert (period.total_minutes, period.employee_number) == (minutes, "101")


@pytest.mark.parametrize("total", ["7,5", "7.5", "7:30", "7,5 uur"])
def test_hours_are_written_as_a_total(
    tablet: Client, job: WorkOrder, montage: str, total: str
) -> None:
    typed = {"work_date": "12-01-2026", "long": total, "break_minutes": "0", "hour_type": montage}
    tablet.post(road(job, "hours_add"), typed)
    assert job.periods.get().total_minutes == 450


def test_hours_that_are_less_than_the_break_are_refused(
    tablet: Client, job: WorkOrder, montage: str
) -> None:
    typed = {"work_date": "2026-01-12", "begin": "8:00", "end": "8:15", "break_minutes": "30"}
    page = tablet.post(road(job, "hours_add"), {**typed, "hour_type": montage}).content.decode()
    assert "zijn korter dan de pauze" in page
    assert not job.periods.exists()


def test_an_end_without_a_begin_is_asked_for(tablet: Client, job: WorkOrder, montage: str) -> None:
    typed = {"work_date": "2026-01-12", "end": "8:15", "break_minutes": "0", "hour_type": montage}
    page = tablet.post(road(job, "hours_add"), typed).content.decode()
    assert "Vul begin én eind in." in page


def test_hours_are_changed_and_removed(tablet: Client, job: WorkOrder, montage: str) -> None:
    period = job.periods.create(work_date=date(2026, 1, 12), begin=time(8), end=time(9))
    typed = {"work_date": "2026-01-12", "begin": "8:00", "end": "10:00", "break_minutes": "0"}
    tablet.post(road(job, "hours_change", period.pk), {**typed, "hour_type": montage})
    period.refresh_from_db()
    assert period.total_minutes == 120
    tablet.post(road(job, "hours_remove", period.pk))
    assert not job.periods.exists()


def test_a_material_is_picked_from_the_list(
    tablet: Client, company: Company, job: WorkOrder
) -> None:
    fields = MaterialFields(
        code="BUIS", description="Koperbuis", unit="Stuk", price=Decimal("24.5")
    )
    pipe = add_material(company, fields)
    assert "Koperbuis" in tablet.get(road(job, "material_pick"), {"zoek": "kop"}).content.decode()
    tablet.post(road(job, "material_add", pipe.pk), {"quantity": "2,5"})
    line = job.materials.get()
    assert (line.quantity, line.price, line.by_hand) == (Decimal("2.5"), Decimal("24.5"), False)


def test_a_material_typed_by_hand_is_marked(
    tablet: Client, office: Client, company: Company, job: WorkOrder
) -> None:
    typed = {"name": "Plaat op maat", "quantity": "1", "unit": "stuk"}
    tablet.post(road(job, "material_by_hand"), typed)
    page = office.get(reverse("workorders:work_order", args=[company.pk, job.pk])).content.decode()
    assert job.materials.get().by_hand
    assert "zelf getypt" in page


def test_a_search_without_result_offers_to_type_it(tablet: Client, job: WorkOrder) -> None:
    page = tablet.get(road(job, "material_pick"), {"zoek": "onvindbaar"}).content.decode()
    assert "?naam=onvindbaar" in page


def test_a_quantity_is_changed_and_a_line_removed(tablet: Client, job: WorkOrder) -> None:
    line = job.materials.create(name="Kit", quantity=1)
    tablet.post(road(job, "material_change", line.pk), {"quantity": "3"})
    line.refresh_from_db()
    assert line.quantity == 3
    tablet.post(road(job, "material_remove", line.pk))
    assert not job.materials.exists()


def test_sign_and_send_makes_it_compleet_with_work_status_1(tablet: Client, job: WorkOrder) -> None:
    typed = {"signer": "Mevr. Voorbeeld", "drawing": DRAWING, "finished": "on"}
    assert tablet.post(road(job, "tablet_sign"), typed)["Location"] == TODAY
    job.refresh_from_db()
    assert (job.status, job.work_status, job.signer_name) == (
        Status.COMPLETE,
        "1",
        "Mevr. Voorbeeld",
    )
    assert bytes(job.signature or b"") == PNG


def test_without_script_a_tick_is_enough(tablet: Client, job: WorkOrder) -> None:
    tablet.post(road(job, "tablet_sign"), {"signer": "Dhr. Voorbeeld", "agreed": "on"})
    job.refresh_from_db()
    assert (job.status, job.work_status, job.finished) == (Status.COMPLETE, "1", False)


def test_without_drawing_or_tick_nothing_is_sent(tablet: Client, job: WorkOrder) -> None:
    page = tablet.post(road(job, "tablet_sign"), {"signer": "Dhr. Voorbeeld"}).content.decode()
    job.refresh_from_db()
    assert "Laat de klant in het vak tekenen" in page
    assert job.status == Status.PICKED_UP


@pytest.mark.parametrize(
    "drawing",
    [
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/png;base64,@@@",
        "data:image/png;base64," + base64.b64encode(b"GIF89a" + bytes(40)).decode(),
        "data:image/png;base64," + "A" * 400_000,
    ],
)
def test_only_a_small_png_is_taken_as_signature(
    tablet: Client, job: WorkOrder, drawing: str
) -> None:
    answer = tablet.post(road(job, "tablet_sign"), {"signer": "Iemand", "drawing": drawing})
    job.refresh_from_db()
    assert answer.status_code == 200
    assert job.status == Status.PICKED_UP


def test_what_was_sent_cannot_be_changed_on_the_tablet(
    tablet: Client, make_order: Make, sanne: Employee, montage: str
) -> None:
    sent = make_order(Status.COMPLETE, sanne)
    typed = {"work_date": "2026-01-12", "long": "1", "break_minutes": "0", "hour_type": montage}
    answer = tablet.post(road(sent, "hours_add"), typed, follow=True)
    assert not sent.periods.exists()
    assert "dit kan alleen als hij Opgehaald is" in answer.content.decode()


def test_sending_again_after_a_lost_answer_is_no_error(
    tablet: Client, make_order: Make, sanne: Employee
) -> None:
    sent = make_order(Status.COMPLETE, sanne)
    typed = {"signer": "Iemand", "drawing": DRAWING}
    answer = tablet.post(road(sent, "tablet_sign"), typed, follow=True)
    assert answer.status_code == 200


def test_the_office_sees_the_drawing(
    office: Client, tablet: Client, company: Company, job: WorkOrder
) -> None:
    tablet.post(road(job, "tablet_sign"), {"signer": "Mevr. Voorbeeld", "drawing": DRAWING})
    answer = office.get(reverse("workorders:signature", args=[company.pk, job.pk]))
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")


def test_the_address_opens_the_map_of_the_device(
    tablet: Client, make_order: Make, sanne: Employee
) -> None:
    place = {"customer_street": "Dorpsstraat", "customer_city": "Ons Dorp"}
    there, nowhere = make_order(employee=sanne, **place), make_order(employee=sanne)
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14)"}
    shown = [
        tablet.get(road(order, "tablet_order"), headers=phone).content.decode()
        for order in (there, nowhere)
    ]
    assert ["geo:0,0?q=Dorpsstraat%2C%20Ons%20Dorp" in page for page in shown] == [True, False]
    assert ["geo:" in page for page in shown] == [True, False]


def test_prices_are_not_shown_on_the_tablet(tablet: Client, job: WorkOrder, now: datetime) -> None:
    job.materials.create(name="Kit", quantity=1, price=Decimal("6.20"))
    assert "6,20" not in tablet.get(road(job, "tablet_order")).content.decode()


@pytest.mark.parametrize(("kept", "shown"), [("4", "4"), ("0.500000", "0,5"), ("10.000000", "10")])
def test_a_quantity_is_shown_without_needless_zeros(
    tablet: Client, job: WorkOrder, kept: str, shown: str
) -> None:
    line = job.materials.create(name="Kit", quantity=Decimal(kept))
    page = tablet.get(road(job, "material_change", line.pk)).content.decode()
    assert f'value="{shown}"' in page
