"""Keeping what the VAT of a firm's invoices depends on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link.actions.connections import VAT_CHOSEN
from bonbrug.link.models import Connection
from bonbrug.link.store.journal import NewEvent, append, by, changed


@dataclass(frozen=True, slots=True)
class VatChoices:
    """The days under the exemption for small firms, and (type of work, value of `Work`)."""

    exempt_from: date | None
    exempt_until: date | None
    kinds_of_work: Sequence[tuple[str, str]]


def choose_vat(
    connection: Connection, choices: VatChoices, user: User | None, now: datetime
) -> None:
    """Save them; what waits is judged again by the new version of the settings."""
    with transaction.atomic():
        connection.refresh_from_db()
        before = _told(connection)
        for name in VAT_CHOSEN:
            setattr(connection, name, getattr(choices, name))
        connection.kinds_of_work = [list(pair) for pair in choices.kinds_of_work]
        connection.settings_version += 1
        connection.save(update_fields=[*VAT_CHOSEN, "kinds_of_work", "settings_version"])
        differences = changed(before, _told(connection))
        append(connection.pk, [NewEvent("vat_saved", "", *differences, who=by(user))], now)


def _told(connection: Connection) -> dict[str, object]:
    kinds = "; ".join(f"{name}: {kind}" for name, kind in connection.kinds_of_work)
    days = {name: getattr(connection, name) for name in VAT_CHOSEN}
    return {**days, "kinds_of_work": kinds, "settings_version": connection.settings_version}
