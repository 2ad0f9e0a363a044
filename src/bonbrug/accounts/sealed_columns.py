"""What accounts keep sealed; a new column with sealed values gets a line here."""

from bonbrug.accounts.models import FactorSecret
from bonbrug.accounts.sealed import SealedColumn

SEALED = (SealedColumn(FactorSecret, "sealed", FactorSecret.bound, number="user_id"),)
