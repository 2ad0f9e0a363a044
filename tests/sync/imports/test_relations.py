from dataclasses import replace

import pytest

from bonbrug.sync.model.failures import Unreachable
from bonbrug.sync.model.settings import SyncSettings
from tests.fakes.world import START, World, product, relation, work_order

IMPORTS = SyncSettings(version=1)
BOTH_WAYS = SyncSettings(export_relations=True, version=1)


def with_relations(count: int, choices: SyncSettings = IMPORTS) -> World:
    world = World(choices)
    world.books.products_.clear()
    codes = [str(number) for number in range(1, count + 1)]
    world.books.relations_ = {code: relation(f"K{code}", code) for code in codes}
    world.run()
    return world


def test_only_what_changed_is_sent() -> None:
    world = with_relations(3)
    world.books.relations_["2"] = relation("K2", "2", name="Nieuwe naam")
    report = world.later()
    assert report.counts["relations"] == 1
    assert world.field.relations_["K2"].name == "Nieuwe naam"


@pytest.mark.parametrize("field", ["name", "street", "postal_code", "city"])
def test_a_relation_with_a_gap_is_named_and_the_others_go_on(field: str) -> None:
    world = World(IMPORTS)
    bare = {"house_number": "", field: ""} if field == "street" else {field: ""}
    world.books.relations_["2"] = relation("LEEG", "2", **bare)
    world.run()
    assert list(world.field.relations_) == ["TEST1"]
    finding = world.memory.items["relation_incomplete", "LEEG"]
    assert finding.facts == {"missing": field}


def test_a_repaired_gap_closes_its_item() -> None:
    world = World(IMPORTS)
    world.books.relations_["2"] = relation("LEEG", "2", city="")
    world.run()
    world.books.relations_["2"] = relation("LEEG", "2")
    world.later()
    assert world.items() == []
    assert "LEEG" in world.field.relations_


def test_a_text_that_does_not_fit_is_named_and_never_cut() -> None:
    world = World(IMPORTS)
    world.books.relations_["2"] = relation("LANG", "2", name="x" * 256)
    world.run()
    assert world.memory.items["too_long", "LANG"].facts["field"] == "name"
    assert "LANG" not in world.field.relations_


def test_codes_that_differ_in_case_only_give_one_relation_and_an_item() -> None:
    world = World(IMPORTS)
    world.books.relations_ = {"8": relation("test1 ", "8"), "7": relation("TEST1", "7")}
    world.run()
    assert list(world.field.relations_) == ["TEST1"]
    assert world.items() == ["duplicate_code"]
    assert world.memory.bound["relation", "test1"].books_id == "7"


def test_one_refused_record_is_found_and_the_rest_of_its_batch_arrives() -> None:
    world = World(IMPORTS)
    world.field.hated = {"K700"}
    world.books.relations_ = {str(n): relation(f"K{n}", str(n)) for n in range(1, 1201)}
    report = world.run()
    assert report.counts["relations"] == 1199
    assert list(world.memory.items) == [("put_refused", "K700")]
    world.later()
    assert world.field.writes() == 0
    assert world.items() == ["put_refused"]


def test_records_that_were_not_counted_are_searched_and_sent_again() -> None:
    world = World(IMPORTS)
    world.field.swallow = {"TEST1"}
    world.run()
    assert world.items() == ["put_missing"]
    world.field.swallow = set()
    world.later()
    assert "TEST1" in world.field.relations_
    assert world.items() == []


def test_a_change_that_was_not_counted_is_not_taken_for_arrived() -> None:
    world = with_relations(2, BOTH_WAYS)
    world.field.swallow = {"K1"}
    world.books.relations_ = {n: relation(f"K{n}", n, city="Elders") for n in ("1", "2")}
    world.later()
    assert list(world.memory.items) == [("put_missing", "K1")]
    world.field.swallow = set()
    world.later()
    assert {row.city for row in world.field.relations_.values()} == {"Elders"}
    assert {row.city for row in world.books.relations_.values()} == {"Elders"}
    assert world.items() == []


