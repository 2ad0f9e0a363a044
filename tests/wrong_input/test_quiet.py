"""Without changes nothing is written, on either side."""

from tests.wrong_input.box import Box


def test_a_second_run_without_changes_writes_nothing(box: Box) -> None:
    box.order("18-1001")
    box.sync()
    box.went("18-1001")
    before = box.writes()
    assert box.sync().outcome == "nothing"
    box.sync("schedule")
    assert box.writes() == before
    box.went("18-1001")
    assert box.items() == []
