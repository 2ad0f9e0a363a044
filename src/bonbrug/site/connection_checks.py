"""The credentials and settings of connections, tried on both sides and said on the terminal."""

import sys

from bonbrug.link.actions import check
from bonbrug.link.texts import sentences
from bonbrug.site.connections import NoSuchConnection, chosen


def tell(word: str | None) -> int:
    """Print what is wrong with what `word` names; 0 when nothing needs a person."""
    try:
        connections = chosen(word)
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
