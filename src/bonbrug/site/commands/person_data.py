"""``bonbrug person-data``: all about one person as a file, and erasing a customer."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from django.utils import translation

from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import Organisation
from bonbrug.site.personal_data import erasing, export
from bonbrug.site.personal_data.words import BACKUPS, ERASED, HELD, OBSTACLES, OUTSIDE, WHAT
from bonbrug.values.clock import system_clock
from bonbrug.values.personal_data import Person, Whose
from bonbrug.values.quantity import folded

ACT = Act.KEEP_SAFE


def run(options: Namespace) -> int:
    """Return 0 when it was done, 1 when something has to be done first, 2 when it cannot be."""
    with translation.override("en"):
        return _run(options)


def _run(options: Namespace) -> int:
    organisation = Organisation.objects.filter(name=options.organisation).first()
    if organisation is None:
        return _cannot(f"no organisation is called {options.organisation!r}")
    if options.action == "export":
        return _export(organisation, options)
    if options.action == "bring-back":
        return _bring_back(organisation, options.customer)
    return _erase(organisation, options.customer, options.confirm)


def _bring_back(organisation: Organisation, code: str) -> int:
    try:
        was_erased = erasing.bring_back(organisation, code, None, system_clock())
    except erasing.Waiting as error:
        print(error)
        return 1
    return 0 if was_erased else _cannot(f"customer {code!r} was not erased")


def _cannot(why: str) -> int:
    print(f"bonbrug: {why}", file=sys.stderr)
    return 2


def _export(organisation: Organisation, options: Namespace) -> int:
    path, person = Path(options.file), _person(options)
    try:
        with path.open("xb") as file:
            count = export.write(organisation, person, file, system_clock())
    except FileExistsError:
        return _cannot(f"{path} is there already; nothing was written")
    except OSError as error:
        return _cannot(f"{path} cannot be written ({error.strerror})")
    if not count:
        os.unlink(path)
        return _cannot(f"nothing is kept about {person.key!r}; check the number or the address")
    print(f"{path}: {count} rows")
    return 0


def _person(options: Namespace) -> Person:
    for whose in (Whose.CUSTOMER, Whose.EMPLOYEE, Whose.USER):
        key = getattr(options, whose.value)
        if key:
            return Person(whose, key)
    raise AssertionError("argparse asks for one of them")


def _erase(organisation: Organisation, code: str, confirm: str | None) -> int:
    """Show what goes and what stays; with the number typed once more, do it."""
    told = erasing.preview(organisation, code)
    if not told.lines:
        return _cannot(f"nothing is kept about customer {code!r}; check the number")
    if told.obstacles:
        for one in told.obstacles:
            print(str(OBSTACLES[one.code]) % {"number": one.number})
        return 1
    if confirm is None:
        _tell(told, code)
        return 1
    if folded(confirm) != folded(code):
        return _cannot(f"--confirm says {confirm!r} and not {code!r}; nothing was erased")
    return _do(organisation, code)


def _tell(told: erasing.Preview, code: str) -> None:
    for title, lines in (("goes", told.goes), ("stays", told.stays)):
        print(f"What {title}:")
        for line in lines:
            print(f"  {line.table}, {line.rows}: {WHAT[line.what]} ({ERASED[line.erased]})")
    print(f"Kept until: {told.kept_until or 'nothing is kept by law'}")
    print(f"Nothing was erased yet. Add --confirm {code} to do it.")


def _do(organisation: Organisation, code: str) -> int:
    try:
        whole = erasing.erase(organisation, code, None, system_clock())
    except erasing.Waiting as error:
        print(error)
        return 1
    print(OUTSIDE, BACKUPS, sep="\n")
    if not whole:
        print(HELD)
    return 0 if whole else 1
