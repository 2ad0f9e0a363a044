"""What the house of the work orders remembers."""

from bonbrug.workorders.models.company import Company, ExternalLink
from bonbrug.workorders.models.dwelling import Dwelling
from bonbrug.workorders.models.employee import Employee
from bonbrug.workorders.models.history import Deed, History
from bonbrug.workorders.models.hour_type import HourType
from bonbrug.workorders.models.material import Material
from bonbrug.workorders.models.number_series import NumberSeries
from bonbrug.workorders.models.posted_lists import (
    Address,
    ContactPerson,
    PaymentMethod,
    Project,
    TypeOfWork,
)
from bonbrug.workorders.models.relation import Relation
from bonbrug.workorders.models.status import Status, WorkStatus
from bonbrug.workorders.models.tablet import (
    LinkCode,
    Tablet,
    TabletEvent,
    TabletKey,
    TabletNews,
)
from bonbrug.workorders.models.tablet_operation import Decision, Result, TabletOperation
from bonbrug.workorders.models.work_lines import MaterialLine, WorkPeriod
from bonbrug.workorders.models.work_order import WorkOrder

__all__ = [
    "Address",
    "Company",
    "ContactPerson",
    "Decision",
    "Deed",
    "Dwelling",
    "Employee",
    "ExternalLink",
    "History",
    "HourType",
    "LinkCode",
    "Material",
    "MaterialLine",
    "NumberSeries",
    "PaymentMethod",
    "Project",
    "Relation",
    "Result",
    "Status",
    "Tablet",
    "TabletEvent",
    "TabletKey",
    "TabletNews",
    "TabletOperation",
    "TypeOfWork",
    "WorkOrder",
    "WorkPeriod",
    "WorkStatus",
]
