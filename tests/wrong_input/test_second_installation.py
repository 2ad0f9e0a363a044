"""A new installation beside one that did its work finds both sides agreed, and writes nothing."""

from dataclasses import replace

import pytest

from bonbrug.link import actions
from bonbrug.link.actions import Counterparts, SyncSettings
from bonbrug.link.models import Connection
from bonbrug.values.clock import system_clock
from tests.wrong_input.box import CODES, SMIT, SOFTWARE_TOKEN, TEMPLATE, TOKEN, USERNAME, Box


def second_installation(box: Box, *, export_relations: bool) -> Connection:
    """A link with a memory of its own, with the same credentials and choices."""
    now = system_clock()
    connection = actions.make_connection(
        box.connection.organisation,
        "Tweede",
        Counterparts("ingebouwd", "ingebouwd"),
        box.company.company_id,
        (TOKEN, SOFTWARE_TOKEN),
        now,
    )
    assert actions.sign_in(connection, USERNAME, CODES.first, CODES.second, now).ok
    choices = SyncSettings(
        export_invoices=True, template=TEMPLATE, export_relations=export_relations, book=True
    )
    actions.choose(connection, choices, None, now)
    return connection


@pytest.mark.parametrize("export_relations", [False, True])
def test_sides_that_agree_are_left_alone(box: Box, *, export_relations: bool) -> None:
    box.relation(replace(SMIT, code="MOBIEL", mobile="06 12345678"))
    box.relation(replace(SMIT, code="BEIDE", phone="010 1234567", mobile="06 12345678"))
    for number, address in enumerate(
        ("Dorpsstraat 8-a", "Dorpsstraat 8 -a", "Dorpsstraat 8 a", "Dorpsstraat 12 bis",
         "Plein 1940-1945 3", "Kade 5 t/m 9", "Dorpsstraat  8", "Postbus 12 A 4")
    ):  # fmt: skip
        box.relation(replace(SMIT, code=f"ADRES{number}", address=address))
    box.relation(replace(SMIT, code="PC", postal_code="1234ab", email="a@example.com"))
    assert box.sync().outcome == "done"
    before = box.writes()
    second = second_installation(box, export_relations=export_relations)
    run = actions.synchronise(second.pk, "box", box.clock, "person")
    assert run is not None
    assert (run.outcome, run.facts) == ("nothing", {})
    assert box.writes() == before
