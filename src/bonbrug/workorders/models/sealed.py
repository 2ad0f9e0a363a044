"""What the work orders keep sealed; a new column with sealed values gets a line here."""

from functools import partial

from bonbrug.accounts.sealed import SealedColumn
from bonbrug.workorders.models.company import ExternalLink

SEALED = tuple(
    SealedColumn(ExternalLink, f"{name}_sealed", partial(ExternalLink.bound, field=name))
    for name in ("token", "software_token")
)
