"""``bonbrug check``: credentials and settings of both sides, without changing anything."""

import sys
from argparse import Namespace

from bonbrug.link.actions import check
from bonbrug.link.pages import sentences
from bonbrug.site.connections import NoSuchConnection, chosen


def run(options: Namespace) -> int:
    """Return 0 when nothing is wrong."""
    try:
        connections = chosen(options.connection)
    except NoSuchConnection as error:
        print(f"bonbrug: {error}", file=sys.stderr)
        return 2
    wrong = 0
    for connection in connections:
        findings = check(connection)
        wrong += sum(finding.needs_person for finding in findings)
        print(f"{connection.name}: {'' if findings else 'everything works'}")
        for finding in findings:
            print(f"  - {sentences.of_finding(finding)}")
    return 1 if wrong else 0
