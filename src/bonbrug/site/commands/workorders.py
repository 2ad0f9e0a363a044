"""``bonbrug workorders import``: moving house, all or nothing, safe to repeat."""

import sys
from argparse import Namespace
from pathlib import Path

from bonbrug.site.opening import open_store
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.moving import import_file
from bonbrug.workorders.models import Company


def run(options: Namespace) -> int:
    """Import one file for one company; nothing is stored when one record is wrong."""
    open_store()
    try:
        company = _company(options.company)
        result = import_file(company, Path(options.file).read_bytes(), system_clock())
    except (Refused, OSError, Company.DoesNotExist) as error:
        print("\n".join(_reasons(error)), file=sys.stderr)
        return 1
    read = len(result.orders)
    print(f"{read} work orders read: {result.new} new, {result.changed} changed")
    return 0


def _reasons(error: Exception) -> list[str]:
    problems = error.facts.get("problems", ()) if isinstance(error, Refused) else ()
    lines = [str(problem) for problem in problems] if isinstance(problems, tuple) else []
    return [f"Nothing was imported: {error}", *lines]


def _company(company_id: str | None) -> Company:
    if company_id:
        return Company.objects.get(company_id=company_id)
    companies = list(Company.objects.all()[:2])
    if len(companies) != 1:
        raise Company.DoesNotExist("name one with --company (Bedrijfs id, 7 digits)")
    return companies[0]
