"""One relation without a text among others is no drift: then it is empty in the books."""

from tests.proofs.drift import xml_drift
from tests.proofs.drift.linked import Drifting


def test_a_text_that_one_relation_lost_is_emptied_in_the_work_orders() -> None:
    link = Drifting()
    link.run()
    body = link.bodies["GetRelaties"]
    first = xml_drift.places(body, "Email")[:1]
    link.bodies["GetRelaties"] = xml_drift.changed(body, xml_drift.drop, first)
    link.run()
    assert link.world.field.relations_["TEST1"].email == ""


def test_an_address_that_is_nowhere_blanks_nothing_and_says_so() -> None:
    """Street, postal code and city are needed in the work orders; they stay as they were."""
    link = Drifting()
    link.run()
    before = dict(link.world.field.relations_)
    for lost in ("Adres", "Postcode", "Plaats"):
        link.lose("GetRelaties", lost, "rename")
    report = link.run()
    assert link.world.field.relations_ == before
    assert report.codes() == ["field_untold"] * 3
    assert {finding.subject for finding in report.findings} == {"address", "postal_code", "city"}


def test_rows_under_another_name_stop_the_import_and_change_nothing() -> None:
    link = Drifting()
    link.run()
    before = dict(link.world.field.relations_)
    link.lose("GetRelaties", "cRelatie", "rename")
    report = link.run()
    assert report.outcome == "unreachable"
    assert link.world.field.relations_ == before