def test_what_did_not_arrive_in_the_work_orders_is_not_agreed_by_reaching_the_books() -> None:
    world = with_relations(1, BOTH_WAYS)
    world.field.relations_["K1"] = replace(world.field.relations_["K1"], phone="0101234567")
    world.books.relations_["1"] = replace(world.books.relations_["1"], contact="Nieuw")
    world.field.swallow = {"K1"}
    world.later()
    world.field.swallow = set()
    world.later()
    for there in (world.books.relations_["1"], world.field.relations_["K1"]):
        assert (there.phone, there.contact) == ("0101234567", "Nieuw")


@pytest.mark.parametrize("count", [1, 60])
def test_what_the_work_orders_refused_does_not_come_back_over_the_books(count: int) -> None:
    """The last of sixty are not even sent: so many refusals say that something else is wrong."""
    world = with_relations(count, BOTH_WAYS)
    for code in world.field.relations_:
        world.field.relations_[code] = replace(world.field.relations_[code], phone="0101234567")
    for key, row in world.books.relations_.items():
        world.books.relations_[key] = replace(row, city="Elders")
    world.field.hated = set(world.field.relations_)
    world.later()
    world.later()
    assert {row.city for row in world.books.relations_.values()} == {"Elders"}
    assert {row.phone for row in world.field.relations_.values()} == {"0101234567"}


def test_a_refused_version_does_not_make_a_later_edit_a_conflict() -> None:
    """Refused twice even: what both sides agreed on before is still what counts."""
    world = with_relations(1, BOTH_WAYS)
    for name in ("Eén", "Twee", "Drie"):
        world.field.hated = {"K1"} if name != "Drie" else set()
        world.books.relations_["1"] = replace(world.books.relations_["1"], name=name)
        world.field.relations_["K1"] = replace(
            world.field.relations_["K1"], phone=f"010{len(name)}"
        )
        world.later()
    for there in (world.books.relations_["1"], world.field.relations_["K1"]):
        assert (there.name, there.phone) == ("Drie", "0104")
    assert "both_changed" not in {line.code for line in world.memory.lines}


def refused_once() -> World:
    world = with_relations(5)
    world.field.hated = {"K1"}
    world.books.relations_["1"] = replace(world.books.relations_["1"], name="Nieuw")
    return world


@pytest.mark.parametrize("at", range(1, 12))
def test_a_fall_around_a_refusal_never_leaves_it_unasked(at: int) -> None:
    world = refused_once()
    world.memory.crash_at = world.memory.writes + at
    world.crash()
    world.memory.crash_at = 0
    world.later()
    assert world.items() == ["put_refused"]


def test_a_refused_relation_stays_asked_when_an_answer_leaves_it_out() -> None:
    world = refused_once()
    world.later()
    left_out = world.books.relations_.pop("1")
    world.later()
    assert world.items() == ["put_refused"]
    world.books.relations_["1"] = left_out
    world.later()
    assert world.items() == ["put_refused"]


def test_a_trial_run_shows_no_invoice_while_a_great_drop_holds_them() -> None:
    world = with_relations(100, SyncSettings(export_invoices=True, template="Test", version=1))
    world.books.relations_ = {}
    world.add(work_order())
    report = world.run(dry_run=True)
    assert "mass_change" in report.codes()
    assert (report.counts["invoices"], report.rehearsed) == (0, [])


@pytest.mark.parametrize("left", [0, 79])
def test_a_great_drop_holds_the_import_and_the_export(left: int) -> None:
    world = with_relations(100, SyncSettings(export_invoices=True, template="Test", version=1))
    kept = dict(list(world.books.relations_.items())[:left])
    everything, world.books.relations_ = world.books.relations_, kept
    world.later()
    assert world.items() == ["mass_change"]
    assert world.writes() == 0
    assert len(world.field.relations_) == 100
    world.books.relations_ = everything
    world.later()
    assert world.items() == []


def test_a_small_drop_is_no_alarm_and_deletes_nothing() -> None:
    world = with_relations(100)
    world.books.relations_ = dict(list(world.books.relations_.items())[:81])
    world.later()
    assert world.items() == []
    assert len(world.field.relations_) == 100


