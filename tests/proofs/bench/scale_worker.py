"""`bonbrug work` as it is, with another cycle when that is asked."""

import sys
from datetime import timedelta

from bonbrug.site import cli


def main(cycle: int) -> int:
    import django

    django.setup()
    from bonbrug.link.models import connection
    from bonbrug.link.store import lease

    assert lease.TTL < lease.LATEST  # read before the cycle changes: a lease is not about turns
    connection.CYCLE = timedelta(seconds=cycle)
    return cli.main(["work"])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
