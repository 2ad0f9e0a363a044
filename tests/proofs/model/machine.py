"""People in both services, people at our buttons, bad weather and the clock, in any order (T4)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import Invoice, InvoiceLine, WorkOrder
from tests.fakes.world import World, relation, work_order
from tests.proofs.model.checks import Eyes
from tests.proofs.model.firm import BUTTONS, Firm, FirmInMemory, WatchedBooks, later

LINE = InvoiceLine(Decimal(1), "stuk", "HAND", "Met de hand", Decimal(10), "GEEN", "8000")
EVENTS = ("lost_request", "lost_reply", "late", "not_sent", "crash_before", "crash_after")
METHODS = (
    "send_invoice", "send_invoice", "send_invoice", "invoice", "invoices", "settle", "work_order",
    "work_orders", "books_relations", "products", "put_relations", "put_materials",
    "put_hour_types", "add_relation", "change_relation", "open_items", "sign_in", "relation",
)  # fmt: skip
REFUSING = ("send_invoice", "settle", "put_relations", "put_materials", "change_relation")
MOST_ORDERS = 6
places = st.integers(0, MOST_ORDERS - 1)


class People(RuleBasedStateMachine):
    """`make` gives the firm. Names and telephone numbers only ever count up, to see them fall."""

    make: Callable[[], Firm] = FirmInMemory

    @initialize(exporting=st.booleans(), booking=st.booleans())
    def start(self, exporting: bool, booking: bool) -> None:
        self.firm = type(self).make()
        self.eyes = Eyes(self.firm)
        self.count = 0
        choices = replace(self.world.choices, export_relations=exporting, book=booking)
        self.firm.choose(choices)
        self.firm.run("person", 0)

    @property
    def world(self) -> World:
        return self.firm.world

    def order(self, place: int) -> WorkOrder | None:
        orders = list(self.world.field.orders_.values())
        return orders[place % len(orders)] if orders else None

    def change(self, place: int, **fields: Any) -> None:
        order = self.order(place)
        if order:
            self.world.add(replace(order, **fields))

    # --- people in the work orders ---------------------------------------------------------------

    @rule(customer=st.sampled_from(["TEST1", "TEST1", "NIEUW"]))
    def a_work_order_is_complete(self, customer: str) -> None:
        self.complete(customer)

    def complete(self, customer: str) -> None:
        if len(self.world.field.orders_) < MOST_ORDERS:
            self.count += 1
            self.world.add(work_order(str(self.count), customer=relation(customer, "")))

    @rule(place=places, minutes=st.sampled_from([15, 60, 0]))
    def change_the_hours(self, place: int, minutes: int) -> None:
        order = self.order(place)
        if order and order.status == "Compleet":
            period = replace(
                order.periods[0], minutes=order.periods[0].minutes * bool(minutes) + minutes
            )
            self.change(place, periods=(period,))

    @rule(place=places, work_status=st.sampled_from(["0", "1", "1"]))
    def choose_a_work_status(self, place: int, work_status: str) -> None:
        order = self.order(place)
        if order:
            self.eyes.by_hand.add(order.row_id)
            self.change(place, work_status=work_status)

    @rule(place=places, status=st.sampled_from(["Afgehandeld", "Compleet", "Opgehaald"]))
    def choose_a_status(self, place: int, status: str) -> None:
        order = self.order(place)
        if order:
            self.eyes.by_hand.add(order.row_id)
            self.change(place, status=status)

    @rule(place=places)
    def throw_a_work_order_away(self, place: int) -> None:
        order = self.order(place)
        if order:
            self.eyes.by_hand.add(order.row_id)
            del self.world.field.orders_[order.row_id]

    @rule()
    def change_a_telephone_number_in_the_work_orders(self) -> None:
        for key, row in list(self.world.field.relations_.items())[:1]:
            self.count += 1
            self.world.field.relations_[key] = replace(row, phone=f"{self.count}")

    # --- people in the books ---------------------------------------------------------------------

    @rule()
    def make_an_invoice_by_hand(self) -> None:
        """Under the next number of the series, as everybody does."""
        numbers = [int(number) for number in self.world.books.invoices_] or [2018000]
        number, today = str(max(numbers) + 1), self.world.now.date()
        by_hand = Invoice(
            number,
            "TEST1",
            today,
            14,
            self.world.books.templates_[0],
            book=False,
            booking_text="",
            lines=(LINE,),
        )
        if self.world.books._relation("TEST1"):
            self.world.books.write(by_hand)

    @rule(place=places)
    def throw_an_invoice_away(self, place: int) -> None:
        """Not while one of ours is late: then nobody could tell (docs/promises.md, H-2)."""
        numbers = list(self.world.books.invoices_)
        if numbers and not self.world.weather.pending:
            number = numbers[place % len(numbers)]
            self.eyes.thrown_away.add(number)
            assert isinstance(self.world.books, WatchedBooks)
            self.world.books.throw_away(number)

    @rule()
    def change_a_name_in_the_books(self) -> None:
        for key, row in list(self.world.books.relations_.items())[:1]:
            self.count += 1
            self.world.books.relations_[key] = replace(row, name=f"Klant TEST1 {self.count}")

    @rule(price=st.sampled_from(["50.00", "60.00", "0"]), unit=st.sampled_from(["Uur", "Stuk"]))
    def change_a_product(self, price: str, unit: str) -> None:
        product = self.world.books.products_["p-UUR"]
        changed = replace(product, price=Decimal(price), unit=unit)
        self.world.books.products_["p-UUR"] = changed

    @rule()
    def an_answer_of_the_books_is_empty(self) -> None:
        """The next list has no relations; the one after that has them again."""
        assert isinstance(self.world.books, WatchedBooks)
        self.world.books.next_list_is_empty = True

    @rule(templates=st.sampled_from([["Test"], ["Test"], ["Anders"]]))
    def rename_the_template(self, templates: list[str]) -> None:
        self.world.books.templates_ = templates

    # --- people at our pages ---------------------------------------------------------------------

    @rule(
        export=st.booleans(), book=st.booleans(), relations=st.booleans(), errors=st.booleans(),
        template=st.sampled_from(["Test", "Test", "Anders", ""]),
    )  # fmt: skip
    def save_the_settings(
        self, export: bool, book: bool, relations: bool, errors: bool, template: str
    ) -> None:
        chosen = replace(
            self.world.choices,
            export_invoices=export,
            book=book,
            export_relations=relations,
            mark_errors=errors,
            template=template,
        )
        self.firm.choose(chosen)

    @rule(place=st.integers(0, 20), button=st.sampled_from(BUTTONS))
    def press_a_button(self, place: int, button: str) -> None:
        asked = self.firm.asked()
        if asked:
            one = asked[place % len(asked)]
            self.eyes.closed.add((one.code, one.row_id or one.subject))
            number = self._number(place)
            if button == "stands_as":
                self.eyes.named.add(number)
            self.firm.press(one, button, number)

    def _number(self, place: int) -> str:
        """Return a number that a person may read in the books, right or wrong."""
        numbers = [*self.world.books.invoices_, "2018777"]
        return numbers[place % len(numbers)]

    # --- weather, clock, runs --------------------------------------------------------------------

    @rule(method=st.sampled_from(METHODS), event=st.sampled_from(EVENTS))
    def bad_weather_comes(self, method: str, event: str) -> None:
        """No old put arrives after a newer edit: the services have no guard against that."""
        is_put = method.startswith(("put", "change"))
        self.world.weather.next(method, "lost_request" if is_put and event == "late" else event)

    @rule(event=st.sampled_from(["lost_reply", "late", "crash_after"]))
    def the_answer_about_an_invoice_gets_lost(self, event: str) -> None:
        """What all of this is about, so it comes often."""
        self.complete("TEST1")
        self.world.weather.next("send_invoice", event)

    @rule(
        method=st.sampled_from(REFUSING),
        code=st.sampled_from(["CFACT042", "template_refused", "1301"]),
    )
    def a_refusal_comes(self, method: str, code: str) -> None:
        self.world.weather.next(method, Refused(code))

    @rule()
    def what_was_late_arrives(self) -> None:
        self.world.weather.deliver()

    @rule(minutes=st.sampled_from([1, 15, 70]))
    def time_passes(self, minutes: int) -> None:
        later(self.firm, minutes)

    @rule(trigger=st.sampled_from(["person", "schedule", "schedule"]), crash_at=st.integers(0, 12))
    def synchronise(self, trigger: str, crash_at: int) -> None:
        later(self.firm, 1)
        self.firm.run(trigger, crash_at)

    # --- what must hold --------------------------------------------------------------------------

    @invariant()
    def nothing_is_wrong(self) -> None:
        self.lease([])

    def lease(self, more: list[str]) -> None:
        problems = self.eyes.wrong() + more
        if problems:
            raise AssertionError(problems)

    def teardown(self) -> None:
        """The weather clears and everybody goes home: all comes to rest."""
        if not hasattr(self, "eyes"):
            return
        world = self.world
        world.weather.script.clear()
        world.weather.deliver()
        world.books.templates_ = ["Test", "Anders"]
        world.books.products_["p-UUR"] = replace(
            world.books.products_["p-UUR"], unit="Uur", price=Decimal(55)
        )
        self.firm.choose(replace(world.choices, export_invoices=True, template="Test"))
        for _ in range(7):
            later(self.firm, 61)
            self.firm.run("schedule", 0)
        self.lease(self.eyes.stuck())
        writes = world.books.writes() + world.field.writes()
        self.lease([f"I13 {writes} writes although nothing changed"] if writes else [])
