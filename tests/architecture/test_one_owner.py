"""The states of a job and its intent have one owner: the transitions of `sync.states`.

Everybody else takes a transition by its name. Rows are written by `link.store` alone.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bonbrug.sync.states import person_transitions, run_transitions
from bonbrug.sync.states.jobs import Outcome, State
from bonbrug.sync.states.state_table import OF_A_JOB, OF_AN_INTENT, PERSON, RUN, Transition

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/bonbrug"
OWNERS = ("sync/states/run_transitions.py", "sync/states/person_transitions.py")
STORE = ("link/store/jobs.py", "link/store/person_transitions.py")
# Those who did this a second time: they may not begin again.
COPIES = ("tests/proofs/simulator/people.py", "tests/proofs/model", "tests/fakes/world.py")
OF_A_STATE = {
    "state", "refused_fingerprint", "refused_code", "approved_fingerprint", "invoice_number",
    "invoiced_at", "verified", "decisions", "send_stamp", "looked_at", "doubtful", "named_number",
}  # fmt: skip
# Words that other tables use as well: only of a job or an intent when it says so.
SHARED = {"outcome", "attempts"}
WRITES = {"update", "create", "update_or_create", "get_or_create", "replace", "Job", "Intent"}


def _modules() -> Iterator[Path]:
    ours = (
        path
        for house in ("sync", "link")
        for path in sorted((SOURCE / house).rglob("*.py"))
        if "migrations" not in path.parts and not path.as_posix().endswith((*OWNERS, *STORE))
    )
    yield from ours
    for copy in COPIES:
        path = ROOT / copy
        yield from sorted(path.glob("*.py")) if path.is_dir() else [path]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_ours(keyword: ast.keyword) -> bool:
    if keyword.arg in OF_A_STATE:
        return True
    text = ast.unparse(keyword.value)
    return keyword.arg in SHARED and ("Outcome." in text or "intent" in text or _is_word(keyword))


def _is_word(keyword: ast.keyword) -> bool:
    value = keyword.value
    return isinstance(value, ast.Constant) and value.value in set(Outcome)


def writers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each place that sets such a field by itself: a call that writes, or an assignment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in WRITES:
            yield from (
                (node.lineno, str(keyword.arg)) for keyword in node.keywords if _is_ours(keyword)
            )
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (
                (node.lineno, target.attr)
                for target in targets
                if isinstance(target, ast.Attribute)
                and target.attr in OF_A_STATE
                and _name(target.value) != "self"
            )


def test_nobody_else_sets_the_state_of_a_job_or_an_intent() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {field}"
        for path in _modules()
        for line, field in writers(ast.parse(path.read_text("utf-8")))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "written",
    [
        "replace(job, state=State.NEW)",
        "dataclasses.replace(intent, outcome=Outcome.DONE)",
        "ExportJob.objects.filter(pk=1).update(state='new')",
        "rows.update(named_number='')",
        "rows.update(outcome='sent')",
        "rows.update(attempts=intent.attempts + 1)",
        "row.state = State.NEW",
        "Job(1, '1', 1, 'W', state=State.NEW)",
    ],
)
def test_a_second_owner_is_found(written: str) -> None:
    assert list(writers(ast.parse(written)))


@pytest.mark.parametrize(
    "written", ["run.update(outcome='failed')", "digest.update(attempts=F('attempts') + 1)"]
)
def test_the_outcome_of_something_else_is_left_alone(written: str) -> None:
    assert not list(writers(ast.parse(written)))


def _functions(module: ModuleType) -> dict[str, Callable[..., object]]:
    return {
        name: function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith(("_", "of_"))
    }


def test_every_transition_has_its_function_and_every_function_its_transition() -> None:
    rows: list[Transition[State] | Transition[Outcome]]
    rows = [*OF_A_JOB.values(), *OF_AN_INTENT.values()]
    told = {by: {row.event for row in rows if row.by == by} for by in (RUN, PERSON)}
    # One button does two things: to the job, and to its intent.
    assert told[PERSON] - {"look_again"} == _functions(person_transitions).keys()
    # A rest that begins anew moves no state.
    assert told[RUN] == _functions(run_transitions).keys() - {"restamped"}


@pytest.mark.parametrize("module", [run_transitions, person_transitions])
def test_every_transition_says_what_it_means_and_from_where(module: ModuleType) -> None:
    bare = [
        name
        for name, function in _functions(module).items()
        if not ("rom " in (function.__doc__ or "") or name in ("restamped", "claimed"))
    ]
    assert bare == []
