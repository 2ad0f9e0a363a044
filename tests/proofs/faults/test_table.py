"""The table that the one command shows."""

import pytest

from tests.proofs.faults import __main__ as command
from tests.proofs.faults.matrix import CALLS, FAULTS, SEED, seed
from tests.proofs.faults.table import summary, table
from tests.proofs.faults.walkers import NewEvent


def told(word: str, cycles: int = 1) -> NewEvent:
    return NewEvent(
        fault="latency",
        call="AddFactuur",
        position=1,
        word=word,
        cycles=cycles,
        struck=1,
        broken=[],
    )


def test_a_square_says_how_many_of_its_visits_held() -> None:
    rows = table([told("held"), told("FAILED"), told("held")]).splitlines()
    [row] = [row for row in rows if row.startswith("| AddFactuur ")]
    assert row.split(" | ")[1] == "2/3"
    assert row.count("–") == len(FAULTS) - 1


def test_the_table_has_a_row_for_each_call() -> None:
    rows = table([]).strip().splitlines()
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows[2:]] == list(CALLS)


def test_the_summary_counts_verdicts_and_the_longest_healing() -> None:
    found = summary([told("held", 2), told("FAILED", 5), told("held", 0)])
    assert found == "3 cells: 1 FAILED, 2 held. Right after at most 5 runs without faults."


@pytest.mark.parametrize("cell", [["latency", "Unknown", "1"], ["latency", "AddFactuur", "4"]])
def test_a_cell_that_is_not_in_the_table_is_refused(
    cell: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["faults", "--cell", *cell])
    with pytest.raises(SystemExit):
        command.main()


def test_ci_can_choose_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAULTS_SEED", raising=False)
    assert seed() == SEED
    monkeypatch.setenv("FAULTS_SEED", "4dc9b5e")
    assert seed() == "4dc9b5e"
