"""A setting that cannot work: no number is burnt, everything waits, and it goes on by itself."""

from bonbrug.books.actions.keep_template import TemplateDraft, add_template
from tests.wrong_input.box import Box

NUMBERS = ("18-1001", "18-1002", "18-1003")


def test_a_template_that_does_not_exist_holds_all_work_orders(box: Box) -> None:
    box.choose(template="Bestaat niet")
    for number in NUMBERS:
        box.order(number)
    box.sync()
    box.waits(*NUMBERS)
    assert box.items() == [("setting_refused", "")]
    said = box.asks("setting_refused", "", "CFACT028")
    assert "sjabloon" in said["nl"]
    assert "template" in said["en"]
    offered = box.writes()
    box.sync("schedule")
    assert box.writes() == offered

    box.later(minutes=61)
    add_template(box.books, TemplateDraft("Bestaat niet"))
    box.sync("schedule")
    box.went(*NUMBERS)
    assert box.items() == []
    numbers = sorted(box.books.invoices.values_list("number", flat=True))
    assert [int(number) - int(numbers[0]) for number in numbers] == [0, 1, 2]
    assert numbers[0].endswith("001")


def test_another_template_lets_them_go_at_once(box: Box) -> None:
    box.choose(template="Bestaat niet")
    box.order(NUMBERS[0])
    box.sync()
    box.choose(template="Standaard")
    box.sync("schedule")
    box.went(NUMBERS[0])
    assert box.items() == []


def test_no_template_at_all(box: Box) -> None:
    box.choose(template="")
    box.order(NUMBERS[0])
    box.sync()
    box.waits(NUMBERS[0])
    box.asks("no_template", "")
    box.choose(template="Standaard")
    box.sync()
    box.went(NUMBERS[0])
    assert box.items() == []


def test_a_template_name_that_is_too_long(box: Box) -> None:
    box.choose(template="x" * 50)
    box.order(NUMBERS[0])
    box.connection.refresh_from_db()
    box.sync()
    box.waits(NUMBERS[0])
    assert box.items() == [("setting_refused", "")]


def test_imports_go_on_while_a_setting_is_wrong(box: Box) -> None:
    box.choose(template="Bestaat niet")
    box.order(NUMBERS[0])
    box.sync()
    assert box.relations_there() == {"TEST1"}
    assert box.company.materials.filter(code="KB15").exists()


def test_after_making_the_template_the_next_run_of_a_person_invoices(box: Box) -> None:
    box.choose(template="Bestaat niet")
    box.order("18-1001")
    box.sync()
    box.waits("18-1001")
    add_template(box.books, TemplateDraft("Bestaat niet"))
    box.sync("person")
    box.went("18-1001")


def test_the_message_names_the_template(box: Box) -> None:
    box.choose(template="Bestaat niet")
    box.order("18-1001")
    box.sync()
    box.asks("setting_refused", "", "Bestaat niet")
