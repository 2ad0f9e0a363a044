"""Both houses and a link between them, over real sockets; and how to look at what came of it."""

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast

from django.utils import translation

from bonbrug.accounts.models import Organisation
from bonbrug.books.actions.access import SecurityCodes
from bonbrug.books.actions.keep_product import ProductDraft, add_product
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.keep_template import TemplateDraft, add_template
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.books.doors import traffic as books_traffic
from bonbrug.books.models import Administration, Product
from bonbrug.link import actions
from bonbrug.link.actions import Counterparts, SyncSettings
from bonbrug.link.models import Connection, Item, LogLine, Run
from bonbrug.link.texts import sentences
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions.import_orders import import_orders
from bonbrug.workorders.actions.incoming import WholeOrder
from bonbrug.workorders.actions.keep_relation import keep_relations
from bonbrug.workorders.actions.order_link import order as order_link
from bonbrug.workorders.actions.records import (
    LineFields,
    PeriodFields,
    RelationFields,
    WorkOrderFields,
)
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.doors import traffic as work_traffic
from bonbrug.workorders.models import Company, Status, WorkOrder

USERNAME = "voorbeeld"
CODES = SecurityCodes("0" * 31 + "1", "00000000-0000-4000-8000-000000000002")
GUID = "00000000-0000-4000-8000-0000000000AA"
TOKEN, SOFTWARE_TOKEN = "a1" * 32, "b2" * 32
TEMPLATE = "Standaard"
LANGUAGES = ("nl", "en")
NAMED = re.compile(r"[Ww]erkbon (\S+) ·")

SMIT = RelationDraft(
    "TEST1", "Bakkerij Smit", address="Dorpsstraat 12", postal_code="1234 AB", city="Voorbeelddorp"
)
HOUR = ProductDraft("UUR", "Monteur per uur", "Uur", Decimal(45), "HOOG_VERK_21", "8020")
PIPE = ProductDraft("KB15", "Koperbuis 15 mm", "Meter", Decimal("3.95"), "HOOG_VERK_21", "8000")

IN_WORDS = frozenset({"credentials_refused", "maybe_cut"})  # the subject is a word of ours

Texts = dict[str, str]


@dataclass
class Box:
    """One organisation: its books, its company, the link. `ahead` moves the clock of the link."""

    books: Administration
    company: Company
    connection: Connection
    ahead: timedelta = field(default=timedelta(0))
    begins: dict[str, int] = field(default_factory=dict)

    # --- what a person does ------------------------------------------------------------------

    def clock(self) -> datetime:
        return system_clock() + self.ahead

    def later(self, **span: float) -> None:
        self.ahead += timedelta(**span)

    def sync(self, trigger: str = "person") -> Run:
        """Run once, for real."""
        run = actions.synchronise(self.connection.pk, "box", self.clock, trigger)
        assert run is not None
        return run

    def choose(self, **changes: Any) -> None:
        self.connection.refresh_from_db()
        choices = replace(actions.choices_of(self.connection), **changes)
        actions.choose(self.connection, choices, None, self.clock())

    def seal(self, **secrets: str) -> None:
        """Put other credentials in the link than the ones that were accepted."""
        self.connection.refresh_from_db()
        for name, value in secrets.items():
            self.connection.seal(name, value)
        self.connection.save()

    def sign_in(
        self, username: str = USERNAME, code1: str = CODES.first, code2: str = CODES.second
    ) -> actions.SignIn:
        return actions.sign_in(self.connection, username, code1, code2, self.clock())

    def relation(self, draft: RelationDraft) -> None:
        add_relation(self.books, draft, accounting_day(system_clock()))

    def product(self, draft: ProductDraft) -> Product:
        return add_product(self.books, draft)

    def order(
        self,
        number: str,
        *,
        customer: RelationDraft = SMIT,
        hours: Sequence[str] = ("UUR",),
        periods: Sequence[PeriodFields] | None = None,
        materials: Sequence[LineFields] | None = None,
        **fields: Any,
    ) -> WorkOrder:
        """Bring in a work order that is Compleet with work status 1."""
        day = accounting_day(system_clock())
        begin = self.begins.setdefault(number, len(self.begins))  # no two are the same work
        texts = {
            "number": number,
            "description": "Leiding vervangen",
            "work_status": "1",
            "work_date": day,
            **_block("customer", customer),
            **_block("payer", customer),
            **fields,
        }
        whole = WholeOrder(
            cast(WorkOrderFields, texts),
            status=Status.COMPLETE,
            periods=[period(code, begin=begin) for code in hours]
            if periods is None
            else list(periods),
            materials=[material()] if materials is None else materials,
        )
        done = import_orders(
            self.company, [whole], now=system_clock(), who="kantoor", chance=os.urandom
        )
        return done.orders[0]

    def post_relation(self, fields: RelationFields) -> None:
        """Let a program of somebody else put a relation in the work orders."""
        keep_relations(self.company, [fields], system_clock())

    def approve(self, kind: str) -> None:
        """Press "Zo factureren"."""
        item = Item.objects.get(connection=self.connection, kind=kind, closed_at=None)
        actions.approve(item, None, self.clock())

    # --- what came of it ---------------------------------------------------------------------

    def status(self, number: str) -> str:
        return WorkOrder.objects.get(company=self.company, number=number).status

    def bills(self) -> Counter[str]:
        """Return how many invoices in the books name each work order."""
        texts = (
            line.description for bill in self.books.invoices.all() for line in bill.lines.all()
        )
        return Counter(found[1] for text in texts if (found := NAMED.search(text)))

    def lines(self) -> list[tuple[str, str]]:
        rows = LogLine.objects.filter(connection=self.connection)
        return sorted(rows.values_list("kind", "subject"))

    def items(self) -> list[tuple[str, str]]:
        rows = Item.objects.filter(connection=self.connection, closed_at=None)
        return sorted(rows.values_list("kind", "subject"))

    def writes(self) -> tuple[int, int]:
        """Return the writes counted at the doors of the books and of the work orders."""
        return books_traffic.writes(self.books), work_traffic.openapi.writes()

    def relations_there(self) -> set[str]:
        return set(self.company.relations.values_list("debtor_number", flat=True))

    def say(self, code: str, subject: str = "") -> Texts:
        """Return what is said about an open item, or else about a line of the log."""
        item = Item.objects.filter(
            connection=self.connection, kind=code, subject=subject, closed_at=None
        ).first()
        if item is not None:
            return in_both(lambda: _whole(sentences.of_item(item)))
        line = LogLine.objects.get(connection=self.connection, kind=code, subject=subject)
        return in_both(lambda: sentences.of_line(line))

    # --- what must hold ----------------------------------------------------------------------

    def asks(self, code: str, subject: str, *names: str) -> Texts:
        """An item is open about this record: clear in both languages, with an advice."""
        assert (code, subject) in self.items()
        item = Item.objects.get(
            connection=self.connection, kind=code, subject=subject, closed_at=None
        )
        advice = in_both(lambda: sentences.of_item(item).advice)
        clear(advice)
        said = self.say(code, subject)
        clear(said, *names, *([] if code in IN_WORDS else [subject]))
        return said

    def tells(self, run: Run) -> Texts:
        """A run that stopped says why, and what to do."""
        said = in_both(lambda: sentences.of_run(run))
        clear(said)
        clear(in_both(lambda: sentences.say(run.code).advice))
        return said

    def waits(self, *numbers: str) -> None:
        """These work orders lost nothing: Compleet, and no invoice."""
        for number in numbers:
            assert self.status(number) == Status.COMPLETE
            assert self.bills()[number] == 0

    def went(self, *numbers: str) -> None:
        """These went on: one invoice each, and Afgehandeld."""
        for number in numbers:
            assert self.bills()[number] == 1
            assert self.status(number) == Status.SETTLED


