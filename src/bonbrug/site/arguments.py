"""What can be typed after ``bonbrug``. Secrets are never arguments: others could see them."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from typing import Any, Protocol

from bonbrug.values.clock import AMSTERDAM

ROLES = ("owner", "office", "bookkeeper", "fitter")
SECRETS = """
secrets come from the environment (BONBRUG_SECURITY_CODE_1, BONBRUG_SECURITY_CODE_2,
BONBRUG_TOKEN, BONBRUG_SOFTWARE_TOKEN) or, line by line in that order, from standard input;
BONBRUG_BEARER_TOKEN only for a firm whose work orders want one besides the tokens
"""


class Commands(Protocol):
    """What argparse returns for sub-commands."""

    def add_parser(self, name: str, **texts: Any) -> ArgumentParser: ...


def parser() -> ArgumentParser:
    """Return the parser of all commands."""
    top = ArgumentParser(prog="bonbrug", description="The bridge between work orders and books.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    everything = (
        _demo, _serve, _work, _person, _second_step, _connect, _sync, _check, _status, _workorders,
        _verify_journal, _verify_security_log, _backup, _restore, _keys, _person_data,
        _end_firm, _keep_firm, _ended_firms,
        _organisations, _connections, _read_only, _announcements,
        _invitations,
    )  # fmt: skip
    for add in everything:
        sub = add(commands)
        sub.add_argument("--data", help="folder for the data (default: BONBRUG_DATA or ./data)")
    commands.add_parser("manage", help="Django's own commands, such as migrate")
    return top


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day such as 2026-01-31") from None


def _demo(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("demo", help="the manual's example: seed, serve, work, first sync")
    sub.add_argument("--port", type=int, default=8000)
    sub.add_argument("--once", action="store_true", help="stop after the first synchronisation")
    return sub


def _serve(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("serve", help="serve the pages and the doors")
    sub.add_argument("--port", type=int, default=8000)
    sub.add_argument("--host", default="127.0.0.1")
    sub.add_argument("--work", action="store_true", help="run the worker in the same process")
    return sub


def _work(commands: Commands) -> ArgumentParser:
    return commands.add_parser("work", help="run the worker: every connection every 15 minutes")


def _person(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("person", help="let somebody in: prints a link that logs in once")
    sub.add_argument("email")
    sub.add_argument("--organisation", help="name; made when it does not exist")
    sub.add_argument(
        "--role",
        choices=ROLES,
        help="in that organisation (default: owner for its first member, office for later ones)",
    )
    sub.add_argument("--operator", action="store_true", help="sees state, nothing of any firm")
    return sub


def _second_step(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("second-step", help="ask a second step of who works for a firm")
    sub.set_defaults(command="second_step")
    sub.add_argument("organisation", help="its name")
    sub.add_argument("asked", choices=("on", "off"))
    return sub


def _connect(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("connect", help="make a connection", epilog=SECRETS)
    sub.add_argument("name", help="what to call the connection")
    sub.add_argument("--organisation", required=True, help="name; made when it does not exist")
    sub.add_argument("--company-id", required=True, help="Bedrijfs id, 7 digits")
    sub.add_argument("--username", required=True, help="Gebruikersnaam in the books")
    sub.add_argument("--books", default="", help="name from the operator's list of books")
    sub.add_argument("--work-orders", default="", help="name from the list of work-order services")
    sub.add_argument("--template", default="", help="Factuursjabloon; with it invoices are made")
    sub.add_argument("--term", type=int, default=14, help="Betalingstermijn in days")
    sub.add_argument("--book", action="store_true", help="Verwerken in de boekhouding")
    sub.add_argument("--export-relations", action="store_true", help="Exporteer relaties")
    sub.add_argument(
        "--export-from",
        type=_day,
        metavar="YYYY-MM-DD",
        help="no work order before this day (YYYY-MM-DD)",
    )
    return sub


def _sync(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("sync", help="synchronise now")
    sub.add_argument("connection", nargs="?", help="number or name; all when left out")
    sub.add_argument("--dry-run", action="store_true", help="show the plan, change nothing")
    return sub


def _check(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("check", help="test credentials and settings on both sides")
    sub.add_argument("connection", nargs="?", help="number or name; all when left out")
    return sub


def _status(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("status", help="what runs, what ran, what waits for a person")
    sub.add_argument("--json", action="store_true", help="for other programs")
    return sub


def _workorders(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("workorders", help="move work orders into the box")
    actions = sub.add_subparsers(dest="action", required=True)
    inside = actions.add_parser("import", help="all or nothing; safe to repeat")
    inside.add_argument("file", help="JSON in the shape of PostWorkorders, plus status")
    inside.add_argument("--company", help="Bedrijfs id; may be left out when there is one")
    return sub


def _verify_journal(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("verify-journal", help="is the journal as it was written?")
    sub.set_defaults(command="verify_journal")
    sub.add_argument("connection", nargs="?", help="number or name; all when left out")
    sub.add_argument("--forget-old", action="store_true", help="remove what is over 7 years old")
    return sub


def _verify_security_log(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("verify-security-log", help="is the security log as it was written?")
    sub.set_defaults(command="verify_security_log")
    sub.add_argument(
        "organisation", nargs="?", help="number or name, 0 for the host; all when left out"
    )
    return sub


def _backup(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("backup", help="one file with everything, while the program runs")
    sub.add_argument("where", nargs="?", help="folder or file (default: BONBRUG_BACKUPS)")
    sub.add_argument("--keep", type=int, help="keep so many in the folder, remove the oldest")
    return sub


def _restore(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("restore", help="put a backup back in an empty place")
    sub.add_argument("file", help="what `bonbrug backup` made")
    return sub


def _keys(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("keys", help="which keys there are, never the keys themselves")
    actions = sub.add_subparsers(dest="action")
    rotate = actions.add_parser("rotate", help="a new key; may be ended and done again")
    rotate.add_argument(
        "purpose", nargs="?", choices=("sealing", "signing"), help="both if not said"
    )
    rotate.add_argument(
        "--wait",
        type=int,
        default=60,
        metavar="SECONDS",
        help="for what others seal meanwhile (default 60; 0 when nothing else runs)",
    )
    return sub


def _end_firm(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("end-firm", help="put all of a firm in a file, and erase it later")
    sub.set_defaults(command="end_firm", action="end-firm")
    sub.add_argument("organisation", help="its name")
    sub.add_argument("--confirm", metavar="NAME", help="the same name once more")
    return sub


def _keep_firm(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("keep-firm", help="stop the ending of a firm")
    sub.set_defaults(command="end_firm", action="keep-firm")
    sub.add_argument("organisation", help="its name")
    return sub


def _ended_firms(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("ended-firms", help="the proof of each firm that ends or ended")
    sub.set_defaults(command="end_firm", action="ended-firms")
    return sub


def _person_data(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("person-data", help="all that is kept about somebody; erase it")
    sub.set_defaults(command="person_data")
    actions = sub.add_subparsers(dest="action", required=True)
    export = actions.add_parser("export", help="a ZIP with JSON, and pages in both languages")
    export.add_argument("file", help="where to write it; a file that is there is left alone")
    whose = export.add_mutually_exclusive_group(required=True)
    whose.add_argument("--customer", metavar="NUMBER", help="in the books and the work orders")
    whose.add_argument("--employee", metavar="NUMBER", help="in the work orders")
    whose.add_argument("--user", metavar="EMAIL", help="who logs in")
    erase = actions.add_parser("erase", help="show what goes and stays; with --confirm do it")
    erase.add_argument("--customer", metavar="NUMBER", required=True)
    erase.add_argument("--confirm", metavar="NUMBER", help="the same number once more")
    back = actions.add_parser("bring-back", help="let an erased one be a customer again")
    back.add_argument("--customer", metavar="NUMBER", required=True)
    for each in (export, erase, back):
        each.add_argument("--organisation", required=True, help="name; nothing of another one")
    return sub


def _organisations(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("organisations", help="which firms there are; make one")
    actions = sub.add_subparsers(dest="action", required=True)
    found = actions.add_parser("list", help="by name, with people, connections and trouble")
    found.add_argument("--search", default="", help="words of the name")
    found.add_argument("--behind", type=int, metavar="NUMBER", help="go on after this one")
    found.add_argument("--rows", type=_rows, default=50, help="at most so many (default 50)")
    show = actions.add_parser("show", help="one firm, in numbers")
    show.add_argument("organisation", type=int, help="its number")
    make = actions.add_parser("make", help="a new firm; invites its owner")
    make.add_argument("name")
    make.add_argument("--owner", required=True, metavar="EMAIL")
    limits = actions.add_parser("limits", help="what a firm may have; says how it is afterwards")
    limits.add_argument("organisation", type=int, help="its number")
    for name in ("--people", "--connections", "--calls"):
        limits.add_argument(name, type=_most, metavar="N", help="a number, or usual")
    return sub


def _most(text: str) -> int:
    if text == "usual":
        return -1
    if not (text.isascii() and text.isdigit() and len(text) <= 8):
        raise ArgumentTypeError(f"{text} is not a number, and not usual")
    return int(text)


def _connections(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("connections", help="which are late, stopped or unreachable")
    sub.add_argument("--kind", choices=("late", "stopped", "unreachable", "held"))
    sub.add_argument("--rows", type=_rows, default=50, help="at most so many of each (default 50)")
    return sub


def _read_only(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("read-only", help="nothing is changed for a while; all can be read")
    sub.set_defaults(command="read_only")
    sub.add_argument("asked", nargs="?", choices=("on", "off"), help="left out: say how it is")
    sub.add_argument(
        "--wait",
        type=int,
        default=60,
        metavar="SECONDS",
        help="with on: for runs that had begun (default 60)",
    )
    return sub


def _announcements(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("announcements", help="what everybody is told on every page")
    actions = sub.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="told now, and later")
    make = actions.add_parser("make", help="plain text in both languages; times in the Netherlands")
    make.add_argument("--dutch", required=True)
    make.add_argument("--english", required=True)
    moment: dict[str, Any] = {"type": _moment, "metavar": "YYYY-MM-DDTHH:MM"}
    make.add_argument("--from", dest="begin", help="default: now", **moment)
    make.add_argument("--until", required=True, **moment)
    ended = actions.add_parser("withdraw", help="tell it no more")
    ended.add_argument("announcement", type=int, help="its number")
    return sub


def _invitations(commands: Commands) -> ArgumentParser:
    sub = commands.add_parser("invitations", help="who was asked into a firm and is not there yet")
    actions = sub.add_subparsers(dest="action", required=True)
    found = actions.add_parser("list", help="of all firms, by when they end")
    found.add_argument("--search", default="", help="words of the address or the firm")
    found.add_argument("--behind", type=int, metavar="NUMBER", help="go on after this one")
    found.add_argument("--rows", type=_rows, default=50, help="at most so many (default 50)")
    for name, about in (("withdraw", "end it"), ("again", "send it anew, for a new week")):
        actions.add_parser(name, help=about).add_argument("invitation", type=int, help="its number")
    return sub


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=AMSTERDAM)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no moment such as 2026-01-31T22:00") from None


def _rows(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1000):
        raise ArgumentTypeError(f"{text} is not a number from 1 to 1000")
    return int(text)
