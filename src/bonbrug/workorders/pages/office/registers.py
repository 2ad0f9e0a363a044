"""The registers of a company: relations, materials, hour types, work statuses and employees."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.acts import Act
from bonbrug.ui.tables import Column, Filter
from bonbrug.ui.templatetags.ui import euro
from bonbrug.values.party import join_street
from bonbrug.workorders.actions import (
    keep_employee,
    keep_hour_type,
    keep_material,
    keep_relation,
    keep_work_status,
)
from bonbrug.workorders.models import (
    Company,
    Employee,
    ExternalLink,
    HourType,
    Material,
    Relation,
    WorkStatus,
)
from bonbrug.workorders.pages.badges import active_badge, origin_badge
from bonbrug.workorders.pages.office import register_forms as forms
from bonbrug.workorders.pages.office.register import Register, Words

SETTINGS_OTHER = _("Settings > Other")
ORIGIN = Filter("herkomst", _("Origin"), [(ExternalLink.EBOEKHOUDEN, _("e-Boekhouden"))], "source")
ACTIVE = Filter("actief", _("Active"), [("True", _("yes")), ("False", _("no"))], "active")


def _relation_columns(company: Company) -> Sequence[Column[Relation]]:
    return (
        Column(_("Relation code"), lambda one: one.debtor_number, "debtor_number"),
        Column(_("Name"), lambda one: one.name, "name"),
        Column(_("Street"), lambda one: join_street(one.street, one.house_number)),
        Column(_("City"), lambda one: one.city, "city"),
        Column(_("Phone"), lambda one: one.phone or one.mobile),
        Column(_("Origin"), origin_badge, kind="status"),
    )


def _material_columns(company: Company) -> Sequence[Column[Material]]:
    return (
        Column(_("Code"), lambda one: one.code, "code"),
        Column(_("Description"), lambda one: one.description, "description"),
        Column(_("Unit"), lambda one: one.unit, "unit"),
        Column(_("Price excl. VAT"), lambda one: euro(one.price), "price", "number"),
        Column(_("Origin"), origin_badge, kind="status"),
    )


def _hour_type_columns(company: Company) -> Sequence[Column[HourType]]:
    return (
        Column(_("Code"), lambda one: one.code, "code"),
        Column(_("Name"), lambda one: one.name, "name"),
        Column(_("Price per hour"), lambda one: euro(one.sale_price), "sale_price", "number"),
        Column(_("Active"), lambda one: active_badge(one.active), "active", "status"),
        Column(_("Origin"), origin_badge, kind="status"),
    )


def _status_columns(company: Company) -> Sequence[Column[WorkStatus]]:
    return (
        Column(_("Code"), lambda one: one.code, "code"),
        Column(_("Name"), lambda one: one.name, "name"),
    )


def employee_columns(company: Company) -> Sequence[Column[Employee]]:
    """Return the columns of the employees, as the token panel shows them too."""
    return (
        Column(_("First name"), lambda one: one.first_name, "first_name"),
        Column(_("Last name"), lambda one: one.last_name, "last_name"),
        Column(_("Employee number"), lambda one: one.number, "number"),
    )


def _employee_columns(company: Company) -> Sequence[Column[Employee]]:
    return (
        *employee_columns(company),
        Column(_("Active"), lambda one: active_badge(one.active), "active", "status"),
        Column(_("Tablets"), lambda one: len(one.tablets.all()) or "", kind="number"),
    )


RELATIONS: Register[Relation] = Register(
    key="relations",
    road="relaties",
    words=Words(
        plural=_("Relations"),
        new=_("New relation"),
        add=_("Add a relation"),
        empty=_(
            "Your customers. Link e-Boekhouden and they come by themselves, or add one by hand."
        ),
        removed=_("Remove this relation"),
    ),
    records=lambda company: company.relations.all(),
    columns=_relation_columns,
    form=forms.RelationForm,
    add=keep_relation.add_relation,
    change=keep_relation.change_relation,
    remove=keep_relation.remove_relation,
    search=("debtor_number", "name", "street", "city", "contact"),
    filters=(ORIGIN,),
)
MATERIALS: Register[Material] = Register(
    key="materials",
    road="materialen",
    words=Words(
        plural=_("Materials"),
        new=_("New material"),
        add=_("Add a material"),
        empty=_(
            "What you use on a job. Link e-Boekhouden and your products come by themselves, "
            "or add one by hand."
        ),
        removed=_("Remove this material"),
    ),
    records=lambda company: company.materials.all(),
    columns=_material_columns,
    form=forms.MaterialForm,
    add=keep_material.add_material,
    change=keep_material.change_material,
    remove=keep_material.remove_material,
    search=("code", "description", "eancode"),
    filters=(ORIGIN,),
)
HOUR_TYPES: Register[HourType] = Register(
    key="hour_types",
    road="instellingen/uursoorten",
    words=Words(
        plural=_("Hour types"),
        new=_("New hour type"),
        add=_("Add an hour type"),
        empty=_(
            "Kinds of hours, such as work and travel. Active products with the unit Uur come "
            "from e-Boekhouden by themselves, or add one by hand."
        ),
        removed=_("Remove this hour type"),
        trail=SETTINGS_OTHER,
    ),
    records=lambda company: company.hour_types.all(),
    columns=_hour_type_columns,
    form=forms.HourTypeForm,
    add=keep_hour_type.add_hour_type,
    change=keep_hour_type.change_hour_type,
    remove=keep_hour_type.remove_hour_type,
    search=("code", "name"),
    filters=(ORIGIN, ACTIVE),
)
WORK_STATUSES: Register[WorkStatus] = Register(
    key="work_statuses",
    road="instellingen/werkbonstatussen",
    words=Words(
        plural=_("Work statuses"),
        new=_("New work status"),
        add=_("Add a work status"),
        empty=_("Your own codes. The link with e-Boekhouden adds the ones that it works with."),
        removed=_("Remove this work status"),
        trail=SETTINGS_OTHER,
        about=_(
            "A work order that is Complete and has work status 1 becomes an invoice in "
            "e-Boekhouden. Work status 99 means that this did not succeed."
        ),
    ),
    records=lambda company: company.work_statuses.all(),
    columns=_status_columns,
    form=forms.WorkStatusForm,
    add=keep_work_status.add_work_status,
    change=keep_work_status.change_work_status,
    remove=keep_work_status.remove_work_status,
    search=("code", "name"),
    extra="workorders/office/default_work_status.html",
)
EMPLOYEES: Register[Employee] = Register(
    key="employees",
    road="medewerkers",
    words=Words(
        plural=_("Employees"),
        new=_("New employee"),
        add=_("Add an employee"),
        empty=_("Add who works in the field. An employee number links a tablet."),
        removed=_("Remove this employee"),
    ),
    records=lambda company: company.employees.prefetch_related("tablets"),
    columns=_employee_columns,
    form=forms.EmployeeForm,
    add=keep_employee.add_employee,
    change=keep_employee.change_employee,
    remove=keep_employee.remove_employee,
    search=("first_name", "last_name", "number"),
    filters=(ACTIVE,),
    see=Act.KEEP_EMPLOYEES,
    keep=Act.KEEP_EMPLOYEES,
)
