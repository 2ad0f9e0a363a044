"""The time of every firm that ends is over, and the worker comes by: prints how many it erased."""

from datetime import timedelta

import django


def main() -> None:
    django.setup()
    from bonbrug.accounts.models import Ending
    from bonbrug.site.ending.erasing import MARGIN, erase_due
    from bonbrug.values.clock import system_clock

    now = system_clock()
    Ending.objects.update(ends_at=now - MARGIN - timedelta(minutes=1))
    print(erase_due(now))  # noqa: T201 - read by the test


main()
