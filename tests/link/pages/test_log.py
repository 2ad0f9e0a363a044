"""M11: the log with Tijd and Bericht, its details, and the page that refreshes itself."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import translation

from bonbrug.link import store
from bonbrug.link.models import Connection, LogLine, Run
from bonbrug.link.pages.log import rows
from bonbrug.link.texts import sentences
from tests.link.pages.conftest import NOW, Counterpart, fill, synchronise


def _run(connection: Connection, minutes: int = 0, **values: object) -> Run:
    start = NOW + timedelta(minutes=minutes)
    given = {"outcome": "nothing", "trigger": "schedule", "facts": {}, **values}
    return Run.objects.create(
        connection=connection, started_at=start, finished_at=start + timedelta(seconds=3), **given
    )


def _said(run: Run, language: str) -> str:
    with translation.override(language):
        return sentences.of_run(run)


def test_a_run_reads_as_in_the_manual_in_dutch_and_english(linked: Connection) -> None:
    run = _run(linked, outcome="done", facts={"relations": 4, "materials": 1})
    assert _said(run, "nl") == "4 relaties gesynchroniseerd, 1 materiaal gesynchroniseerd"
    assert _said(run, "en") == "4 relations synchronized 1 material synchronized"


def test_all_counts_have_words(linked: Connection) -> None:
    facts = {"relations": 1, "hour_types": 2, "books_relations": 1, "invoices": 3, "settled": 3}
    run = _run(linked, outcome="done", facts={**facts, "booked": 3})
    assert _said(run, "nl") == (
        "1 relatie gesynchroniseerd, 2 uursoorten gesynchroniseerd, "
        "1 relatie in de boekhouding gezet, 3 facturen gemaakt, "
        "3 verwerkt in de boekhouding, 3 werkbonnen afgehandeld"
    )


def test_a_run_that_failed_says_why(linked: Connection) -> None:
    run = _run(linked, outcome="unreachable", code="timeout")
    assert _said(run, "nl") == "De andere kant geeft niet op tijd antwoord."
    assert _said(run, "en") == "The other side gives no answer in time."


def test_a_run_that_failed_names_the_side(linked: Connection) -> None:
    facts = {"relations": 2, "side": "work_orders"}
    run = _run(linked, outcome="unreachable", code="connect", facts=facts)
    assert _said(run, "nl") == (
        "2 relaties gesynchroniseerd De werkbonnen geven geen antwoord: er was geen verbinding."
    )


def test_a_refusal_by_the_books_is_explained_with_its_code(linked: Connection) -> None:
    run = _run(linked, outcome="not_allowed_in", code="E001.3")
    assert _said(run, "nl") == "De boekhouding meldt: beveiligingscode 2 is onjuist (E001.3)."


def test_a_real_run_stands_on_the_page_with_its_moment(
    page: Client, linked: Connection, other_side: Counterpart
) -> None:
    fill(other_side.books, relations=4, materials=1)
    synchronise(linked)
    html = page.get(f"/koppeling/{linked.pk}/").content.decode()
    text = re.sub(r"<[^>]+>", "", html)
    assert "17-09-2018 15:16" in text
    assert "4 relaties gesynchroniseerd, 1 materiaal gesynchroniseerd" in text
    assert "Relaties: TEST1, TEST2, TEST3, TEST4" in text
    assert "Gestart met de knop" in text


def test_a_fact_of_a_record_is_a_sentence_behind_the_row(linked: Connection) -> None:
    run = _run(linked, outcome="problems")
    LogLine.objects.create(
        connection=linked, run=run, first_moment=NOW, moment=NOW, kind="unknown_material",
        subject="18-4712", facts={"place": 2, "material": "KOP15"}, fingerprint="1" * 32,
        needs_person=True, times=4,
    )  # fmt: skip
    with translation.override("nl"):
        row = rows(linked)[0]
    assert row.lines[0][1] == (
        "Werkbon 18-4712, regel 2: materiaal KOP15 komt niet uit de boekhouding."
    )
    assert row.problems == "1 vraagt aandacht"


def test_runs_in_which_the_same_nothing_happened_are_one_row(linked: Connection) -> None:
    _run(linked, 0, times=3)
    _run(linked, 15, outcome="problems")
    _run(linked, 30, outcome="done", facts={"relations": 1})
    _run(linked, 45)
    assert [row.times for row in rows(linked)] == [1, 1, 4]


def test_runs_that_the_same_side_stopped_are_one_row(linked: Connection) -> None:
    stopped = {"outcome": "unreachable", "code": "connect"}
    _run(linked, 0, **stopped, facts={"side": "work_orders"})
    for minutes in (15, 30):
        _run(linked, minutes, **stopped, facts={"side": "books"})
    assert [row.times for row in rows(linked)] == [2, 1]


def test_text_from_the_other_side_is_shown_as_text(page: Client, linked: Connection) -> None:
    run = _run(linked, outcome="problems")
    LogLine.objects.create(
        connection=linked, run=run, first_moment=NOW, moment=NOW, kind="duplicate_code",
        subject="<script>alert(1)</script>", facts={"count": 2, "kind": "relation"},
        fingerprint="2" * 32, needs_person=True,
    )  # fmt: skip
    text = page.get(f"/koppeling/{linked.pk}/").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_progress_shows_the_stage_and_how_far(page: Client, linked: Connection) -> None:
    assert store.take(linked.pk, "someone")
    Run.objects.create(
        connection=linked, started_at=NOW, trigger="person", stage="relations", done=500, total=1200
    )
    text = page.get(f"/koppeling/{linked.pk}/voortgang/?log=0&busy=1").content.decode()
    assert "Relaties naar de werkbonnen …" in text
    assert "500 van 1200" in text
    assert '<progress id="voortgang" max="1200" value="500">' in text
    assert "every 2s" in text


def test_when_nothing_changed_nothing_is_sent(page: Client, linked: Connection) -> None:
    run = _run(linked)
    Connection.objects.filter(pk=linked.pk).update(due_at=NOW.replace(year=2999))
    answer = page.get(f"/koppeling/{linked.pk}/voortgang/?log={run.pk}.1&busy=0")
    assert answer.status_code == 204


def test_a_new_row_brings_the_whole_log(page: Client, linked: Connection) -> None:
    _run(linked, outcome="done", facts={"relations": 2})
    text = page.get(f"/koppeling/{linked.pk}/voortgang/?log=0&busy=0").content.decode()
    assert 'id="log" hx-swap-oob="true"' in text
    assert "2 relaties gesynchroniseerd" in text


def test_a_page_that_is_logged_out_reloads(client: Client, linked: Connection) -> None:
    answer = client.get(f"/koppeling/{linked.pk}/voortgang/")
    assert answer["HX-Refresh"] == "true"