def test_a_list_that_may_be_cut_is_told_with_its_number() -> None:
    world = with_relations(20)
    world.books.complete = False
    world.later()
    assert world.memory.items["maybe_cut", "relation"].facts == {"count": 20}


def test_a_row_that_cannot_be_read_is_named() -> None:
    world = with_relations(2)
    world.books.unreadable = ("K9",)
    world.later()
    assert ("unreadable_record", "K9") in world.memory.items


def test_a_change_in_the_work_orders_travels_to_the_books_when_that_is_chosen() -> None:
    world = with_relations(2, BOTH_WAYS)
    world.field.relations_["K1"] = replace(world.field.relations_["K1"], phone="0101234567")
    report = world.later()
    assert world.books.relations_["1"].phone == "0101234567"
    assert report.counts["books_relations"] == 1
    world.later()
    assert world.writes() == 0


def test_a_change_in_the_work_orders_stays_there_when_it_may_not_travel() -> None:
    world = with_relations(2)
    world.field.relations_["K1"] = replace(world.field.relations_["K1"], phone="0101234567")
    world.books.relations_["1"] = replace(world.books.relations_["1"], city="Elders")
    world.later()
    there = world.field.relations_["K1"]
    assert (there.phone, there.city) == ("0101234567", "Elders")
    assert world.books.relations_["1"].phone == ""


def test_different_fields_changed_on_both_sides_end_equal_on_both() -> None:
    world = with_relations(1, BOTH_WAYS)
    world.field.relations_["K1"] = replace(world.field.relations_["K1"], phone="0101234567")
    world.books.relations_["1"] = replace(world.books.relations_["1"], city="Elders")
    world.later()
    for there in (world.books.relations_["1"], world.field.relations_["K1"]):
        assert (there.phone, there.city) == ("0101234567", "Elders")
    world.later()
    assert world.writes() == 0


def test_no_call_comes_between_reading_the_work_orders_and_writing_there() -> None:
    world = with_relations(1, replace(BOTH_WAYS, import_materials=True))
    world.books.relations_["1"] = replace(world.books.relations_["1"], city="Elders")
    world.books.products_["p-LIJM"] = product("LIJM", "Stuk")
    world.later()
    read = world.weather.calls.index("field_relations")
    assert world.weather.calls[read + 1] == "put_relations"


def test_a_crash_between_both_sides_loses_neither_change() -> None:
    world = with_relations(1, BOTH_WAYS)
    world.field.relations_["K1"] = replace(world.field.relations_["K1"], phone="0101234567")
    world.books.relations_["1"] = replace(world.books.relations_["1"], city="Elders")
    world.weather.next("change_relation", "crash_before")
    assert world.crash()
    world.later()
    for there in (world.books.relations_["1"], world.field.relations_["K1"]):
        assert (there.phone, there.city) == ("0101234567", "Elders")


def test_where_both_changed_one_field_the_books_win_and_it_is_logged() -> None:
    world = with_relations(1, BOTH_WAYS)
    world.field.relations_["K1"] = replace(world.field.relations_["K1"], city="Hier")
    world.books.relations_["1"] = replace(world.books.relations_["1"], city="Daar")
    world.later()
    assert world.field.relations_["K1"].city == "Daar"
    (line,) = [line for line in world.memory.lines if line.code == "both_changed"]
    assert line.facts == {"kind": "relation", "fields": "city"}


def test_at_first_contact_the_books_win_and_what_they_overwrite_is_logged() -> None:
    world = World(IMPORTS)
    world.field.relations_["TEST1"] = relation(remote_id="", city="Hier", phone="")
    world.run()
    assert world.field.relations_["TEST1"].city == "Voorbeeldstad"
    (line,) = world.memory.lines
    assert (line.code, line.facts) == ("both_changed", {"kind": "relation", "fields": "city"})


