"""Waits for: what a whole answer of the books does not speak of stays as it was agreed (C09).

Each text of a relation or product may be left out where it is empty. When it stands in no row at
all although the work orders have it from the books, the answer changed its form, and the record of
the work orders is blanked or an hour type is switched off for everybody at once.
"""

import pytest

from tests.drift.linked import Drifting

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
