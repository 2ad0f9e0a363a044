"""The work orders as a model with a memory: statuses, upserts by code, settling."""

from collections.abc import Sequence
from dataclasses import replace

from bonbrug.gateways.werkbonapp.capabilities import CAPABILITIES
from bonbrug.sync.model.capabilities import FieldCapabilities
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import Employee, HourType, Material, Reading, Relation, WorkOrder
from tests.proofs.simulator.answers import FIELDS, record_changes, with_fingerprint
from tests.proofs.simulator.network import Network

SIDE = "field"
COMPLETE, SETTLED = "Compleet", "Afgehandeld"
REQUIRED = ("name", "code", "street", "postal_code", "city")


EVERY = 2  # of the versions of a field, a fussy service refuses one in so many


class Field:
    """sync.ports.FieldService over the simulated network.

    A `fussy` one refuses a relation for what stands in it, and that version again and again.
    """

    capabilities: FieldCapabilities = CAPABILITIES

    def __init__(self, network: Network) -> None:
        self.network, self.stage, self.history = network, network.stage, network.history
        self.fussy = False
        self.customers: dict[str, Relation] = {}
        self.materials_: dict[str, Material] = {}
        self.hour_types_: dict[str, HourType] = {}
        self.statuses: dict[str, str] = {}
        self.orders: dict[str, WorkOrder] = {}

    @property
    def _who(self) -> str:
        return self.stage.current.name

    # --- lists -----------------------------------------------------------------------------------

    def employees(self) -> list[Employee]:
        return self.network.read(SIDE, "employees", lambda: [Employee("1", "Jo", "Voorbeeld")])

    def relations(self, known: str = "") -> Reading[Relation]:
        return self.network.read(
            SIDE,
            "field_relations",
            lambda: with_fingerprint(Reading(tuple(self.customers.values())), known),
        )

    def materials(self) -> Reading[Material]:
        return self.network.read(
            SIDE, "materials", lambda: Reading(tuple(self.materials_.values()))
        )

    def hour_types(self) -> Reading[HourType]:
        return self.network.read(
            SIDE, "hour_types", lambda: Reading(tuple(self.hour_types_.values()))
        )

    def work_statuses(self) -> dict[str, str]:
        return self.network.read(SIDE, "work_statuses", lambda: dict(self.statuses))

    def put_relations(self, relations: Sequence[Relation]) -> int:
        who, rows = self._who, tuple(relations)
        about = ",".join(row.code for row in rows)

        def effect() -> int:
            if any(not getattr(row, name) for row in rows for name in REQUIRED):
                raise Refused("1301")
            if self.fussy and any(map(_is_disliked, rows)):
                self.history.add("refused_put", who, about)
                raise Refused("1302")
            most = self._most(len(rows))
            for row in rows[:most]:
                self.put(row, who)
            if rows[most:]:
                self.history.add("short", who, ",".join(row.code for row in rows[most:]))
            return most

        return self.network.write(SIDE, "put_relations", effect, about)

    def _most(self, count: int) -> int:
        """Return how many of a batch are taken: in bad weather now and then not all."""
        short = not self.network.calm and self.network.chance.happens(self.network.storm / 4)
        return self.network.chance.randint(0, count) if short else count

    def put(self, row: Relation, who: str) -> None:
        """Insert or change one, by hand or from outside."""
        record_changes(self.history, SIDE, self.customers.get(row.code), row, who)
        self.customers[row.code] = replace(row, remote_id="")

    def put_materials(self, materials: Sequence[Material]) -> int:
        rows = tuple(materials)

        def effect() -> int:
            self.materials_.update({row.code: row for row in rows})
            return len(rows)

        about = ",".join(row.code for row in rows)
        return self.network.write(SIDE, "put_materials", effect, about)

    def put_hour_types(self, hour_types: Sequence[HourType]) -> int:
        who, rows = self._who, tuple(hour_types)

        def effect() -> int:
            if any(row.price <= 0 for row in rows):
                raise Refused("1801")
            for row in rows:
                self.hour_types_[row.code] = row
                self.history.add("hour_type", who, row.code, str(row.active))
            return len(rows)

        about = ",".join(row.code for row in rows)
        return self.network.write(SIDE, "put_hour_types", effect, about)

    def put_work_statuses(self, statuses: dict[str, str]) -> int:
        def effect() -> int:
            self.statuses.update(statuses)
            return len(statuses)

        return self.network.write(SIDE, "put_work_statuses", effect)

    # --- work orders -----------------------------------------------------------------------------

    def work_orders(self, status: str, work_status: str = "") -> list[WorkOrder]:
        return self.network.read(SIDE, "work_orders", lambda: self.listed(status, work_status))

    def listed(self, status: str, work_status: str) -> list[WorkOrder]:
        return [
            order
            for order in self.orders.values()
            if order.status == status and work_status in ("", order.work_status)
        ]

    def work_order(self, row_id: str) -> WorkOrder | None:
        return self.network.read(SIDE, "work_order", lambda: self.orders.get(row_id), row_id)

    def settle(self, row_id: str) -> WorkOrder | None:
        who = self._who

        def effect() -> WorkOrder | None:
            self.flip(row_id, who)
            return self.orders.get(row_id)

        return self.network.write(SIDE, "settle", effect, row_id)

    def flip(self, row_id: str, who: str) -> None:
        """Only Compleet becomes Afgehandeld."""
        order = self.orders.get(row_id)
        if order and order.status == COMPLETE:
            self.change(replace(order, status=SETTLED), who)

    def mark(self, row_id: str, work_status: str) -> None:
        who = self._who

        def effect() -> None:
            if row_id not in self.orders:
                raise Refused("1500")
            self.change(replace(self.orders[row_id], work_status=work_status), who)

        self.network.write(SIDE, "mark", effect, row_id)

    def change(self, order: WorkOrder, who: str) -> None:
        """Put a work order, whoever does it."""
        before = self.orders.get(order.row_id)
        self.orders[order.row_id] = order
        if order.project != (before.project if before else ""):
            self.history.add("project", who, order.row_id, order.project.strip().lower())
        hours = ",".join(str(period.minutes) for period in order.periods)
        pieces = ",".join(f"{line.quantity}*{line.price}" for line in order.materials)
        facts = (order.number, order.status, order.work_status, hours, pieces)
        self.history.add("order", who, order.row_id, *facts)

    def remove(self, row_id: str, who: str) -> None:
        del self.orders[row_id]
        self.history.add("removed", who, row_id)


def _is_disliked(row: Relation) -> bool:
    """Tell whether a field holds a version (``b3``) of the kind that is refused."""
    versions = (getattr(row, name)[1:] for name in FIELDS)
    return any(version.isdigit() and int(version) % EVERY == 0 for version in versions)
