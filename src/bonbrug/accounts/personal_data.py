"""What these tables hold about a person; a new column gets a place here, or in `OTHER`."""

from bonbrug.values.personal_data import HOST, Erased, Held, Role, Term, Whose, Why

USER = (Whose.USER,)
NOT_SHOWN = HOST
OURS = (Role.OWNER, Role.HOST)

PERSONAL = {
    "accounts.User": (
        Held("account", "username email first_name last_name is_active date_joined last_login",
             USER, Why.ACCESS, Term.PERSON, OURS, Erased.OTHERS),
        Held("password", "password", USER, Why.ACCESS, Term.PERSON, (), Erased.OTHERS, secret=True),
    ),
    "accounts.Membership": (
        Held("membership", "user", USER, Why.ACCESS, Term.PERSON, OURS, Erased.OTHERS),
    ),
    "accounts.LoginLink": (
        Held("login", "user expires_at used_at", USER, Why.ACCESS, Term.LOGIN, NOT_SHOWN,
             Erased.OTHERS),
        Held("key", "digest", USER, Why.ACCESS, Term.LOGIN, (), Erased.OTHERS, secret=True),
    ),
    "accounts.Erasure": (
        Held("customer_number", "code kept_until", (Whose.CUSTOMER,), Why.PROOF, Term.ERASED, OURS,
             Erased.NUMBER),
        Held("who_did", "by erased_at", USER, Why.PROOF, Term.ERASED, OURS, Erased.OTHERS),
    ),
    "accounts.WrongGuesses": (
        Held("guesses", "key empty_at free_at", USER, Why.SAFETY, Term.GUESSES, (), Erased.OTHERS,
             secret=True),
    ),
    "sessions.Session": (
        Held("session", "session_key session_data expire_date", USER, Why.ACCESS, Term.SESSION, (),
             Erased.OTHERS, secret=True),
    ),
}  # fmt: skip

OTHER = {
    "accounts.User": "is_superuser is_staff",
    "accounts.Organisation": "name",
}
