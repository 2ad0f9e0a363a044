"""The work orders of the story, put in the way that moving house does."""

import os
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import cast

from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.site.demo import story
from bonbrug.values.clock import accounting_day
from bonbrug.values.party import split_street
from bonbrug.workorders.actions.import_orders import import_orders
from bonbrug.workorders.actions.incoming import WholeOrder
from bonbrug.workorders.actions.keep_work_status import keep_work_statuses
from bonbrug.workorders.actions.records import LineFields, PeriodFields, WorkOrderFields
from bonbrug.workorders.models import Company

RELATIONS = {relation.code: relation for relation in story.RELATIONS}
PRODUCTS = {product.code: product for product in story.PRODUCTS}
STATUSES = (("0", "niet naar E-boekhouden"), ("1", "naar E-boekhouden"), ("99", "Error"))


def put(company: Company, now: datetime) -> None:
    """Write all work orders of the story."""
    keep_work_statuses(company, [{"code": code, "name": name} for code, name in STATUSES], now)
    today = accounting_day(now)
    import_orders(
        company, [_order(job, today) for job in story.JOBS], now=now, who="demo", chance=os.urandom
    )


def _order(job: story.Job, today: date) -> WholeOrder:
    day = today - timedelta(days=job.days)
    return WholeOrder(
        _fields(job, day),
        status=job.status,
        employee_number=job.employee,
        periods=[_period(hours, job, day) for hours in job.hours],
        materials=[_line(code, quantity) for code, quantity in job.materials],
    )


def _fields(job: story.Job, day: date) -> WorkOrderFields:
    relation = RELATIONS[job.relation]
    fields = {
        "number": job.number,
        "description": job.text,
        "short_description": job.text,
        "type_of_work": "Service",
        "payment_method": "op rekening",
        "work_status": job.work_status,
        "work_date": day,
        "work_time": time(8, 30),
        **_block("customer", relation),
        **_block("payer", relation),
    }
    return cast(WorkOrderFields, fields)


def _block(name: str, relation: RelationDraft) -> dict[str, str]:
    street, number = split_street(relation.address)
    parts = {
        "name": relation.name,
        "debtor_number": relation.code,
        "street": street,
        "house_number": number,
        "postal_code": relation.postal_code,
        "city": relation.city,
        "contact": relation.contact,
        "phone": relation.phone or relation.mobile,
        "email": relation.email,
    }
    return {f"{name}_{key}": value for key, value in parts.items()}


def _period(hours: story.Hours, job: story.Job, day: date) -> PeriodFields:
    return {
        "work_date": day,
        "begin": time.fromisoformat(hours.begin),
        "end": time.fromisoformat(hours.end),
        "break_minutes": hours.pause,
        "remark": hours.remark,
        "hour_type": hours.hour_type,
        "employee_number": job.employee,
    }


def _line(code: str, quantity: str) -> LineFields:
    product = PRODUCTS[code]
    return {
        "code": code,
        "name": product.description,
        "unit": product.unit,
        "quantity": Decimal(quantity),
        "price": product.price,
        "freefield1": product.vat_code,
        "freefield2": product.account_code,
    }
