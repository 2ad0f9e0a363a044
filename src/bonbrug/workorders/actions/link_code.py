"""The code that the office shows for one employee: it links one tablet, within a quarter, once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Employee, LinkCode

CHANCE = 5  # random bytes: 40 bits, for a quarter of an hour and ten tries
LIVES = timedelta(minutes=15)
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U: they are read as 1, 1, 0 and V
MISREAD = str.maketrans("ILOU", "110V")


def code_from(chance: bytes) -> str:
    """Write random bytes (5 of them) as a code, such as ``7K2M-04XA``."""
    number = int.from_bytes(chance, "big")
    signs = "".join(SIGNS[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def show_code(employee: Employee, code: str, now: datetime) -> LinkCode:
    """Make this the only code of the employee; refused for one who is not active."""
    if not employee.active:
        raise Refused("employee_inactive", number=employee.number)
    with transaction.atomic():
        employee.link_codes.all().delete()
        return LinkCode.objects.create(
            employee=employee, digest=_digest(employee, code), expires_at=now + LIVES
        )


def use_code(employee: Employee, code: str, now: datetime) -> None:
    """Use a code up; Refused('code_wrong') when it is not this employee's, old or used."""
    codes = employee.link_codes.filter(
        digest=_digest(employee, code), used_at=None, expires_at__gt=now
    )
    if not codes.update(used_at=now):
        raise Refused("code_wrong")


def forget_codes(now: datetime) -> int:
    """Remove the codes that link nothing any more; return how many."""
    return LinkCode.objects.filter(expires_at__lte=now).delete()[0]


def _digest(employee: Employee, code: str) -> str:
    """A code is short: without the key of this installation its digest must tell nothing."""
    read = "".join(sign for sign in code.upper() if sign.isalnum()).translate(MISREAD)
    words = f"{employee.pk}:{read}"
    return salted_hmac("bonbrug.link_code", words, algorithm="sha256").hexdigest()
