"""The invented data of the demo: firms, relations, products, people and work orders.

Days are given as a number of days before the day of the first start.
"""

from dataclasses import dataclass
from decimal import Decimal

from bonbrug.books.actions.keep_product import ProductDraft
from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.books.actions.set_up import Firm

TEMPLATE = "Test"

INSTALLER = Firm(
    name="Demo Installatie BV",
    street="Ambachtsweg 12",
    postal_code="1234 AB",
    city="Voorbeeldstad",
    vat_number="NL000099998B57",
    kvk_number="00000000",
    iban="NL02ABNA0123456789",
    creditor_id="NL22ZZZ000000000000",
)
PAINTER = Firm(
    name="Demo Schilders BV",
    street="Kwastlaan 3",
    postal_code="4321 BA",
    city="Voorbeelddorp",
    vat_number="NL000099999B48",
    kvk_number="00000001",
    iban="NL02ABNA0123456789",
)


RELATIONS = (
    RelationDraft(
        code="TEST1",
        name="Bakkerij De Gouden Korst",
        contact="Mw. A. Korenaar",
        address="Dorpsstraat 1",
        postal_code="1234 AB",
        city="Voorbeeldstad",
        phone="030 000 0001",
        email="bakkerij@korst.example",
    ),
    RelationDraft(
        code="TEST2",
        name="VvE Voorbeeldhof",
        contact="Dhr. B. Beheer",
        address="Voorbeeldhof 12",
        postal_code="1234 CD",
        city="Voorbeeldstad",
        phone="030 000 0002",
        email="bestuur@voorbeeldhof.example",
    ),
    RelationDraft(
        code="TEST3",
        name="Kapsalon Knip & Krul",
        contact="Mw. C. Krul",
        address="Marktplein 8-a",
        postal_code="1235 EF",
        city="Oud-Voorbeeld",
        phone="030 000 0003",
        email="salon@knipenkrul.example",
    ),
    RelationDraft(
        code="TEST4",
        name="Familie Van der Proef",
        address="Lindelaan 45",
        postal_code="1236 GH",
        city="Voorbeelddorp",
        mobile="06 0000 0004",
        email="familie@vanderproef.example",
        kind="P",
    ),
)


def _product(code: str, text: str, unit: str, price: str, account: str = "8000") -> ProductDraft:
    return ProductDraft(code, text, unit, Decimal(price), "HOOG_VERK_21", account)


PRODUCTS = (
    _product("1", "Arbeid monteur", "Uur", "52.50", "8020"),
    _product("2", "Reistijd", "Uur", "35.00", "8020"),
    _product("KB15", "Koperbuis 15 mm, per 5 meter", "Stuk", "23.95"),
    _product("KOP15", "Knelkoppeling 15 mm", "Stuk", "2.50"),
    _product("BEUGEL", "Beugels 15 mm, doos van 100", "Doos", "34.00"),
    _product("KIT", "Siliconenkit sanitair", "Tube", "7.95"),
    ProductDraft(
        "KIT-OUD", "Kit (vervallen)", "Tube", Decimal("5.95"), "HOOG_VERK_21", "8000", active=False
    ),
)
PAINTS = (
    _product("UUR", "Schilderwerk", "Uur", "47.50", "8020"),
    ProductDraft("LATEX", "Muurverf wit 10 liter", "Stuk", Decimal("69.00"), "LAAG_VERK_9", "8000"),
)
EMPLOYEES = (("101", "Sanne", "Voorbeeld"), ("102", "Joris", "Demo"), ("103", "Fatma", "Proef"))


@dataclass(frozen=True, slots=True)
class Hours:
    begin: str
    end: str
    hour_type: str = "1"
    pause: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One work order: `days` before today, by whom, in which state, and what was done."""

    number: str
    relation: str
    text: str
    status: str
    days: int
    employee: str
    work_status: str = ""
    hours: tuple[Hours, ...] = ()
    materials: tuple[tuple[str, str], ...] = ()


JOBS = (
    Job("WB-1001", "TEST1", "Lekkage onder de spoelbak", "Compleet", 2, "101", "1",
        (Hours("08:30", "11:00", remark="Leiding vervangen"), Hours("08:00", "08:30", "2")),
        (("KB15", "1"), ("KOP15", "4"))),
    Job("WB-1002", "TEST2", "Onderhoud cv-ketel trappenhuis", "Compleet", 1, "102", "1",
        (Hours("13:00", "16:30", pause=30),), (("KIT", "2"),)),
    Job("WB-1003", "TEST3", "Nieuwe wastafels geplaatst", "Compleet", 1, "101", "1",
        (Hours("09:00", "14:30", pause=30), Hours("08:30", "09:00", "2")),
        (("KOP15", "6"), ("BEUGEL", "1"), ("KIT", "1"))),
    Job("WB-1004", "TEST4", "Offerte opgenomen, geen kosten", "Compleet", 1, "103", "0",
        (Hours("16:30", "17:00"),)),
    Job("WB-1005", "TEST1", "Kraan keuken druppelt", "Opgehaald", 0, "101"),
    Job("WB-1006", "TEST4", "Radiator woonkamer lekt", "Klaargezet", 0, "102"),
    Job("WB-1007", "TEST2", "Jaarlijkse controle brandslangen", "Klaargezet", -1, "101"),
    Job("WB-0998", "TEST3", "Afvoer ontstopt", "Afgehandeld", 20, "102", "0",
        (Hours("10:00", "11:00"),)),
)  # fmt: skip
