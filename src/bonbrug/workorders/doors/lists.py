"""Master data: employees, relations, materials, hour types, work statuses.

Source: docs/wire/werkbonapp.md §4.
"""

from bonbrug.wire.werkbonapp import records as wire
from bonbrug.workorders.actions.keep_employee import keep_employees
from bonbrug.workorders.actions.keep_hour_type import keep_hour_types
from bonbrug.workorders.actions.keep_material import keep_materials
from bonbrug.workorders.actions.keep_relation import keep_relations
from bonbrug.workorders.actions.keep_work_status import keep_work_statuses
from bonbrug.workorders.doors.master_list import MasterList, same

EMPLOYEES = MasterList(
    wire.EMPLOYEE,
    wire.EMPLOYEE,
    same("first_name", "last_name", "number", "active"),
    lambda company: company.employees.all(),
    lambda call, rows: keep_employees(call.company, rows, call.now),
)
RELATIONS = MasterList(
    wire.RELATION,
    wire.RELATION_POSTED,
    same(
        "name",
        "debtor_number",
        "contact",
        "email",
        "email_workorder",
        "street",
        "house_number",
        "postal_code",
        "city",
        "remark",
        "mobile",
        phone_number="phone",
    ),
    lambda company: company.relations.all(),
    lambda call, rows: keep_relations(call.company, rows, call.now, call.caller.source),
)
MATERIALS = MasterList(
    wire.MATERIAL,
    wire.MATERIAL,
    same(
        "code",
        "description",
        "price",
        "unit",
        "barcode",
        ean="eancode",
        **{f"free_{place}": f"freefield{place}" for place in range(1, 6)},
    ),
    lambda company: company.materials.all(),
    lambda call, rows: keep_materials(call.company, rows, call.now, call.caller.source),
)
HOUR_TYPES = MasterList(
    wire.HOUR_TYPE,
    wire.HOUR_TYPE,
    same("code", "name", "cost_booking", "sale_booking", "sale_price", "cost_price", "active"),
    lambda company: company.hour_types.all(),
    lambda call, rows: keep_hour_types(call.company, rows, call.now, call.caller.source),
)
WORK_STATUSES = MasterList(
    wire.WORK_STATUS,
    wire.WORK_STATUS,
    same("code", "name"),
    lambda company: company.work_statuses.all(),
    lambda call, rows: keep_work_statuses(call.company, rows, call.now),
)