def test_an_edit_made_after_a_put_without_an_answer_is_not_overwritten_in_silence() -> None:
    world = World(IMPORTS)
    world.weather.next("put_relations", "lost_reply")
    world.run()
    world.field.relations_["TEST1"] = replace(world.field.relations_["TEST1"], city="Hier")
    world.later()
    assert [line.code for line in world.memory.lines] == ["both_changed"]


def test_an_empty_field_in_the_work_orders_never_empties_the_books() -> None:
    world = with_relations(1, BOTH_WAYS)
    world.field.relations_["K1"] = replace(world.field.relations_["K1"], city="")
    world.later()
    assert world.books.relations_["1"].city == "Voorbeeldstad"


def test_a_mobile_number_shown_as_phone_number_does_not_come_back() -> None:
    world = World(BOTH_WAYS)
    world.books.relations_["1"] = relation(mobile="0612345678")
    world.run()
    shown = replace(world.field.relations_["TEST1"], phone="0612345678", mobile="")
    world.field.relations_["TEST1"] = shown
    world.later()
    assert world.writes() == 0


def test_the_books_that_moved_after_reading_are_not_overwritten() -> None:
    world = with_relations(1, BOTH_WAYS)
    world.field.relations_["K1"] = replace(world.field.relations_["K1"], phone="0101234567")
    read = world.books.relations
    moved = relation("K1", "1", phone="0207654321")

    def reading_then_moving() -> object:
        reading = read()
        world.books.relations_["1"] = moved
        return reading

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world.books, "relations", reading_then_moving)
        world.later()
    assert world.books.relations_["1"] == moved


def test_a_code_given_to_another_company_is_not_bound_again_silently() -> None:
    world = with_relations(2)
    del world.books.relations_["1"]
    world.books.relations_["9"] = relation("K1", "9", name="Heel ander bedrijf")
    world.later()
    assert world.items() == ["code_reused"]
    assert world.field.relations_["K1"].name == "Klant K1"


def test_the_same_company_made_again_under_its_code_is_bound_again() -> None:
    world = with_relations(2)
    del world.books.relations_["1"]
    world.books.relations_["9"] = relation("K1", "9", city="Elders")
    world.later()
    assert world.items() == []
    assert world.field.relations_["K1"].city == "Elders"


def test_a_new_code_for_a_known_relation_is_told() -> None:
    world = with_relations(2)
    world.books.relations_["1"] = relation("NIEUW", "1")
    world.later()
    assert world.memory.lines[-1].code == "code_changed"
    assert world.memory.bound["relation", "k1"].books_id == ""


def test_many_records_that_go_back_to_an_older_version_wait_for_a_person() -> None:
    world = with_relations(10)
    before = dict(world.books.relations_)
    world.books.relations_ = {key: replace(row, city="Nieuwstad") for key, row in before.items()}
    world.later()
    world.books.relations_ = before
    world.later()
    assert world.items() == ["restored_books"]
    assert {row.city for row in world.field.relations_.values()} == {"Nieuwstad"}


def test_a_person_who_starts_gets_a_lost_relation_back() -> None:
    world = with_relations(2)
    del world.field.relations_["K1"]
    world.run(thorough=True)
    assert "K1" in world.field.relations_


def test_other_books_behind_the_same_credentials_stop_before_any_write() -> None:
    world = with_relations(2)
    world.books.administration = replace(world.books.administration, key="admin-2")
    world.books.relations_["3"] = relation("K3", "3")
    report = world.later()
    assert report.outcome == "other_administration"
    assert world.items() == ["other_administration"]
    assert world.writes() == 0


def test_books_that_cannot_be_reached_end_the_run_without_a_trace() -> None:
    world = with_relations(2)
    world.weather.next("books_relations", Unreachable("timeout"))
    report = world.later()
    assert (report.outcome, report.code) == ("unreachable", "timeout")
    assert world.writes() == 0


def test_a_batch_whose_answer_was_lost_is_sent_again_without_harm() -> None:
    world = World(IMPORTS)
    world.weather.next("put_relations", "lost_reply")
    assert world.run().outcome == "unreachable"
    world.later()
    assert list(world.field.relations_) == ["TEST1"]
    assert world.now > START
