"""What people do meanwhile, on both sides and in our own pages."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

from bonbrug.sync.model.bindings import NOT_SENT, PUT_REFUSED, RELATION
from bonbrug.sync.model.records import (
    Invoice,
    InvoiceLine,
    MaterialLine,
    Relation,
    WorkOrder,
    WorkPeriod,
)
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Job, Outcome, State
from bonbrug.values.quantity import folded
from tests.fakes.rows import Rows
from tests.proofs.simulator.books import rows_in
from tests.proofs.simulator.chance import Chance
from tests.proofs.simulator.field import COMPLETE, SETTLED
from tests.proofs.simulator.judgement import Judgement
from tests.proofs.simulator.stage import HOUR, MINUTE, SECOND
from tests.proofs.simulator.worker import MINE, Office

WHO = "person"
MOST_ORDERS = 4
UNKNOWN = ("outcome_unknown", "told_not_found")
BUSY = ("work_orders", "send_invoice", "work_order", "invoices")


def relation(code: str, remote_id: str = "") -> Relation:
    return Relation(
        code=code,
        name=f"Klant {code}",
        street="Dorpsstraat",
        house_number="12",
        postal_code="1234 AB",
        city="Voorbeeldstad",
        remote_id=remote_id,
    )


def line(text: str) -> InvoiceLine:
    return InvoiceLine(Decimal(1), "stuk", "HAND", text, Decimal(10), "GEEN", "8000")


class People:
    """`draw` lets somebody do something now."""

    def __init__(self, office: Office, chance: Chance, hasty: Chance, judgement: Judgement) -> None:
        self.office, self.chance, self.judgement = office, chance, judgement
        self.hasty = hasty  # who presses while a run is going, drawn apart
        self.books, self.field, self.store = office.books, office.field, office.store
        self.made, self.version = 0, 0
        self.projects: Callable[[], str] = str  # of what project the next work order is
        self.deeds: dict[Callable[[], None], int] = {
            self.complete: 5,
            self.edit: 4,
            self.reopen: 2,
            self.settle: 2,
            self.take_back: 2,
            self.change_work_status: 2,
            self.remove: 1,
            self.invoice_by_hand: 4,
            self.invoice_the_order: 1,
            self.imitate: 1,
            self.delete_invoice: 1,
            self.edit_in_books: 4,
            self.edit_in_field: 3,
            self.delete_in_books: 1,
            self.delete_in_field: 1,
            self.change_price: 1,
            self.save_settings: 1,
            self.change_boxes: 1,
            self.rename_template: 1,
            self.retry: 2,
            self.no_invoice: 1,
            self.stands_as: 1,
            self.accept: 1,
        }

    @property
    def rows(self) -> Rows:
        return self.store.rows[MINE]

    def draw(self) -> None:
        self.chance.weighted(self.deeds)()

    def interfere(self, name: str, about: str) -> None:
        """Somebody does something right after a call, while the engine is still busy."""
        if name == "sign_in":
            self._see_to_unknown()
        self._press_meanwhile()
        self.judgement.after_a_call(name)
        if name in BUSY and not self.books.network.calm and self.chance.happens(0.04):
            deed = self.chance.choice(
                (self.edit, self.settle, self.remove, self.change_work_status, self.take_back,
                 self.invoice_by_hand)
            )  # fmt: skip
            self.office.stage.at(self.office.stage.ms + self.chance.randint(0, SECOND), deed)

    def _press_meanwhile(self) -> None:
        """Somebody is at To do at this very moment: what the run read before is old."""
        if self.rows.items and not self.books.network.calm and self.hasty.happens(0.1):
            deed = self.hasty.choice((self.no_invoice, self.stands_as, self.retry, self.accept))
            self.office.stage.at(self.office.stage.ms + self.hasty.randint(0, SECOND), deed)

    def _see_to_unknown(self) -> None:
        """Who finds an invoice of unknown outcome on the list answers it, now and then."""
        asked = any(code in UNKNOWN for code, _ in self.rows.items)
        if asked and not self.books.network.calm and self.chance.happens(0.2):
            deed = self.chance.choice((self.no_invoice, self.stands_as, self.retry))
            self.office.stage.at(self.office.stage.ms + self.chance.long(1, 10 * MINUTE), deed)

    # --- work orders -----------------------------------------------------------------------------

    def complete(self, days_ago: int = 0) -> None:
        """The fitter finishes a work order."""
        if self.made >= MOST_ORDERS:
            return
        self.made += 1
        day = self.books.today()
        code = self.chance.choice(("K1", "K1", "K2", "N1"))
        row_id = f"o{self.made}"
        number = f"WB-{self.made:05}" if self.chance.happens(0.8) else f"{self.made}"
        order = WorkOrder(
            row_id=row_id,
            number=number,
            status=COMPLETE,
            work_status="1",
            day=day - timedelta(days=days_ago),
            customer=relation(code),
            periods=(WorkPeriod(day, self.chance.choice((25, 50, 90)), "UUR", employee=row_id),),
            materials=(
                MaterialLine(
                    "BUIS",
                    f"Koperen buis @{row_id}",
                    "Stuk",
                    Decimal(self.chance.randint(1, 3)),
                    Decimal("4.55"),
                ),
            ),
            project=self.projects(),
        )
        self.field.change(self.judgement.doubtful(order), WHO)

    def _one(self, *statuses: str) -> WorkOrder | None:
        found = [order for order in self.field.orders.values() if order.status in statuses]
        return self.chance.choice(found) if found else None

    def edit(self) -> None:
        order = self._one(COMPLETE)
        if order:
            period = replace(order.periods[0], minutes=order.periods[0].minutes + 20)
            self.field.change(replace(order, periods=(period,)), WHO)

    def move(self) -> None:
        """The office puts a work order in another project, or in none."""
        order = self._one(COMPLETE)
        if order:
            self.field.change(replace(order, project=self.projects()), WHO)

    def reopen(self) -> None:
        order = self._one(SETTLED)
        if order:
            self.field.change(replace(order, status=COMPLETE), WHO)

    def settle(self) -> None:
        order = self._one(COMPLETE)
        if order:
            self.field.change(replace(order, status=SETTLED), WHO)

    def take_back(self) -> None:
        """Back to the tablet, and later complete again."""
        order = self._one(COMPLETE, "Opgehaald")
        if order:
            status = "Opgehaald" if order.status == COMPLETE else COMPLETE
            self.field.change(replace(order, status=status), WHO)

    def change_work_status(self) -> None:
        order = self._one(COMPLETE)
        if order:
            work_status = "1" if order.work_status != "1" else "0"
            self.field.change(replace(order, work_status=work_status), WHO)

    def remove(self) -> None:
        order = self._one(COMPLETE, SETTLED, "Opgehaald")
        if order and self.chance.happens(0.5):
            self.field.remove(order.row_id, WHO)

    # --- the books -------------------------------------------------------------------------------

    def invoice_by_hand(self, text: str = "Met de hand", code: str = "K1") -> None:
        """Somebody makes an invoice, under the next number of the series."""
        if not self.books.customer(code):
            return
        day = self.books.today()
        number = self.books.next_number(day)
        invoice = Invoice(number, code, day, 14, "Test", book=False, booking_text="",
                          lines=(line(text),))  # fmt: skip
        self.books.make(invoice, WHO)

    def invoice_the_order(self) -> None:
        """Somebody makes the invoice of a work order that was ours to make."""
        order = self._one(COMPLETE)
        if order:
            self._name(order, f"Reparatie volgens {self.books.word} {order.number}")

    def imitate(self) -> None:
        """A text that looks like our marker, but nobody knows the tag."""
        order = self._one(COMPLETE)
        if order:
            self._name(order, f"Reparatie\n{self.books.word} {order.number} · ABCD2345")

    def _name(self, order: WorkOrder, text: str) -> None:
        if self.books.customer(order.customer.code):
            self.office.stage.history.add("named", WHO, order.row_id)
            self.invoice_by_hand(text, order.customer.code)

    def delete_invoice(self) -> None:
        """Somebody deletes an invoice of ours that nobody is busy with."""
        single = self.books.kept.keys() - self.books.twins.keys()
        ours = [
            number
            for number, kept in self.books.kept.items()
            if number in single and rows_in(kept.invoice)
        ]
        if ours and not self.books.network.under_way and not self.store.lease.owner:
            number = self.chance.choice(ours)
            rows = rows_in(self.books.kept.pop(number).invoice)
            self.office.stage.history.add("unmade", WHO, rows, number)

    def _version(self, side: str) -> str:
        self.version += 1
        return f"{side}{self.version}"

    def _edited(self, customer: Relation, side: str) -> Relation:
        value = self._version(side)
        changes = {
            "contact": replace(customer, contact=value),
            "city": replace(customer, city=value),
            "phone": replace(customer, phone=value),
        }
        return changes[self.chance.choice(tuple(changes))]

    def edit_in_books(self) -> None:
        there = list(self.books.customers.values())
        if there:
            self.books.change_customer(self._edited(self.chance.choice(there), "b"), WHO)

    def edit_in_field(self) -> None:
        there = list(self.field.customers.values())
        if there:
            self.field.put(self._edited(self.chance.choice(there), "w"), WHO)

    def delete_in_books(self) -> None:
        if len(self.books.customers) > 1:
            remote_id = self.chance.choice(list(self.books.customers))
            code = self.books.customers.pop(remote_id).code
            self.office.stage.history.add("deleted", WHO, code, "books")

    def delete_in_field(self) -> None:
        if self.field.customers:
            code = self.chance.choice(list(self.field.customers))
            del self.field.customers[code]
            self.office.stage.history.add("deleted", WHO, code, "field")

    def change_price(self) -> None:
        product = self.books.articles["p-UUR"]
        self.price(product.price + 1)

    def price(self, price: Decimal) -> None:
        self.books.articles["p-UUR"] = replace(self.books.articles["p-UUR"], price=price)
        self.office.stage.history.add("price", WHO, "UUR", str(price))

    # --- our own pages ---------------------------------------------------------------------------

    def save_settings(self, template: str = "") -> None:
        choices = self.office.choices
        template = template or choices.template
        self.office.choices = replace(choices, version=choices.version + 1, template=template)

    def change_boxes(self) -> None:
        """Tick or clear one of the boxes."""
        choices = self.office.choices
        changed = {
            "book": replace(choices, book=not choices.book),
            "export_relations": replace(choices, export_relations=not choices.export_relations),
            "mark_errors": replace(choices, mark_errors=not choices.mark_errors),
        }
        self.office.choices = changed[self.chance.choice(tuple(changed))]
        self.save_settings()

    def rename_template(self) -> None:
        """In the books; hours later somebody finds out why nothing is invoiced."""
        if self.office.stage.ms < self.books.network.calm_from:
            self.books.template = f"Test {self._version('t')}"
            self.office.stage.history.add("template", WHO, self.books.template)
            later = self.office.stage.ms + self.chance.long(MINUTE, 5 * HOUR)
            self.office.stage.at(later, lambda: self.save_settings(self.books.template))

    def retry(self) -> None:
        """Press "Opnieuw proberen" at an item about a work order; some take Error off it first."""
        row_id, jobs = self._press(self.rows.items)
        order = self.field.orders.get(row_id)
        marked = order is not None and order.work_status == self.field.capabilities.statuses.error
        if order and marked and self.chance.happens(0.5):
            self.field.change(
                replace(order, work_status=self.field.capabilities.statuses.to_export), WHO
            )
        for job in jobs:
            self.rows.decide(job.id, person_transitions.retry)

    def _press(self, pairs: Iterable[tuple[str, str]]) -> tuple[str, list[Job]]:
        """Pick an item about a work order and close it; return what the button is about.

        Of a withdrawn work order the page lets an item be closed, and nothing more.
        """
        rows = self.rows
        found = [pair for pair in pairs if rows.items[pair].row_id]
        if not found:
            return "", []
        pair = self.chance.choice(found)
        row_id = rows.items.pop(pair).row_id
        jobs = [job for job in rows.jobs.values() if job.row_id == row_id]
        withdrawn = any(job.state is State.WITHDRAWN for job in jobs)
        deed = "closed" if withdrawn else "retry"
        for row in rows.orders_in(row_id):
            self.office.stage.history.add(deed, WHO, row, *pair)
        return ("", []) if withdrawn else (row_id, jobs)

    def _answer(self) -> list[Job]:
        """Pick an invoice of unknown outcome and close its item; return its job."""
        _, jobs = self._press([pair for pair in self.rows.items if pair[0] in UNKNOWN])
        return [job for job in jobs if job.state is State.INTENDED]

    def send_again(self) -> None:
        """Press "Opnieuw proberen" at the relations that the work orders refused."""
        rows = self.rows
        for pair in [pair for pair in rows.items if pair[0] == "put_refused"]:
            del rows.items[pair]
            place = (RELATION, folded(pair[1]))
            if place in rows.bound and rows.bound[place].sent_as == PUT_REFUSED:
                rows.bound[place] = replace(rows.bound[place], sent_as=NOT_SENT)

    def no_invoice(self) -> None:
        """Stop looking for an invoice of unknown outcome."""
        for job in self._answer():
            if self.rows.decide(job.id, person_transitions.no_invoice):
                self.office.stage.history.add("gave_up", WHO, job.row_id)

    def stands_as(self) -> None:
        """Say under which number it stands, right or wrong."""
        for job in self._answer():
            intent = self.rows.intent(job)
            if intent is None or intent.outcome is not Outcome.SENT:
                continue
            number = self.chance.choice((*self.books.kept, intent.invoice.number))
            self.rows.decide(job.id, partial(person_transitions.stands_as, number=number))
            for row in self.rows.orders_in(job.row_id):
                self.office.stage.history.add("stands_as", WHO, row, number)

    def collect_now(self) -> None:
        """Invoice what waits for the day of its collective invoice."""
        for job in list(self.rows.jobs.values()):
            self.rows.decide(job.id, person_transitions.collect_now)

    def accept(self) -> None:
        """Release the backlog."""
        self.rows.items.pop(("backlog", ""), None)
        for job in list(self.rows.jobs.values()):
            self.rows.decide(job.id, person_transitions.release)
