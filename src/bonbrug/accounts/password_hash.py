"""How a password is kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 64 MiB and two rounds: three times the least that OWASP advises.

    The 100 MiB of the framework make somebody wait who signs in on a small machine. A password
    that was kept with other parameters is kept anew when its owner signs in.
    """

    memory_cost = 64 * 1024  # KiB
    time_cost = 2  # rounds
    parallelism = 4
