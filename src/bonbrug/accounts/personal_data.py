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
        Held("membership", "user role may_approve may_credit may_collect", USER, Why.ACCESS,
             Term.PERSON, OURS, Erased.OTHERS),
    ),
    "accounts.Invitation": (
        Held("invitation", "email role made_at expires_at mailed", USER, Why.ACCESS, Term.INVITED,
             OURS, Erased.OTHERS),
        Held("key", "digest", USER, Why.ACCESS, Term.INVITED, (), Erased.OTHERS, secret=True),
    ),
    "accounts.AccountMail": (
        Held("asked_mail", "kind address language made_at next_try_at attempts", USER, Why.ACCESS,
             Term.ASKED_MAIL, NOT_SHOWN, Erased.OTHERS),
    ),
    "accounts.AddressChange": (
        Held("account", "user email made_at expires_at", USER, Why.ACCESS, Term.ASKED_MAIL,
             NOT_SHOWN, Erased.OTHERS),
    ),
    "accounts.FactorSecret": (
        Held("key", "user sealed", USER, Why.ACCESS, Term.PERSON, (), Erased.OTHERS, secret=True),
    ),
    "accounts.TrustedBrowser": (
        Held("trusted_browser", "user browser expires_at", USER, Why.ACCESS, Term.TRUSTED,
             NOT_SHOWN, Erased.OTHERS),
        Held("key", "digest", USER, Why.ACCESS, Term.TRUSTED, (), Erased.OTHERS, secret=True),
    ),
    "accounts.SecurityEvent": (
        Held("security", "moment kind result who who_name address about about_name details", USER,
             Why.SAFETY, Term.SECURITY, OURS, Erased.OTHERS),
        Held("key", "who_salt who_digest about_salt about_digest previous hash key", USER,
             Why.SAFETY, Term.SECURITY, (), Erased.OTHERS, secret=True),
    ),
    "account.EmailAddress": (
        Held("account", "user email verified primary", USER, Why.ACCESS, Term.PERSON, NOT_SHOWN,
             Erased.OTHERS),
    ),
    "mfa.Authenticator": (
        Held("second_step", "user type created_at last_used_at", USER, Why.ACCESS, Term.PERSON,
             NOT_SHOWN, Erased.OTHERS),
        Held("key", "data", USER, Why.ACCESS, Term.PERSON, (), Erased.OTHERS, secret=True),
    ),
    "usersessions.UserSession": (
        Held("session", "user created_at ip last_seen_at user_agent data", USER, Why.ACCESS,
             Term.SESSION, NOT_SHOWN, Erased.OTHERS),
        Held("key", "session_key", USER, Why.ACCESS, Term.SESSION, (), Erased.OTHERS, secret=True),
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
    "accounts.User": "is_superuser is_staff is_operator",
    "accounts.Organisation": "name second_factor_required made_at most_people most_connections"
    " calls_per_month",
    "accounts.ReadOnly": "number since",
    "accounts.Announcement": "dutch english from_at until_at made_at",
    "accounts.SecurityChain": "number sequence hash forgotten forgotten_hash key signature",
    "accounts.SecurityEvent": "sequence",
    "accounts.Ending": "number role asked_at next_try_at rows rows_done exported_at export_hash"
    " ends_at erased_at counts",
    "account.EmailConfirmation": "created sent key",  # not used: nobody registers
}
