"""How a connection stands now: its state in words and colour, and the run that goes."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonbrug.link import actions, store
from bonbrug.link.models import Connection, Run
from bonbrug.link.texts import sentences
from bonbrug.link.texts.spans import ago, soon
from bonbrug.ui.templatetags.ui import moment

SAVE = "#opslaan"


@dataclass(frozen=True, slots=True)
class State:
    """`colour` is one of Tabler's; `hint` says more ('' nothing), `url` where to go for it.

    `here` is the same place when the page is the settings page already.
    """

    words: str
    colour: str
    hint: str = ""
    url: str = ""
    action: str = ""
    here: str = ""


def running(connection: Connection) -> Run | None:
    """Return the run that goes now; one whose worker is gone does not count."""
    run = connection.runs.filter(finished_at=None, dry_run=False).order_by("-started_at").first()
    return run if run and store.is_leased(connection.pk) else None


def latest(connection: Connection) -> Run | None:
    """Return the newest run that ended."""
    ended = connection.runs.filter(dry_run=False).exclude(finished_at=None)
    return ended.order_by("-started_at", "-pk").first()


def to_do_count(connection: Connection) -> int:
    return connection.items.filter(closed_at=None).count()


def waiting(connection: Connection, now: datetime) -> bool:
    """Tell whether a run has been asked for and will begin in a moment."""
    asked = connection.due_at is not None and connection.due_at <= now
    return not obstacle(connection) and (asked or connection.again)


def obstacle(connection: Connection) -> str:
    """Return why the start button does not work yet; '' when it does."""
    if not connection.signed_in_at:
        return _("First sign in to e-Boekhouden.nl.")
    if connection.breaker:
        return sentences.stopped(connection.breaker)
    if not connection.activated:
        return _("First save the settings.")
    return ""


def state(connection: Connection, now: datetime) -> State:
    """Say in a few words how the connection is doing."""
    return _unready(connection) or _busy(connection, now) or _rest(connection)


def _unready(connection: Connection) -> State | None:
    sign_in = reverse("link:sign_in", args=[connection.pk])
    if not connection.signed_in_at:
        return State(_("Not signed in yet"), "orange", "", sign_in, _("Sign in"))
    if connection.breaker:
        why = sentences.stopped(connection.breaker)
        return State(_("Stands still"), "red", why, sign_in, _("To Login settings"))
    if not connection.activated:
        settings = reverse("link:settings", args=[connection.pk])
        why = _("Save the settings first; until then nothing is synchronised.")
        action = _("To Save settings")
        return State(_("Not started yet"), "secondary", why, settings + SAVE, action, SAVE)
    return None


def _busy(connection: Connection, now: datetime) -> State | None:
    if running(connection):
        return State(_("Synchronising"), "blue")
    if waiting(connection, now):
        return State(_("Starting in a moment"), "blue")
    return None


def _rest(connection: Connection) -> State:
    last = latest(connection)
    if last is None:
        return State(_("Not run yet"), "secondary")
    if last.outcome not in sentences.GOOD:
        return State(_("Last run did not succeed"), "orange", sentences.unfinished(last))
    if to_do_count(connection):
        return State(_("Needs attention"), "orange")
    return State(_("All is well"), "green")


def last_words(connection: Connection, now: datetime) -> str:
    run = latest(connection)
    return ago(run.finished_at, now) if run and run.finished_at else _("not yet")


def next_words(connection: Connection, now: datetime) -> str:
    """Say when the next run comes; every fifteen minutes unless something stops it."""
    if obstacle(connection) or connection.due_at is None:
        return _("not planned")
    return soon(connection.due_at, now)


def apart(connection: Connection) -> str:
    """Say of a silent connection that it waits among its like, and how long at most."""
    if not connection.silent_times or connection.silent_since is None:
        return ""
    minutes = ceil(actions.latest_for_silent() / 60)
    return ngettext(
        "No answer since %(since)s. The link tries again in a queue of its own, at most %(minutes)s"
        " minute after its turn.",
        "No answer since %(since)s. The link tries again in a queue of its own, at most %(minutes)s"
        " minutes after its turn.",
        minutes,
    ) % {"since": moment(connection.silent_since), "minutes": minutes}


def mark(connection: Connection) -> str:
    """Return what changes when the log changes, so that a page asks for it only then."""
    run = latest(connection)
    return f"{run.pk}.{run.times}" if run else "0"


def live(connection: Connection, now: datetime) -> dict[str, object]:
    """Return everything that the part of the page shows that refreshes itself."""
    run = running(connection)
    awaited = waiting(connection, now)
    return {
        "connection": connection,
        "state": state(connection, now),
        "run": run,
        "stage": sentences.stage(run.stage) if run else "",
        "waiting": awaited,
        "busy": bool(run) or awaited,
        "last": last_words(connection, now),
        "next": next_words(connection, now),
        "to_do": to_do_count(connection),
        "apart": apart(connection),
        "obstacle": obstacle(connection),
        "mark": mark(connection),
    }
