"""R11 and R12: that something says what was done, and that it was signed."""

from dataclasses import replace

from bonbrug.sync.model.settings import Limits
from tests.sync.judging.asking import codes, one, order

HOURS = order("101 08:00-09:00", text="")
SIGNED = Limits(needs_signature=True)


def test_hours_without_a_word_are_asked_about() -> None:
    assert one(HOURS) == ("nothing_said", {"field": "description"})


def test_a_description_a_remark_or_a_material_says_what_was_done() -> None:
    assert codes(replace(HOURS, description="Lek verholpen")) == []
    assert codes(order("102 07:00-08:00", "101 08:00-09:00 : deur geschuurd", text="")) == []
    assert codes(order("101 08:00-09:00", materials=["KIT 1 x 7.95"], text="")) == []


def test_a_signature_is_asked_for_where_the_company_wants_one() -> None:
    unsigned = order("101 08:00-09:00")
    assert one(unsigned, limits=SIGNED) == ("unsigned", {"field": "signed"})
    assert codes(replace(unsigned, signed=True), limits=SIGNED) == []
    assert codes(unsigned) == []
