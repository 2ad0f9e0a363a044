"""What a whole answer of the books does not speak of stays as it was agreed (C09).

Each text of a relation or product may be left out where it is empty. When it stands in no row at
all although the work orders have it from the books, the answer changed its form: that may neither
blank the records of the work orders nor switch off their hour types, all at once.
"""

import re
from dataclasses import replace

import pytest

from bonbrug.sync.model.bindings import RELATION
from bonbrug.sync.model.records import Reading, Relation
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.wire.eboekhouden.soap.parsing import NIL
from tests.fakes.world import World
from tests.proofs.drift import xml_drift
from tests.proofs.drift.linked import Drifting
from tests.proofs.drift.playback import BOOKS, Playback, books

WAYS = ("drop", "rename", "namespace")
TEXTS = {"Email": "email", "Telefoon": "phone", "Contactpersoon": "contact"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lost", TEXTS)
def test_a_text_that_no_relation_has_any_more_is_not_blanked(lost: str, way: str) -> None:
    link = Drifting()
    link.run()
    before = dict(link.world.field.relations_)
    assert getattr(before["TEST1"], TEXTS[lost])
    link.lose("GetRelaties", lost, way)
    link.run()
    assert link.world.field.relations_ == before


@pytest.mark.parametrize("way", WAYS)
def test_hour_types_are_not_switched_off_when_no_product_has_a_unit(way: str) -> None:
    link = Drifting()
    link.run()
    before = dict(link.world.field.hour_types_)
    assert any(one.active for one in before.values())
    link.lose("GetArtikelen", "Eenheid", way)
    link.run()
    assert link.world.field.hour_types_ == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lost", ["BTWCode", "TegenrekeningCode", "ArtikelOmschrijving"])
def test_materials_keep_what_no_product_tells_any_more(lost: str, way: str) -> None:
    link = Drifting()
    link.run()
    before = dict(link.world.field.materials_)
    assert before
    link.lose("GetArtikelen", lost, way)
    link.run()
    assert link.world.field.materials_ == before


def test_a_person_hears_once_per_field_and_not_per_record() -> None:
    link = Drifting()
    link.run()
    for lost in ("BTWCode", "Eenheid"):
        link.lose("GetArtikelen", lost, "rename")
    for _ in range(2):
        report = link.run()
        assert report.outcome == "problems"
        assert {f.subject: dict(f.facts) for f in report.findings} == {
            "unit": {"kind": "product", "field": "unit"},
            "vat_code": {"kind": "product", "field": "vat_code"},
        }
        assert len(report.findings) == 2
    assert set(link.world.memory.items) == {("field_untold", "unit"), ("field_untold", "vat_code")}


def test_a_field_that_is_told_again_is_followed_again() -> None:
    link = Drifting()
    link.run()
    good = link.bodies["GetRelaties"]
    link.lose("GetRelaties", "Email", "drop")
    link.run()
    link.bodies["GetRelaties"] = good.replace(b"test1@example.com", b"nieuw@example.com")
    report = link.run()
    assert report.outcome == "done"
    assert link.world.field.relations_["TEST1"].email == "nieuw@example.com"
    assert not link.world.memory.items


def test_a_text_that_is_told_to_be_empty_everywhere_is_emptied() -> None:
    link = Drifting()
    link.run()
    for call, lost in (("GetRelaties", "Email"), ("GetArtikelen", "BTWCode")):
        link.bodies[call] = re.sub(f"<{lost}>[^<]*<".encode(), f"<{lost}><".encode(),
                                   link.bodies[call])  # fmt: skip
    report = link.run()
    assert report.codes() == []
    assert {one.email for one in link.world.field.relations_.values()} == {""}
    assert {one.vat_code for one in link.world.field.materials_.values()} == {""}


def test_the_other_fields_go_on_travelling() -> None:
    link = Drifting()
    link.run()
    before = link.world.field.relations_["TEST1"]
    link.lose("GetRelaties", "Email", "namespace")
    link.bodies["GetRelaties"] = link.bodies["GetRelaties"].replace(b"030-0000000", b"030-1111111")
    link.run()
    after = link.world.field.relations_["TEST1"]
    assert after == replace(before, phone="030-1111111")
    assert link.run().counts["relations"] == 0


@pytest.mark.parametrize("lost", ["GSM", "Notitie", "Site"])
def test_what_nobody_ever_had_or_asks_for_is_nobodys_business(lost: str) -> None:
    link = Drifting()
    link.lose("GetRelaties", "GSM", "drop")
    link.run()
    link.lose("GetRelaties", lost, "drop")
    link.world.weather.calls.clear()
    assert link.run().outcome == "done"
    assert link.world.field.writes() == 0


def test_another_company_under_the_code_gets_nothing_of_the_one_before() -> None:
    link = Drifting()
    link.run()
    before = dict(link.world.field.relations_)
    _made_again(link)
    link.bodies["GetRelaties"] = link.bodies["GetRelaties"].replace(
        b"<Bedrijf>Test 1<", b"<Bedrijf>Heel anders<"
    )
    assert "code_reused" in link.run().codes()
    assert link.world.field.relations_ == before
    bound = link.world.memory.bound
    bound[RELATION, "test1"] = replace(bound[RELATION, "test1"], books_id="")  # a person said yes
    link.run()
    after = link.world.field.relations_["TEST1"]
    assert (after.name, after.email) == ("Heel anders", "")


def test_the_same_company_made_again_keeps_its_texts() -> None:
    link = Drifting()
    link.run()
    before = dict(link.world.field.relations_)
    _made_again(link)
    assert link.run().codes() == ["field_untold"]
    assert link.world.field.relations_ == before


def _made_again(link: Drifting) -> None:
    """TEST1 gets another id, and no relation has an e-mail address any more."""
    link.lose("GetRelaties", "Email", "drop")
    body = link.bodies["GetRelaties"]
    link.bodies["GetRelaties"] = body.replace(b"<ID>5100001<", b"<ID>5100077<")


def test_a_change_of_the_work_orders_is_not_written_over_books_that_cannot_be_read_whole() -> None:
    link = Drifting(World(SyncSettings(export_relations=True, version=1)))
    link.run()
    link.lose("GetRelaties", "Email", "drop")
    changed = replace(link.world.field.relations_["TEST1"], phone="030-2222222")
    link.world.field.relations_["TEST1"] = changed
    report = link.run()
    assert "books_moved" in report.codes()
    assert link.world.field.relations_["TEST1"] == changed


def test_codes_that_we_never_knew_stay_as_the_work_orders_have_them() -> None:
    link = Drifting()
    link.run()
    before = dict(link.world.field.materials_)
    link.world.memory.bound.clear()
    link.lose("GetArtikelen", "BTWCode", "drop")
    link.lose("GetArtikelen", "TegenrekeningCode", "drop")
    report = link.run()
    assert link.world.field.materials_ == before
    assert sorted(finding.subject for finding in report.findings) == ["ledger_code", "vat_code"]
    assert link.run().counts["materials"] == 0


def test_no_rows_tell_nothing() -> None:
    empty = (BOOKS / "getrelaties-response-empty.xml").read_bytes()
    assert _read(empty).missing_fields == frozenset()


def test_one_row_that_has_it_tells_it() -> None:
    link = Drifting()
    body = link.bodies["GetRelaties"]
    first = xml_drift.places(body, "Email")[:1]
    body = xml_drift.changed(body, xml_drift.drop, first)
    assert _read(body).missing_fields == frozenset()
    rest = xml_drift.places(body, "Email")
    body = xml_drift.changed(body, lambda each: each.set(NIL, "true"), rest)
    assert _read(body).missing_fields == frozenset()
    link.lose("GetRelaties", "Adres", "rename")
    assert _read(link.bodies["GetRelaties"]).missing_fields == {"street", "house_number"}


def test_in_a_list_that_is_read_in_parts_every_part_may_tell() -> None:
    link = Drifting()
    whole = link.bodies["GetRelaties"]
    rows = len(_read(whole).rows)
    for lost in ("Email", "Telefoon"):
        link.lose("GetRelaties", lost, "drop")
    less = link.bodies["GetRelaties"]
    link.bodies["GetRelaties"] = whole
    link.lose("GetRelaties", "Email", "drop")
    wire = InParts({**link.bodies, "GetRelaties": less})
    wire.after = {"GetRelaties": link.bodies["GetRelaties"]}
    reading = books(wire, row_cap=rows).relations()
    assert not reading.complete
    assert reading.missing_fields == {"email"}


class InParts(Playback):
    """Gives the first answer of a call once, and after it the other."""

    after: dict[str, bytes]

    def answer(self, name: str) -> bytes:
        body = super().answer(name)
        self.bodies = {**self.bodies, name: self.after.get(name, body)}
        return body


def _read(body: bytes) -> Reading[Relation]:
    bodies = {**Drifting().bodies, "GetRelaties": body}
    return books(Playback(bodies)).relations()
