"""What the books keep sealed; a new column with sealed values gets a line here."""

from functools import partial

from bonbrug.accounts.sealed import SealedColumn
from bonbrug.books.models.administration import Administration

SEALED = tuple(
    SealedColumn(Administration, f"sealed_{name}", partial(Administration.bound, field=name))
    for name in ("security_code_1", "security_code_2")
)
