"""docs/states.md is drawn from the code, so that it cannot lie."""

from tools import state_diagram

from bonbrug.sync.states.state_table import OF_A_JOB, OF_AN_INTENT


def test_the_page_of_the_states_is_up_to_date() -> None:
    assert state_diagram.PAGE.read_text("utf-8") == state_diagram.page(), "run: make states"


def test_every_transition_is_drawn_and_told() -> None:
    page = state_diagram.page()
    drawn = {event: row.before for event, row in OF_A_JOB.items()}
    drawn_too = {event: row.before for event, row in OF_AN_INTENT.items()}
    for event, states in (*drawn.items(), *drawn_too.items()):
        assert f"| `{event}` |" in page
        assert all(f"    {state} --> " in page for state in states)
