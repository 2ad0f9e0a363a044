"""Work orders as short lines of text, on a small company that knows its prices.

A period is ``101 08:00-12:00 p30 t4:00 d-1 km40 REIS : remark``: employee (? for none), from and to
(- for neither), break, total, days from the day of the work order or ``on`` a date, distance, hour
type. A material is ``KRAAN 1 x 149.00 = 134.10 free10%``: the amount as signed, and a free field.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.records import MaterialLine, Relation, WorkOrder, WorkPeriod
from bonbrug.sync.model.settings import Control, Limits, SyncSettings
from tests.fakes.world import CHOICES, START, World, product, relation, work_order

HERE = Path(__file__).parent
DAY = date(2018, 9, 19)
PRICES = json.loads(HERE.joinpath("prices.json").read_text("utf-8"))
LEDGER = {"vat_code": "HOOG_VERK_21", "ledger_code": "8000"}
Case = Mapping[str, Any]


def read(name: str) -> dict[str, Case]:
    """Return the cases of a file by what they are about; no two are about the same."""
    cases = json.loads(HERE.joinpath(name).read_text("utf-8"))
    found = {case["what"]: case for case in cases}
    assert len(found) == len(cases)
    return found


def company(case: Case) -> World:
    """Return a company with this price list, two customers, and the choices of the case."""
    world = World(choices(case), ConnectionState(activated_on=date.min, backlog_judged=True))
    for code, price in PRICES["hours"].items():
        world.books.products_[f"p-{code}"] = product(code, "Uur", price)
    for code, price in PRICES["articles"].items():
        world.books.products_[f"p-{code}"] = product(code, "Stuk", price)
    world.books.products_["p-RAAR"] = product("RAAR", "Stuk", "10.00", vat_code="RAAR")
    for place, code in enumerate(("TEST1", "K2"), 1):
        world.books.relations_[str(place)] = relation(code, str(place))
    return world


def choices(case: Case) -> SyncSettings:
    given = dict(case.get("limits", {}))
    if "closed_until" in given:
        given["closed_until"] = date.fromisoformat(given["closed_until"])
    control = Control(case.get("control", "doubtful"))
    return replace(CHOICES, limits=Limits(**given), control=control)


def order_of(case: Case, row_id: str) -> WorkOrder:
    day = date.fromisoformat(case["day"]) if "day" in case else DAY
    return work_order(
        row_id,
        day=day,
        customer=_customer(case),
        periods=tuple(_period(line, day) for line in case.get("hours", ())),
        materials=tuple(map(_material, case.get("materials", ()))),
        description=case.get("text", "Lek verholpen"),
        minimum_hours=Decimal(case.get("minimum", "0")),
        rounding_minutes=case.get("rounding", 0),
        signed=case.get("signed", False),
    )


def _customer(case: Case) -> Relation:
    code = case.get("customer", "TEST1")
    return replace(relation(code.upper(), ""), code=code, **case.get("named", {}))


def _period(line: str, day: date) -> WorkPeriod:
    words, _, remark = line.partition(" : ")
    employee, span, *rest = words.split()
    begin, end = (None, None) if span == "-" else map(time.fromisoformat, span.split("-"))
    made = WorkPeriod(day, 0, "UUR", remark, employee.strip("?"), begin, end)
    for word in rest:
        made = replace(made, **_part(word, day))
    if begin and end and not any(word.startswith("t") for word in rest):
        span_minutes = _minutes(end) - _minutes(begin)
        made = replace(made, minutes=span_minutes % (24 * 60) - made.pause)
    return made


def _part(word: str, day: date) -> dict[str, Any]:
    match word:
        case _ if word.startswith("p"):
            return {"pause": int(word[1:])}
        case _ if word.startswith("t"):
            hours, minutes = map(int, word[1:].split(":"))
            return {"minutes": 60 * hours + minutes}
        case _ if word.startswith("km"):
            return {"travel": word[2:]}
        case _ if word.startswith("on"):
            return {"day": date.fromisoformat(word[2:])}
        case _ if word.startswith("d"):
            return {"day": day + timedelta(days=int(word[1:]))}
    return {"hour_type": word}


def _minutes(at: time) -> int:
    return 60 * at.hour + at.minute


def _material(line: str) -> MaterialLine:
    words, _, free = line.partition(" free")
    words, _, total = words.partition(" = ")
    code, quantity, _, price = words.split()
    signed = Decimal(total) if total else None
    unit = "Stuk" if code != "LANG" else "x" * 300
    made = MaterialLine(code, f"Artikel {code}", unit, Decimal(quantity), Decimal(price),
                        total=signed)  # fmt: skip
    if code == "RAAR":
        made = replace(made, vat_code="RAAR")
    return replace(made, free_3=free)


def play(case: Case) -> World:
    """Let the company invoice what came before, then meet the work order of the case."""
    world, rows = company(case), count(1)
    for _ in range(case.get("usual", 0)):
        row = next(rows)
        usual = {"hours": [f"9{row} - t1:00"], "materials": ["BUIS 4 x 4.55"]}
        world.add(order_of(usual, f"b{row}"))
    for before in case.get("before", ()):
        world.add(order_of(before, f"b{next(rows)}"))
    world.run()
    if any(before.get("approve") for before in case.get("before", ())):
        world.approve()
        world.later()
    assert world.items() == [], "what came before is ordinary"
    world.add(order_of(case, "case"))
    world.later()
    return world


assert START.date() == DAY
