"""A company in the work orders, in memory, with the rules of its Open API."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from bonbrug.gateways.werkbonapp.capabilities import CAPABILITIES
from bonbrug.sync.model.capabilities import FieldCapabilities
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import Employee, HourType, Material, Reading, Relation, WorkOrder
from tests.fakes.fingerprints import Prints
from tests.fakes.weather import Weather

WRITES = ("put_relations", "put_materials", "put_hour_types", "put_work_statuses", "settle", "mark")
Row = TypeVar("Row", Relation, Material, HourType)


class FakeFieldService:
    """sync.ports.FieldService. `swallow` names codes that are counted out of a batch silently."""

    capabilities: FieldCapabilities = CAPABILITIES

    def __init__(self, weather: Weather | None = None) -> None:
        self.weather = weather or Weather()
        self.relations_: dict[str, Relation] = {}
        self.materials_: dict[str, Material] = {}
        self.hour_types_: dict[str, HourType] = {}
        self.statuses_: dict[str, str] = {}
        self.orders_: dict[str, WorkOrder] = {}
        self.swallow: set[str] = set()
        self.hated: set[str] = set()
        self.fingerprints = Prints()

    def writes(self) -> int:
        return self.weather.count(*WRITES)

    def employees(self) -> list[Employee]:
        return self.weather.through("employees", lambda: [Employee("1", "Jo", "Voorbeeld")])

    def relations(self, known: str = "") -> Reading[Relation]:
        def effect() -> Reading[Relation]:
            reading = Reading(tuple(self.relations_.values()))
            return self.fingerprints.given("field_relations", reading, known)

        return self.weather.through("field_relations", effect)

    def materials(self) -> Reading[Material]:
        return self.weather.through("materials", lambda: Reading(tuple(self.materials_.values())))

    def hour_types(self) -> Reading[HourType]:
        return self.weather.through("hour_types", lambda: Reading(tuple(self.hour_types_.values())))

    def work_statuses(self) -> dict[str, str]:
        return self.weather.through("work_statuses", lambda: dict(self.statuses_))

    def put_relations(self, relations: Sequence[Relation]) -> int:
        def required(row: Relation) -> bool:
            return all((row.name, row.code, row.street, row.postal_code, row.city))

        effect = self._put(self.relations_, relations, required)
        return self.weather.through("put_relations", effect)

    def put_materials(self, materials: Sequence[Material]) -> int:
        def required(row: Material) -> bool:
            return all((row.code, row.description, row.unit))

        effect = self._put(self.materials_, materials, required)
        return self.weather.through("put_materials", effect)

    def put_hour_types(self, hour_types: Sequence[HourType]) -> int:
        def required(row: HourType) -> bool:
            return bool(row.code and row.name and row.price > 0)

        effect = self._put(self.hour_types_, hour_types, required)
        return self.weather.through("put_hour_types", effect)

    def _put(
        self, shelf: dict[str, Row], rows: Sequence[Row], required: Callable[[Row], bool]
    ) -> Callable[[], int]:
        def effect() -> int:
            if not all(required(row) and row.code not in self.hated for row in rows):
                raise Refused("1301")
            kept = {row.code: row for row in rows if row.code not in self.swallow}
            shelf.update(kept)
            return len(kept)

        return effect

    def put_work_statuses(self, statuses: dict[str, str]) -> int:
        def effect() -> int:
            self.statuses_.update(statuses)
            return len(statuses)

        return self.weather.through("put_work_statuses", effect)

    def work_orders(self, status: str, work_status: str = "") -> list[WorkOrder]:
        def effect() -> list[WorkOrder]:
            return [
                order
                for order in self.orders_.values()
                if status in ("Alle", order.status) and work_status in ("", order.work_status)
            ]

        return self.weather.through("work_orders", effect)

    def work_order(self, row_id: str) -> WorkOrder | None:
        return self.weather.through("work_order", lambda: self.orders_.get(row_id))

    def settle(self, row_id: str) -> WorkOrder | None:
        def effect() -> WorkOrder | None:
            order = self.orders_.get(row_id)
            if order and order.status == "Compleet":
                self.orders_[row_id] = replace(order, status="Afgehandeld")
            return self.orders_.get(row_id)

        return self.weather.through("settle", effect)

    def mark(self, row_id: str, work_status: str) -> None:
        def effect() -> None:
            if row_id not in self.orders_:
                raise Refused("1500")
            self.orders_[row_id] = replace(self.orders_[row_id], work_status=work_status)

        self.weather.through("mark", effect)
