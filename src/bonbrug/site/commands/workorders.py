"""``bonbrug workorders import``: moving house, all or nothing, safe to repeat."""

import sys
from argparse import Namespace
from pathlib import Path

from django.utils import translation

from bonbrug.accounts.acts import Act
from bonbrug.site.database import open_store
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.import_file import import_file
from bonbrug.workorders.models import Company

ACT = Act.OPERATE


class _NoCompany(Exception):
    """Which company is meant does not show; the text is for the person."""


def run(options: Namespace) -> int:
    """Import one file for one company; nothing is stored when one record is wrong."""
    open_store()
    with translation.override("en"):
        try:
            return _imported(options)
        except (Refused, OSError, _NoCompany) as error:
            print("\n".join(_reasons(error)), file=sys.stderr)
            return 1


def _imported(options: Namespace) -> int:
    company = _company(options.company)
    result = import_file(company, Path(options.file).read_bytes(), system_clock())
    same = len(result.orders) - result.new - result.changed
    for remark in result.remarks:
        print(remark, file=sys.stderr)
    print(
        f"{len(result.orders)} work orders read: {result.new} new, {result.changed} changed,"
        f" {same} the same as here"
    )
    return 0


def _reasons(error: Exception) -> list[str]:
    if isinstance(error, OSError):
        return [f"Nothing was imported: {error.filename} cannot be read ({error.strerror})."]
    if isinstance(error, _NoCompany):
        return [f"Nothing was imported: {error}"]
    problems = error.facts.get("problems", ()) if isinstance(error, Refused) else ()
    return [str(error), *map(str, problems if isinstance(problems, tuple) else ())]


def _company(company_id: str | None) -> Company:
    companies = Company.objects.filter(company_id=company_id) if company_id else Company.objects
    found = list(companies.all()[:2])
    if len(found) == 1:
        return found[0]
    if company_id:
        raise _NoCompany(f"there is no company {company_id}.")
    if not found:
        raise _NoCompany("there is no company here yet.")
    raise _NoCompany("there are several companies; name one with --company (Bedrijfs id).")
