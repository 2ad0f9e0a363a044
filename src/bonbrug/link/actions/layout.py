"""What an invoice says and how hours are charged, for every customer alike."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link.models import Connection
from bonbrug.link.store.journal import NewEvent, append, by, changed
from bonbrug.sync.model.settings import LinesPer, OrderRounding
from bonbrug.values.charged_time import Per, Rounding, Way

COLUMNS = (
    "lines_per", "line_dates", "line_names", "line_remarks", "heading", "round_way", "round_step",
    "round_per", "order_rounding", "minimum_minutes", "call_out", "zero_invoices",
)  # fmt: skip


class Layout(TypedDict):
    """The part of `SyncSettings` that is chosen here."""

    lines_per: LinesPer
    line_dates: bool
    line_names: bool
    line_remarks: bool
    heading: bool
    rounding: Rounding
    order_rounding: OrderRounding
    minimum_minutes: int
    call_out: str
    zero_invoices: bool


def layout_of(connection: Connection) -> Layout:
    """Return what was chosen."""
    return layout_from({name: getattr(connection, name) for name in COLUMNS})


def layout_from(columns: Mapping[str, Any]) -> Layout:
    """Return the choices that stand in these columns, as the engine knows them."""
    way, per = Way(columns["round_way"]), Per(columns["round_per"])
    return Layout(
        lines_per=LinesPer(columns["lines_per"]),
        line_dates=columns["line_dates"],
        line_names=columns["line_names"],
        line_remarks=columns["line_remarks"],
        heading=columns["heading"],
        rounding=Rounding(way, columns["round_step"], per),
        order_rounding=OrderRounding(columns["order_rounding"]),
        minimum_minutes=columns["minimum_minutes"],
        call_out=columns["call_out"],
        zero_invoices=columns["zero_invoices"],
    )


def lay_out(
    connection: Connection, columns: Mapping[str, object], user: User | None, now: datetime
) -> None:
    """Save these columns; invoices that were claimed already stay as they are."""
    with transaction.atomic():
        connection.refresh_from_db()
        before = {name: getattr(connection, name) for name in COLUMNS}
        for name in COLUMNS:
            setattr(connection, name, columns[name])
        connection.settings_version += 1
        connection.save(update_fields=[*COLUMNS, "settings_version"])
        differences = changed(before, {name: getattr(connection, name) for name in COLUMNS})
        append(connection.pk, [NewEvent("layout_saved", "", *differences, who=by(user))], now)