def in_both(text: Any) -> Texts:
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = str(text())
    return said


def clear(said: Texts, *names: str) -> None:
    """Both are there, they are two languages, and both name these."""
    assert said["nl"]
    assert said["en"]
    assert said["nl"] != said["en"]
    for text in said.values():
        assert "%(" not in text
        for name in names:
            assert name in text


def _whole(said: sentences.Said) -> str:
    return " ".join((said.title, said.text, said.certain, said.advice))


def period(code: str = "UUR", minutes: int = 120, begin: int = 0) -> PeriodFields:
    """`begin` is in minutes after eight."""
    return {
        "work_date": accounting_day(system_clock()),
        "begin": _after_eight(begin),
        "end": _after_eight(begin + minutes),
        "hour_type": code,
    }


def _after_eight(minutes: int) -> time:
    return time(8 + minutes // 60, minutes % 60)


def material(code: str = "KB15", quantity: str = "3", **fields: Any) -> LineFields:
    line = {
        "code": code,
        "name": "Koperbuis 15 mm",
        "unit": "Meter",
        "quantity": Decimal(quantity),
        "price": Decimal("3.95"),
        **fields,
    }
    return cast(LineFields, line)


def _block(name: str, relation: RelationDraft) -> dict[str, str]:
    parts = {
        "name": relation.name,
        "debtor_number": relation.code,
        "street": "Dorpsstraat",
        "house_number": "12",
        "postal_code": relation.postal_code,
        "city": relation.city,
    }
    return {f"{name}_{key}": value for key, value in parts.items()}


def open_box(organisation: Organisation) -> Box:
    """Make both houses and the link; the doors must be open, since the link signs in."""
    now = system_clock()
    firm = Firm("Demo Installatie BV", city="Voorbeelddorp")
    books = new_administration(organisation, firm, USERNAME, GUID, CODES)
    add_template(books, TemplateDraft(TEMPLATE))
    company = new_company(organisation, "Demo Installatie BV", "1000001")
    order_link(company, "eboekhouden", TOKEN, SOFTWARE_TOKEN, now)
    connection = actions.make_connection(
        organisation,
        "Demo Installatie BV",
        Counterparts("ingebouwd", "ingebouwd"),
        company.company_id,
        (TOKEN, SOFTWARE_TOKEN),
        now,
    )
    box = Box(books, company, connection)
    box.relation(SMIT)
    box.product(HOUR)
    box.product(PIPE)
    assert box.sign_in().ok
    choices = SyncSettings(
        export_invoices=True,
        template=TEMPLATE,
        book=True,
        export_relations=True,
        export_from=accounting_day(now) - timedelta(days=30),
    )
    actions.choose(connection, choices, None, now)
    return box
